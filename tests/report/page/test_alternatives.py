"""Alternatives: rows that tell the second outcome from the first add up to its gap."""

from decimal import Decimal
from pathlib import Path

from dossiers import compile_here
from scenarios.report.page.alternatives import Alternatives, tell_alternatives
from scenarios.report.page.findings import find


def alternatives_of(root: Path) -> tuple[Alternatives, Decimal]:
    dossier = compile_here(root)
    each, found = dossier.assessment["strike"], find(dossier)
    flips = [found.flips_of("strike", goal) for goal in ("lead", "word")]
    score = dict(zip(each.ledger.outcomes, each.ledger.score, strict=True))
    return tell_alternatives(each, *flips), score["deal"] - score["ruling"]


def test_the_gap_is_that_of_the_scores(tmp_path: Path) -> None:
    found, gap = alternatives_of(tmp_path)
    assert found.next.id == "ruling"
    assert abs(found.gap - gap) < Decimal("1e-24")


def test_rows_that_favour_it_and_rows_that_do_not_are_told_apart(
    tmp_path: Path,
) -> None:
    found, _ = alternatives_of(tmp_path)
    assert [row.title for row in found.leans_to] == [
        "Where the case stands",
        "A mediator is named",
    ]
    assert [row.title for row in found.leans_from] == [
        "The priors",
        "A further port walks out",
        "Both sides meet in person",
        "The rise that is offered",
    ]
    # 10·log10(0.1/0.6)
    assert round(found.leans_from[0].decibans, 4) == Decimal("-7.7815")


def test_the_smallest_changes_are_those_of_flip(tmp_path: Path) -> None:
    found, _ = alternatives_of(tmp_path)
    (turn,) = found.lead
    assert (turn.kind, turn.change, turn.leads) == (
        "prior",
        "prior of deal: 60 → 2.32 %",
        "A court ends it",
    )
    assert [each.kind for each in found.word] == [
        "drop",
        "grade",
        "weight",
        "prior",
        "observation",
    ]
