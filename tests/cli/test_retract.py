"""`scenarios retract`: a report was withdrawn, and what was said with it is told."""

import json
from pathlib import Path

import pytest

from desk import check_golden, enter, head_of, run, write_workspace
from scenarios.journal.place import find_place, open_journal

DAY = ("--as-of", "2024-04-15")
WHY = ("--why", "the paper took it back")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Record the news and publish twice: before the second development, and after."""
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    enter(root, "publish", "strike", "--as-of", "2024-02-10")
    enter(root, "publish", "strike", "--as-of", "2024-02-25")
    return root


def test_a_retraction_is_shown_as_it_was(root: Path) -> None:
    answer = enter(root, "retract", "d2/r1", *WHY, "--on", "2024-03-01", *DAY)
    check_golden("retract.txt", answer.out)


def test_only_judgements_whose_word_would_have_been_another_are_listed(
    root: Path,
) -> None:
    answer = enter(root, "retract", "d2/r1", *WHY, *DAY, "--json")
    told = json.loads(answer.out)
    (record,) = told["records"]
    assert record["kind"] == "report.retracted"
    assert (record["seq"], record["actor"]) == (9, "anna")
    # Record 7 was judged before the second development, record 8 after it.
    assert {each["record"] for each in told["judgements"]} == {8}
    for each in told["judgements"]:
        assert each["published"] != each["without"]
        assert (each["as_of"], each["scenario"]) == ("2024-02-25", "strike")


def test_without_a_judgement_that_says_otherwise_that_is_told(root: Path) -> None:
    answer = enter(root, "retract", "d5/r1", *WHY, "--on", "2024-04-20")
    assert answer.out.endswith(
        "\nNo published judgement would have used another word without it.\n"
    )


def test_it_is_told_with_its_record_wherever_the_news_is_told(root: Path) -> None:
    enter(root, "retract", "d2/r1", *WHY, "--on", "2024-03-01")
    text = enter(root, "explain", "strike", *DAY).out
    assert (
        "\nWithdrawn\n  • 2024-02-20 The port of Leith walks out [d2/r1; the " in text
    )
    assert "gazette, 2024-02-20; retracted on 2024-03-01, record 9: the paper" in text
    table = enter(root, "explain", "strike", "--markdown", *DAY).out
    assert "| 2024-03-01 | 9 | the paper took it back | still counts, by" in table
    (told,) = json.loads(enter(root, "explain", "strike", "--json", *DAY).out)[
        "scenarios"
    ]
    (gone,) = told["withdrawn"]
    assert (gone["development"], gone["report"], gone["record"]) == ("d2", "r1", 9)
    assert (gone["retracted"], gone["counts"]) == ("2024-03-01", True)
    before = enter(root, "explain", "strike", "--known-at", "8", *DAY).out
    assert "Withdrawn" not in before


def test_it_counts_from_its_day_on_and_not_before(root: Path) -> None:
    days = ("2024-02-29", "2024-03-01")
    before = [ledgers_of(root, day) for day in days]
    enter(root, "retract", "d2/r1", *WHY, "--on", "2024-03-01")
    after = [ledgers_of(root, day) for day in days]
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert ledgers_of(root, "2024-03-01", "--known-at", "8") == before[1]


def test_it_is_withdrawn_today_where_no_day_is_given(root: Path) -> None:
    before = ledgers_of(root, "2024-12-31")
    answer = enter(root, "retract", "d2/r1", *WHY, "--as-of", "2024-12-31")
    assert "As of 2024-12-31, model default: nothing moved." in answer.out
    assert ledgers_of(root, "2024-12-31") == before


def ledgers_of(root: Path, day: str, *arguments: str) -> str:
    return enter(root, "explain", "--as-of", day, "--csv", *arguments).out


def test_every_reason_is_kept(root: Path) -> None:
    whys = ["first reason", "second reason: «später»"]
    for why in whys:
        enter(root, "retract", "d2/r1", "--why", why)
    with open_journal(find_place(None, root)) as store:
        payloads = [store.record(seq).draft.payloads for seq in (9, 10)]
    assert [json.loads(payload.data)["why"] for (payload,) in payloads] == whys


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("d2/r9", *WHY), "unknown report 'd2/r9'; did you mean `d2/r2`?"),
        (("d9/r1", *WHY), "unknown development 'd9'; there is d1, d2, d3, d4, d5"),
        (
            ("zebra", *WHY),
            "unknown report 'zebra'; there is d1/r1, d1/r2, d2/r1, d2/r2",
        ),
        (("r1", *WHY), "'r1' names 5 reports; name one of d1/r1, d2/r1, d3/r1, d4/r1"),
        (("d2/r1", *WHY, "--model", "x"), "error: unknown model 'x'"),
        (("d2/r1",), "Missing option '--why'"),
        (("d2/r1", "--why", " "), "it says nothing; write a sentence"),
        (("d2/r1", *WHY, "--on", "May"), "'May' is not a date like 2024-05-31"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_recorded(
    root: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(root, "retract", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert head_of(root) == 9


def test_without_a_journal_one_line_says_how_to_make_one(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "retract", "d2/r1", *WHY)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "error: .scenarios/journal.db: there is no journal here; `scenarios record` "
        "makes one\n"
    )
