"""`scenarios whatif`: base and cases side by side, and nothing applied."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from desk import CASE, Answer, check_golden, rounded, run, spawn, write_workspace
from scenarios.loading.reading import load_workspace

Json = dict[str, Any]
DAY = ("--as-of", "2024-04-15")
CALM = ("whatif", "calm", *DAY)


def ask(root: Path, *arguments: str, err: str = "") -> Answer:
    answer = run(root, *arguments, SCENARIOS_DEVELOPMENTS="news.yaml")
    assert (answer.code, answer.err) == (0, err)
    return answer


def told(root: Path, *arguments: str) -> Json:
    answer: Json = json.loads(ask(root, *arguments, "--json").out)
    return answer


def chances(assessment: Json) -> dict[str, float]:
    return {
        f"{each['id']}/{outcome['id']}": outcome["probability"]
        for each in assessment["scenarios"]
        for outcome in each["outcomes"]
    }


# The golden files.


def test_the_table_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    flags = ("--drop", "d2", "--regrade", "gazette=E", "--explain")
    check_golden("whatif.txt", ask(root, *CALM, *flags).out)


def test_the_csv_is_as_it_was(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), *CALM, "--drop", "d2", "--csv")
    check_golden("whatif.csv", rounded(answer.out))


def test_the_markdown_is_as_it_was(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), *CALM, "--markdown")
    check_golden("whatif.md", answer.out)


def test_the_grades_are_as_they_were(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), "whatif", "grades", *DAY)
    check_golden("whatif-grades.txt", answer.out)


# What it says.


def test_base_and_cases_are_assessments(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    found = told(root, *CALM, "--drop", "d2")
    assessed = told(root, "assess", *DAY)
    assert found["base"] == assessed
    assert [(each["id"], each["title"]) for each in found["cases"]] == [
        ("calm", "The talks never met"),
        ("flags", "--drop d2"),
    ]
    for case in found["cases"]:
        assert case["assessment"].keys() == assessed.keys()


def test_a_dropped_development_is_as_if_it_were_not_in_the_file(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    found = told(root, "whatif", *DAY, "--drop", "d1", "--drop", "d3")
    blocks = (root / "news.yaml").read_text("utf-8").split("- id: ")
    kept = [block for block in blocks if block[:2] not in {"d1", "d3"}]
    (root / "news.yaml").write_text("- id: ".join(kept), "utf-8")
    assert found["cases"][0]["assessment"] == told(root, "assess", *DAY)


def test_differences_are_those_of_the_assessments(tmp_path: Path) -> None:
    found = told(write_workspace(tmp_path), *CALM)
    (case,) = found["cases"]
    now, then = chances(found["base"]), chances(case["assessment"])
    for place, each in case["differences"].items():
        for outcome, moved in each.items():
            key = f"{place}/{outcome}"
            assert moved["points"] == pytest.approx(then[key] - now[key], abs=1e-15)


def test_the_rows_that_moved_add_up_to_the_difference_of_the_ledgers(
    tmp_path: Path,
) -> None:
    found = told(write_workspace(tmp_path), *CALM)
    (case,) = found["cases"]
    base, then = (
        {row.get("indicator", row["kind"]): row["decibans"] for row in rows}
        for rows in (
            found["base"]["scenarios"][0]["ledger"],
            case["assessment"]["scenarios"][0]["ledger"],
        )
    )
    moved = {row["row"]: row["decibans"] for row in case["moved"]["strike"]}
    assert moved
    for name, entries in base.items():
        for outcome, entry in entries.items():
            change = then[name][outcome] - entry
            expected = pytest.approx(change, abs=1e-12)
            assert moved.get(name, {}).get(outcome, 0) == expected


def test_cases_are_compared_with_another_case(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    plain = told(root, *CALM, "--drop", "d2")
    found = told(root, "whatif", *DAY, "--drop", "d2", "--against", "calm")
    assert found["against"] == "calm"
    assert found["base"] == plain["cases"][0]["assessment"]
    assert found["cases"][0]["assessment"] == plain["cases"][1]["assessment"]


def test_only_the_scenarios_asked_for_are_shown(tmp_path: Path) -> None:
    found = told(write_workspace(tmp_path), *CALM, "--scenario", "vote")
    assert [each["id"] for each in found["base"]["scenarios"]] == ["vote"]


def test_the_model_of_base_and_case_are_chosen_apart(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    found = told(root, "whatif", *DAY, "--base-model", "wary", "--model", "default")
    assert found["base"] == told(root, "assess", *DAY, "--model", "wary")
    assert found["cases"][0]["assessment"] == told(root, "assess", *DAY)


def test_the_day_of_the_case_is_chosen_apart(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    found = told(root, "whatif", *DAY, "--case-as-of", "2024-05-01")
    later = told(root, "assess", "--as-of", "2024-05-01")
    assert found["cases"][0]["assessment"] == later
    answer = ask(root, "whatif", *DAY, "--case-as-of", "2024-05-01")
    assert "[as of 2024-05-01]" in answer.out


def test_each_grade_map_is_a_column(tmp_path: Path) -> None:
    """Wary's grades over default: A .7 and B .5, all else and the words as default."""
    root = write_workspace(tmp_path)
    found = told(root, "whatif", "grades", *DAY)
    assert [case["id"] for case in found["cases"]] == ["wary"]
    text = (root / "models/default.yaml").read_text("utf-8")
    text = text.replace("{A: 0.95, B: 0.75,", "{A: 0.7, B: 0.5,")
    (root / "models/default.yaml").write_text(text, "utf-8")
    expected = chances(told(root, "assess", *DAY))
    assert chances(found["cases"][0]["assessment"]) == pytest.approx(expected, abs=0)


