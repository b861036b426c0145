"""Text from outside as YAML: quoted, or in a comment, and never anything else."""

import json

__all__ = ["quoted", "seen"]

MOST_SHORT = 0xFFFF


def quoted(text: str) -> str:
    r"""Return a text as a quoted string of YAML, on one line.

    >>> quoted('say "no"\n\ton Friday')
    '"say \\"no\\" on Friday"'
    """
    # A string of JSON is one of YAML, but for what YAML will not see unescaped.
    return seen(json.dumps(" ".join(text.split()), ensure_ascii=False))


def seen(text: str) -> str:
    r"""Return a text with an escape for each character that cannot be seen.

    >>> seen("a\u202eb")
    'a\\u202eb'
    """
    return "".join(c if c.isprintable() else _escape(ord(c)) for c in text)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code <= MOST_SHORT else f"\\U{code:08x}"
