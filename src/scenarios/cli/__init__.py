"""The command line: one file per command, each parse → one call → present.

A command is short and started often, so what takes long and brings it nothing is left
out: what is imported is never garbage, and to look through it for some takes a tenth
of its time. And no plugin that happens to be installed beside has a say in what data is
valid; where pydantic only learns so from the environment, it has already read a parser
of mail, for the metadata of packages, in a twentieth of the time.
"""

import gc
import os
import sys
from types import ModuleType

_LOADER = "pydantic.plugin._loader"

gc.set_threshold(100_000, 50, 50)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
if _LOADER not in sys.modules:
    sys.modules[_LOADER] = ModuleType(_LOADER, "Finds no plugins.")
    vars(sys.modules[_LOADER])["get_plugins"] = tuple
