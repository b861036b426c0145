"""`scenarios lint`: prose against its standard and the assessment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desk import Answer, check_golden, enter, replace_once, run, write_workspace
from scenarios.explanation.prose.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

# The assessment of 15 April 2024 (tests/golden/record.txt): the union gives in 1 %, a
# court ends it 2 %, a deal is signed 97 %.
BRIEF = """\
# The dockers' strike

**Key judgement.** *A deal is signed* is almost certain (97 %). *A court ends it* has
almost no chance (2 %), and the union gives in has almost no chance (1 %).

The owners put four per cent on the table in March. “It may be the last offer,” the
secretary said, and the ministry named no mediator. If a further port walked out, a
court ruling would become likely.

## What would change it

- The talks end before May 2024.
- `ruling` is very unlikely [strike/ruling].
"""

STALE = """\
---
title: The strike, week 15
scenario: strike
---
# Where the strike stands

We judge with high confidence that *A deal is signed* is likely (70 %). It could
potentially be likely that a ruling comes, and it cannot be ruled out that owners leave.

| outcome | likelihood | number |
|---|---|---|
| The union gives in | very unlikely | 14 % |
| A court ends it | almost no chance | 2 % |

Pay will most likely rise; it is probable (30 %). There is a 60 % chance of a vote.
Confidence is high. <!-- lint: ignore certainty --> War is inevitable.

<!-- scenarios: strike/deel -->
It is certain to end. It is highly likely to end.
"""

DAY = ("--developments", "news.yaml", "--as-of", "2024-04-15")


def lint(folder: Path, text: str, *arguments: str) -> Answer:
    root = write_workspace(folder, {"brief.md": text})
    return run(root, "lint", "brief.md", *arguments)


def test_a_good_brief_passes(tmp_path: Path) -> None:
    text = replace_once(BRIEF, "very unlikely [", "almost no chance [")
    assert lint(tmp_path, text, *DAY) == Answer(
        0,
        "",
        "10 sentences, words of ICD 203: no error, 0 warnings; 4 statements held "
        "against the assessment as of 2024-04-15, model default\n",
    )


def test_a_marker_holds_what_no_title_would(tmp_path: Path) -> None:
    answer = lint(tmp_path, BRIEF, *DAY)
    assert answer.code == 1
    assert answer.out.startswith(
        "brief.md:13:15: error: against-assessment: «very unlikely» for «A court ends "
        "it»: as of 2024-04-15, model default, it is almost no chance, 2 %, range "
    )


def test_a_stale_brief_is_told_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    answer = lint(tmp_path, STALE, *DAY, "--strict")
    assert answer.code == 1
    check_golden("lint.txt", answer.out + answer.err)


def test_the_json_has_every_finding_with_its_rule_and_words(tmp_path: Path) -> None:
    answer = lint(tmp_path, "It may rain.\n\nIt is highly likely.\n", "--json")
    assert answer.code == 1
    told = json.loads(answer.out)
    assert told["issues"][0] == {
        "path": "brief.md",
        "line": 1,
        "column": 4,
        "severity": "warning",
        "key": "vague-word",
        "message": "«may» says no likelihood; give a word of ICD 203 and its number, "
        "or state it as fact",
        "rule": "vague-word",
        "text": "may",
    }
    assert [each["rule"] for each in told["issues"]] == [
        "vague-word",
        "outside-standard",
    ]
    del told["issues"]
    assert told == {
        "words": "icd-203",
        "as_of": None,
        "model": None,
        "sentences": 2,
        "held": 0,
    }


def test_the_json_names_the_assessment(tmp_path: Path) -> None:
    told = json.loads(lint(tmp_path, BRIEF, *DAY, "--json").out)
    assert (told["as_of"], told["model"], told["held"]) == ("2024-04-15", "default", 4)


def test_warnings_are_a_failure_for_the_strict_alone(tmp_path: Path) -> None:
    assert lint(tmp_path, "It may rain.").code == 0
    assert lint(tmp_path, "It may rain.", "--strict").code == 1
    assert lint(tmp_path, "It rains.", "--strict").code == 0


def test_the_standard_is_the_models_unless_one_is_chosen(tmp_path: Path) -> None:
    text = "It is highly likely."
    assert lint(tmp_path, text).code == 1
    assert lint(tmp_path, text, "--model", "wary").code == 0
    assert lint(tmp_path, text, "--words", "phia").code == 0
    answer = lint(tmp_path, text, "--words", "ipcc")
    assert answer.out.endswith("not of IPCC; write «likely» (66–90 %)\n")
    assert lint(tmp_path, text, "--words", "zebra").code == 2


def test_without_news_and_journal_the_language_alone_is_checked(tmp_path: Path) -> None:
    answer = lint(tmp_path, BRIEF)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith(
        "no journal, and no news named with --developments: the language alone is "
        "checked\n"
    )


def test_where_nothing_is_said_of_an_outcome_no_news_is_read(tmp_path: Path) -> None:
    answer = lint(tmp_path, "It is likely.", "--developments", "nowhere.yaml")
    assert answer.code == 0
    assert answer.err.startswith("nothing is said of an outcome: the language alone ")


def test_an_outcome_without_a_scenario_is_told_with_the_way_out(
    tmp_path: Path,
) -> None:
    text = "«A deal is signed» is likely. It is likely that **A deal is signed**."
    answer = lint(tmp_path, "A deal is signed is likely.\n\n" + text)
    assert answer.code == 0
    assert answer.err.startswith(
        "3 sentences name an outcome («A deal is signed») but no scenario; name it in "
        "a heading, in the sentence, or at the head of the file (scenario: ID)\n"
        "no scenario is named: the language alone is checked\n"
    )


def test_the_only_scenario_of_a_workspace_needs_no_name(tmp_path: Path) -> None:
    files = {
        "brief.md": "A deal is signed is unlikely.\n",
        "scenarios/vote.yaml": None,
        "news.yaml": "[]",
    }
    write_workspace(tmp_path, files)
    day = ("--as-of", "2024-04-15", "--developments", "news.yaml")
    answer = run(tmp_path, "lint", "brief.md", *day)
    assert answer.code == 1
    assert "1 statement held against the assessment" in answer.err


def test_the_news_may_be_the_journals(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"brief.md": BRIEF})
    enter(tmp_path, "record", "news.yaml")
    answer = run(tmp_path, "lint", "brief.md", "--as-of", "2024-04-15")
    assert answer.code == 1
    assert "4 statements held against" in answer.err


def test_outside_a_workspace_the_language_alone_is_checked(tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text("It is highly likely.\n")
    answer = run(tmp_path, "lint", "brief.md")
    assert answer.code == 1
    assert answer.err.startswith(
        "no workspace here: the language alone is checked, by the words of icd-203\n"
    )
    assert run(tmp_path, "lint", "brief.md", "--words", "phia").code == 0
    assert run(tmp_path, "lint", "brief.md", "--workspace", ".").code == 2
    assert run(tmp_path, "lint", "brief.md", "--model", "default").code == 2


def test_a_model_of_scores_leaves_the_language(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"brief.md": BRIEF, "models/ach.yaml": ACH})
    answer = run(root, "lint", "brief.md", *DAY, "--model", "ach")
    assert answer.code == 0
    assert "scores are no probabilities" in answer.err
    assert "the language alone is checked" in answer.err


ACH = """\
format: scenarios/model@1
id: ach
title: Competing hypotheses
method: ach
ach:
  consistent: 1
  inconsistent: 3
  very_inconsistent: 8
  credibility: {high: 0.6, medium: 0.3}
  relevance: {high: 0.6, medium: 0.3}
  weights: {low: 0.5, medium: 1, high: 2}
