"""Text that a Word document can hold."""

import re

from scenarios.report.visible import visible

__all__ = ["legible"]

# XML 1.0 holds no other controls, which `visible` shows already, and not these two.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


def legible(text: str) -> str:
    r"""Show as escapes what XML cannot hold, and what hides in or reorders a text.

    >>> legible("a\x00b\uffffc")
    'a\\x00b\\uffffc'
    """
    return _FORBIDDEN.sub(lambda match: repr(match[0])[1:-1], visible(text))
