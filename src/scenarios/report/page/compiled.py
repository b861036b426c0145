"""Compiled templates, kept in a folder of the user's; it can be lost any time."""

from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from scenarios.version import __version__

__all__ = ["Compiled"]


class Compiled(FileSystemBytecodeCache):
    """Keeps what each template was compiled to; one that was changed is another.

    Half of the time that a page takes to render is that of compiling its templates.
    """

    def __init__(self, folder: Path) -> None:
        """Keep them in a folder, apart for each release of ours and of Jinja."""
        self._folder = folder / f"{__version__}-jinja-{jinja2.__version__}"
        super().__init__(str(self._folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what was kept; nothing where it cannot be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where the folder can be written."""
        with suppress(OSError):
            # As the cache of a browser: nobody else's business.
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            super().dump_bytecode(bucket)
