"""A published judgement is made again from the record alone, or said not to hold."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.office import SPRING, Office, drawn_at, office_at, rebuilt
from desk import NEWS, SCENARIO, replace_once
from scenarios import assess, load_workspace
from scenarios.assessment.briefing import position_at
from scenarios.assessment.judgement import exact_part
from scenarios.assessment.replaying import Archive, Replay
from scenarios.engine.ledger import ALGORITHM
from scenarios.journal.canonical import freeze_value, write_json
from scenarios.journal.correcting import draft_resolution
from scenarios.journal.errors import (
    DamagedJournalError,
    MissingTextError,
    NoJudgementError,
    UnknownAlgorithmError,
    UnknownRecordError,
)
from scenarios.journal.pinning import PinnedFile, draft_pinning
from scenarios.journal.record import Kind
from scenarios.journal.redacting import draft_redaction
from scenarios.journal.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scenarios.journal.store import Store

FEW = settings(
    max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = office_at(tmp_path)
    office.enter()
    return office


def published_bytes(replay: Replay) -> bytes:
    return write_json(replay.pinned.record.draft.body["result"])


def replayed_bytes(replay: Replay) -> bytes:
    return write_json(freeze_value(exact_part(replay.assessment)))


def check_all(store: Store) -> list[Replay]:
    """Replay every judgement of a journal; each has to give the same bytes."""
    archive = Archive(store)
    replays = [archive.replay(seq) for seq in archive.judgements]
    for replay in replays:
        assert replayed_bytes(replay) == published_bytes(replay)
        assert (replay.holds, replay.gap) == (True, 0)
    return replays


# What may happen after a judgement, and must not change its replay.


def record_more(office: Office) -> None:
    later = replace_once(NEWS, "id: d1", "id: d0")
    office.enter(replace_once(later, "strength: 0.8", "strength: 0.3"))


def revise(office: Office) -> None:
    office.enter(replace_once(NEWS, "value: cold", "value: warm"))


def correct(office: Office) -> None:
    office.retract("d2/r2", date(2024, 2, 21))
    office.regrade("d1/r1", "E5")


def resolve(office: Office) -> None:
    ends = draft_resolution("strike", "deal", date(2024, 4, 1), "", office.author)
    office.append(ends)


def redact(office: Office) -> None:
    for name in ("d1", "d2"):
        draft = draft_redaction(office.store, name, None, "by law", office.author)
        office.append(draft)
    office.store.purge()


def edit_files(office: Office) -> None:
    path = office.workspace.root / "scenarios" / "strike.yaml"
    edited = replace_once(SCENARIO, "prior: 0.6,", "prior: 0.5,")
    path.write_text(replace_once(edited, "prior: 0.3,", "prior: 0.4,"), "utf-8")
    Office(load_workspace(office.workspace.root), office.store, office.author).publish()


def lose_files(office: Office) -> None:
    shutil.rmtree(office.workspace.root)


LATER: dict[str, Callable[[Office], None]] = {
    "nothing": lambda _: None,
    "more news": record_more,
    "a revision": revise,
    "corrections": correct,
    "a resolution": resolve,
    "redactions": redact,
    "edited files": edit_files,
    "lost files": lose_files,
}


@pytest.mark.parametrize("happens", LATER.values(), ids=LATER)
def test_whatever_happens_later_a_replay_gives_the_same_bytes(
    office: Office, happens: Callable[[Office], None]
) -> None:
    first = office.publish()
    office.publish(scenarios=["vote", "strike"], model="wary", known_at=3)
    happens(office)
    replay, other, *_ = check_all(office.store)
    assert replay.pinned.record == first.record
    assert replay.assessment.scenarios[0].ledger.rows
    assert other.pinned.scenarios == ("vote", "strike")
    assert (other.pinned.model, other.pinned.as_of) == ("wary", SPRING)
    assert other.assessment.developments == 3


def test_all_of_it_together_changes_no_replay(office: Office) -> None:
    for name, happens in LATER.items():
        if name != "lost files":
            office.publish()
        happens(office)
    assert len(check_all(office.store)) == len(LATER)


def test_another_store_gives_the_same_replay(office: Office, tmp_path: Path) -> None:
    judgement = office.publish()
    first, *rest = office.store.read()
    with SqliteStore.found(tmp_path / "copy" / "other.db", first) as other:
        assert other.extend(rest) == office.store.head()
        (replay,) = check_all(other)
        assert replay.pinned.record.data == judgement.record.data
        bare = [replace(each, draft=replace(each.draft, payloads=())) for each in rest]
    with SqliteStore.found(tmp_path / "copy" / "bare.db", first) as textless:
        textless.extend(bare)
        (replay,) = check_all(textless)
        assert replay.pinned.redacted == 8


def test_a_judgement_of_nothing_can_be_replayed(office: Office) -> None:
    office.publish(known_at=0)
    office.publish(known_at=datetime(2000, 1, 1, tzinfo=UTC))
    first, second = check_all(office.store)
    assert (first.assessment.developments, second.assessment.developments) == (0, 0)
    assert second.assessment.journal is not None
    assert second.assessment.journal.size == 0


@FEW
@given(seed=st.integers(0, 10**6))
def test_any_judgement_can_be_replayed(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    office, news, dates = drawn_at(tmp_path_factory.mktemp("drawn"), seed)
    office.enter(news)
    for as_of in dates[:: max(1, len(dates) // 2)]:
        office.publish(as_of)
    shutil.rmtree(office.workspace.root)
    assert check_all(office.store)
    office.store.close()


def test_a_redaction_is_counted_and_the_digest_taken_on_trust(office: Office) -> None:
    judgement = office.publish()
    before = Archive(office.store).pinned(judgement.record.seq)
    redact(office)
    after = Archive(office.store).pinned(judgement.record.seq)
    assert (before.redacted, after.redacted) == (0, 4)
    assert [each.title for each in after.developments.items[:2]] == ["", ""]
    assert after.developments.whole == before.developments.whole
    assert after.developments.journal == before.developments.journal


def test_a_judgement_made_after_a_redaction_can_be_replayed(office: Office) -> None:
    redact(office)
    office.publish()
    (replay,) = check_all(office.store)
    assert replay.pinned.redacted == 4


def test_another_ground_can_be_assessed_in_its_place(office: Office) -> None:
    judgement = office.publish()
    pinned = Archive(office.store).pinned(judgement.record.seq)
    again = pinned.assess()
    assert replace(again, journal=None) == replace(judgement.assessment, journal=None)
    fewer = pinned.assess(pinned.developments.items[:1])
    assert fewer.developments_digest == again.developments_digest
    rows = [row.reading.evidence for row in fewer["strike"].ledger.rows]
    assert {e.told.development.id for each in rows for e in each} == {"d1"}
    assert pinned.words["strike", "deal"] == again["strike"].leading.word


def test_several_judgements_of_one_workspace_load_it_once(office: Office) -> None:
    first, second = office.publish(), office.publish()
    record_more(office)
    archive = Archive(office.store)
    one, other = (archive.pinned(each.record.seq) for each in (second, first))
    assert one.workspace.known is other.workspace.known
    assert one.news == other.news


# What a forger may do, who seals everything anew.


def forged(office: Office, tmp_path: Path, **changes: Any) -> Replay:  # noqa: ANN401 a body
    """Replay the last judgement of a journal that a forger wrote anew."""
    seq = office.store.head().size - 1
    body: Any = office.store.record(seq).draft.body
    author = office.author
    draft = author.draft(Kind.ASSESSMENT_PUBLISHED, {**body, **changes})
    with SqliteStore.found(tmp_path / "forged.db", next(office.store.read())) as store:
        store.extend(list(office.store.read(1, seq)))
        (record,) = store.append([draft])
        store.verify()
        return Archive(store).replay(record.seq)


def changed(value: Any, path: tuple[str | int, ...], new: object) -> Any:  # noqa: ANN401 a body
    """Return a body with one entry deep inside it changed."""
    if not path:
        assert value != new
        return new
    first, *rest = path
    if isinstance(first, int):
        entries = list(value)
        entries[first] = changed(entries[first], tuple(rest), new)
        return entries
    return {**value, first: changed(value[first], tuple(rest), new)}


def test_a_forger_who_changes_nothing_is_believed(
    office: Office, tmp_path: Path
) -> None:
    office.publish()
    assert forged(office, tmp_path).holds


FORGERIES: dict[str, tuple[tuple[str | int, ...], object]] = {
    "a probability": (("result", 0, "outcomes", 0, "probability"), "0.5"),
    "a word": (("result", 0, "outcomes", 0, "word"), "almost certain"),
    "a deciban": (("result", 0, "ledger", 2, "decibans", 0), "1"),
    "a line": (("result", 0, "ledger", 2, "where"), "scenarios/strike.yaml:1"),
    "what counted": (("result", 0, "ledger", 2, "developments"), ()),
    "a resolution": (("result", 1, "resolved"), None),
    "the digest of a scenario": (
        ("result", 0, "digest"),
        f"sha256:{'0' * 64}",
    ),
    "the digest of the news": (("developments", "digest"), f"sha256:{'0' * 64}"),
    "the count of the news": (("developments", "count"), 4),
    "an interval": (("drawn", 0, "intervals", 1, "low"), "0.000000001"),
    "an interval that is none": (("drawn", 0, "intervals", 1, "low"), "NaN"),
    "a settled interval": (("drawn", 1, "intervals", 0, "low"), "0.5"),
    "a confidence": (("drawn", 1, "confidence", "level"), "high"),
    "a reason": (("drawn", 0, "confidence", "reasons", 0), "so we feel"),
    "the scenarios": (("scenario",), ("strike",)),
    "the model": (("model",), "wary"),
    "the day": (("as_of",), "2024-02-19"),
}


@pytest.mark.parametrize(("path", "new"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_judgement_does_not_hold(
    office: Office, tmp_path: Path, path: tuple[str | int, ...], new: object
) -> None:
    body: Any = office.publish().record.draft.body
    first, *rest = path
    change = {str(first): changed(body[first], tuple(rest), new)}
    assert not forged(office, tmp_path, **change).holds


def test_an_interval_may_be_off_by_what_floats_are_off(
    office: Office, tmp_path: Path
) -> None:
    body: Any = office.publish().record.draft.body
    low = body["drawn"][0]["intervals"][1]["low"]
    path = (0, "intervals", 1, "low")
    near = changed(body["drawn"], path, f"{float(low) + 9e-7:.9f}")
    far = changed(body["drawn"], path, f"{float(low) + 2e-6:.9f}")
    assert forged(office, tmp_path / "near", drawn=near).holds
    replay = forged(office, tmp_path / "far", drawn=far)
    assert replay.same_bytes
    assert replay.same_confidence
    assert not replay.holds


def test_another_history_is_no_ground(office: Office, tmp_path: Path) -> None:
    body: Any = office.publish().record.draft.body
    for known in ({"size": 6, "root": "0" * 64}, {**body["known"], "size": 5}):
        with pytest.raises(DamagedJournalError, match="from another history"):
            forged(office, tmp_path / str(known["size"]), known=known)
    with pytest.raises(UnknownRecordError):
        forged(office, tmp_path / "long", known={**body["known"], "size": 99})


def test_news_that_was_changed_underneath_is_another_history(
    office: Office, tmp_path: Path
) -> None:
    office.publish()
    with rebuilt(office.store, tmp_path / "x.db", {3: {"date": "2024-03-11"}}) as store:
        (seq,) = Archive(store).judgements
        with pytest.raises(DamagedJournalError, match="from another history"):
            Archive(store).replay(seq)


def test_a_pinned_text_that_was_changed_is_missed(
    office: Office, tmp_path: Path
) -> None:
    office.publish()
    body: Any = office.store.record(6).draft.body
    at = next(n for n, t in enumerate(body["texts"]) if "The dockers" in t["text"])
    text = body["texts"][at]["text"]
    better = replace_once(text, "prior: 0.6,", "prior: 0.60,")
    texts = changed(body["texts"], (at, "text"), better)
    with rebuilt(office.store, tmp_path / "x.db", {6: {"texts": texts}}) as store:
        (seq,) = Archive(store).judgements
        known = position(store, 6)
        draft: Any = {**store.record(seq).draft.body, "known": known}
        (record,) = store.append(
            [office.author.draft(Kind.ASSESSMENT_PUBLISHED, draft)]
        )
        with pytest.raises(MissingTextError, match=r"'scenarios/strike\.yaml'"):
            Archive(store).replay(record.seq)


def position(store: Store, size: int) -> dict[str, object]:
    found = position_at(store, size)
    return {"size": found.size, "root": found.root}


@pytest.mark.parametrize("path", ["../x.yaml", "/etc/x.yaml", "scenarios/../../x.yaml"])
def test_a_replay_writes_nowhere_else(
    office: Office, tmp_path: Path, path: str
) -> None:
    body: Any = office.publish().record.draft.body
    files = changed(body["files"], (0, "path"), path)
    with pytest.raises(MissingTextError, match="no such file is part of a workspace"):
        forged(office, tmp_path, files=files)


def test_another_text_under_a_name_does_not_hold(
    office: Office, tmp_path: Path
) -> None:
    body: Any = office.publish().record.draft.body
    edited = replace_once(SCENARIO, "coverage: 0.8", "coverage: 0.7").encode()
    strike = PinnedFile("scenarios/strike.yaml", edited)
    office.store.append(draft_pinning([strike], office.store, office.author))
    office.append(office.author.draft(Kind.ASSESSMENT_PUBLISHED, body))
    place = [each["path"] for each in body["files"]].index(strike.path)
    files = changed(body["files"], (place, "digest"), strike.digest)
    assert not forged(office, tmp_path, files=files).same_bytes


def test_sums_that_are_not_known_are_not_replayed(
    office: Office, tmp_path: Path
) -> None:
    office.publish()
    with pytest.raises(UnknownAlgorithmError, match="weight-of-evidence/0") as caught:
        forged(office, tmp_path, algorithm="weight-of-evidence/0")
    assert caught.value.known == ALGORITHM


@pytest.mark.parametrize("seq", [0, 1])
def test_only_a_judgement_can_be_replayed(office: Office, seq: int) -> None:
    assert Archive(office.store).judgements == ()
    with pytest.raises(NoJudgementError, match=f"record {seq} is no published"):
        Archive(office.store).replay(seq)


def test_a_replay_is_what_assessing_the_same_day_gives(office: Office) -> None:
    judgement = office.publish()
    found = office.brief()
    replay = Archive(office.store).replay(judgement.record.seq)
    again = assess(found.workspace, found.developments, SPRING)
    assert replay.assessment.scenarios == again.scenarios
