"""Names of places in the page, made of ids that may hold anything."""

import re

__all__ = ["anchor"]

_OTHER = re.compile(r"[^A-Za-z0-9._-]")


def anchor(kind: str, *ids: str) -> str:
    """Return the name of a place, another one for other ids.

    >>> anchor("row", "aid-changes", "imf")
    'row:aid-changes:imf'
    >>> anchor("development", "é:1")
    'development:~e9~~3a~1'

    Args:
        kind: What stands there.
        ids: Its ids, from the outermost inwards.
    """
    return ":".join((kind, *map(_quoted, ids)))


def _quoted(name: str) -> str:
    return _OTHER.sub(lambda found: f"~{ord(found[0]):x}~", name)
