"""Gaps: what is not heard of, what rests on one origin, what cannot be judged."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from desk import NEWS, SCENARIO, SOURCES, Files, replace_once
from dossiers import PLAIN, compile_here
from scenarios.report.dossier import Dossier
from scenarios.report.page.gaps import Gaps, find_gaps


def gaps_of(dossier: Dossier) -> Gaps:
    now = dossier.assessment
    return find_gaps(now["strike"], now, dossier.workspace.sources)


def test_a_sign_of_which_nothing_is_heard_is_named_with_what_it_means(
    tmp_path: Path,
) -> None:
    early = gaps_of(compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 1, 15))))
    notes = {gap.anchor.rpartition(":")[2]: gap.note for gap in early.missing}
    assert notes == {
        "talks": "its silence counts",
        "walkouts": "its silence counts",
        "marches": "its silence counts",
        "mediator": "its window opens on 2024-02-01",
        "mood": "never observed",
        "court": "never observed",
        "pay": "never observed",
        "tonnage": "never observed",
    }
    assert [gap.silent for gap in early.missing] == [True] * 3 + [False] * 5


def test_a_sign_without_a_window_is_never_silent(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 2, 15)))
    now = dossier.assessment
    found = find_gaps(now["vote"], now, dossier.workspace.sources)
    assert [gap.note for gap in found.missing] == [
        "without a window its silence never counts"
    ]


def test_a_window_that_opens_after_the_close_is_never_silent(tmp_path: Path) -> None:
    late = replace_once(SCENARIO, "within: 90d", "from: 2025-02-01\n    within: 90d")
    order = replace(PLAIN, as_of=date(2025, 3, 1))
    found = gaps_of(compile_here(tmp_path, order, {"scenarios/strike.yaml": late}))
    notes = {gap.anchor.rpartition(":")[2]: gap.note for gap in found.missing}
    assert notes["talks"] == "its silence does not count"


def test_a_sign_that_one_origin_tells_of_is_thin(tmp_path: Path) -> None:
    found = gaps_of(compile_here(tmp_path))
    thin = {each.anchor.rpartition(":")[2]: each.origin for each in found.thin}
    assert thin == {
        "mediator": "gazette",
        "walkouts": "wire",
        "mood": "wire",
        "pay": "gazette",
        "tonnage": "gazette",
        "court": "gazette",
    }


def test_denials_are_named(tmp_path: Path) -> None:
    assert gaps_of(compile_here(tmp_path)).denied == ("d4",)


def test_what_could_not_be_judged_is_counted(tmp_path: Path) -> None:
    # d5 has no digit; d3 gets a source that nobody graded.
    files: Files = {
        "news.yaml": replace_once(NEWS, "source: gazette, grade: A2", "source: blog"),
        "sources.yaml": f"{SOURCES}blog: {{title: A blog}}\n",
    }
    found = gaps_of(compile_here(tmp_path, files=files))
    assert (found.unjudged, found.reports) == (2, 8)
    assert found.sources == ("blog",)
