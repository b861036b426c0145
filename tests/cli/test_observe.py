"""`scenarios observe`: a link is put on record, and only one that fits."""

import json
from pathlib import Path

import pytest

from desk import check_golden, enter, head_of, run, write_workspace

DAY = ("--as-of", "2024-04-15")
WHY = ("--why", "read again")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    return root


def test_a_link_is_shown_as_it_was(root: Path) -> None:
    answer = enter(root, "observe", "d2", "strike/marches", *WHY, *DAY)
    check_golden("observe.txt", answer.out)


@pytest.mark.parametrize(
    ("arguments", "key", "shown"),
    [
        (("d3", "strike/mood", "--value", "warm"), "value", "warm"),
        (("d3", "strike/pay", "--value", "4.25"), "value", "4.25"),
        (("d2", "strike/talks", "--strength", "0.5"), "strength", "0.5"),
        (("d2", "strike/talks", "--absent"), "known not to have happened", ""),
    ],
)
def test_each_kind_takes_what_belongs_to_it(
    root: Path, arguments: tuple[str, ...], key: str, shown: str
) -> None:
    enter(root, "observe", *arguments, *WHY)
    explained = enter(root, "explain", "strike", *DAY, COLUMNS="400").out
    assert f"{key} {shown}".strip() in explained


def test_a_link_takes_the_place_of_an_earlier_one(root: Path) -> None:
    enter(root, "observe", "d2", "strike/mood", "--value", "warm", *WHY)
    explained = enter(root, "explain", "strike", *DAY, COLUMNS="400").out
    assert "value warm" in explained
    assert "value cold" not in explained


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("d3", "strike/mood"),
            "strike/mood: lacks the level of the state as `value`; the levels are warm",
        ),
        (
            ("d3", "strike/mood", "--value", "warn"),
            "strike/mood: value: unknown level `warn`; did you mean `warm`?",
        ),
        (
            ("d3", "strike/pay", "--value", "much"),
            "strike/pay: value: must be a number in per cent",
        ),
        (
            ("d3", "strike/tonnage", "--value", "-1"),
            "strike/tonnage: value: must be above 0",
        ),
        (
            ("d3", "strike/mood", "--value", "warm", "--strength", "0.5"),
            "strike/mood: strength: does not belong to a state; only to an event or co",
        ),
        (
            ("d3", "strike/marches", "--absent"),
            "strike/marches: absent: does not belong to a count; only to an event",
        ),
        (
            ("d3", "strike/marches", "--value", "4"),
            "strike/marches: value: does not belong to a count; only to a state or mea",
        ),
        (
            ("d3", "strike/talks", "--strength", "1.5"),
            "strike/talks: strength: must be at most 1",
        ),
        (
            ("d3", "strike/talks", "--strength", "0"),
            "strike/talks: strength: must be above 0",
        ),
        (
            ("d3", "strike/talks", "--strength", "nan"),
            "strike/talks: strength: must be a number",
        ),
        (
            ("d3", "strike/talk"),
            "strike/talk: strike has no indicator `talk`; did you mean `talks`?",
        ),
        (("d3", "strik/talks"), "unknown scenario `strik`; did you mean `strike`?"),
        (("d3", "talks"), "indicator: must be scenario/indicator, such as"),
        (("x", "strike/talks"), "unknown development 'x'; there is d1, d2, d3, d4, d5"),
    ],
)
def test_what_does_not_fit_is_told_with_what_would_be_right(
    root: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(root, "observe", *arguments, *WHY)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: ")
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert head_of(root) == 6


def test_a_link_that_is_taken_back_leaves_the_assessment_as_it_was(root: Path) -> None:
    before = json.loads(enter(root, "assess", *DAY, "--json").out)
    enter(root, "observe", "d2", "strike/talks", *WHY)
    between = json.loads(enter(root, "assess", *DAY, "--json").out)
    enter(root, "unobserve", "d2", "strike/talks", *WHY)
    after = json.loads(enter(root, "assess", *DAY, "--json").out)
    assert between["scenarios"] != before["scenarios"]
    # The developments are the same, and so are the draws that they seed.
    assert after["scenarios"] == before["scenarios"]


def test_only_what_is_linked_can_be_unlinked(root: Path) -> None:
    answer = run(root, "unobserve", "d2", "strike/moot", *WHY)
    assert (answer.code, answer.out) == (2, "")
    assert (
        answer.err == "error: unknown link 'strike/moot'; did you mean `strike/mood`?\n"
    )
    enter(root, "unobserve", "d3", "strike/mediator", *WHY)
    answer = run(root, "unobserve", "d3", "strike/mediator", *WHY)
    assert answer.err == "error: unknown link 'strike/mediator'; there is none\n"
