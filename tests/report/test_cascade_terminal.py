"""The cascade of a retraction in a terminal."""

from datetime import date
from pathlib import Path

from scenarios.assessment.cascade import Affected
from scenarios.report.cascade_terminal import show_cascade
from scenarios.report.layout import paint
from support import make_workspace, scenario_data


def lines(root: Path, *affected: Affected) -> list[str]:
    desk = make_workspace(root, scenario_data({"s": {"weights": {"a": 3}}}))
    return [paint(line, colour=False) for line in show_cascade(affected, desk, 110)]


def other(seq: int, scenario: str = "q", outcome: str = "a") -> Affected:
    day = date(2024, 3, 1)
    return Affected(seq, day, scenario, outcome, "likely", "unlikely")


def test_one_judgement_with_two_words_is_one_judgement(tmp_path: Path) -> None:
    assert lines(tmp_path, other(7), other(7, outcome="b"))[1:] == [
        "Without it, 1 published judgement would have used other words:",
        "  record 7  as of 2024-03-01  q: a  likely → unlikely",
        "  record 7  as of 2024-03-01  q: b  likely → unlikely",
    ]


def test_several_judgements_are_counted(tmp_path: Path) -> None:
    assert lines(tmp_path, other(7), other(12))[1] == (
        "Without it, 2 published judgements would have used other words:"
    )


def test_what_the_workspace_holds_no_more_is_named_by_its_id(tmp_path: Path) -> None:
    shown = lines(tmp_path, other(7, "gone", "a"), other(8, "q", "c"))
    assert "gone: a" in shown[2]
    assert "q: c" in shown[3]


def test_where_no_word_would_have_been_another_that_is_said(tmp_path: Path) -> None:
    assert lines(tmp_path) == [
        "",
        "No published judgement would have used another word without it.",
    ]
