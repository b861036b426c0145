"""Tags: Admiralty grades that a platform put on what it shares (MISP taxonomy).

A tag such as `admiralty-scale:source-reliability="b"` says how its sender grades a
source. It is shown beside an item, and grades nothing here: letters live in
sources.yaml, with a date and a reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["TaggedGrade", "tagged_grade"]

_RELIABILITY = re.compile(
    r'admiralty-scale:source-reliability="([a-g])"', re.IGNORECASE
)
_CREDIBILITY = re.compile(r'admiralty-scale:information-credibility="([1-6])"')
_DECEPTIVE = "G"


@dataclass(frozen=True, slots=True)
class TaggedGrade:
    """What the sender's tags say.

    Attributes:
        reliability: A letter A-F, or None where no tag, or none that we have, gives it.
        credibility: A digit 1-6, or None.
    """

    reliability: str | None
    credibility: str | None


def tagged_grade(labels: Iterable[str]) -> TaggedGrade:
    """Read the grade from the tags of an item.

    The taxonomy's `g`, deceptive, is no letter of the Admiralty scale: it gives none.
    Two tags that contradict each other give none either.

    >>> tagged_grade(['admiralty-scale:source-reliability="b"'])
    TaggedGrade(reliability='B', credibility=None)
    """
    told = list(labels)
    letters = {m[1].upper() for tag in told if (m := _RELIABILITY.fullmatch(tag))}
    digits = {m[1] for tag in told if (m := _CREDIBILITY.fullmatch(tag))}
    return TaggedGrade(_only(letters - {_DECEPTIVE}, letters), _only(digits, digits))


def _only(usable: set[str], told: set[str]) -> str | None:
    return next(iter(usable)) if len(told) == 1 and usable else None
