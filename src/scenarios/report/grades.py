"""The Admiralty grades in words, and as MISP and STIX write them.

Words and tags: MISP taxonomy `admiralty-scale`, version 5, after FM 2-22.3. Numbers of
credibility: STIX 2.1, appendix A. Neither is what a grade is worth in our sums; that is
a convention of the model.
"""

from collections.abc import Mapping

__all__ = [
    "CONFIDENCE_OF_CREDIBILITY",
    "CREDIBILITY",
    "OPINION_OF_CREDIBILITY",
    "RELIABILITY",
    "grade_tags",
    "grade_words",
]

RELIABILITY: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""What the letters of sources mean."""

CREDIBILITY: Mapping[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""What the digits of reports mean."""

CONFIDENCE_OF_CREDIBILITY: Mapping[str, int] = {
    "1": 90,
    "2": 70,
    "3": 50,
    "4": 30,
    "5": 10,
}
"""STIX confidence by digit; 6 has none."""

OPINION_OF_CREDIBILITY: Mapping[str, str] = {
    "1": "strongly-agree",
    "2": "agree",
    "3": "neutral",
    "4": "disagree",
    "5": "strongly-disagree",
}
"""STIX opinion by digit; whoever cannot judge has none."""


def grade_words(letter: str, digit: str) -> str:
    """Write a grade out.

    >>> grade_words("B", "2")
    'B2: usually reliable, probably true'
    """
    return f"{letter}{digit}: {RELIABILITY[letter]}, {CREDIBILITY[digit]}"


def grade_tags(letter: str, digit: str) -> list[str]:
    """Return a grade as two machine tags.

    >>> grade_tags("B", "2")[1]
    'admiralty-scale:information-credibility="2"'
    """
    return [
        f'admiralty-scale:source-reliability="{letter.lower()}"',
        f'admiralty-scale:information-credibility="{digit}"',
    ]
