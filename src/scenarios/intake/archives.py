"""Archives: zip files, looked at before anything of them is unpacked as a whole.

A zip file can be small and unpack to anything, hold one part many times over, and
carry XML that grows by itself. What a part may unpack to is what the archive says of
it: Python reads no further.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

__all__ = ["MOST_UNPACKED", "check_parts", "is_archive", "is_workbook", "only_part"]

MOST_UNPACKED: Final = 20_000_000
"""An archive of news that unpacks to more bytes than this is refused."""

_MAGIC: Final = b"PK\x03\x04"
_MOST_PARTS: Final = 1_000
_CONTENTS: Final = "[Content_Types].xml"
_PIECE: Final = 1 << 16
_OVERLAP: Final = 64
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_IS_LOCKED: Final = 0x1


def is_archive(data: bytes) -> bool:
    """Tell whether bytes begin as a zip archive does."""
    return data.startswith(_MAGIC)


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are an archive that says it is an Office document."""
    if not is_archive(data):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _CONTENTS in archive.namelist()
    except (BadZipFile, ValueError, OSError):
        return False


def check_parts(data: bytes) -> str:
    """Return why an archive of XML must not be parsed; empty where it may."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            refusal = _refusal(archive)
            if refusal:
                return refusal
            for name in archive.namelist():
                with archive.open(name) as part:
                    if any(map(_DECLARES.search, _windows(part))):
                        return f"{name} has a document type declaration or an entity"
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        return f"is a broken archive: {error}"
    return ""


def only_part(data: bytes, most: int) -> tuple[bytes, str]:
    """Return the one file in an archive, and why it is not returned; one is empty."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            refusal = _refusal(archive)
            if refusal:
                return b"", refusal
            if len(names) != 1:
                told = f"holds {len(names)} files"
                return b"", f"{told}; an archive of news holds one"
            if archive.getinfo(names[0]).file_size > most:
                return b"", f"unpacks to more than {most:,} bytes; split it"
            return archive.read(names[0]), ""
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        return b"", f"is a broken archive: {error}"


def _refusal(archive: ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        return f"holds {len(parts):,} parts; an archive of news holds a few"
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return f"unpacks to more than {MOST_UNPACKED:,} bytes"
    if any(part.flag_bits & _IS_LOCKED for part in parts):
        return "is locked with a password; save it without"
    return ""


def _windows(part: IO[bytes]) -> Iterator[bytes]:
    """Yield a part piece by piece, each with the end of the one before.

    In UTF-16 every second byte of a declaration is zero; they are left out.
    """
    before = b""
    while piece := part.read(_PIECE):
        window = before + piece.replace(b"\x00", b"")
        yield window
        before = window[-_OVERLAP:]
