"""Key assumptions and linchpins, with where the leading outcome would stand."""

import re
from pathlib import Path

import pytest

from desk import NEWS, Files
from dossiers import compile_here
from scenarios.report.page.assumptions import Assumptions, tell_assumptions
from scenarios.report.page.findings import find


def assumptions_of(root: Path, files: Files | None = None) -> Assumptions:
    dossier = compile_here(root, files=files)
    each = dossier.assessment["strike"]
    return tell_assumptions(each, find(dossier).sensitivity[0])


def plain(found: Assumptions) -> str:
    return re.sub(r"<[^>]+>", "", found.sentence)


def test_the_judgements_that_move_the_lead_most_come_first(tmp_path: Path) -> None:
    found = assumptions_of(tmp_path)
    widths = [abs(pull.higher - pull.lower) for pull in found.pulls]
    assert len(widths) == 5
    assert widths == sorted(widths, reverse=True)
    first = found.pulls[0]
    assert first.title == (
        "Weight of «A further port walks out» for «The union gives in»"
    )
    assert (first.anchor, first.steps) == ("row:strike:walkouts", "−2 dB or +2 dB")
    titles = {pull.title: pull.steps for pull in found.pulls}
    assert titles["Reliability of gazette"] == "B→C or B→A"


def test_evidence_that_moves_by_less_than_a_point_is_no_linchpin(
    tmp_path: Path,
) -> None:
    found = assumptions_of(tmp_path)
    kept = [(pin.kind, pin.id) for pin in found.linchpins]
    assert kept == [
        ("development", "d1"),
        ("development", "d4"),
        ("development", "d2"),
        ("development", "d5"),
        ("source", "gazette"),
        ("origin", "wire"),
        ("origin", "readout"),
    ]
    assert all(abs(pin.change) >= 0.005 for pin in found.linchpins)
    assert found.linchpins[4].title == "The Gazette"
    assert found.linchpins[5].anchor == ""


def test_where_no_one_thing_turns_the_lead_that_is_said(tmp_path: Path) -> None:
    assert plain(assumptions_of(tmp_path)) == (
        "None of 37 judgements would, a step lower or higher, take the lead from «A "
        "deal is signed». None of 9 pieces of the evidence would, left out alone."
    )


def test_evidence_that_carries_the_lead_is_named_with_who_would_have_it(
    tmp_path: Path,
) -> None:
    # Six walkouts tip it to defeat; the pay that is offered alone holds it for a deal.
    more = "".join(
        f"- {{id: w{n}, date: 2024-04-0{n}, observes: [strike/walkouts], reports: "
        "[{id: r, source: gazette, credibility: 1}]}\n"
        for n in range(1, 5)
    )
    found = assumptions_of(tmp_path, {"news.yaml": NEWS + more})
    carried = [pin for pin in found.linchpins if pin.leads]
    assert carried
    assert {pin.leads for pin in carried} <= {"A deal is signed", "The union gives in"}
    assert not plain(found).startswith("None")


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("coverage", "Coverage of «Both sides meet in person»"),
        ("expected", "How often «Both sides meet in person» is expected"),
        ("prior", "Prior for «A deal is signed»"),
        ("dependence", "The model's dependence.indicators"),
    ],
)
def test_every_kind_of_judgement_has_a_name(
    kind: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.report.page.assumptions.MOST", 99)
    found = assumptions_of(tmp_path)
    assert title in {pull.title for pull in found.pulls}
    assert kind
