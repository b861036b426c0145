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


def resolved(root: Path, day: str) -> object:
    answer = enter(root, "assess", "strike", "--as-of", day, "--json")
    return json.loads(answer.out)["scenarios"][0]["resolved"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("strike", "dael"), "unknown outcome 'dael'; did you mean `deal`?"),
        (("strik", "deal"), "unknown scenario 'strik'; did you mean `strike`?"),
        (("strike",), "Missing argument 'OUTCOME'"),
        (("strike", "deal", "--on", "2024-02-30"), "is not a date like 2024-05-31"),
    ],
)
def test_wrong_usage_is_told(root: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = run(root, "resolve", *arguments, *WHY)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert head_of(root) == 6
