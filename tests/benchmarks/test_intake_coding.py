"""What was coded before is measured without a look at what came later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.intake_coding import (
    Dated,
    coding_lines,
    dated_items,
    further_lines,
    on_file,
    suggested,
)
from benchmarks.intake_data import CODED, ROOT

from scenarios import load_developments, load_workspace
from scenarios.domain.development import Development
from scenarios.intake.suggesting import Suggester, Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.domain.scenario import Scenario


def development(name: str, day: str, *reports: str | None) -> Development:
    told: list[dict[str, Any]] = [
        {
            "id": f"r{n}",
            "source": "a",
            "url": f"https://a.example/{name}/{n}",
            "published": each,
            "summary": f"{name} {n}",
        }
        for n, each in enumerate(reports)
    ]
    return Development.model_validate(
        {"id": name, "date": day, "title": name, "observes": ["s/i"], "reports": told}
    )


TALKS = development("talks", "2024-05-02", "2024-05-01", "2024-05-04", None)
STRIKE = development("strike", "2024-05-03", "2024-05-03")


def test_on_file_is_what_happened_and_was_told_of_before() -> None:
    def known(day: int) -> list[tuple[str, list[str]]]:
        file = on_file([TALKS, STRIKE], date(2024, 5, day))
        return [(each.id, [r.id for r in each.reports]) for each in file]

    # Told of on the first as what is to come; it is not on file before it happened.
    assert known(2) == []
    assert known(3) == [("talks", ["r0", "r2"])]
    assert known(4) == [("talks", ["r0", "r2"]), ("strike", ["r0"])]
    assert known(5) == [("talks", ["r0", "r1", "r2"]), ("strike", ["r0"])]


def test_what_has_no_date_is_met_on_the_morning_of_its_development() -> None:
    days = [(each.day.day, each.item.text) for each in dated_items([STRIKE, TALKS])]
    assert days == [(1, "talks 0"), (2, "talks 2"), (3, "strike 0"), (4, "talks 1")]


@pytest.fixture(scope="module")
def scenarios() -> list[Scenario]:
    return [file.scenario for file in load_workspace(ROOT).scenarios.values()]


@pytest.fixture(scope="module")
def developments() -> Sequence[Development]:
    return load_developments(CODED, load_workspace(ROOT)).items


def cleaned(file: Sequence[Development], told: Dated) -> list[Development]:
    """Return a file without anything that came with the item's day or later."""
    own, day = told.development, told.day
    kept = [each for each in file if each.date < day or each.id == own.id]
    return [
        each
        if each.id != own.id
        else each.model_copy(
            update={
                "reports": tuple(r for r in each.reports if each.published(r) < day)
            }
        )
        for each in kept
    ]


def outcome(
    told: Dated, file: Sequence[Development], scenarios: Sequence[Scenario]
) -> tuple[Suggestion, ...]:
    ((_, found),) = suggested([told], file, scenarios)
    return found


@pytest.mark.no_cover
def test_neither_later_developments_nor_own_later_reports_are_looked_at(
    developments: Sequence[Development], scenarios: Sequence[Scenario]
) -> None:
    some = dated_items(developments)[::23]
    leaks = 0
    for told in some:
        found = outcome(told, developments, scenarios)
        assert found == outcome(told, cleaned(developments, told), scenarios)
        # With all on file, the item's own coding among it, more would be known.
        full = Suggester(scenarios, None, developments).suggest(told.item)
        leaks += full != found
    assert leaks > len(some) / 4


@pytest.fixture(scope="module")
def spring(developments: Sequence[Development]) -> Sequence[Development]:
    """A few weeks on both sides of the split."""
    first, last = date(2024, 6, 1), date(2024, 7, 31)
    return [each for each in developments if first <= each.date <= last]


def test_its_own_coding_helps_from_the_next_morning_on(
    spring: Sequence[Development], scenarios: Sequence[Scenario]
) -> None:
    items = dated_items(spring)
    first = {each.development.id: each.day for each in reversed(items)}
    helped = [
        each
        for each, found in suggested(items, spring, scenarios)
        for own in [s.like for s in found if s.like is not None]
        if own.development == each.development.id
    ]
    assert helped
    for each in helped:
        assert max(first[each.development.id], each.development.date) < each.day


def test_the_table_has_a_line_for_each_part_and_reading(
    spring: Sequence[Development], scenarios: Sequence[Scenario]
) -> None:
    lines = list(coding_lines(spring, scenarios, None))
    rows = [line.split(" | ")[:3] for line in lines if line.startswith(("| b", "| f"))]
    assert rows == [
        ["| before 2024-07-01", "words", "nothing"],
        ["| before 2024-07-01", "words", "what was coded before"],
        ["| from 2024-07-01", "words", "nothing"],
        ["| from 2024-07-01", "words", "what was coded before"],
    ]


@pytest.mark.no_cover
def test_first_news_and_further_reports_are_all_of_them(
    spring: Sequence[Development], scenarios: Sequence[Scenario]
) -> None:
    lines = list(further_lines(spring, scenarios))
    cells = [line.split(" | ") for line in lines if " 2024-07-01 |" in line]
    assert [row[1] for row in cells] == ["on file", "not on file"] * 2
    counts = [[int(cell.strip(" |")) for cell in row[2:]] for row in cells]
    assert sum(row[0] + row[3] for row in counts) == len(dated_items(spring))
