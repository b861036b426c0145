"""What was retracted: told from its day on, with what became of the development."""

from datetime import date
from pathlib import Path

import pytest

from desk import NEWS, replace_once, write_workspace
from scenarios.assessment.assess import assess
from scenarios.explanation.withdrawn import Withdrawn, withdrawn_reports
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace

# d5 has one report, withdrawn on 1 May in the desk's news; of d2's two, the first is
# withdrawn here.
HALF = replace_once(
    NEWS,
    "{id: r1, source: gazette, credibility: 1, origin: wire}",
    "{id: r1, source: gazette, credibility: 1, origin: wire, "
    "retracted: {on: 2024-03-01, why: misheard}}",
)


def gone(root: Path, day: date, scenario: str = "strike") -> list[Withdrawn]:
    workspace = load_workspace(write_workspace(root, {"news.yaml": HALF}))
    news = load_developments(root / "news.yaml", workspace)
    assessment = assess(workspace, news, day)
    return list(withdrawn_reports(assessment[scenario], news, day))


def test_a_report_is_withdrawn_from_the_day_of_its_retraction(tmp_path: Path) -> None:
    assert gone(tmp_path, date(2024, 2, 29)) == []
    (one,) = gone(tmp_path, date(2024, 3, 1))
    assert (one.name, one.published) == ("d2/r1", date(2024, 2, 20))
    assert (one.retraction.on, one.retraction.why) == (date(2024, 3, 1), "misheard")
    assert one.record is None


def test_a_development_that_others_tell_still_counts(tmp_path: Path) -> None:
    found = gone(tmp_path, date(2024, 5, 1))
    assert [(each.name, each.counts) for each in found] == [
        ("d2/r1", True),
        ("d5/r1", False),
    ]
    assert [each.fate for each in found] == [
        "still counts, by other reports",
        "does not count",
    ]


def test_only_developments_linked_to_the_scenario_are_told(tmp_path: Path) -> None:
    (one,) = gone(tmp_path, date(2024, 5, 1), "vote")
    assert one.name == "d5/r1"


@pytest.mark.parametrize(
    "published", ["2024-05-03", "2024-05-02"], ids=["later", "that day"]
)
def test_what_was_published_later_is_left_out(tmp_path: Path, published: str) -> None:
    text = replace_once(
        NEWS,
        "[{id: r1, source: gazette, retracted",
        (f"[{{id: r1, source: gazette, published: {published}, retracted"),
    )
    workspace = load_workspace(write_workspace(tmp_path, {"news.yaml": text}))
    news = load_developments(tmp_path / "news.yaml", workspace)
    day = date(2024, 5, 2)
    found = withdrawn_reports(assess(workspace, news, day)["strike"], news, day)
    assert len(found) == (published == "2024-05-02")
