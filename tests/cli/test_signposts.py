"""`scenarios signposts`: what to watch next."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from desk import SCENARIO, Answer, Files, check_golden, run, write_workspace

# On this day the mediator's window, from 1 February to 31 May, is not open yet.
DAY = ("--as-of", "2024-01-20")
KEYS = {"scenario", "indicator", "chance", "now", "if_seen", "if_absent", "bits"}


def ask(root: Path, *arguments: str) -> Answer:
    answer = run(root, "signposts", "-d", "news.yaml", *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer


def test_the_table_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    check_golden("signposts.txt", ask(root, *DAY).out)


def test_the_markdown_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    check_golden("signposts.md", ask(root, "strike", *DAY, "--markdown").out)


def test_json_has_the_keys_that_others_rely_on(tmp_path: Path) -> None:
    found = json.loads(ask(write_workspace(tmp_path), *DAY, "--json").out)
    assert found["days"] == 30
    posts = found["signposts"]
    assert {(each["scenario"], each["indicator"]) for each in posts} == {
        ("strike", "talks"),
        ("strike", "mediator"),
        ("vote", "turnout"),
    }
    for each in posts:
        assert {*KEYS, "exact"} <= each.keys()
        for outcome, now in each["now"].items():
            chance = each["chance"]
            average = chance * each["if_seen"][outcome]
            average += (1 - chance) * each["if_absent"][outcome]
            assert average == pytest.approx(each["average"][outcome], abs=1e-12)
            assert not each["exact"] or average == pytest.approx(now, abs=1e-9)
    bits = [each["bits"] for each in posts]
    assert bits == sorted(bits, reverse=True)


def test_the_csv_has_a_row_for_each_sign_and_outcome(tmp_path: Path) -> None:
    rows = list(
        csv.DictReader(StringIO(ask(write_workspace(tmp_path), *DAY, "--csv").out))
    )
    assert len(rows) == 3 + 3 + 2
    mediator = next(row for row in rows if row["indicator"] == "mediator")
    assert (mediator["silence_from"], mediator["silence_full"]) == (
        "2024-02-02",
        "2024-05-31",
    )
    turnout = next(row for row in rows if row["indicator"] == "turnout")
    assert (turnout["soon"], turnout["silence_from"]) == ("", "")


def test_only_so_many_are_shown(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    some = ask(root, *DAY, "--most", "1").out
    assert "2 more tell less; --most 0 shows them all." in some
    every = ask(root, *DAY, "--most", "0").out
    assert every.count("silence") == 3 > some.count("silence") == 1


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2024-01-20", "will count from 2024-02-02, in full on 2024-05-31"),
        ("2024-02-02", "counts since 2024-02-02, in full on 2024-05-31"),
        ("2024-02-19", "counts since 2024-02-02, in full on 2024-05-31"),
    ],
)
def test_the_day_on_which_silence_speaks_is_told(
    tmp_path: Path, as_of: str, said: str
) -> None:
    out = ask(write_workspace(tmp_path), "strike", "--as-of", as_of).out
    assert f"Its silence {said}." in " ".join(out.split())


def test_silence_in_full_is_told(tmp_path: Path) -> None:
    files = {"news.yaml": "[]\n"}
    out = ask(write_workspace(tmp_path, files), "--as-of", "2024-07-01").out
    assert "counts in full since 2024-05-31." in " ".join(out.split())


def test_nothing_to_watch_is_told(tmp_path: Path) -> None:
    out = ask(write_workspace(tmp_path), "vote", "--as-of", "2024-02-20").out
    assert out.endswith("No event that is listed can still be heard of.\n")


def test_what_signposts_do_not_cover_is_told_while_the_question_is_open(
    tmp_path: Path,
) -> None:
    root = write_workspace(tmp_path)
    beyond = "Counts, states and measures can move the picture too: `scenarios explain`"
    out = " ".join(ask(root, "strike", "--as-of", "2024-01-20").out.split())
    assert beyond in out
    out = " ".join(ask(root, "strike", "--as-of", "2024-12-31").out.split())
    assert beyond not in out
    start, end = SCENARIO.index("  talks:"), SCENARIO.index("  walkouts:")
    files: Files = {
        "scenarios/strike.yaml": SCENARIO[:start] + SCENARIO[end:],
        "scenarios/vote.yaml": None,
        "cases/calm.yaml": None,
        "news.yaml": "[]\n",
    }
    other = write_workspace(tmp_path / "other", files)
    out = " ".join(ask(other, "strike", "--as-of", "2024-04-15").out.split())
    assert "No event that is listed can still be heard of. Signposts are events" in out
    assert beyond in out


@pytest.mark.parametrize("arguments", [["--days", "0"], ["--most", "-1"], ["zebra"]])
def test_a_wrong_call_ends_with_code_2(tmp_path: Path, arguments: list[str]) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "signposts", "-d", "news.yaml", *arguments)
    assert (answer.code, answer.out) == (2, "")


def test_the_end_of_the_calendar_is_as_far_as_it_looks(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    for asked in (("--as-of", "9999-12-31"), ("--days", "36500")):
        late = ("--as-of", "9990-12-31", *asked)
        answer = run(root, "signposts", "-d", "news.yaml", *late)
        assert answer.code == 0, answer.err
