"""Feeds of the wild: every sample is read or refused, with a place, and in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import feeds

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT.parent / "shared" / "data" / "vectors" / "feeds"


def samples() -> Path | None:
    """Return the folder of samples that is named, or handed round, or was fetched."""
    named = os.environ.get("SCENARIOS_FEED_SAMPLES")
    fetched = sorted(feeds.FOLDER.glob(f"{feeds.PACKAGE}-*/tests"))
    folders = [Path(named)] if named else [VECTORS, *fetched]
    return next((folder for folder in folders if folder.is_dir()), None)


def test_every_sample_is_read_or_cleanly_refused() -> None:
    folder = samples()
    if folder is None:
        pytest.skip("no samples here; `make feeds` fetches them")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.feeds", folder, "--json"],
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    tally = json.loads(done.stdout)
    assert tally["broken"] == []
    assert tally["samples"] >= 1_700
    assert tally["read"] + sum(tally["refused"].values()) == tally["samples"]
    assert tally["read"] > 0.75 * tally["samples"]
    assert tally["megabytes"] < 64
    assert tally["slowest"] < 5


def test_samples_are_tallied_by_what_became_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = "<item><title>One</title><pubDate>03/04/2024</pubDate></item>"
    good = f"<rss version='2.0'><channel>{item}</channel></rss>"
    (tmp_path / "deep").mkdir()
    (tmp_path / "good.xml").write_text(good)
    (tmp_path / "deep" / "cut.xml").write_text(good[:-5])
    (tmp_path / "deep" / "koi.xml").write_text("<?xml version='1.0' encoding='x'?><a/>")
    (tmp_path / "code.py").write_text("")
    tally = feeds.read_samples(tmp_path)
    assert (tally.samples, tally.read, tally.items, tally.warnings) == (3, 1, 1, 1)
    assert tally.refused == {
        "is no well-formed feed: unclosed token": 1,
        "is encoded as …; write UTF-8": 1,
    }
    assert (tally.halves["refused"], tally.broken) == (3, [])
    assert feeds.main([str(tmp_path)]) == 0
    assert "2 refused:" in capsys.readouterr().out


def test_a_sample_that_breaks_the_reader_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(_: bytes, name: str) -> None:
        if name.startswith("a.xml"):
            raise ZeroDivisionError

    (tmp_path / "a.xml").write_text("<rss/>")
    monkeypatch.setattr(feeds, "read_news", break_down)
    assert feeds.main([str(tmp_path)]) == 1
    assert "a.xml: ZeroDivisionError()" in capsys.readouterr().out


def test_without_samples_the_figures_are_no_success(tmp_path: Path) -> None:
    assert feeds.main([str(tmp_path), "--json"]) == 1
