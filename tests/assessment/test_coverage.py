"""Coverage: silence that is weighed where nothing could break it comes first."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from desk import SCENARIO, replace_once, write_workspace
from scenarios.assessment.coverage import GAPS, Cover, Read, find_coverage, unused_feeds
from scenarios.assessment.weighing import weigh
from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.loading.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

SPRING = date(2024, 4, 15)
WATCHED = replace_once(
    replace_once(
        SCENARIO,
        "    title: Both sides meet in person\n",
        "    title: Both sides meet in person\n"
        "    match: {any: [talks, met, meet*], none: [football]}\n",
    ),
    "    title: A march is held\n",
    "    title: A march is held\n    match: {any: [march*]}\n",
)
TALKS = Item(
    id="i-talks",
    site="gazette.example",
    title="Both sides to meet",
    language="en-GB",
    feed="world",
)
MATCH = Item(id="i-match", title="Football teams meet", language="fr", feed="sport")
NAMELESS = Item(id="i-nameless", title="They meet", feed="world")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root: Path = tmp_path_factory.mktemp("desk")
    sources = (
        "gazette: {title: The Gazette, reliability: [{from: 2020-01-01, grade: B}], "
        "sites: [gazette.example]}\n"
        "union: {title: The union, reliability: [{from: 2020-01-01, grade: C}]}\n"
    )
    files = {"scenarios/strike.yaml": WATCHED, "sources.yaml": sources}
    return load_workspace(write_workspace(root, files))


def cover(
    desk: Workspace,
    items: Sequence[Item] = (),
    *,
    feeds: Sequence[str] = ("world", "sport"),
    failing: Sequence[str] = (),
    developments: Sequence[Development] = (),
) -> dict[str, Cover]:
    weighed = weigh(desk, developments, SPRING, scenarios=["strike"])
    brought = {item.id: (item.feed,) for item in items}
    read = Read(items, brought, feeds, failing, developments, desk.sources)
    return {each.indicator: each for each in find_coverage(weighed, read)}


def news(desk: Workspace) -> tuple[Development, ...]:
    return load_developments(desk.root / "news.yaml", desk).items


def test_what_nothing_told_of_comes_first_by_what_its_silence_moves(
    desk: Workspace,
) -> None:
    found = cover(desk)
    assert list(found)[:4] == ["walkouts", "talks", "marches", "mediator"]
    assert {name for name, each in found.items() if each.is_dangerous} == set(
        list(found)[:4]
    )
    spreads = [each.silence for each in found.values()]
    assert spreads == sorted(spreads, reverse=True)
    assert spreads[4:] == [0] * 4


def test_the_silence_is_that_of_the_ledger(desk: Workspace) -> None:
    weighed = weigh(desk, [], SPRING, scenarios=["strike"])
    (row,) = [r for r in weighed[0].ledger.rows if r.reading.id == "walkouts"]
    # Three and a half months at 0.4, 1.5 and 0.9 walk-outs a month, coverage 0.9.
    months = Decimal(105) / 30
    spread = Decimal("1.1") * months * Decimal("0.9") * Decimal("4.342944819")
    assert cover(desk)["walkouts"].silence == pytest.approx(spread)
    assert cover(desk)["walkouts"].silence == max(row.decibans) - min(row.decibans)


def test_coverage_is_told_where_silence_is_evidence(desk: Workspace) -> None:
    told = {name: each.coverage for name, each in cover(desk).items()}
    assert told == {
        "talks": Decimal("0.8"),
        "mediator": Decimal("0.9"),
        "walkouts": Decimal("0.9"),
        "marches": Decimal("0.9"),
        "mood": None,
        "court": None,
        "pay": None,
        "tonnage": None,
    }


def test_an_event_without_a_window_has_no_silence_to_weigh(desk: Workspace) -> None:
    weighed = weigh(desk, [], date(2024, 2, 25), scenarios=["vote"])
    (each,) = find_coverage(weighed, Read([], {}, [], [], [], {}))
    assert (each.name, each.coverage) == ("vote/turnout", None)
    assert each.silence == 0
    assert (each.is_unheard, each.is_dangerous) == (True, False)


def test_an_item_that_its_terms_fit_tells_of_it(desk: Workspace) -> None:
    talks = cover(desk, [TALKS, MATCH, NAMELESS])["talks"]
    assert (talks.terms, talks.texts, talks.developments) == (4, 2, 0)
    assert talks.feeds == ("world",)
    assert talks.publishers == ("gazette",)
    assert talks.languages == ("en-GB",)
    assert talks.gaps == ()
    assert not talks.is_unheard


def test_gaps_are_named(desk: Workspace) -> None:
    found = cover(desk, [MATCH])
    assert found["talks"].gaps == ("never matched", "no feed")
    assert found["mood"].gaps == ("no terms", "no feed")
    assert cover(desk)["talks"].gaps == ("no feed",)
    assert set(GAPS) > set(found["talks"].gaps)


def test_a_feed_that_fails_tells_of_nothing(desk: Workspace) -> None:
    talks = cover(desk, [TALKS], failing=["world"])["talks"]
    assert talks.gaps == ("feeds fail",)
    assert talks.is_dangerous
    other = TALKS.model_copy(update={"id": "i-other", "feed": "sport"})
    assert cover(desk, [TALKS, other], failing=["world"])["talks"].gaps == ()


def test_a_file_is_no_feed(desk: Workspace) -> None:
    talks = cover(desk, [TALKS], feeds=())["talks"]
    assert (talks.gaps, talks.texts, talks.is_dangerous) == (("no feed",), 1, False)


def test_reports_on_record_tell_of_what_they_observe_and_of_what_they_say(
    desk: Workspace,
) -> None:
    found = cover(desk, developments=news(desk))
    talks = found["talks"]
    assert (talks.texts, talks.developments) == (2, 1)
    assert talks.publishers == ("gazette", "union")
    assert found["walkouts"].publishers == ("gazette", "union")
    assert found["walkouts"].gaps == ("no terms", "no feed")
    assert found["marches"].gaps == ("never matched", "no feed")
    assert next(iter(found)) == "marches"


def test_a_report_made_of_an_item_tells_of_its_feed_and_is_read_once(
    desk: Workspace,
) -> None:
    report = {"id": "r1", "source": "union", "item": "i-talks", "feed": "sport"}
    text = {**report, "summary": "They meet."}
    development = Development.model_validate(
        {
            "id": "d",
            "date": "2024-03-01",
            "observes": ("strike/marches",),
            "reports": (text,),
        }
    )
    found = cover(desk, [TALKS], developments=[development])
    assert found["talks"].texts == 1
    assert found["marches"].feeds == ("sport", "world")
    assert found["marches"].publishers == ("gazette", "union")
    assert found["marches"].languages == ("en-GB",)
    lost = cover(desk, developments=[development])
    assert (lost["talks"].texts, lost["talks"].feeds) == (1, ("sport",))


def test_feeds_that_told_of_nothing_are_idle(desk: Workspace) -> None:
    covers = cover(desk, [TALKS, MATCH]).values()
    assert unused_feeds(["world", "sport"], covers) == ("sport",)
