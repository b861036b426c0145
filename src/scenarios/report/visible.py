"""Text from outside, made harmless for a terminal."""

import re

__all__ = ["HIDDEN", "visible"]

# C0 and C1 controls but tab and newline, what reorders text (Unicode Bidi_Control),
# and the separators of lines and paragraphs, which layout engines stumble over.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def visible(text: str) -> str:
    r"""Show control characters as escapes, so that none of them reaches the terminal.

    >>> visible("a\x1b[31mred")
    'a\\x1b[31mred'
    """
    return HIDDEN.sub(lambda match: repr(match[0])[1:-1], text)
