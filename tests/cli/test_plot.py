"""`scenarios plot`: to a file or to standard output, and what it refuses."""

import json
from pathlib import Path

import pytest

from desk import Answer, enter, run, spawn, write_workspace
from scenarios.report.pictures.kinds import KINDS

PLOT = ("plot", "-d", "news.yaml", "--as-of", "2024-04-15")


def plot(folder: Path, *arguments: str) -> Answer:
    return run(write_workspace(folder), *PLOT, *arguments)


def test_the_specification_goes_to_standard_output(tmp_path: Path) -> None:
    answer = plot(tmp_path, "overview")
    assert (answer.code, answer.err) == (0, "")
    spec = json.loads(answer.out)
    assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v6.json"
    assert plot(tmp_path, "overview", "-o", "-") == answer


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.svg", b"<svg role="),
        ("a.png", b"\x89PNG"),
        ("a.html", b"<!doctype html>"),
        ("A.VL.JSON", b"{"),
    ],
)
def test_a_file_gets_the_form_of_its_ending(
    name: str, start: bytes, tmp_path: Path
) -> None:
    assert plot(tmp_path, "waterfall", "strike", "-o", name) == Answer(0, "", "")
    first = (tmp_path / name).read_bytes()
    assert first.startswith(start)
    plot(tmp_path, "waterfall", "strike", "-o", name)
    assert (tmp_path / name).read_bytes() == first


def test_the_command_it_bears_makes_the_same_picture(tmp_path: Path) -> None:
    options = ("--outcome", "ruling", "--title", "A court?", "--width", "900")
    answer = plot(tmp_path, "history", "strike", *options, "--every", "30d")
    spec = json.loads(answer.out)
    assert spec["title"]["text"] == ["A court?"]
    assert spec["width"] == 900
    command = spec["usermeta"]["scenarios"]["command"]
    assert command == (
        "scenarios plot --format vl.json --outcome ruling --title 'A court?' --width "
        "900 history strike --as-of 2024-04-15 --model default --developments "
        "news.yaml --every 30d"
    )
    again = run(tmp_path, *command.replace("'A court?'", "A_court?").split()[1:])
    assert (
        again.out.replace("A_court?", "A court?").replace(
            "--title A court?", "--title 'A court?'"
        )
        == answer.out
    )


def test_a_history_is_weekly_unless_told_otherwise(tmp_path: Path) -> None:
    spec = json.loads(plot(tmp_path, "history", "strike").out)
    assert "--every 7d" in spec["usermeta"]["scenarios"]["command"]


def test_a_picture_from_the_journal_pins_what_it_held(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    enter(tmp_path, "record", "news.yaml")
    answer = enter(tmp_path, "plot", "board", "strike", "--as-of", "2024-04-15")
    meta = json.loads(answer.out)["usermeta"]["scenarios"]
    assert f"--known-at {meta['journal']['size'] - 1}" in meta["command"]
    enter(tmp_path, "retract", "d1/r1", "--why", "withdrawn")
    again = enter(tmp_path, *meta["command"].split()[1:])
    assert again.out == answer.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("overvew",), "unknown kind of picture 'overvew'; did you mean `overview`"),
        (
            ("board",),
            "kind 'board': name one scenario of strike, vote",
        ),
        (("board", "stirke"), "unknown scenario 'stirke'; did you mean `strike`"),
        (("history", "strike", "--outcome", "dael"), "did you mean `deal`"),
        (("draws", "vote"), "no picture of the kind 'draws': the question is settled"),
        (("tornado", "vote"), "the question is settled"),
        (("cases",), "name one with --case"),
        (("cases", "--case", "clam"), "unknown case 'clam'"),
        (("board", "strike", "--case", "calm"), "--case is shown by cases, not by"),
        (("matrix", "strike", "--since", "2024-02-10"), "--since is shown by overview"),
        (("overview", "--outcome", "deal"), "--outcome is shown by history"),
        (("overview", "--every", "7d"), "--every is shown by history, not by"),
        (("overview", "-o", "a.gif"), "a.gif: the ending names no format of pictures"),
        (("overview", "--format", "sgv"), "unknown format 'sgv'; did you mean `svg`"),
        (("overview", "--width", "20"), "480"),
    ],
)
def test_wrong_usage_is_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    answer = plot(tmp_path, *arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert said in " ".join(answer.err.replace("│", " ").split())
    assert not list(tmp_path.glob("a.*"))


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    answer = spawn(
        write_workspace(tmp_path), *PLOT, "overview", "-o", "no/such/a.vl.json"
    )
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "error: no/such/a.vl.json: No such file or directory\n"


def test_the_help_names_every_kind(tmp_path: Path) -> None:
    answer = run(tmp_path, "plot", "--help")
    for kind in KINDS:
        assert kind in answer.out


def test_the_real_program_draws_without_any_extra(tmp_path: Path) -> None:
    # The specification needs nothing but the program.
    answer = spawn(write_workspace(tmp_path), *PLOT, "matrix", "strike")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out)["layer"]
