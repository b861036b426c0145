"""How the words of the four standards are spelt in prose, and what a band is called.

Bands and words are those of `scenarios.assessment.words`; here stand the forms they
take in a sentence: adverbs, and the second row of ICD 203. Kent lets his words vary;
the forms are those he lists (1964).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.words import STANDARDS, Band
from scenarios.explanation.prose.phrases import spell

__all__ = ["TITLES", "Term", "band_text", "opposite", "spoken", "suggest", "terms_of"]

TITLES: Mapping[str, str] = {
    "icd-203": "ICD 203",
    "phia": "PHIA",
    "ipcc": "IPCC",
    "kent": "Kent",
}
"""The standards as people call them."""

_FORMS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "icd-203": {
        "almost no chance": ["almost no chance", "remote"],
        "very unlikely": ["very unlikely", "highly {improbable,improbably}"],
        "unlikely": ["unlikely", "{improbable,improbably}"],
        "roughly even chance": ["roughly even{ chance,}", "roughly even odds"],
        "likely": ["likely", "{probable,probably}"],
        "very likely": ["very likely", "highly {probable,probably}"],
        "almost certain": ["almost {certain,certainly}", "nearly {certain,certainly}"],
    },
    "phia": {
        "remote chance": ["remote chance"],
        "highly unlikely": ["highly unlikely"],
        "unlikely": ["unlikely"],
        "realistic possibility": ["realistic possibility"],
        "likely": ["{likely,probable,probably}"],
        "highly likely": ["highly likely"],
        "almost certain": ["almost {certain,certainly}"],
    },
    "ipcc": {
        "exceptionally unlikely": ["exceptionally unlikely"],
        "very unlikely": ["very unlikely"],
        "unlikely": ["unlikely"],
        "about as likely as not": ["about as likely as not"],
        "likely": ["likely"],
        "very likely": ["very likely"],
        "virtually certain": ["virtually certain"],
    },
    "kent": {
        "almost certainly not": [
            "almost certainly not",
            "{virtually,almost} impossible",
            "some slight chance",
            "highly doubtful",
        ],
        "probably not": [
            "probably not",
            "{unlikely,improbable,improbably}",
            "{is,are,remains,seems} doubtful",
            "we doubt",
        ],
        "chances about even": ["chances {are ,}about even"],
        "probable": ["{probable,probably}", "likely", "we {believe,estimate}"],
        "almost certain": [
            "almost {certain,certainly}",
            "virtually certain",
            "all but certain",
            "highly {probable,likely}",
            "{odds,chances} {are ,}overwhelming",
        ],
    },
}
"""For each band its forms, the one to write first; each entry of ICD 203 is a row."""

_EXTRA: Mapping[str, Sequence[Band]] = {
    "ipcc": [
        Band("extremely unlikely", Decimal(0), Decimal("0.05"), "[]"),
        Band("more likely than not", Decimal("0.5"), Decimal(1), "(]"),
        Band("extremely likely", Decimal("0.95"), Decimal(1), "[]"),
    ],
}
"""Terms that IPCC allows beside its seven (Mastrandrea et al. 2010, table 1, note)."""

FIRST_ROW = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A form of a likelihood word.

    Attributes:
        standard: The standard that it is of.
        band: The probabilities it stands for.
        row: Number of its row in ICD 203, from 0; 0 in the others.
    """

    standard: str
    band: Band
    row: int


def terms_of(standard: str) -> Iterator[tuple[tuple[str, ...], Term]]:
    """Yield every form of a standard's words."""
    for band in STANDARDS[standard]:
        for number, pattern in enumerate(_FORMS[standard].get(band.word, ())):
            row = number if standard == "icd-203" else FIRST_ROW
            for words in spell(pattern):
                yield words, Term(standard, band, row)
    for band in _EXTRA.get(standard, ()):
        yield tuple(band.word.split()), Term(standard, band, FIRST_ROW)


def band_text(band: Band) -> str:
    """Write a band in percents, as standards do.

    >>> band_text(STANDARDS["icd-203"][5])
    '55–80 %'
    """
    low, high = f"{band.low * 100:.0f}", f"{band.high * 100:.0f}"
    return f"{low} %" if low == high else f"{low}–{high} %"


def spoken(band: Band, standard: str, row: int) -> str:
    """Return a band's word; in the row of ICD 203 that is asked for."""
    forms = _FORMS[standard].get(band.word, ())
    if row == FIRST_ROW or len(forms) <= row or standard != "icd-203":
        return band.word
    return " ".join(next(spell(forms[row])))


def opposite(term: Term) -> Term:
    """Return a term that stands for the chances that another leaves.

    >>> likely = dict(terms_of("icd-203"))["likely",]
    >>> band_text(opposite(likely).band)
    '20–45 %'
    """
    low, high = 1 - term.band.high, 1 - term.band.low
    return Term(term.standard, Band("", low, high, "[]"), term.row)


def suggest(term: Term, standard: str, row: int = FIRST_ROW) -> str:
    """Say what to write instead of a term of another standard, or of another row.

    The word is the one whose band shares most with the term's, or is nearest to it;
    two are named where the second shares at least half as much.
    """
    bands = [each for each in STANDARDS[standard] if _FORMS[standard].get(each.word)]
    near = sorted(bands, key=lambda each: (-_shared(each, term.band), each.low))
    least = max(Decimal(0), _shared(near[0], term.band) / 2)
    best = [
        near[0],
        *(each for each in near[1:2] if _shared(each, term.band) >= least > 0),
    ]
    named = sorted(best, key=lambda each: each.low)
    return " or ".join(
        f"«{spoken(each, standard, row)}» ({band_text(each)})" for each in named
    )


def _shared(one: Band, other: Band) -> Decimal:
    """Return the width that two bands share; below 0 the gap between them."""
    return min(one.high, other.high) - max(one.low, other.low)
