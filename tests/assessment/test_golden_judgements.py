"""The sums give today what they gave when they got their name, to the byte.

The golden journal holds judgements over the desk's workspace, with its texts. Whoever
changes a digit of the sums gives them another name in `ALGORITHM` and makes the journal
anew: SCENARIOS_UPDATE_GOLDEN=judgements, a word of its own, so that nobody does so
while refreshing what is printed.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assessment.office import SPRING, Office, office_at
from desk import NEWS, SCENARIO, SOURCES, replace_once
from scenarios.assessment.judgement import exact_part
from scenarios.assessment.replaying import Archive
from scenarios.engine.ledger import ALGORITHM
from scenarios.journal.canonical import freeze_value, write_json
from scenarios.journal.correcting import draft_resolution
from scenarios.journal.payload import Payload
from scenarios.journal.record import Record, parse_record
from scenarios.journal.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenarios.journal.store import Store

GOLDEN = Path(__file__).parent.parent / "golden" / "judgements.jsonl"
DAYS = [date(2024, 1, 1), date(2024, 2, 20), date(2024, 3, 10), SPRING]
DAYS += [date(2024, 5, 2), date(2024, 8, 31), date(2024, 12, 31), date(2025, 3, 1)]

# Beside what the desk has: an event that is not timed, and news that fades and grows.
PORT = replace_once(SCENARIO, "id: strike", "id: port").replace(
    "half_life: 200d", "half_life: 45d"
)
LATE = """\
- id: d6
  date: 2024-04-10
  title: Two further ports walk out
  observes:
    - {indicator: strike/walkouts, strength: 0.35}
    - {indicator: port/walkouts}
    - {indicator: port/mood, value: warm}
    - {indicator: port/talks, strength: 0.6}
    - {indicator: port/tonnage, value: 22.75}
  reports:
    - {id: r1, source: gazette, credibility: 3, origin: wire}
    - {id: r2, source: union, published: 2024-04-12, grade: A1, stance: denies}
    - {id: r3, source: nobody-knows, published: 2024-04-20}
"""


def make_journal(folder: Path) -> Office:
    """Make the journal anew: news, corrections and judgements in turn."""
    sources = f"{SOURCES}nobody-knows: {{title: A leaflet}}\n"
    office = office_at(folder, {"scenarios/port.yaml": PORT, "sources.yaml": sources})
    office.enter()
    for day in DAYS:
        office.publish(day)
    office.enter(NEWS + LATE)
    office.retract("d2/r1", date(2024, 6, 1))
    office.regrade("d4/r2", "B2")
    for day in DAYS:
        office.publish(day, model="wary")
    office.append(
        draft_resolution("port", "deal", date(2024, 12, 1), "signed", office.author)
    )
    office.publish(DAYS[-1])
    return office


def write(records: Iterable[Record]) -> str:
    """Write records as lines of JSON, with the texts that belong to them."""
    lines = []
    for record in records:
        texts = [[p.salt.hex(), p.data.decode()] for p in record.draft.payloads]
        line = {"record": json.loads(record.data), "texts": texts}
        lines.append(write_json(line).decode() + "\n")
    return "".join(lines)


def read(text: str) -> Iterator[Record]:
    """Read what `write` wrote."""
    for line in text.splitlines():
        entry: Any = json.loads(line)
        texts = (Payload(bytes.fromhex(s), t.encode()) for s, t in entry["texts"])
        yield parse_record(write_json(entry["record"]), tuple(texts))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("golden")
    if os.environ.get("SCENARIOS_UPDATE_GOLDEN") == "judgements":
        text = write(make_journal(folder).store.read())
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    first, *rest = read(GOLDEN.read_text(encoding="utf-8"))
    with SqliteStore.found(folder / "read.db", first) as journal:
        journal.extend(rest)
        yield journal


def test_every_golden_judgement_is_replayed_to_the_byte(store: Store) -> None:
    archive = Archive(store)
    assert len(archive.judgements) == 2 * len(DAYS) + 1
    for seq in archive.judgements:
        replay = archive.replay(seq)
        published = replay.pinned.record.draft.body["result"]
        made = freeze_value(exact_part(replay.assessment))
        assert write_json(made) == write_json(published)
        assert replay.pinned.redacted == 0
        assert replay.holds


def test_the_golden_journal_is_sound(store: Store) -> None:
    assert store.verify() == store.head()
    assert write(store.read()) == GOLDEN.read_text(encoding="utf-8")


def test_the_golden_judgements_are_of_these_sums(store: Store) -> None:
    judged = [store.record(seq).draft.body for seq in Archive(store).judgements]
    assert {body["algorithm"] for body in judged} == {ALGORITHM}


def test_the_golden_judgements_visit_every_kind_of_sum(store: Store) -> None:
    archive = Archive(store)
    replays = [archive.replay(seq) for seq in archive.judgements]
    scenarios = [each for replay in replays for each in replay.assessment.scenarios]
    rows = [row for each in scenarios for row in each.ledger.rows]
    for kind in ("event", "count", "state", "measure"):
        of_kind = [row for row in rows if row.reading.indicator.kind == kind]
        assert any(row.reading.state == "observed" for row in of_kind), kind
        assert any(row.reading.state != "observed" for row in of_kind), kind
    assert {row.reading.state.value for row in rows} == {"observed", "silent", "open"}
    assert any(row.factor < 1 for row in rows)
    assert any(each.ledger.clock for each in scenarios)
    assert {each.resolved is None for each in scenarios} == {True, False}
    evidence = [each for row in rows for each in row.reading.evidence]
    assert any(voice.denies for each in evidence for voice in each.told.voices)
    assert {len(each.told.voices) < each.told.reports for each in evidence} == {
        True,
        False,
    }
    assert any(each.observation.absent for each in evidence)
    fading = [e.decibans for e in evidence if e.told.development.id == "d1"]
    assert len(set(fading)) > 2
    news = [each for replay in replays for each in replay.pinned.developments.items]
    reports = [report for each in news for report in each.reports]
    assert {report.retracted is None for report in reports} == {True, False}
    assert {report.grade is None for report in reports} == {True, False}
    assert {o.strength for each in news for o in each.observes} > {1}
