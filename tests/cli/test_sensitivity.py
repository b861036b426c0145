"""`scenarios sensitivity`: tornado, linchpins and variance, in four forms."""

import json
from pathlib import Path

import pytest

from desk import Answer, check_golden, rounded, run, write_workspace
from scenarios.report.sensitivity_terminal import tornado_bar

SENSITIVITY = ("sensitivity", "-d", "news.yaml", "--as-of", "2024-04-15")


def ask(folder: Path, *arguments: str, width: str = "110") -> Answer:
    return run(write_workspace(folder), *SENSITIVITY, *arguments, COLUMNS=width)


def test_the_terminal_shows_parameters_and_evidence_apart(tmp_path: Path) -> None:
    answer = ask(tmp_path, "--global", "--most", "5")
    assert (answer.code, answer.err) == (0, "")
    check_golden("sensitivity.txt", answer.out)
    assert answer.out.index("Parameters") < answer.out.index("Evidence")


def test_json_holds_everything_sorted_by_its_swing(tmp_path: Path) -> None:
    answer = ask(tmp_path, "strike", "--global", "--json")
    check_golden("sensitivity.json", rounded(answer.out))
    (found,) = json.loads(answer.out)["scenarios"]
    lead, now = found["leading"], found["now"]
    ends = [
        (p["lower"][lead], p["higher"][lead], now[lead]) for p in found["parameters"]
    ]
    widths = [max(each) - min(each) for each in ends]
    assert widths == sorted(widths, reverse=True)
    assert {p["kind"] for p in found["evidence"]} == {"development", "source", "origin"}
    assert len(found["variance"]) == 9


def test_variance_is_shared_out_only_when_asked(tmp_path: Path) -> None:
    (found,) = json.loads(ask(tmp_path, "strike", "--json").out)["scenarios"]
    assert found["variance"] is None


@pytest.mark.parametrize(
    ("form", "name"),
    [("--csv", "sensitivity.csv"), ("--markdown", "sensitivity.md")],
)
def test_tables_have_a_row_for_each_input_and_outcome(
    form: str, name: str, tmp_path: Path
) -> None:
    answer = ask(tmp_path, "strike", form)
    check_golden(name, rounded(answer.out))


def test_another_outcome_can_be_shown_on_a_narrow_terminal(tmp_path: Path) -> None:
    answer = ask(tmp_path, "strike", "--outcome", "defeat", width="80")
    assert answer.code == 0
    assert "«The union gives in» stands at" in answer.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("strike", "--outcome", "defeet"), "did you mean `defeat`?"),
        (("strike", "--outcome", "x"), "it has defeat, ruling, deal"),
        (("--outcome", "deal"), "--outcome is of one scenario; name it"),
        (("strike", "--outcome", "deal", "--csv"), "shown only in the table"),
        (("--most", "0"), "--most"),
        (("zebra",), "unknown scenario 'zebra'"),
    ],
)
def test_what_cannot_be_asked_is_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    answer = ask(tmp_path, *arguments)
    assert answer.code == 2
    assert said in " ".join(answer.err.replace("│", " ").split())


def test_without_news_no_evidence_moves_it(tmp_path: Path) -> None:
    answer = run(write_workspace(tmp_path), *SENSITIVITY[:4], "2024-01-02", "strike")
    assert "No development alone moves it by a tenth of a point." in answer.out


@pytest.mark.parametrize(
    ("ends", "bar"),
    [
        ((0.2, 0.5, 0.6), "  ░░░│█    "),
        ((0.7, 0.5, 0.6), "     │█░   "),
        ((0.5, 0.5, 0.5), "     │     "),
        ((0.0, 1.0, 1.0), "░░░░░░░░░░│"),
    ],
)
def test_a_bar_shows_both_steps(ends: tuple[float, float, float], bar: str) -> None:
    assert tornado_bar(ends, (0, 1), 11) == bar


def test_a_scale_of_no_width_is_a_bar_too() -> None:
    assert tornado_bar((0.5, 0.5, 0.5), (0.5, 0.5), 3) == "│  "
