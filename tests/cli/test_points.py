"""Points in time, as people write them."""

from datetime import date

import pytest
import typer

from scenarios.cli.desk import today
from scenarios.cli.points import Point, parse_point

DAY = date(2024, 5, 31)


@pytest.mark.parametrize(
    ("text", "point", "shown"),
    [
        ("2024-05-31", Point(DAY), "2024-05-31"),
        ("2024-05-31@311", Point(DAY, 311), "2024-05-31@311"),
        ("2024-05-31@0", Point(DAY, 0), "2024-05-31@0"),
    ],
)
def test_a_point_is_a_day_or_a_day_as_known_then(
    text: str, point: Point, shown: str
) -> None:
    assert parse_point(text) == point
    assert str(point) == shown


def test_a_record_is_today_as_known_then_and_may_be_a_judgement() -> None:
    assert parse_point("311") == Point(today(), 311, alone=True)
    assert parse_point("@311") == Point(today(), 311)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'' is not a date like 2024-05-31, the number of a record, or both"),
        ("-1", "'-1' is not a date"),
        ("2024-05", "'2024-05' is not a date"),
        ("20240531T10", "'20240531T10' is not a date"),
        ("May@3", "'May@3' is not a date"),
        ("@", "'' is not the number of a record"),
        ("2024-05-31@", "'' is not the number of a record"),
        ("2024-05-31@³", "'³' is not the number of a record"),
        ("2024-05-31@1@2", "'1@2' is not the number of a record"),
    ],
)
def test_what_is_no_point_is_told_with_what_would_be_one(text: str, said: str) -> None:
    with pytest.raises(typer.BadParameter, match=said.replace("³", ".")):
        parse_point(text)
