"""`scenarios regrade`: a report deserves another grade."""

from pathlib import Path

import pytest

from desk import check_golden, enter, head_of, run, write_workspace

DAY = ("--as-of", "2024-04-15")
WHY = ("--why", "the reporter was there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    return root


def test_a_regrading_is_shown_as_it_was(root: Path) -> None:
    check_golden("regrade.txt", enter(root, "regrade", "d1/r1", "A1", *WHY, *DAY).out)


def test_the_grade_outlives_the_same_file_entered_again(root: Path) -> None:
    enter(root, "regrade", "d1/r1", "A1", *WHY)
    enter(root, "record", "news.yaml")
    assert head_of(root) == 7
    explained = enter(root, "explain", "strike", *DAY).out
    assert "gazette: asserts, A1" in explained


def test_a_development_with_one_report_of_that_name_needs_no_more(root: Path) -> None:
    (root / "one.yaml").write_text(
        "- {id: d6, date: 2024-04-01, observes: [strike/marches],\n"
        "   reports: [{id: poster, source: union}]}\n"
    )
    enter(root, "record", "one.yaml")
    assert "strike" in enter(root, "regrade", "poster", "A1", *WHY, *DAY).out


@pytest.mark.parametrize("grade", ["a1", "A7", "G1", "A", "1", "A1 ", "\u04101"])
def test_what_is_no_grade_is_told(root: Path, grade: str) -> None:
    answer = run(root, "regrade", "d1/r1", grade, *WHY)
    assert (answer.code, answer.out) == (2, "")
    assert "is not a grade like B2: a letter A–F and a digit 1–6" in answer.err
    assert head_of(root) == 6
