"""Cells that tables share: room for titles, and no more references than can be read."""

import pytest

from scenarios.report.word.cells import ledger_widths, references


@pytest.mark.parametrize("outcomes", [2, 3, 4, 5, 12])
def test_the_columns_of_a_ledger_fill_the_page(outcomes: int) -> None:
    widths = ledger_widths(outcomes, 1.7)
    assert len(widths) == outcomes + 3
    assert sum(widths) == pytest.approx(17)
    assert widths[0] >= 4.9


def test_developments_are_told_by_their_numbers_and_others_by_their_ids() -> None:
    told = references(["a", "gone"], {"a": 7})
    assert told.striptags() == "[7] gone"
    assert 'href="#development:a"' in told


def test_of_many_the_first_are_told() -> None:
    numbers = {f"d{place}": place for place in range(1, 16)}
    told = references(list(numbers), numbers).striptags()
    assert told.startswith("[1] [2] ")
    assert told.endswith("[12] and 3 more")
