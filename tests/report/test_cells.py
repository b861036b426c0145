"""Cells as people read them."""

from decimal import Decimal

import pytest

from scenarios.report.cells import read_aloud
from scenarios.report.tables import Kind


@pytest.mark.parametrize(
    ("cell", "kind", "shown"),
    [
        (None, Kind.DECIBANS, ""),
        ("=1+1", Kind.PROBABILITY, "=1+1"),
        (Decimal("0.25"), Kind.PROBABILITY, "25 %"),
        (-0.25, Kind.POINTS, "−25 pp"),
        (Decimal("-2.5"), Kind.DECIBANS, "−2.5"),
        (Decimal("0.861510931"), Kind.NUMBER, "0.862"),
        (7, Kind.NUMBER, "7"),
    ],
)
def test_a_cell_is_read_as_its_column_says(
    cell: Decimal | float | str | None, kind: Kind, shown: str
) -> None:
    assert read_aloud(cell, kind) == shown
