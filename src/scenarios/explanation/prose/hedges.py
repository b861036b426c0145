"""Words that sound like a likelihood and name none, with who found them wanting.

Kent 1964 kept «possible» and its kin (could, may, might, perhaps, conceivable) for what
cannot be estimated, and tells how «serious possibility» was read as anything from 20 to
80 %; «a fair chance» was said of the Bay of Pigs (Joint Chiefs of Staff, 3 February
1961). The NIC's page of 2007 keeps may for what cannot be assessed, and cannot dismiss,
rule out or discount for anything unlikely or remote that would be grave. Kesselman 2008
counts the verbs (we believe) and the certainties (undoubtedly) of fifty years of
estimates; Dhami & Mandel 2021 review what readers make of all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scenarios.explanation.prose.phrases import spell

__all__ = ["Hedge", "Kind", "hedges", "ordinary"]

Kind = Literal["modal", "adverb", "adjective", "phrase", "verb", "certainty"]
"""What a hedge is in its sentence."""

_DEGREES = (
    "real,serious,distinct,strong,good,fair,decent,reasonable,definite,genuine,high,"
    "low,slim,slight,small,minimal,remote,outside,fighting,better than even,even,"
    "substantial,significant,considerable,some,every,little,limited,big,great"
)
_NOUNS = "chance,chances,possibility,probability,likelihood,odds"
_QUANTITIES = "chance,chances,probability,likelihood,odds"
_AMOUNTS = "high,low,good,slim,small,slight,poor,fair,real,great,very high,very low"
_CANNOT = "cannot,can't,can not,could not,couldn't"
_WHOLLY = "entirely ,completely ,fully ,wholly ,"

_HEDGES: Mapping[Kind, Sequence[str]] = {
    "modal": ["{may,might,could}"],
    "adverb": [
        "{possibly,perhaps,maybe,conceivably,potentially,presumably,plausibly}",
    ],
    "adjective": [
        "{possible,conceivable,plausible}",
    ],
    "phrase": [
        f"{{{_CANNOT}}} {{rule out,dismiss,discount,exclude,preclude}}",
        f"{{{_CANNOT}}} be {{{_WHOLLY}}}{{ruled out,dismissed,discounted,excluded}}",
        "not be ruled out",
        f"{{{_DEGREES}}} {{{_NOUNS}}}",
        "{very ,}{high,low} {degree of ,}likelihood",
        "a chance {that,of}",
        "{a,the} possibility {that,of}",
        "{the ,}{odds are,chances are} that",
        "{in all,every} {likelihood,probability}",
        "{fifty fifty,50 50,50 - 50,toss up,coin toss}",
        "{as,less} likely {as,than} not",
        "{more,less} than likely",
        f"{{{_QUANTITIES}}} {{is,are,remains,seems,of it is}} {{{_AMOUNTS}}}",
        "{may,might,could} or {may,might,could} not",
    ],
    "verb": ["{we,i} {believe,think,suspect,feel,expect,doubt,guess}"],
    "certainty": [
        "{inevitable,inevitably,undoubtedly,doubtless,unquestionably,surely,definitely}",
        "{no,without,without a,beyond,beyond a} {doubt,question}",
        "{sure,bound,certain} to",
        "{certain that,certainly,guaranteed}",
        "{impossible,impossibly}",
        "{no,zero} {chance,possibility,likelihood}",
    ],
}

_ORDINARY = (
    "{as,where,wherever,if,if at all,when,whenever,best,worst,not} possible",
    "possible to",
    "{make,makes,made,making} {it,this,that} possible",
    "{made,makes} possible",
    "{may,might} as well",
    "{the,its,their,his,her,our,military,economic,naval,industrial,full,all} might",
    "{could not,couldn't,could not possibly,could only}",
    "{a,the,any,no,every,another,good,real} chance to",
    "{doubtless,no doubt} {about,as to}",
    "{not,never,far from,less than} {certain,inevitable,guaranteed} {to,that,}",
    "not impossible",
)
"""Phrases with such a word that speak of no likelihood: ability, time, strength."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word or phrase that hedges, or that claims certainty.

    Attributes:
        kind: What it is in its sentence.
    """

    kind: Kind


def hedges() -> Iterator[tuple[tuple[str, ...], Hedge]]:
    """Yield every hedge."""
    for kind, patterns in _HEDGES.items():
        for pattern in patterns:
            for words in spell(pattern):
                yield words, Hedge(kind)


def ordinary() -> Iterator[tuple[str, ...]]:
    """Yield phrases that hold such a word and hedge nothing."""
    for pattern in _ORDINARY:
        yield from spell(pattern)
