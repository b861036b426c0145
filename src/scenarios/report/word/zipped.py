"""A zip file with nothing in it of the hour it was made."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["timeless"]

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell."""

FIRST = "[Content_Types].xml"
"""What readers of a package expect before all else."""


def timeless(data: bytes) -> bytes:
    """Return a zip file with its members in order and without times."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != FIRST, name)):
            member = ZipInfo(name, EPOCH)
            member.compress_type = ZIP_DEFLATED
            # The rights of a file do not depend on who wrote it.
            member.external_attr = 0o644 << 16
            member.create_system = 3
            new.writestr(member, old.read(name))
    return made.getvalue()
