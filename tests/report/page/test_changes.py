"""What changed, in a sentence and cause by cause."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from desk import NEWS, Files
from dossiers import FULL, compile_here
from scenarios.report.dossier import Dossier
from scenarios.report.page.changes import Change, tell_change


def change_of(dossier: Dossier, scenario: str = "strike") -> Change:
    return tell_change(dossier.differences[scenario])


def plain(change: Change) -> str:
    return unescape(re.sub(r"<[^>]+>", "", change.sentence)).replace("\xa0", " ")


def test_the_outcome_that_moved_most_is_named_with_its_main_cause(
    tmp_path: Path,
) -> None:
    assert plain(change_of(compile_here(tmp_path, FULL))) == (
        "Since 2024-02-10, «A deal is signed» has risen from 94 % to 97 % (+3 pp), "
        "mainly through clock, silence and fading (+4 pp), against new evidence "
        "(−1 pp)."
    )


def test_a_fall_and_a_change_of_lead_are_told(tmp_path: Path) -> None:
    files: Files = {
        "news.yaml": NEWS
        + "".join(
            f"- {{id: w{n}, date: 2024-04-0{n}, observes: [strike/walkouts], reports: "
            "[{id: r, source: gazette, credibility: 1}]}\n"
            for n in range(1, 10)
        )
    }
    text = plain(change_of(compile_here(tmp_path, FULL, files)))
    assert "«A deal is signed» has fallen from 94 % to " in text
    assert "mainly through new evidence (−" in text
    assert text.endswith(
        "The lead went from «A deal is signed» to «The union gives in»."
    )


def test_where_nothing_moves_that_is_said(tmp_path: Path) -> None:
    order = replace(FULL, since=date(2024, 4, 14))
    assert plain(change_of(compile_here(tmp_path, order))) == (
        "Nothing has moved by a whole point since 2024-04-14."
    )


def test_rows_that_are_no_indicators_have_a_title_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.report.page.changes.MOST_CAUSES", 99)
    change = change_of(compile_here(tmp_path, FULL))
    titles = {cause.row: cause.title for cause in change.causes}
    assert titles["clock"] == "Clock"
    assert change.others == 0


def test_a_settlement_is_a_cause(tmp_path: Path) -> None:
    text = plain(change_of(compile_here(tmp_path, FULL), "vote"))
    assert "has risen from 70 % to 100 % (+30 pp), mainly through resolution" in text


def test_the_steps_lead_from_before_to_after(tmp_path: Path) -> None:
    change = change_of(compile_here(tmp_path, FULL))
    for place, after in enumerate(change.after):
        moved = sum(step.points[place] for step in change.steps)
        assert abs(change.before[place] + moved - after) < 1e-12


def test_the_largest_causes_come_first_and_the_rest_are_counted(
    tmp_path: Path,
) -> None:
    change = change_of(compile_here(tmp_path, FULL))
    sizes = [max(map(abs, cause.decibans)) for cause in change.causes]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == 6
    assert change.others == 6


def test_an_indicator_that_is_gone_keeps_its_title(tmp_path: Path) -> None:
    found = compile_here(tmp_path, FULL).differences["strike"]
    scenario = found.after.file.scenario
    kept = {k: v for k, v in scenario.indicators.items() if k != "pay"}
    bare = scenario.model_copy(update={"indicators": kept})
    ended = replace(found.end, file=replace(found.end.file, scenario=bare))
    titles = {c.row: c.title for c in tell_change(replace(found, end=ended)).causes}
    assert titles["pay"] == "The rise that is offered"
