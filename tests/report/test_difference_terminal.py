"""A difference in a terminal: names, widths and what is too little to show."""

from decimal import Decimal

import pytest

from scenarios.explanation.difference import Part, Shift, Side, difference
from scenarios.loading.workspace import ScenarioFile
from scenarios.report.difference_json import difference_json
from scenarios.report.difference_terminal import PART_TITLES, show_difference
from scenarios.report.layout import paint, width_of
from support import Data, certain_model, day, make_development, make_scenario

SIGNS: Data = {"sign": {"weights": {"a": 6}, "title": "A sign that all can see"}}


def side(at: int, *named: str, signs: Data = SIGNS, **outcomes: Data) -> Side:
    scenario = make_scenario(signs, outcomes or None)
    file = ScenarioFile("scenarios/q.yaml", "sha256:", scenario, {})
    news = tuple(make_development(name, 100, "sign") for name in named)
    return Side(day(at).isoformat(), file, certain_model(), {}, news, day(at))


def lines(before: Side, after: Side, width: int = 110) -> list[str]:
    found = difference(before, after)
    return [paint(line, colour=False) for line in show_difference(found, width)]


def test_every_part_has_a_title() -> None:
    parts = difference(side(90), side(200)).parts
    assert [part.name for part in parts] == list(PART_TITLES)


def test_a_difference_shows_points_decibans_and_developments() -> None:
    # 6 dB, centred ±3: from 0.5 to 1/(1 + 10^−0.6) = 0.7992, which is not 80 % yet.
    assert lines(side(150), side(150, "told")) == [
        "q  A question",
        "from 2024-05-30 (before) to 2024-05-30",
        "",
        "                a                  b",
        "  before           50 %               50 %",
        "  new evidence   +30 pp   +3.0 dB   −30 pp   −3.0 dB",
        "  after          79.9 %               20 %",
        "",
        "  New evidence, in decibans",
        "                                a     b",
        "    A sign that all can see  +3.0  −3.0",
        "    • told",
    ]


def test_a_row_that_only_the_start_has_keeps_its_title() -> None:
    other = side(150, "told", signs={"omen": {"weights": {"a": 6}}})
    assert any("A sign that all" in line for line in lines(side(150, "told"), other))


def test_rows_that_are_too_little_to_show_are_counted() -> None:
    few = Shift("sign", {"a": Decimal("0.01"), "b": Decimal("-0.01")}, ())
    found = difference(side(150), side(150))

    def shown(*shifts: Shift) -> list[str]:
        part = Part("evidence", found.whole.points, shifts[0].decibans, shifts)
        moved = type(found)(
            found.before, found.after, found.start, found.end, part, (part,)
        )
        return [paint(line, colour=False) for line in show_difference(moved, 110)]

    assert shown(few)[-1] == "    1 row by less than 0.05 dB"
    assert shown(few, few)[-1] == "    2 rows by less than 0.05 dB"
    felt = Shift("prior", {"a": Decimal(1), "b": Decimal(-1)}, ())
    assert shown(felt, few)[-1] == "    1 row more by less than 0.05 dB"


@pytest.mark.parametrize("width", [80, 110, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    title = "An outcome that is told at great length"
    named = {name: {"prior": 0.5, "title": f"{title} {name}"} for name in "ab"}
    found = lines(side(150, **named), side(150, "told", **named), width)
    assert max(map(width_of, found)) <= width
    assert any(title in line for line in found) is (width == 200)


def test_the_json_names_both_ends_and_every_part() -> None:
    told = difference_json(difference(side(90), side(150, "told")))
    assert told["format"] == "scenarios/difference@1"
    assert (told["from"]["as_of"], told["to"]["as_of"]) == ("2024-03-31", "2024-05-30")
    assert [each["part"] for each in told["parts"]] == list(PART_TITLES)
    (row,) = [row for each in told["parts"] for row in each["rows"]]
    assert (row["row"], row["developments"]) == ("sign", ["told"])
    assert row["decibans"] == pytest.approx({"a": 3, "b": -3})
    first = told["outcomes"][0]
    assert (first["id"], first["word_from"]) == ("a", "roughly even chance")
    assert first["points"] == pytest.approx(first["to"] - first["from"])
    assert first["decibans"] == pytest.approx(3)
