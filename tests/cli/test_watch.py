"""`scenarios watch`: for cron, with an exit code, and for people."""

import json
from pathlib import Path

import pytest

from desk import Answer, enter, run, write_workspace

RULES = """\
format: scenarios/watch@1
rules:
  - {id: words, when: word, least_origins: 1}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path / "desk", {"watch.yaml": RULES})
    enter(root, "record", "news.yaml", "--as-of", "2024-02-01")
    return root


def watch(folder: Path, *arguments: str) -> Answer:
    state = str(folder.parent / "state")
    return run(folder, "watch", *arguments, XDG_STATE_HOME=state)


def test_the_first_look_is_kept_and_the_next_compares_with_it(folder: Path) -> None:
    first = watch(folder, "--as-of", "2024-02-01")
    assert (first.code, first.err) == (0, "")
    assert first.out == "First look, at 2024-02-01@5: 1 rule watched from now on.\n"
    second = watch(folder, "--as-of", "2024-04-15")
    assert (second.code, second.err) == (1, "")
    assert "went from" in second.out
    assert "scenarios diff strike --from 2024-02-01@5 --to 2024-04-15@5" in second.out
    third = watch(folder, "--as-of", "2024-04-15")
    assert (third.code, third.out) == (0, "Nothing to tell.\n")


def test_what_was_recorded_since_counts_though_it_happened_before(
    folder: Path,
) -> None:
    day = ("--as-of", "2024-04-15")
    watch(folder, *day)
    enter(folder, "retract", "d2/r1", "--why", "no", "--on", "2024-03-01", *day)
    enter(folder, "retract", "d2/r2", "--why", "no", "--on", "2024-03-01", *day)
    answer = watch(folder, *day, "--json")
    told = json.loads(answer.out)
    assert (told["from"], told["to"]) == ("2024-04-15@5", "2024-04-15@7")
    assert (answer.code, bool(told["alerts"])) == (1, True)


def test_a_given_look_keeps_nothing(folder: Path) -> None:
    answer = watch(folder, "--since", "2024-02-01", "--as-of", "2024-04-15")
    assert answer.code == 1
    first = watch(folder, "--as-of", "2024-04-15")
    assert first.out.startswith("First look")


def test_a_lost_look_is_a_first_look(folder: Path) -> None:
    watch(folder, "--as-of", "2024-02-01")
    (kept,) = (folder.parent / "state" / "scenarios" / "looks").iterdir()
    for garbage in ("{", '{"as_of": "2024-02-01", "record": "x"}', "[]"):
        kept.write_text(garbage, encoding="utf-8")
        assert watch(folder, "--as-of", "2024-02-01").out.startswith("First look")


def test_news_from_a_file_needs_an_earlier_look(folder: Path) -> None:
    news = ("-d", "news.yaml", "--as-of", "2024-04-15")
    assert watch(folder, *news, "--since", "2024-02-01").code == 1
    assert "give --since DATE" in watch(folder, *news).err
    answer = watch(folder, *news, "--since", "2024-02-01@3")
    assert (answer.code, "a record is asked for" in answer.err) == (2, True)


def test_looks_and_rules_that_cannot_be_are_told(folder: Path) -> None:
    answer = watch(folder, "--since", "2024-05-01", "--as-of", "2024-04-15")
    assert (answer.code, "is later than 2024-04-15" in answer.err) == (2, True)
    answer = watch(folder, "--rules", "none.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert "none.yaml: cannot be read: there is none; it holds" in answer.err
