"""The benchmarks compare like with like: every engine gives the same posteriors.

Nothing here depends on how long anything takes.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import (
    assess,
    drawing,
    exports,
    interval,
    loading,
    networks,
    run,
    startup,
    startup_steps,
    sweeps,
    timing,
    whatif,
)
from scenarios.engine.evidence import State

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.no_cover

TINY = drawing.Shape(outcomes=3, indicators=4, developments=7)
TOLERANCE = 1e-12
WORKSPACE = {
    "models/default.yaml": "{format: scenarios/model@1, id: default, title: A model}",
    "scenarios/strike.yaml": """
        format: scenarios/scenario@1
        id: strike
        title: A strike
        question: Will they strike?
        horizon: {opens: 2024-01-01, closes: 2024-12-31}
        outcomes: {yes: {title: They do, prior: 0.3}, no: {title: Not, prior: 0.7}}
        indicators: {vote: {title: A vote, weights: {yes: 9}, within: 90d}}
    """,
    "news.jsonl": '{"id": "d", "date": "2024-02-01", "observes": ["strike/vote"]}',
}


def write_workspace(folder: Path) -> Path:
    """Write the files of WORKSPACE into a folder."""
    for name, text in WORKSPACE.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def test_every_engine_gives_the_exact_posteriors() -> None:
    found = assess.posteriors(assess.enter(TINY, questions=2, with_pgmpy=False))
    assert len(found) == 6
    for name, each in found.items():
        assert each.shape == (2, 3), name
        np.testing.assert_allclose(each, found[assess.EXACT], rtol=0, atol=TOLERANCE)


def test_pgmpy_gives_the_exact_posteriors_too() -> None:
    pytest.importorskip("pgmpy")
    found = assess.posteriors(assess.enter(TINY, questions=1, with_pgmpy=True))
    np.testing.assert_allclose(
        found[assess.PGMPY], found[assess.EXACT], rtol=0, atol=TOLERANCE
    )


def test_what_an_engine_is_told_again_changes_nothing() -> None:
    for entry in assess.enter(TINY, questions=2, with_pgmpy=False):
        entry.engine.tell()
        first = entry.engine.ask()
        entry.engine.tell()
        np.testing.assert_allclose(entry.engine.ask(), first, rtol=1e-14)


def test_an_engine_made_anew_says_the_same() -> None:
    for entry in assess.enter(TINY, questions=1, with_pgmpy=False):
        again = entry.make()
        again.tell()
        entry.engine.tell()
        np.testing.assert_allclose(again.ask(), entry.engine.ask(), rtol=1e-14)


def test_a_drawn_question_leaves_no_indicator_open_and_moves_its_priors() -> None:
    question = drawing.draw_question(3, TINY)
    ledger = question.draw_up(question.hear())
    states = {row.reading.state for row in ledger.rows}
    assert states <= {State.OBSERVED, State.SILENT}
    assert len(question.developments) == TINY.developments
    assert all(each.date <= drawing.AS_OF for each in question.developments)
    priors = [outcome.prior for outcome in question.scenario.outcomes.values()]
    assert sum(priors) == 1
    assert ledger.probabilities != priors


def test_the_full_question_is_observed_everywhere() -> None:
    question = drawing.draw_question(1)
    ledger = question.draw_up(question.hear())
    assert [row.reading.state for row in ledger.rows] == [State.OBSERVED] * 20


def test_a_network_holds_every_sign_of_the_pack() -> None:
    network = networks.read_network(drawing.draw_question(0, TINY).pack())
    assert len(network.chances) == len(network.odds) == TINY.indicators
    assert len(network.prior) == TINY.outcomes


def test_the_interval_lies_around_the_probabilities() -> None:
    question = drawing.draw_question(1, TINY)
    low, high = interval.find_interval(question, draws=200)()
    middle = np.array(question.draw_up(question.hear()).probabilities, dtype=float)
    assert (low < middle).all()
    assert (middle < high).all()


def test_our_readers_read_what_the_parsers_read() -> None:
    texts = loading.write_set(20_000)
    assert sum(map(len, texts)) >= 20_000
    for ours, theirs in zip(
        loading.read_texts(texts), loading.bare_texts(texts), strict=True
    ):
        assert json.dumps(ours, default=float) == json.dumps(theirs, default=float)
    news = loading.write_news(5)
    ours, theirs = loading.read_lines(news), loading.bare_lines(news)
    assert json.dumps(ours, default=float) == json.dumps(theirs)


def test_nodes_are_counted_with_their_keys() -> None:
    assert loading.count_nodes({"a": [1, 2], "b": {}}) == 7


def test_the_steps_of_a_start_are_all_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_workspace(tmp_path)
    seconds = startup_steps.take_steps(
        str(folder), str(folder / "news.jsonl"), "2024-06-30"
    )
    assert len(seconds) == 15
    assert next(iter(seconds)).startswith("import numpy")
    assert capsys.readouterr().out == ""


def test_the_commands_that_are_timed_run() -> None:
    said = {
        name: startup.run_command(command, os.environ)
        for name, command in startup.commands().items()
    }
    assert said[startup.VERSION].startswith("scenarios ")
    assert "2024-12-31" in said[startup.ASSESS]


def test_an_export_is_the_same_by_its_command_and_by_its_dossier(
    tmp_path: Path,
) -> None:
    target = tmp_path / "a.csv"
    startup.run_command(exports.command_for("csv", target), os.environ)
    rows = target.read_text("utf-8").splitlines()
    dossier = exports.shipped()
    outcomes = sum(len(each.outcomes) for each in dossier.assessment.scenarios)
    assert len(rows) == 1 + outcomes
    assert dossier.history is not None
    assert len(dossier.assessment.scenarios) == 9


def test_a_ledger_is_repeated_until_it_has_the_rows() -> None:
    dossier = exports.repeat(exports.shipped(), 1_000)
    found = exports.write_rows("csv", 1_000)
    assert found["file"] > 1_000 * 200
    assert found["memory"] > found["file"]
    own = sum(
        len(each.outcomes) * (len(each.ledger.rows) + 1)
        for each in dossier.assessment.scenarios
    )
    assert own >= 1_000


def test_contenders_take_turns_and_prepare_before_each_run() -> None:
    told: list[str] = []
    contenders = [
        timing.Contender("a", lambda: told.append("a"), lambda: told.append("-")),
        timing.Contender("b", lambda: told.append("b")),
    ]
    times = timing.race(contenders, rounds=3, least=0)
    assert "".join(told) == "-a-a" + "bb" + "-ab" * 3
    assert [len(each.seconds) for each in times.values()] == [3, 3]


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    ours, base = timing.Times("a", (2, 9, 8)), timing.Times("b", (1, 3, 2))
    assert timing.ratio(ours, base) == 3


def test_tables_and_targets_say_what_was_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    base = timing.Times("theirs", (0.002, 0.004, 0.003))
    ours = timing.Times("ours", (2e-6, 4e-6, 3e-6))
    timing.print_table("a title", [base, ours], ours)
    timing.print_target("times as fast", 1000, least=75)
    timing.print_target("times as long", 3, most=2)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "a title"
    assert lines[3].split() == [
        "theirs",
        "2.00",
        "ms",
        "3.00",
        "ms",
        "4.00",
        "ms",
        "1,000×",
    ]
    assert lines[4].split() == [
        "ours",
        "2.00",
        "µs",
        "3.00",
        "µs",
        "4.00",
        "µs",
        "1.00×",
    ]
    assert lines[5] == "  target: times as fast ≥ 75: 1,000.00, met"
    assert lines[6] == "  target: times as long ≤ 2: 3.00, MISSED"


def test_the_machine_is_told_with_its_versions() -> None:
    machine = run.describe_machine()
    assert "Python 3." in machine
    assert f"numpy {np.__version__}" in machine


def test_every_what_if_is_the_peers_and_the_exact_one() -> None:
    """The odds from readings are those of developments really dropped or added."""
    draw = whatif.draw_variants(2, TINY, count=40)
    odds = whatif.find_odds(draw)
    found = whatif.sweep_all(draw, odds)
    assert found.shape == (3, 40)
    for name in networks.AGRUM_ENGINES:
        peer = whatif.Peer(draw, odds, name)
        for told in (peer.anew(40), peer.changed(40), peer.anew(40)):
            np.testing.assert_allclose(told, found, rtol=0, atol=TOLERANCE)
    assert {*draw.dropped.tolist()} >= {-1, 0}
    question = draw.question
    for variant in np.flatnonzero(draw.dropped >= 0).tolist():
        reading = draw.readings[draw.places[variant]]
        gone = reading.evidence[draw.dropped[variant]].told.development
        kept = tuple(each for each in question.developments if each is not gone)
        exact = question.draw_up(replace(question, developments=kept).hear())
        np.testing.assert_allclose(
            found[:, variant],
            np.array(exact.probabilities, dtype=float),
            rtol=0,
            atol=TOLERANCE,
        )


def test_the_sweeps_that_are_timed_are_whole() -> None:
    desk = sweeps.open_desk()
    varied = desk.vary()
    assert len(varied.scenarios) == 9
    assert all(each.swings and each.left_out for each in varied.scenarios)
    weeks = desk.follow(7).series
    assert {len(series.points) for series in weeks} == {54}
    outcomes = sum(len(f.scenario.outcomes) for f in desk.workspace.scenarios.values())
    assert desk.draw_up(2) == 2 * outcomes
