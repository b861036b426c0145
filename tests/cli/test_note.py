"""`scenarios note`: a remark goes on record and moves no number."""

import json
from pathlib import Path

import pytest

from desk import enter, head_of, run, write_workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    return root


def test_a_remark_is_put_on_record(root: Path) -> None:
    assert enter(root, "note", "call the port").out == "Record 6: note by anna.\n"
    about = ("--development", "d1", "--scenario", "strike")
    told = json.loads(enter(root, "note", "they met twice", *about, "--json").out)
    (record,) = told["records"]
    assert (record["seq"], record["kind"], record["actor"]) == (7, "note", "anna")


def test_a_first_remark_makes_the_journal(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    assert enter(root, "note", "we begin").out == "Record 1: note by anna.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x", "--development", "d9"), "unknown development 'd9'; there is d1, d2, d3"),
        (("x", "--scenario", "strik"), "unknown scenario 'strik'; did you mean `stri"),
        (("",), "it says nothing; write a sentence"),
    ],
)
def test_wrong_usage_is_told(root: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = run(root, "note", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert head_of(root) == 6
