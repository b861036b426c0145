"""`scenarios init`: what a newcomer types first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scenarios.cli.app import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["scenarios", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_it_names_what_it_wrote_and_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "init", str(tmp_path / "desk")) == 0
    told = capsys.readouterr()
    assert str(tmp_path / "desk" / "scenarios" / "harbour-strike.yaml") in told.out
    assert "scenarios assess --developments developments.yaml" in told.err


def test_left_to_itself_its_news_has_happened_by_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = datetime.now(UTC).date()
    assert run(monkeypatch, "init", str(tmp_path / "desk")) == 0
    after = datetime.now(UTC).date()
    text = (tmp_path / "desk" / "scenarios" / "harbour-strike.yaml").read_text("utf-8")
    days = [(day - timedelta(days=60)).isoformat() for day in (before, after)]
    assert any(f"opens: {day}" in text for day in days)


def test_a_folder_that_holds_something_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").write_text("mine")
    assert run(monkeypatch, "init", str(tmp_path)) == 2
    assert "is not empty; name a new or an empty folder" in capsys.readouterr().err


def test_an_example_beyond_the_calendar_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "desk"
    assert run(monkeypatch, "init", str(desk), "--opens", "9999-12-31") == 2
    assert "runs on beyond the calendar" in capsys.readouterr().err
    assert not desk.exists()
