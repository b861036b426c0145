"""The named scales of likelihood and confidence, as other programs write them.

Tags: MISP taxonomy `estimative-language`, version 5, which has the words of ICD 203.
Numbers of confidence: STIX 2.1, appendix A, scale None / Low / Med / High.
"""

from collections.abc import Mapping

from scenarios.assessment.confidence import Level

__all__ = ["CONFIDENCE_VALUES", "likelihood_tags", "scale_title"]

CONFIDENCE_VALUES: Mapping[Level, int] = {"low": 15, "moderate": 50, "high": 85}
"""Our levels on the scale of STIX; it is no likelihood, and none is put there."""

_TITLES: Mapping[str, str] = {
    "icd-203": "ICD 203",
    "phia": "the PHIA yardstick",
    "ipcc": "the IPCC guidance note",
    "kent": "Sherman Kent",
}

_TAGGED = frozenset(
    {
        "almost no chance",
        "very unlikely",
        "unlikely",
        "roughly even chance",
        "likely",
        "very likely",
        "almost certain",
    }
)


def scale_title(words: str) -> str:
    """Return how people call a standard of likelihood words.

    >>> scale_title("icd-203")
    'ICD 203'
    """
    return _TITLES[words]


def likelihood_tags(word: str, words: str) -> list[str]:
    """Return the machine tag of a likelihood word; none where there is no such tag.

    >>> likelihood_tags("very unlikely", "icd-203")
    ['estimative-language:likelihood-probability="very-unlikely"']
    >>> likelihood_tags("very unlikely", "ipcc")
    []
    """
    if words != "icd-203" or word not in _TAGGED:
        return []
    value = word.replace(" ", "-")
    return [f'estimative-language:likelihood-probability="{value}"']
