"""Prose to proofread, and what the linter finds in it, in short."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from scenarios.domain.scenario import Scenario
from scenarios.explanation.prose.proof import Proof, proofread, read_prose
from scenarios.loading.document import Source
from support import assess_in, make_workspace, scenario_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scenarios import Assessment
    from scenarios.assessment.results import OutcomeAssessment
    from support import Data

__all__ = [
    "AID",
    "PROSE",
    "SCENARIOS",
    "TALKS",
    "assess_aid",
    "found",
    "lint",
    "rules_in",
    "told",
]

AID: Data = scenario_data(
    {},
    {
        "reduced": {"title": "Reduced", "prior": 0.18},
        "unchanged": {"title": "Broadly unchanged", "prior": 0.6},
        "increased": {"title": "Increased", "prior": 0.22},
    },
    id="aid-changes",
    title="Changes in aid",
)
"""Very unlikely, 18 %; likely, 60 %; unlikely, 22 %: nothing but the priors."""

TALKS: Data = scenario_data(
    {},
    {
        "talk-only": {"title": "Talk, no plan", "prior": 0.97},
        "reduced": {"title": "Fewer talks", "prior": 0.03},
    },
    id="talks",
    title="The talks",
)
"""Almost certain, 97 %; almost no chance, 3 %."""

SCENARIOS: Mapping[str, Scenario] = {
    each["id"]: Scenario.model_validate(each) for each in (AID, TALKS)
}

_PIECES = (
    "。 may May might could possibly likely unlikely probable highly very not never "
    "most remote chance cannot be ruled out that it is Reduced increased talks high "
    "confidence moderate we believe certain to 18 % 60 per cent 5–8 % one in five 0.7 "
    "<1 % e.g. U.S. No. ` ``` ~~~ ** _ # ## --- === | |---| > - 1. * [ ] ]( ( ) [^1] "
    "“ ” « » „ ‘ ’ \" ' <!-- --> <b> </b> <pre> </pre> http://x.y . ! ? … , ; : — / é "
    "aid-changes/reduced [aid-changes/reduced] [aid-changes/x] "
)
PIECES = _PIECES.split(" ")
COMMENTS = (
    "<!-- lint: off -->",
    "<!-- lint: on vague-word -->",
    "<!-- lint: ignore -->",
    "<!-- lint: of x -->",
    "<!-- scenarios: aid-changes -->",
    "<!-- scenarios: aid-changes/increased -->",
    "<!-- scenarios: nowhere/at-all -->",
)
PROSE = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([*PIECES, *COMMENTS, " ", "\n", "\r\n", "\t", "    ", "\n\n"]),
        max_size=40,
    ).map(" ".join),
)
"""Any text, and texts of nothing but what the linter looks at."""


def lint(  # noqa: PLR0913 the text and all that it can be read with
    text: str,
    *,
    words: str = "icd-203",
    name: str = "page.md",
    strict: bool = False,
    scenarios: Mapping[str, Scenario] | None = None,
    assessment: Assessment | None = None,
) -> Proof:
    """Proofread a text, with the scenarios of this module unless told otherwise."""
    known = SCENARIOS if scenarios is None else scenarios
    prose = read_prose(Source(name, text), words, known)
    return proofread(prose, assessment, strict=strict)


def found(text: str, **options: object) -> list[tuple[str, str]]:
    """Return the rules that a text breaks, each with the words that do."""
    proof = lint(text, **options)  # type: ignore[arg-type]  # they are lint's own
    return [(each.issue.key, each.text) for each in proof.findings]


def rules_in(text: str, **options: object) -> list[str]:
    """Return the rules that a text breaks, in order of place."""
    return [rule for rule, _ in found(text, **options)]


def told(text: str, **options: object) -> list[str]:
    """Return what people are told of a text."""
    proof = lint(text, **options)  # type: ignore[arg-type]  # they are lint's own
    return [str(each.issue) for each in proof.findings]


def assess_aid(folder: Path) -> Assessment:
    """Assess both scenarios on their priors, with intervals of 4 points either way."""
    assessment = assess_in(make_workspace(folder, AID, TALKS), [], 100)
    ends = {Decimal("0.97"): (0.93, 0.996), Decimal("0.03"): (0.004, 0.07)}

    def spanned(outcome: OutcomeAssessment) -> OutcomeAssessment:
        prior = outcome.prior
        around = float(prior) - 0.04, float(prior) + 0.04
        low, high = ends.get(prior, around)
        return replace(outcome, low=low, high=high)

    scenarios = tuple(
        replace(each, outcomes=tuple(map(spanned, each.outcomes)))
        for each in assessment.scenarios
    )
    return replace(assessment, scenarios=scenarios)
