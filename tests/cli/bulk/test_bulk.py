"""`scenarios bulk`: what each command prints, and the code it ends with."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bulk.stream import gdelt_line, write_gdelt
from bulk.world import make_desk
from desk import Answer, check_golden, clean_environment, command, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Answer]

RULE = """\
format: scenarios/rule@1
id: cooling
title: Relations cool
outcome: cooling
at_least: 0.5
rise: 0.2
within: 14d
sources: 3
"""


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a template, its events and a finished run of them."""
    folder = tmp_path_factory.mktemp("bulk")
    make_desk(folder)
    write_gdelt(folder / "a.CSV", 900)
    write_gdelt(folder / "b.CSV", 300, width=58, seed=2)
    with (folder / "b.CSV").open("a") as file:
        file.write("cut off\n" + gdelt_line(58, event="5", day="2024") + "\n")
    (folder / "cooling.yaml").write_text(RULE)
    return folder


@pytest.fixture(scope="session")
def told(root: Path) -> Answer:
    events = ("a.CSV", "b.CSV", "-o", "run")
    limits = ("--partitions", "4", "--threads", "1")
    return run(root, "bulk", "run", "tension", *events, *limits)


@pytest.fixture
def ask(root: Path, told: Answer) -> Ask:
    """Return what runs a command under `bulk` where a run is finished."""
    assert told.code == 0
    return lambda *arguments: run(root, "bulk", *arguments)


def test_a_run_accounts_for_every_row(told: Answer) -> None:
    assert told.code == 0
    assert "weighing pairs: 4 of 4" in told.err
    check_golden("bulk-run.txt", told.out)


def test_an_explanation_is_as_it_was(ask: Ask) -> None:
    answer = ask("explain", "run", "IND-CHN", "--on", "2024-04-02")
    assert (answer.code, answer.err) == (0, "")
    check_golden("bulk-explain.txt", answer.out)


def test_the_movers_are_as_they_were(ask: Ask) -> None:
    answer = ask("top", "run", "--on", "2024-03-05", "--most", "5")
    assert (answer.code, answer.err) == (0, "")
    check_golden("bulk-top.txt", answer.out)


def test_the_alerts_are_as_they_were(ask: Ask) -> None:
    answer = ask("watch", "run", "--rule", "cooling.yaml")
    assert (answer.code, answer.err) == (0, "")
    check_golden("bulk-watch.txt", answer.out)


def test_a_pairs_own_workspace_is_written_and_assesses(ask: Ask, root: Path) -> None:
    answer = ask("to-workspace", "run", "PAK-USA", "-o", "own")
    assert answer.code == 0
    assert "scenarios assess --developments developments.jsonl" in answer.err
    news = ("-d", "developments.jsonl", "--as-of", "2024-06-28")
    assessed = run(root / "own", "assess", *news, "--json")
    (scenario,) = json.loads(assessed.out)["scenarios"]
    explained = json.loads(ask("explain", "run", "PAK-USA", "--json").out)
    chances = [outcome["probability"] for outcome in scenario["outcomes"]]
    assert [o["probability"] for o in explained["outcomes"]] == pytest.approx(
        chances, abs=1e-9
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "run", "IND-CHN"),
        ("top", "run"),
        ("watch", "run", "--rule", "cooling.yaml", "--since", "2024-02-01"),
        ("run", "tension", "a.CSV", "b.CSV", "-o", "run", "--partitions", "4"),
    ],
)
def test_every_answer_is_to_be_had_as_json(
    ask: Ask, arguments: tuple[str, ...]
) -> None:
    found = json.loads(ask(*arguments, "--json").out)
    assert found["format"].startswith("scenarios/bulk")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("explain", "run", "PAK-QQQ"), 2, "unknown pair 'PAK-QQQ'"),
        (("explain", "run", "--on", "2025-01-01"), 2, "it goes from 2024-01-01"),
        (("top", "run", "--outcome", "forse"), 2, "did you mean `force`"),
        (("top", "nowhere"), 2, "nowhere holds no finished run"),
        (("run", "tensio", "a.CSV", "-o", "x"), 2, "did you mean `tension`"),
        (("run", "tension", "gone.CSV", "-o", "x"), 2, "gone.CSV: cannot be read"),
        (("run", "tension", "cooling.yaml", "-o", "x"), 1, "is no file of events"),
        (("run", "tension", "a.CSV", "-o", "run"), 2, "holds a run with another"),
        (("run", "tension", "a.CSV", "-o", "x", "--memory", "3"), 2, "at least 50MB"),
        (("run", "cooling.yaml", "a.CSV", "-o", "x"), 1, "lacks `template`"),
    ],
)
def test_what_is_wrong_is_said(
    ask: Ask,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    answer = ask(*arguments)
    assert answer.code == code
    assert said in answer.err.replace("\n", " ")


def test_a_missing_extra_prints_its_install_line(
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    answer = ask("explain", "run")
    assert answer.code == 2
    assert "pip install 'scenarios-engine[bulk]'" in answer.err


@pytest.mark.usefixtures("told")
def test_the_libraries_say_nothing_of_their_own(root: Path) -> None:
    done = subprocess.run(
        command("bulk", "explain", "run", "PAK-USA"),
        cwd=root,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_validate_tells_every_fault_of_the_templates_at_its_place(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    path = tmp_path / "templates" / "tension.yaml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("THREATEN", "THREATN").replace("wire", "wir"))
    (tmp_path / "templates" / "other.yaml").write_text("[a list]\n")
    answer = run(tmp_path, "validate")
    assert answer.code == 1
    # That there is no scenario is told too, as a warning.
    _, *faults = answer.out.splitlines()
    told = [line.split(": ", 1) for line in faults]
    assert [said for _, said in told] == [
        "error: must be a mapping of keys to values",
        "error: template.told_by: unknown source `wir`; did you mean `wire`?",
        (
            "error: indicators.threat.events.plover.0: unknown PLOVER type `THREATN`; "
            "did you mean `THREATEN`?"
        ),
    ]
    assert [place.partition(":")[0] for place, _ in told] == [
        "templates/other.yaml",
        "templates/tension.yaml",
        "templates/tension.yaml",
    ]


def test_validate_counts_the_templates_that_are_good(tmp_path: Path) -> None:
    make_desk(tmp_path)
    (tmp_path / "templates" / "late.yml").write_text("nobody reads this\n")
    answer = run(tmp_path, "validate")
    assert answer.code == 0
    assert "0 cases, 1 template, 0 developments: no error, 2 warnings" in answer.err
    assert "templates/late.yml:1:1: warning: is not read; name it" in answer.out


def test_faults_elsewhere_hide_none_of_a_template(tmp_path: Path) -> None:
    # Without a model no word is known, and without sources no source: neither is told.
    make_desk(tmp_path)
    (tmp_path / "models" / "default.yaml").write_text("[no model]\n")
    (tmp_path / "sources.yaml").write_text("[no sources]\n")
    path = tmp_path / "templates" / "tension.yaml"
    path.write_text(path.read_text("utf-8").replace("THREATEN", "THREATN"))
    told = run(tmp_path, "validate").out.splitlines()
    assert [line.partition(":")[0] for line in told] == [
        "models/default.yaml",
        "scenarios",
        "sources.yaml",
        "templates/tension.yaml",
    ]


def test_the_schema_of_a_template_needs_no_workspace(tmp_path: Path) -> None:
    from scenarios.bulk.schema import template_schema

    answer = run(tmp_path, "schema", "template")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == template_schema()
