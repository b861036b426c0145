"""The command line: one file per command, each parse → one call → present.

A command is short and started often. What is imported for it is never garbage, and to
look through it for some takes a tenth of its time; no plugin that happens to be
installed beside has a say in what data is valid, and to look for some takes time too.
"""

import gc
import os

gc.set_threshold(100_000, 50, 50)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
