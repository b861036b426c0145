"""`scenarios export`: to a file or to standard output, and what it refuses."""

import json
from html import unescape
from pathlib import Path

import pytest

from desk import Answer, enter, run, spawn, write_workspace
from scenarios.report.pictures import press

EXPORT = ("export", "-d", "news.yaml", "--as-of", "2024-04-15")


def export(folder: Path, *arguments: str) -> Answer:
    return run(write_workspace(folder), *EXPORT, *arguments)


def test_the_outcomes_go_to_standard_output_as_csv(tmp_path: Path) -> None:
    answer = export(tmp_path, "strike")
    assert (answer.code, answer.err) == (0, "")
    head, *rows = answer.out.splitlines()
    assert head.startswith("scenario,outcome,title,prior,probability,low,high,word,")
    assert [row.split(",")[1] for row in rows] == ["defeat", "ruling", "deal"]


def test_a_file_gets_the_format_of_its_ending(tmp_path: Path) -> None:
    answer = export(tmp_path, "-o", "a.json", "--since", "2024-02-10")
    assert answer == Answer(0, "", "")
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["format"] == "scenarios/export@1"
    assert len(found["differences"]) == 2


def test_the_command_it_bears_makes_the_same_file(tmp_path: Path) -> None:
    answer = export(tmp_path, "strike", "--format", "json", "--case", "calm")
    command = json.loads(answer.out)["command"]
    assert command == (
        "scenarios export --format json strike --as-of 2024-04-15 --model default "
        "--developments news.yaml --case calm"
    )
    again = run(tmp_path, *command.split()[1:])
    assert again.out == answer.out


def test_a_table_and_raw_text_are_part_of_the_command(tmp_path: Path) -> None:
    answer = export(tmp_path, "--table", "about", "--raw", "--every", "30d")
    assert "export --format csv --table about --raw" in answer.out
    assert "--every 30d" in answer.out


def test_a_wide_table_is_part_of_the_command(tmp_path: Path) -> None:
    answer = export(tmp_path, "strike", "--table", "ledger", "--wide")
    head, prior, *_ = answer.out.splitlines()
    assert ",as_of,model,defeat,ruling,deal,journal_size," in head
    assert "export --format csv --table ledger --wide strike" in prior


def test_an_export_from_the_journal_pins_what_it_held(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    enter(tmp_path, "record", "news.yaml")
    answer = enter(
        tmp_path, "export", "strike", "--as-of", "2024-04-15", "--format", "json"
    )
    found = json.loads(answer.out)
    size = found["explanation"]["inputs"]["journal"]["size"]
    assert f"--known-at {size - 1}" in found["command"]
    enter(tmp_path, "retract", "d1/r1", "--why", "withdrawn")
    again = enter(tmp_path, *found["command"].split()[1:])
    assert again.out == answer.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "a.zip"), "a.zip: the ending names no format"),
        (("--format", "exel"), "unknown format 'exel'"),
        (("--table", "leger"), "unknown table 'leger'; did you mean `ledger`"),
        (("--table", "history"), "unknown table 'history'; this dossier has"),
        (("--table", "about", "--wide"), "`about` has no outcomes"),
        (("--format", "json", "--wide"), "--wide concerns csv, parquet, xlsx, and not"),
        (("--format", "xlsx", "--table", "ledger"), "--table concerns csv, parquet,"),
        (("--format", "parquet", "--raw"), "--raw concerns csv, and not parquet"),
        (("--since", "2024-05-01"), "is later than the day assessed"),
        (("--case", "clam"), "unknown case 'clam'"),
        (("--every", "7"), "is not a number of days like 7d"),
        (("--model", "waryy"), "unknown model 'waryy'"),
        (("zebra",), "unknown scenario 'zebra'"),
        (("--template", "x.html"), "--template concerns html, pdf, and not csv"),
        (("--format", "html", "--template", "x.html"), "x.html: cannot be read: No"),
    ],
)
def test_wrong_usage_is_told_and_nothing_written(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    answer = export(tmp_path, *arguments)
    assert answer.code == 2
    assert said in " ".join(answer.err.split())
    assert answer.out == ""


def test_a_house_style_is_part_of_the_command(tmp_path: Path) -> None:
    style = tmp_path / "house.html"
    style.write_text("{{ page.command }}", encoding="utf-8")
    answer = export(tmp_path, "-o", "a.html", "--template", "house.html")
    assert answer == Answer(0, "", "")
    command = unescape((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert "export --format html --template house.html --as-of 2024-04-15" in command


def test_a_faulty_house_style_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "house.html").write_text("\n{{ nobody }}", encoding="utf-8")
    answer = export(tmp_path, "-o", "a.html", "--template", "house.html")
    assert answer == Answer(1, "", "house.html:2:1: error: 'nobody' is undefined\n")
    assert not (tmp_path / "a.html").exists()


def test_faults_of_the_analysts_text_are_told(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"scenarios/strike.md": b"\xff"})
    answer = run(tmp_path, *EXPORT, "-o", "a.html")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "scenarios/strike.md:1:1: error: is not UTF-8 from here on; save it as such\n"
    )


def test_a_page_without_pictures_is_made_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "find_spec", lambda _: None)
    answer = export(tmp_path, "-o", "a.html")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "no pictures, tables alone: a report with pictures needs the extra `charts`: "
        "pip install 'scenarios-engine[charts]'\n"
    )
    assert "<figure" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    answer = spawn(write_workspace(tmp_path), *EXPORT, "-o", "nowhere/a.csv")
    said = "error: nowhere/a.csv: No such file or directory\n"
    assert answer == Answer(1, "", said)
