"""The program: its help, its exit codes, and what happens when the world breaks."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from desk import (
    PATIENCE,
    Answer,
    clean_environment,
    command,
    replace_once,
    run,
    spawn,
    write_workspace,
)
from desk import SCENARIO as STRIKE
from scenarios import __version__
from scenarios.cli import assess as assess_command
from scenarios.cli.app import app, main

COMMANDS = [
    "init",
    "fetch",
    "feeds",
    "intake",
    "record",
    "inbox",
    "triage",
    "assess",
    "explain",
    "export",
    "plot",
    "diff",
    "history",
    "whatif",
    "signposts",
    "flip",
    "sensitivity",
    "compare",
    "publish",
    "resolve",
    "retract",
    "regrade",
    "observe",
    "unobserve",
    "note",
    "redact",
    "watch",
    "coverage",
    "validate",
    "lint",
    "schema",
    "sources",
    "audit",
    "bulk",
]
ASSESS = ("assess", "-d", "news.yaml", "--as-of", "2024-04-15")
EXPLAIN = ("explain", "-d", "news.yaml", "--as-of", "2024-04-15")


def test_the_version_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == Answer(0, f"scenarios {__version__}\n", "")


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    answer = run(tmp_path)
    assert answer.code == 2
    assert all(name in answer.out + answer.err for name in COMMANDS)


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_help_names_every_command(tmp_path: Path, flag: str) -> None:
    answer = run(tmp_path, flag)
    assert (answer.code, answer.err) == (0, "")
    assert all(name in answer.out for name in COMMANDS)


def options() -> Iterator[tuple[str, Any]]:
    group: Any = typer.main.get_command(app)
    for name, each in group.commands.items():
        for parameter in each.params:
            yield name, parameter


def test_every_command_stands_in_the_help() -> None:
    group: Any = typer.main.get_command(app)
    assert list(group.commands) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_mentions_each_of_its_options(
    tmp_path: Path, name: str
) -> None:
    answer = run(tmp_path, name, "--help", COLUMNS="200")
    words = answer.out.replace("│", " ").split()
    assert (answer.code, answer.err) == (0, "")
    for owner, parameter in options():
        if owner != name or parameter.param_type_name != "option":
            continue
        for flag in (*parameter.opts, *parameter.secondary_opts):
            assert flag in words
        if parameter.envvar:
            assert f"{parameter.envvar}]" in words


def test_every_option_and_argument_has_help_that_is_a_sentence() -> None:
    for name, parameter in options():
        assert parameter.help, f"{name} {parameter.name}"
        assert parameter.help[0].isupper(), parameter.help
        assert parameter.help.endswith("."), parameter.help


def test_every_environment_variable_has_the_same_prefix() -> None:
    variables = {p.envvar for _, p in options() if p.envvar}
    assert variables == {
        "SCENARIOS_WORKSPACE",
        "SCENARIOS_DEVELOPMENTS",
        "SCENARIOS_AS_OF",
        "SCENARIOS_MODEL",
    }


def test_every_command_has_help_that_is_a_sentence() -> None:
    group: Any = typer.main.get_command(app)
    for each in group.commands.values():
        assert each.help.strip().endswith("."), each.name


@pytest.mark.parametrize(
    "arguments",
    [
        ("asess",),
        ("--nope",),
        ("assess", "--nope"),
        ("assess", "--movers", "many"),
        ("assess", "--movers", "-1"),
        ("schema",),
        ("schema", "zebra"),
        ("validate", "--as-of", "2024-01-01"),
        ("assess", "--as-of"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_with_code_2(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    answer = run(write_workspace(tmp_path), *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "Usage: scenarios" in answer.err or "requires an argument" in answer.err


@pytest.mark.parametrize("name", ["validate", "assess", "explain"])
def test_where_there_is_no_workspace_the_way_to_one_is_told(
    tmp_path: Path, name: str
) -> None:
    answer = run(tmp_path, name)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "error: no workspace at . or above it: a workspace is a folder with scenarios/ "
        "and models/. Make one with `scenarios init DIR`, or name one with "
        "`--workspace DIR`\n"
    )


def test_a_named_folder_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    answer = run(tmp_path, "validate", "--workspace", "nowhere")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: no workspace at nowhere ")


def test_a_folder_whose_name_is_too_long_is_no_workspace(tmp_path: Path) -> None:
    answer = run(tmp_path, "validate", "--workspace", "a" * 300)
    assert (answer.code, answer.out) == (2, "")


def test_the_workspace_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = run(root / "cases", "validate")
    assert (answer.code, answer.out) == (0, "")


# The world breaks.


@pytest.mark.parametrize("arguments", [EXPLAIN, ("schema", "scenario")])
def test_a_reader_that_goes_away_gets_no_traceback(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as out:
        done = subprocess.run(
            command(*arguments),
            cwd=write_workspace(tmp_path),
            env=clean_environment(),
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
    assert done.stderr == b""
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("arguments", [EXPLAIN, ("explain", "--help")])
def test_a_reader_of_one_line_gets_no_traceback(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with subprocess.Popen(
        command(*arguments),
        cwd=write_workspace(tmp_path),
        env=clean_environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [ASSESS, (*ASSESS, "--json")])
def test_a_full_disk_is_told_in_a_line(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as out:
        done = subprocess.run(
            command(*arguments),
            cwd=write_workspace(tmp_path),
            env=clean_environment(),
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (b"error: cannot write the output: No space left on device\n")


@pytest.mark.parametrize(
    ("stream", "arguments"),
    [
        ("stdin", ("assess", "-d", "-")),
        ("stdin", ("validate", "-")),
        ("stdout", ASSESS),
        ("stdout", ("validate",)),
        ("stderr", ("validate", "nowhere.yaml")),
    ],
)
def test_a_closed_stream_gives_no_traceback(
    tmp_path: Path, stream: str, arguments: tuple[str, ...]
) -> None:
    number = ("stdin", "stdout", "stderr").index(stream)
    program = f"import os, sys; os.close({number}); os.execv(sys.argv[1], sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, *command(*arguments)],
        cwd=write_workspace(tmp_path),
        env=clean_environment(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    if stream == "stdin":
        assert done.returncode == 2
        assert done.stderr == (
            b"error: <stdin>: cannot be read: standard input is closed\n"
        )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
@pytest.mark.parametrize(
    "arguments",
    [ASSESS, EXPLAIN, (*ASSESS, "--csv"), (*ASSESS, "--markdown"), ("--help",)],
)
def test_a_terminal_of_any_encoding_can_be_written_to(
    tmp_path: Path, encoding: str, arguments: tuple[str, ...]
) -> None:
    text = replace_once(STRIKE, "A deal is signed", "مفاہمت ہوئی ← Häfen")
    root = write_workspace(tmp_path, {"scenarios/strike.yaml": text})
    answer = run(root, *arguments, encoding=encoding)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out


def test_the_real_program_can_write_to_a_terminal_of_ascii(tmp_path: Path) -> None:
    answer = spawn(write_workspace(tmp_path), *ASSESS, PYTHONIOENCODING="ascii")
    assert (answer.code, answer.err) == (0, "")
    assert "A deal is signed" in answer.out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_utf_8_whatever_the_terminal_is(tmp_path: Path, encoding: str) -> None:
    text = replace_once(STRIKE, "A deal is signed", "مفاہمت ہوئی")
    root = write_workspace(tmp_path, {"scenarios/strike.yaml": text})
    answer = run(root, *ASSESS, "--json", encoding=encoding)
    assert json.loads(answer.out) == json.loads(run(root, *ASSESS, "--json").out)
    assert json.loads(answer.out)["scenarios"][0]["outcomes"][2]["title"] == (
        "مفاہمت ہوئی"
    )


@pytest.mark.parametrize("arguments", [ASSESS, EXPLAIN])
def test_colour_is_for_terminals_and_for_those_who_force_it(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    root = write_workspace(tmp_path)
    plain = run(root, *arguments)
    assert "\x1b" not in plain.out
    assert run(root, *arguments, NO_COLOR="1") == plain
    assert "\x1b[" in run(root, *arguments, FORCE_COLOR="1").out


def test_the_pipe_of_two_commands_works(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    news = (root / "news.yaml").read_bytes()
    assert run(root, *ASSESS[:2], "-", *ASSESS[3:], stdin=news) == run(root, *ASSESS)


def test_an_interruption_ends_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(**_: object) -> None:
        raise KeyboardInterrupt

    # Typer keeps the function itself; the form is the first thing it asks for.
    monkeypatch.setattr(assess_command, "choose_form", interrupt)
    answer = run(write_workspace(tmp_path), *ASSESS)
    assert answer == Answer(130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_an_argument_that_is_no_text_is_told(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    program = "from scenarios.cli.app import main; main()"
    command: list[str | bytes] = [sys.executable, "-c", program]
    done = subprocess.run(
        [*command, "inbox", b"--show", b"\xff"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"error: b'\\xff' is not UTF-8\n")


def test_too_little_memory_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> None:
        raise MemoryError

    monkeypatch.setattr("scenarios.cli.app._run", run)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    assert capsys.readouterr().err == "error: there is not enough memory for this\n"


def test_a_fault_of_the_program_is_not_told_as_one_of_an_argument(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run() -> None:
        "\ud800".encode()

    monkeypatch.setattr("scenarios.cli.app._run", run)
    monkeypatch.setattr("sys.argv", ["scenarios", "assess"])
    with pytest.raises(UnicodeEncodeError):
        main()