"""


def test_several_files_and_standard_input_are_read(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"a.md": "It may.\n", "b.txt": "`It might`\n"})
    answer = run(root, "lint", "a.md", "-", "b.txt", stdin="Ä: it could.\n".encode())
    assert [line.split(":")[:3] for line in answer.out.splitlines()] == [
        ["a.md", "1", "4"],
        ["<stdin>", "1", "7"],
        ["b.txt", "1", "5"],
    ]
    assert answer.code == 0


@pytest.mark.parametrize(
    "arguments",
    [(), ("-", "-"), ("-", "--developments", "-"), ("nowhere.md",)],
)
def test_a_call_without_a_file_to_read_is_wrong(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    answer = run(write_workspace(tmp_path), "lint", *arguments)
    assert (answer.code, answer.out) == (2, "")


def test_a_file_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"brief.md": b"It may\xff rain."})
    answer = run(root, "lint", "brief.md")
    assert answer.code == 1
    assert answer.err.startswith("brief.md:1:7: error: byte 7 (0xff) is not UTF-8")


def test_the_rules_are_listed_with_their_sources(tmp_path: Path) -> None:
    answer = run(tmp_path, "lint", "--rules")
    assert (answer.code, answer.err) == (0, "")
    assert all(f"\n{name}  (" in f"\n{answer.out}" for name in RULES)
    assert "word-alone  (warning, with --strict)\n" in answer.out
    assert answer.out.count("    Source: ") == len(RULES)
    told = json.loads(run(tmp_path, "lint", "--rules", "--json").out)["rules"]
    assert [each["rule"] for each in told] == list(RULES)
    assert {each["severity"] for each in told} == {"error", "warning"}


def test_no_control_character_reaches_the_terminal(tmp_path: Path) -> None:
    answer = lint(tmp_path, "It may [\x1b[31mred\u202e] be. It is not\x1blikely.")
    assert not {"\x1b", "\u202e"} & set(answer.out + answer.err)
