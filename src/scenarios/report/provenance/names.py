"""Names of things in PROV: a kind and ids, escaped so that any id makes a good name."""

from urllib.parse import quote

__all__ = ["NAMESPACE", "PREFIX", "named"]

PREFIX = "sc"
NAMESPACE = "urn:x-scenarios:"
"""Of names and of our own attributes; `x-` says that it is registered nowhere."""


def named(kind: str, *ids: str | int) -> str:
    """Return the qualified name of a thing; ids stand between slashes.

    Whatever is no letter, digit, `-`, `_`, `~` or inner `.` is percent-encoded as
    UTF-8, so that no id runs into another and none breaks a name (PROV-N, PN_LOCAL).

    >>> named("report", "2024-05-10-ct", "r:1")
    'sc:report/2024-05-10-ct/r%3A1'
    >>> named("development", "ends.")
    'sc:development/ends%2E'
    """
    return f"{PREFIX}:{'/'.join([kind, *map(_escaped, ids)])}"


def _escaped(name: str | int) -> str:
    text = quote(str(name), safe="")
    return f"{text[:-1]}%2E" if text.endswith(".") else text
