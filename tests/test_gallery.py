"""The gallery: current, complete and small."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.report.pictures.kinds import KINDS

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
PAGE = (GALLERY / "README.md").read_text(encoding="utf-8")


def test_the_gallery_is_what_its_commands_make_now() -> None:
    done = subprocess.run(
        [sys.executable, GALLERY / "make.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_kind_is_shown_with_its_claim_and_command() -> None:
    shown = json.loads((GALLERY / "digests.json").read_text(encoding="utf-8"))
    assert list(shown) == list(KINDS)
    for kind, entry in shown.items():
        assert f"![{entry['claim']}]({kind}.svg)" in PAGE
        assert f"$ scenarios plot {kind} " in PAGE


def test_every_picture_is_small_and_bears_its_claim() -> None:
    shown = json.loads((GALLERY / "digests.json").read_text(encoding="utf-8"))
    for kind, entry in shown.items():
        path = GALLERY / f"{kind}.svg"
        assert path.stat().st_size < 100_000
        svg = path.read_text(encoding="utf-8")
        said = re.findall(r'aria-label="([^"]*)"', svg)[0]
        assert said.startswith(
            entry["claim"].replace("&", "&amp;").replace("'", "&#x27;")
        )