def test_the_csv_has_a_row_for_each_case_scenario_and_outcome(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), *CALM, "--drop", "d2", "--csv")
    rows = list(csv.DictReader(StringIO(answer.out)))
    keys = [(row["case"], row["scenario"], row["outcome"]) for row in rows]
    assert len(keys) == len(set(keys)) == 2 * (3 + 2)
    for row in rows:
        change = float(row["probability"]) - float(row["base"])
        assert float(row["points"]) == pytest.approx(change, abs=1e-15)
        assert row["decibans"] == "" if row["scenario"] == "vote" else row["decibans"]


def test_what_does_not_move_is_named_in_one_line(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), "whatif", *DAY, "--drop", "d2")
    assert answer.out.endswith("\nNothing moves in vote.\n")


def test_what_an_observation_says_is_no_different_when_nothing_moves(
    tmp_path: Path,
) -> None:
    answer = ask(write_workspace(tmp_path), "whatif", *DAY, "--model", "default")
    assert answer.out.endswith("\nNothing moves in strike, vote.\n")


# Every flag.

ALL = {*["talks", "mediator", "walkouts", "marches", "mood", "court", "pay", "tonnage"]}
ADDED = """\
- id: x9
  date: 2024-03-01
  observes: [{indicator: strike/mood, value: warm}]
  reports: [{id: r1, source: gazette, grade: A1, origin: wire}]
"""


