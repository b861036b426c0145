"""`scenarios resolve`: what came true goes on record."""

import json
from pathlib import Path

import pytest

from desk import check_golden, enter, head_of, run, write_workspace

WHY = ("--why", "both sides signed")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    return root


def test_a_resolution_is_shown_as_it_was(root: Path) -> None:
    settled = ("resolve", "strike", "deal", *WHY, "--on", "2024-04-10")
    answer = enter(root, *settled, "--as-of", "2024-04-15")
    check_golden("resolve.txt", answer.out)


def test_it_holds_from_its_day_on_and_a_later_word_replaces_it(root: Path) -> None:
    enter(root, "resolve", "strike", "deal", *WHY, "--on", "2024-04-10")
    assert resolved(root, "2024-04-09") is None
    assert resolved(root, "2024-04-10") == {"outcome": "deal", "on": "2024-04-10"}
    enter(root, "resolve", "strike", "ruling", *WHY, "--on", "2024-04-12")
    assert resolved(root, "2024-04-11") is None
    assert resolved(root, "2024-04-12") == {"outcome": "ruling", "on": "2024-04-12"}


def test_what_was_said_can_be_taken_back(root: Path) -> None:
    enter(root, "resolve", "strike", "deal", *WHY, "--on", "2024-04-10")
    enter(root, "resolve", "strike", "--withdraw", "--why", "they had not signed")
    assert resolved(root, "2024-04-15") is None
    again = run(root, "resolve", "strike", "--withdraw", *WHY)
    assert again.code == 2
    assert "nothing is on record of how strike ended" in again.err


def test_a_question_that_is_settled_before_it_closes_is_told(root: Path) -> None:
    early = enter(root, "resolve", "strike", "deal", *WHY, "--on", "2024-04-10")
    assert early.out.endswith(
        "strike is settled 265 days before it closes, 2024-12-31; --withdraw takes "
        "that back.\n"
    )
    late = enter(root, "resolve", "strike", "deal", *WHY, "--on", "2024-12-31")
    assert "before it closes" not in late.out


def resolved(root: Path, day: str) -> object:
    answer = enter(root, "assess", "strike", "--as-of", day, "--json")
    return json.loads(answer.out)["scenarios"][0]["resolved"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("strike", "dael"), "unknown outcome 'dael'; did you mean `deal`?"),
        (("strik", "deal"), "unknown scenario 'strik'; did you mean `strike`?"),
        (("strike",), "name the OUTCOME that came true, or --withdraw what was"),
        (("strike", "deal", "--withdraw"), "name the OUTCOME that came true, or"),
        (("strik", "--withdraw"), "unknown scenario 'strik'"),
        (("strike", "deal", "--on", "2024-02-30"), "is not a date like 2024-05-31"),
    ],
)
def test_wrong_usage_is_told(root: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = run(root, "resolve", *arguments, *WHY)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert head_of(root) == 6
