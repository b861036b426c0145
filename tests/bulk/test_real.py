"""Real rows of GDELT 1.0 and 2.0 load, and each of them is accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bulk.real import FOLDER, SAMPLES, sample_lines
from bulk.world import LIMITS, make_template
from scenarios import load_workspace
from scenarios.bulk.formats import know
from scenarios.bulk.plan import Plan
from scenarios.bulk.running import run
from scenarios.bulk.template import load_template

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the samples of GDELT are absent; see tests/bulk/real.py",
)

KINDS = ["gdelt-58", "gdelt-61", "gdelt-61", "gdelt-61"]
HORIZON = {"opens": "2016-01-01", "closes": "2017-12-31"}


def test_every_real_row_has_one_fate(tmp_path: Path) -> None:
    make_template(tmp_path, horizon=HORIZON)
    desk = load_workspace(tmp_path)
    paths, lines = [], {}
    for name in SAMPLES:
        path = tmp_path / f"{name}.CSV"
        lines[str(path)] = list(sample_lines(name))
        path.write_text("".join(lines[str(path)]), "utf-8")
        paths.append(path)
    files = know(paths)
    assert [file.kind for file in files] == KINDS
    template = load_template("tension", desk, desk.model())
    plan = Plan.of(tmp_path / "run", template, desk, desk.model(), files)
    manifest = run(plan, LIMITS, lambda *_: None)
    for account in manifest["accounts"]:
        told = lines[account["path"]]
        assert account["rows"] == sum(account["fates"].values()) == len(told) == 50
        assert account["fates"]["rejected"] == account["fates"]["unreadable"] == 0
        # Of the columns of both countries, by hand: those that are none or the same.
        cells = [line.rstrip("\n").split("\t") for line in told]
        pairs = [(row[7], row[17]) for row in cells]
        alone = sum(not a or not b or a == b for a, b in pairs)
        assert account["fates"]["no_pair"] >= alone
    assert manifest["contributions"] > 0
