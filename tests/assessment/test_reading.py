"""Reading no more than a question needs gives what reading everything gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.clerk import journal_at, who
from scenarios import assess
from scenarios.assessment.briefing import brief, brief_on
from scenarios.assessment.reading import all_news, links_of, news_on
from scenarios.domain.development import Development
from scenarios.errors import UnknownScenarioError
from scenarios.journal.correcting import draft_note, draft_resolution, draft_unlinking
from scenarios.journal.entering import draft_entry
from scenarios.journal.news import fold
from scenarios.journal.record import Kind
from scenarios.journal.store import Store
from scenarios.journal.subjects import DEVELOPMENTS, SCENARIOS
from scenarios.loading.developments import Whole
from scenarios.loading.workspace import Workspace
from support import EVEN, day, make_workspace, scenario_data


class Memory:
    """A recall in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Whole] = {}

    def find(self, root: str) -> Whole | None:
        return self.kept.get(root)

    def keep(self, root: str, whole: Whole) -> None:
        self.kept[root] = whole


SIGN = {"weights": {"a": 3.5}}
STAGE = {"kind": "state", "levels": {"up": {"a": 4}, "down": {"b": 2}}}


@contextmanager
def desk() -> Iterator[tuple[Workspace, Store]]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        scenarios = [
            scenario_data({"sign": SIGN, "stage": STAGE}, EVEN) | {"id": scenario}
            for scenario in ("p", "q")
        ]
        (folder / "desk").mkdir()
        workspace = make_workspace(folder / "desk", *scenarios)
        with journal_at(folder) as store:
            yield workspace, store


def tell(name: str, number: int, *links: object) -> Development:
    """Make a development of a day that one good report tells of."""
    report = {"id": "r", "source": "herald", "grade": "B2"}
    return Development.model_validate(
        {"id": name, "date": day(number), "observes": links, "reports": [report]}
    )


def news_of(rng: Random, count: int) -> list[Development]:
    """Draw developments on two scenarios, on one of them, or on none."""
    links = ["p/sign", "q/sign", {"indicator": "q/stage", "value": "up"}]
    return [
        tell(
            f"d{number}",
            rng.randint(0, 300),
            *rng.sample(links, rng.randint(0, 3)),
        )
        for number in range(count)
    ]


def fill(store: Store, rng: Random) -> None:
    """Enter developments, enter some anew with other links, take some links back."""
    author = who()
    drafts = [draft_note("remark", {}, author)]
    for kind in (Kind.DEVELOPMENT_RECORDED, Kind.DEVELOPMENT_REVISED):
        for development in news_of(rng, 8):
            drafts += [draft_entry(kind, development, author)]
            drafts += [draft_note("remark", {}, author)] * rng.randint(0, 1)
    store.append(drafts)
    store.append(
        [
            draft_unlinking(entry.current, link.indicator, "", author)
            for entry in fold(store.read()).entries.values()
            for link in entry.current.observes[: rng.randint(0, 1)]
        ]
    )
    store.append([draft_resolution("q", "a", _last(), "", author)])


def _last() -> date:
    return date(2024, 12, 1)


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000))
def test_a_part_is_what_the_whole_says_of_it(seed: int) -> None:
    with desk() as (_, store):
        fill(store, Random(seed))
        size = store.head().size
        for stop in (size, size - 3, 5):
            whole = fold(store.read(0, stop))
            assert all_news(store, stop) == whole
            part = news_on(store, stop, ["q"], ["d0", "nobody"])
            for name, entry in whole.entries.items():
                if name in part.entries:
                    assert part.entries[name] == entry
                else:
                    assert not any(
                        link.scenario_id == "q" for link in entry.current.observes
                    )
            assert part.resolutions == whole.resolutions
            assert ("d0" in part.entries) == ("d0" in whole.entries)


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000))
def test_what_is_recalled_gives_the_same_assessment(seed: int) -> None:
    with desk() as (workspace, store):
        fill(store, Random(seed))
        memory, whole = Memory(), brief(store, workspace)
        for _ in range(2):
            for names in (["p"], ["q"], ["q", "p"], []):
                found = brief_on(store, workspace, memory, names)
                assert found.developments.whole == whole.developments.whole
                ours, theirs = (
                    assess(b.workspace, b.developments, _last(), scenarios=names)
                    for b in (found, whole)
                )
                assert ours == theirs
        assert list(memory.kept.values()) == [whole.developments.whole]


def test_notes_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with desk() as (workspace, store):
        author = who()
        notes = [draft_note(f"remark {n}", {}, author) for n in range(50)]
        entry = tell("d", 3, "p/sign")
        store.append(
            [*notes, draft_entry(Kind.DEVELOPMENT_RECORDED, entry, author), *notes[:1]]
        )
        read: list[int] = []
        pick = type(store).pick

        def counting(self: Store, places: Iterator[int]) -> Iterator[object]:
            for record in pick(self, places):
                read.append(record.seq)
                yield record

        monkeypatch.setattr(type(store), "pick", counting)
        assert brief(store, workspace).developments.items == (entry,)
        assert read == [51]


def test_links_are_those_of_all_versions() -> None:
    with desk() as (_, store):
        author = who()
        for day, link in ((1, "p/sign"), (2, "q/sign")):
            development = tell("d", day, link)
            kind = Kind.DEVELOPMENT_RECORDED if day == 1 else Kind.DEVELOPMENT_REVISED
            store.append([draft_entry(kind, development, author)])
        assert links_of(store, ["d", "nobody"]) == {"q"}
        assert store.mentions("scenario/p") == (1,)
        assert store.about(SCENARIOS) == store.about(DEVELOPMENTS) == (1, 2)
        assert store.about("scenario/q") == (2,)
        assert [each.seq for each in store.pick([2, 0, 2, 9])] == [0, 2]
        assert list(store.pick([])) == []


def test_an_unknown_scenario_is_told() -> None:
    with desk() as (workspace, store), pytest.raises(UnknownScenarioError):
        brief_on(store, workspace, Memory(), ["r"])


def test_far_places_are_read_apart(tmp_path: Path) -> None:
    author = who()
    with journal_at(tmp_path) as store:
        store.append([draft_note(f"remark {n}", {}, author) for n in range(700)])
        wanted = [1, 5, 40, 41, 300, 699, 700]
        assert [each.seq for each in store.pick(iter(wanted))] == wanted