@pytest.mark.parametrize(
    ("flags", "rows"),
    [
        (["--drop", "d1"], {"talks", "mediator"}),
        (["--drop-source", "union"], {"talks", "pay", "tonnage", "mediator"}),
        (["--least-origins", "2"], ALL - {"marches"}),
        (["--add", "added.yaml"], {"mood"}),
        (["--regrade", "union=A"], ALL - {"marches", "court"}),
        (["--regrade-origin", "readout=A"], {"talks", "mediator"}),
        (["--regrade-origin", "wi*=A"], {"walkouts", "mood"}),
        (["--prior", "strike:deal=0.5,defeat=0.4,ruling=0.1"], {"prior"}),
        (["--prior", "strike:deal=0.2"], {"prior", "clock"}),
        (["--weight", "strike/talks:defeat=3,deal=strong_for"], {"talks", "mediator"}),
        (["--weight", "strike/mood/cold:defeat=3"], {"mood"}),
        (["--assume", "strike/mediator"], {"mediator", "talks"}),
        (["--assume", "strike/mediator=seen"], {"mediator", "talks"}),
        (["--assume", "strike/mediator=absent"], {"mediator", "talks"}),
        (["--assume", "strike/walkouts"], {"walkouts"}),
        (["--assume", "strike/mood=warm"], {"mood"}),
        (["--assume", "strike/pay=2.5"], {"pay"}),
        (["--case-as-of", "2024-04-25"], ALL | {"clock"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_flag_moves_the_rows_that_it_bears_on(
    tmp_path: Path, flags: list[str], rows: set[str]
) -> None:
    root = write_workspace(tmp_path, {"added.yaml": ADDED})
    found = told(root, "whatif", *DAY, *flags, "--scenario", "strike")
    assert [case["title"] for case in found["cases"]] == [
        " ".join(flags) if flags[0] != "--add" else "--add x9"
    ]
    moved = {row["row"] for row in found["cases"][0]["moved"]["strike"]}
    assert moved <= rows
    assert moved


def test_outcomes_left_out_share_the_rest_as_their_priors_do(tmp_path: Path) -> None:
    """.8 is left for .3 and .1: .6 and .2."""
    root = write_workspace(tmp_path)
    found = told(root, "whatif", *DAY, "--prior", "strike:deal=0.2")
    outcomes = found["cases"][0]["assessment"]["scenarios"][0]["outcomes"]
    priors = {outcome["id"]: outcome["prior"] for outcome in outcomes}
    assert priors == {"defeat": 0.6, "ruling": 0.2, "deal": 0.2}


# Saving.


def test_flags_are_kept_as_a_case_and_pinned(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"added.yaml": ADDED})
    flags = ["--drop", "d1", "--add", "added.yaml", "--weight", "strike/talks:deal=2"]
    flags += ["--regrade-origin", "wi*=D", "--assume", "strike/mediator=absent"]
    saved = run(
        root,
        "whatif",
        *flags,
        *DAY,
        "--save",
        "cases/mine.yaml",
        "--json",
        SCENARIOS_DEVELOPMENTS="news.yaml",
    )
    assert (saved.code, saved.err) == (0, "saved cases/mine.yaml\n")
    by_flags = json.loads(saved.out)["cases"][0]
    found = told(root, "whatif", "mine", *DAY)
    assert found["cases"][0]["assessment"] == by_flags["assessment"]
    assert found["stale"] == {}
    case = load_workspace(root).cases["mine"].case
    assert case.base is not None
    assert case.base.as_of.isoformat() == "2024-04-15"


def test_a_case_whose_base_changed_says_so(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    flags = ("--drop", "d1", "--save", "cases/mine.yaml")
    ask(root, "whatif", *DAY, *flags, err="saved cases/mine.yaml\n")
    text = (root / "scenarios/vote.yaml").read_text("utf-8")
    (root / "scenarios/vote.yaml").write_text(f"{text}# edited\n", "utf-8")
    warning = "warning: the base of case mine has changed: scenario vote\n"
    ask(root, "whatif", "mine", *DAY, err=warning)
    ask(root, "whatif", "calm", "--against", "mine", *DAY, err=warning)
    found = ask(root, "whatif", "mine+calm", *DAY, "--json", err=warning)
    assert json.loads(found.out)["stale"] == {"mine": ["scenario vote"]}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    flags = ("--drop", "d1", "--save", "cases/calm.yaml")
    answer = spawn(root, "whatif", "-d", "news.yaml", *flags)
    assert answer.code == 1
    assert answer.err == "error: cases/calm.yaml: File exists\n"
    assert (root / "cases/calm.yaml").read_text("utf-8") == CASE


def test_nothing_at_all_is_written_without_save(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    ask(root, *CALM, "--drop", "d1")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


# What is wrong.


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "error: whatif: name a case, or give a change such as --drop ID"),
        (["clam"], "error: unknown case 'clam'; did you mean `calm`?"),
        (["--drop", "zebra"], "error: --drop zebra: unknown development `zebra`"),
        (["--regrade", "gazette"], "write SOURCE=LETTER"),
        (["--regrade", "gazette=Z"], "Input should be 'A', 'B', 'C', 'D', 'E' or 'F'"),
        (["--prior", "strike:deal=x"], "`x` is not a number"),
        (["--prior", "strike:deal=sNaN"], "`sNaN` is not a number"),
        (["--prior", "strike:deal=1e300"], "must be at least 1e-9 and below 1"),
        (["--weight", "strike/talks:deal=inf"], "must be a finite number"),
        (["--prior", "strike:deal=1.2"], "must be at least 1e-9 and below 1"),
        (["--prior", "strike"], "write SCENARIO:outcome=p,…"),
        (["--prior", "strik:deal=0.5,x=0.5"], "unknown scenario `strik`; did you mean"),
        (["--weight", "strike/talks:deal"], "write SCENARIO/INDICATOR:outcome=dB,…"),
        (["--weight", "strike/talks:deal=huge"], "unknown word `huge`"),
        (["--weight", "strike/mood:deal=3"], "is a state; say its `level`: warm, cold"),
        (["--weight", "strike/mood/worm:deal=3"], "unknown level `worm`; did you mean"),
        (["--weight", "strike/talks/up:deal=3"], "belongs to a state only"),
        (["--weight", "strike/court/heard:deal=3"], "is given in chances and has no w"),
        (["--weight", "strike/mediator:deal=3"], "is given in chances and has no w"),
        (["--weight", "strike/pay:deal=3"], "is given in chances and has no weights"),
        (["--weight", "strike/talk:deal=3"], "did you mean `talks`?"),
        (["--assume", "strike/mood"], "lacks the level of the state as `value`"),
        (["--assume", "strike/pay=high"], "`high` is not a number"),
        (["--assume", "strike/talks=warm"], "only to a state or measure"),
        (["--assume", "strike"], "should match pattern"),
        (["--case-as-of", "soon"], "'soon' is not a date"),
        (["--scenario", "zebra", "calm"], "unknown scenario 'zebra'"),
        (["--against", "zebra", "calm"], "unknown case 'zebra'"),
        (["calm", "--explain", "--json"], "--explain is shown only in the table"),
        (["calm", "--save", "x.yaml"], "--save keeps the flags in a new file named"),
        (["--drop", "d1", "--save", "a b.yaml"], "--save keeps the flags in a new"),
        (["--drop", "d1", "--save", "grades.yaml"], "--save keeps the flags in a new"),
        (["--drop", "d1", "--save", "mine.yml"], "--save keeps the flags in a new"),
        (["--model", "default", "--model", "wary", "calm+grades"], "unknown case"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_told_with_code_2(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "whatif", "-d", "news.yaml", *arguments, COLUMNS="500")
    assert (answer.code, answer.out) == (2, "")
    assert said in " ".join(answer.err.split())


def test_a_fault_in_a_case_is_told_at_its_place(tmp_path: Path) -> None:
    text = CASE.replace("drop: d1", "drop: d9").replace("id: x1", "id: d2")
    root = write_workspace(tmp_path, {"cases/calm.yaml": text})
    answer = run(root, "whatif", "calm", "-d", "news.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines() == [
        "cases/calm.yaml:5:12: error: changes.0.drop: unknown development `d9`",
        (
            "cases/calm.yaml:6:16: error: changes.1.add.id: `d2` is on file already; "
            "drop it first"
        ),
    ]


def test_a_case_may_not_be_called_grades(tmp_path: Path) -> None:
    text = CASE.replace("id: calm", "id: grades")
    files = {"cases/calm.yaml": None, "cases/grades.yaml": text}
    root = write_workspace(tmp_path, files)
    answer = run(root, "validate")
    assert answer.code == 1
    assert answer.out == (
        "cases/grades.yaml:2:5: error: id: `grades` stands for the grade maps in "
        "`whatif`; rename the case\n"
    )


def test_validate_warns_of_a_drop_that_looks_like_a_slip(tmp_path: Path) -> None:
    """Only of that: the file may be but a part of the news."""
    text = CASE.replace("drop: d1", "drop: talks-opn")
    root = write_workspace(tmp_path, {"cases/calm.yaml": text})
    assert run(root, "validate", "news.yaml").out.count("calm") == 0
    news = (root / "news.yaml").read_text("utf-8")
    (root / "news.yaml").write_text(news.replace("id: d1", "id: talks-open"), "utf-8")
    answer = run(root, "validate", "news.yaml")
    assert answer.code == 0
    assert answer.out.splitlines()[0] == (
        "cases/calm.yaml:5:12: warning: changes.0.drop: unknown development "
        "`talks-opn`; did you mean `talks-open`?"
    )
