"""Options that several commands share: dates, forms, and the environment."""

import json
from datetime import date
from pathlib import Path

import pytest
import typer

from desk import run, write_workspace
from scenarios.cli.options import choose_form, parse_day, refuse_unless_table


@pytest.mark.parametrize("text", ["2024-05-31", "2024-02-29", "0001-01-01"])
def test_a_day_is_written_with_year_month_and_day(text: str) -> None:
    assert parse_day(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2024",
        "2024-5-31",
        "2024-02-30",
        "2023-02-29",
        "20240531",
        "2024-W22-5",
        "31.5.2024",
        "2024-05-31T00:00",
        " 2024-05-31",
        "2024-05-31 ",
        "-2024-05-31",
        "10000-01-01",
        "\u0662\u0660\u0662\u0664-\u0660\u0665-\u0663\u0661",
    ],
)
def test_whatever_else_is_no_day(text: str) -> None:
    with pytest.raises(typer.BadParameter) as raised:
        parse_day(text)
    assert str(raised.value) == f"{text!r} is not a date like 2024-05-31"


def test_a_table_is_printed_where_no_form_is_asked_for() -> None:
    assert choose_form(json=False, csv=False, markdown=False) == "table"


def test_the_form_asked_for_is_printed() -> None:
    assert choose_form(json=True, csv=False, markdown=False) == "json"
    assert choose_form(json=False, csv=True, markdown=False) == "csv"
    assert choose_form(json=False, csv=False, markdown=True) == "markdown"


def test_two_forms_at_once_are_refused() -> None:
    with pytest.raises(typer.BadParameter, match="choose one of --json, --csv and"):
        choose_form(json=True, csv=False, markdown=True)


def test_what_only_a_table_shows_is_refused_elsewhere() -> None:
    refuse_unless_table("table", movers=3)
    refuse_unless_table("csv", movers=0)
    with pytest.raises(typer.BadParameter) as raised:
        refuse_unless_table("csv", movers=3)
    assert str(raised.value) == "--movers is shown only in the table, not with --csv"


def test_the_environment_gives_what_the_command_leaves_out(tmp_path: Path) -> None:
    root = write_workspace(tmp_path / "desk")
    answer = run(
        tmp_path,
        "assess",
        "--json",
        SCENARIOS_WORKSPACE=str(root),
        SCENARIOS_DEVELOPMENTS=str(root / "news.yaml"),
        SCENARIOS_AS_OF="2024-04-15",
        SCENARIOS_MODEL="wary",
    )
    told = json.loads(answer.out)
    assert (answer.code, answer.err) == (0, "")
    assert told["as_of"] == "2024-04-15"
    assert told["inputs"]["model"]["id"] == "wary"
    assert told["inputs"]["developments"]["count"] == 5


def test_the_command_overrides_the_environment(tmp_path: Path) -> None:
    root = write_workspace(tmp_path / "desk")
    answer = run(
        root,
        *("assess", "--json", "-w", ".", "-d", "news.yaml"),
        *("--as-of", "2024-04-16", "-m", "default"),
        SCENARIOS_WORKSPACE=str(tmp_path),
        SCENARIOS_DEVELOPMENTS="nowhere",
        SCENARIOS_AS_OF="yesterday",
        SCENARIOS_MODEL="nobody",
    )
    told = json.loads(answer.out)
    assert told["as_of"] == "2024-04-16"
    assert told["inputs"]["model"]["id"] == "default"


@pytest.mark.parametrize("command", ["assess", "explain"])
def test_an_empty_environment_is_none(tmp_path: Path, command: str) -> None:
    answer = run(
        write_workspace(tmp_path),
        *(command, "--json", "-d", "news.yaml"),
        SCENARIOS_WORKSPACE="",
        SCENARIOS_AS_OF="",
        SCENARIOS_MODEL="",
    )
    assert (answer.code, answer.err) == (0, "")


def test_a_wrong_day_in_the_environment_is_wrong_usage(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "assess", "-d", "news.yaml", SCENARIOS_AS_OF="2024-02-30")
    assert (answer.code, answer.out) == (2, "")
    assert "SCENARIOS_AS_OF" in answer.err
    assert "'2024-02-30' is not a date like" in " ".join(answer.err.split())
