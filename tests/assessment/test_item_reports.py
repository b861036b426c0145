"""An item becomes a report: who, when and under which name, or what is wanting."""

from items import GAZETTE, UNDATED
from scenarios.assessment.item_reports import Fault, make_report
from scenarios.domain.decision import Reporting
from scenarios.domain.development import Development, Report
from scenarios.domain.feed import Feed
from scenarios.domain.item import Item
from scenarios.domain.source import Source

SOURCES = {
    "gazette": Source(title="The Gazette", sites=("Gazette.example",)),
    "union": Source(title="The union", sites=("union.example", "example.org")),
}
FEEDS = {"union": Feed(url="https://union.example/rss", source="union")}
D = Development.model_validate({"id": "d", "date": "2024-03-01"})


def make(
    item: Item = GAZETTE, base: Development = D, **given: object
) -> tuple[Report | None, list[Fault]]:
    return make_report(item, Reporting.model_validate(given), base, SOURCES, FEEDS)


def made(**given: object) -> Report:
    report, faults = make(**given)  # type: ignore[arg-type]  # some is item or base
    assert report is not None, faults
    return report


def test_what_was_not_said_is_taken_from_the_item() -> None:
    assert made().model_dump(mode="json", exclude_defaults=True) == {
        "id": "r1",
        "source": "gazette",
        "url": "https://www.gazette.example/port-of-hull",
        "published": "2024-03-05",
        "summary": "Port of Hull walks out too",
        "item": "i-gazette",
        "feed": "gazette",
    }


def test_an_item_of_an_unknown_site_is_of_the_source_of_its_feed() -> None:
    elsewhere = GAZETTE.model_copy(update={"site": "links.example", "feed": "union"})
    report, _ = make(elsewhere)
    assert report is not None
    assert report.source == "union"
    known, _ = make(GAZETTE.model_copy(update={"feed": "union"}))
    assert known is not None
    assert known.source == "gazette"


def test_what_was_said_stands() -> None:
    report = made(
        id="x",
        source="union",
        published="2024-03-04",
        credibility=2,
        origin="wire",
        stance="denies",
        summary="No walk-out",
        grade="B2",
    )
    assert (report.id, report.source, str(report.published)) == (
        "x",
        "union",
        "2024-03-04",
    )
    assert (report.credibility, report.origin, report.stance) == ("2", "wire", "denies")
    assert (report.summary, report.grade) == ("No walk-out", "B2")


def test_a_report_gets_the_next_free_name() -> None:
    reports = [{"id": name, "source": "union"} for name in ("r1", "r3")]
    base = Development.model_validate(
        {"id": "d", "date": "2024-03-01", "reports": reports}
    )
    assert made(base=base).id == "r2"
    taken, faults = make(base=base, id="r3")
    assert taken is None
    assert faults == [(("report", "id"), "d has a report `r3` already")]


def test_all_that_is_wanting_is_told() -> None:
    report, faults = make(UNDATED)
    assert report is None
    assert [path for path, _ in faults] == [("report",), ("report",)]
    assert "as far as the item says" in faults[0][1]
    assert "does not say when it was published" in faults[1][1]


def test_a_site_and_a_source_that_nobody_knows_are_told() -> None:
    stray = GAZETTE.model_copy(update={"site": "blog.example.net"})
    assert "no source publishes at blog.example.net" in make(stray)[1][0][1]
    assert "did you mean `union`" in make(source="unoin")[1][0][1]
    assert "add it to sources.yaml" in make(source="zebra")[1][0][1]
