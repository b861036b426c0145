"""Runs: equal to the engine, the same bytes every time, resumed after a kill."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from bulk.stream import write_gdelt
from bulk.world import LIMITS, TEMPLATE, make_desk
from scenarios import load_workspace
from scenarios.bulk import posting
from scenarios.bulk.developing import developments_of, scenario_of
from scenarios.bulk.errors import OtherRunError, UnfinishedRunError
from scenarios.bulk.finished import Finished, open_run
from scenarios.bulk.formats import know
from scenarios.bulk.plan import Limits, Plan
from scenarios.bulk.running import run
from scenarios.bulk.template import Pair, load_template
from scenarios.domain.scenario import Scenario
from scenarios.engine.ledger import draw_up
from support import overlay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.loading.workspace import Workspace

ROOT = Path(__file__).parents[2]
SAMPLE = 500


def quiet(*_: object) -> None:
    """Take no notice of how far a run is."""


def run_in(
    folder: Path, desk: Workspace, events: list[Path], limits: Limits = LIMITS
) -> Mapping[str, object]:
    template = load_template("tension", desk, desk.model())
    plan = Plan.of(folder, template, desk, desk.model(), know(events), partitions=5)
    return run(plan, limits, quiet)


def probabilities(run_: Finished, pair: Pair) -> dict[dt.date, tuple[float, ...]]:
    shares = ", ".join(run_.probability(outcome) for outcome in run_.outcomes)
    with run_.database(pair) as base:
        rows = base.execute(
            f"SELECT day, {shares} FROM posteriors WHERE source = ? AND target = ?",
            [*pair],
        ).fetchall()
    return {day: tuple(found) for day, *found in rows}


@pytest.mark.no_cover
def test_posteriors_are_the_engines_on_a_random_sample_of_pairs_and_days(
    finished: Finished, desk: Workspace
) -> None:
    chance = Random(20240101)
    days = (finished.last - finished.first).days + 1
    asked: dict[Pair, set[dt.date]] = {}
    while sum(map(len, asked.values())) < SAMPLE:
        day = finished.first + dt.timedelta(chance.randrange(days))
        asked.setdefault(chance.choice(finished.pairs), set()).add(day)
    rules, undecided = desk.model().model, 0
    for pair, wanted in asked.items():
        scenario = Scenario.model_validate(scenario_of(finished, pair))
        developments = developments_of(finished, pair)
        found = probabilities(finished, pair)
        for day in wanted:
            ledger = draw_up(scenario, rules, desk.sources, developments, day)
            exact = [float(p) for p in ledger.probabilities]
            assert found[day] == pytest.approx(exact, abs=1e-9, rel=1e-9)
            undecided += max(exact) < 0.99
    # The comparison means something: most of these chances are not at an end.
    assert undecided > SAMPLE / 2


def test_every_pair_has_every_day_of_the_run(finished: Finished) -> None:
    assert (finished.first, finished.last) == (
        dt.date(2024, 1, 1),
        dt.date(2024, 6, 28),
    )
    with finished.database() as base:
        counts = base.execute(
            "SELECT count(*), count(DISTINCT day), count(DISTINCT source || target) "
            "FROM posteriors"
        ).fetchall()
    assert counts == [(180 * len(finished.pairs), 180, len(finished.pairs))]


def test_probabilities_add_up_to_one(finished: Finished) -> None:
    whole = " + ".join(finished.probability(outcome) for outcome in finished.outcomes)
    with finished.database() as base:
        asked = f"SELECT max(abs({whole} - 1)) FROM posteriors"
        ((worst,),) = base.execute(asked).fetchall()
    assert worst < 1e-12


def digests(folder: Path) -> dict[str, str]:
    held: dict[str, str] = json.loads((folder / "manifest.json").read_text())["files"]
    return held


def test_a_run_gives_the_same_bytes_whatever_it_may_take(
    finished: Finished, desk: Workspace, events: list[Path], tmp_path: Path
) -> None:
    run_in(tmp_path / "again", desk, events, Limits(120_000_000, 1))
    assert digests(tmp_path / "again") == digests(finished.folder)
    again = (tmp_path / "again" / "manifest.json").read_bytes()
    assert again == (finished.folder / "manifest.json").read_bytes()


def test_a_run_that_is_finished_is_not_done_again(
    finished: Finished, desk: Workspace, events: list[Path]
) -> None:
    times = {p: p.stat().st_mtime_ns for p in finished.folder.rglob("*.parquet")}
    run_in(finished.folder, desk, events)
    assert times == {
        p: p.stat().st_mtime_ns for p in finished.folder.rglob("*.parquet")
    }


def test_a_run_that_is_killed_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk")
    paths = [
        write_gdelt(tmp_path / f"{seed}.CSV", 3_000, width=width, seed=seed)
        for seed, width in ((5, 61), (6, 58), (7, 61), (8, 58), (9, 61))
    ]
    folder = tmp_path / "killed"
    # Files of two kinds in turn: five batches. The kill falls after the second.
    killed_when(folder, 2, tmp_path / "desk", paths)
    assert not (folder / "manifest.json").exists()
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("account*/*.json")}
    assert 2 <= len(before) < 5
    desk = load_workspace(tmp_path / "desk")
    run_in(folder, desk, paths)
    assert all(path.stat().st_mtime_ns == then for path, then in before.items())
    run_in(tmp_path / "whole", desk, paths)
    assert digests(folder) == digests(tmp_path / "whole")


def killed_when(folder: Path, batches: int, desk: Path, events: list[Path]) -> None:
    """Start a run in a process of its own and kill -9 it after some batches."""
    command = [sys.executable, "-c", "from scenarios.cli.app import main; main()"]
    command += ["bulk", "run", "tension", *map(str, events), "-o", str(folder)]
    command += ["--workspace", str(desk), "--partitions", "5", "--threads", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 120
        while len(list(folder.glob("accounts/*.json"))) < batches:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


def test_a_folder_of_another_run_is_refused(
    finished: Finished, desk: Workspace, events: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(OtherRunError, match="another events"):
        run_in(finished.folder, desk, events[:1])
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OtherRunError, match="another purpose"):
        run_in(tmp_path, desk, events)


def test_an_unfinished_run_answers_nothing(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnfinishedRunError, match="scenarios bulk run"):
        open_run(tmp_path, desk)


def test_a_template_that_changed_since_is_told(
    events: list[Path], tmp_path: Path
) -> None:
    desk = make_desk(tmp_path / "desk")
    run_in(tmp_path / "run", desk, events[:1])
    path = tmp_path / "desk" / "templates" / "tension.yaml"
    path.write_text(path.read_text() + "# a thought\n")
    with pytest.raises(OtherRunError, match="another template"):
        open_run(tmp_path / "run", desk)


@pytest.mark.parametrize(
    "indicators",
    [
        pytest.param(["cut"], id="an event that never fades"),
        pytest.param(["threat"], id="an event that fades"),
        pytest.param(["talks"], id="a count"),
        pytest.param(["blame", "show", "threat"], id="a group and a count that fades"),
    ],
)
def test_templates_with_few_kinds_of_indicators_run_too(
    tmp_path: Path, events: list[Path], indicators: list[str]
) -> None:
    template = {
        **TEMPLATE,
        "indicators": {name: TEMPLATE["indicators"][name] for name in indicators},
    }
    assert_equal_to_engine(tmp_path, template, events)


def test_counts_of_a_group_share_its_discount(
    tmp_path: Path, events: list[Path]
) -> None:
    grouped = {name: {"group": "words"} for name in ("talks", "blame", "cut")}
    template = overlay(TEMPLATE, {"indicators": grouped})
    assert_equal_to_engine(tmp_path, template, events)


def test_more_weights_than_a_word_has_bits_are_kept_apart(
    tmp_path: Path, events: list[Path]
) -> None:
    cut = TEMPLATE["indicators"]["cut"]
    more = {
        f"cut-{code}": {**cut, "events": {"code": [code]}}
        for code in ("16", "17", "10", "11", "12", "13", "14", "18", "19", "04", "05")
    }
    indicators = {**TEMPLATE["indicators"], **more}
    assert_equal_to_engine(tmp_path, {**TEMPLATE, "indicators": indicators}, events)


def test_pairs_that_are_taken_some_at_a_time_are_the_same(
    finished: Finished,
    desk: Workspace,
    events: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posting, "MOST_CELLS", 1_000)
    run_in(tmp_path / "run", desk, events)
    slices = open_run(tmp_path / "run", desk)
    assert len([*slices.folder.glob("posteriors/*/*.parquet")]) > 10
    for pair in Random(8).sample(finished.pairs, 5):
        assert probabilities(slices, pair) == probabilities(finished, pair)


def test_rows_lie_in_order_of_pair_and_day(finished: Finished) -> None:
    for path in finished.folder.glob("posteriors/*/*.parquet"):
        with finished.database() as base:
            rows = base.execute(f"SELECT source, target, day FROM '{path}'").fetchall()
        assert rows
        assert rows == sorted(rows)


def test_a_data_set_that_says_nothing_changes_nothing(
    tmp_path: Path, events: list[Path]
) -> None:
    # Digit 5 means «no information»: silence counts, and no news does.
    template = overlay(TEMPLATE, {})
    template["template"] = {**template["template"], "credibility": {"1": 5}}
    assert_equal_to_engine(tmp_path, template, events)


def test_files_without_evidence_leave_pairs_to_their_silence(tmp_path: Path) -> None:
    path = tmp_path / "empty.CSV"
    path.write_text("cut off\n" * 3 + write_gdelt(tmp_path / "x.CSV", 1).read_text())
    template = overlay(TEMPLATE, {"template": {"only": [["PAK", "USA"]]}})
    assert_equal_to_engine(tmp_path, template, [path])


def assert_equal_to_engine(
    folder: Path, template: Mapping[str, object], events: list[Path]
) -> None:
    desk = make_desk(folder / "desk", template)
    run_in(folder / "run", desk, events)
    finished = open_run(folder / "run", desk)
    for pair in Random(3).sample(finished.pairs, min(3, len(finished.pairs))):
        scenario = Scenario.model_validate(scenario_of(finished, pair))
        developments = developments_of(finished, pair)
        found = probabilities(finished, pair)
        for day in Random(4).sample(sorted(found), min(8, len(found))):
            ledger = draw_up(
                scenario, desk.model().model, desk.sources, developments, day
            )
            exact = [float(p) for p in ledger.probabilities]
            assert found[day] == pytest.approx(exact, abs=1e-9, rel=1e-9)
