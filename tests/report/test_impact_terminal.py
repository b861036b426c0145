"""What an entry has moved, in a terminal: long lists, widths, one and many."""

from decimal import Decimal
from pathlib import Path

import pytest

from scenarios.assessment.weighing import weigh
from scenarios.explanation.impact import Effect, Impact, impact
from scenarios.report.impact_terminal import MOST, show_impact
from scenarios.report.layout import paint, width_of
from support import (
    day,
    make_development,
    make_report,
    make_workspace,
    scenario_data,
)

AS_OF = day(200)


def lines(effect: Effect, width: int = 110) -> list[str]:
    return [paint(line, colour=False) for line in show_impact(effect, width)]


def effect(root: Path, number: int) -> Effect:
    """Return what so many developments, each of a sign of its own, have moved."""
    signs = {f"s{n}": {"likelihoods": {"a": 0.7, "b": 0.2}} for n in range(number)}
    desk = make_workspace(root, scenario_data(signs))
    news = [
        make_development(f"d{n}", n, f"s{n}", make_report("D3")) for n in range(number)
    ]
    before, after = weigh(desk, [], AS_OF), weigh(desk, news, AS_OF)
    entered = {each.id for each in news}
    return Effect(AS_OF, "default", impact(before, after, entered))


def test_where_nothing_moved_one_line_says_so() -> None:
    nothing = Effect(AS_OF, "default", ())
    assert lines(nothing) == ["As of 2024-07-19, model default: nothing moved."]


def test_one_development_stands_alone(tmp_path: Path) -> None:
    shown = lines(effect(tmp_path, 1))
    assert shown[:3] == ["As of 2024-07-19, model default", "", "q  A question"]
    assert "  alone:" in shown
    assert shown[-1].endswith("2024-01-01  d0")


@pytest.mark.parametrize(
    ("number", "last"),
    [
        (MOST, None),
        (MOST + 1, "  and 1 more, which moves it less"),
        (MOST + 5, "  and 5 more, which move it less"),
    ],
)
def test_of_many_developments_the_strongest_are_shown(
    tmp_path: Path, number: int, last: str | None
) -> None:
    shown = lines(effect(tmp_path, number))
    assert "  each alone:" in shown
    assert sum("2024-01-" in line for line in shown) == MOST
    assert (shown[-1] == last) is (last is not None)


def test_developments_that_move_nothing_are_only_counted(tmp_path: Path) -> None:
    (found,) = effect(tmp_path, 2).impacts
    still = [
        type(mover)(
            mover.development,
            mover.indicators,
            dict.fromkeys(mover.points, Decimal(0)),
            dict.fromkeys(mover.points, Decimal("0.01")),
        )
        for mover in found.movers
    ]
    quiet = Effect(AS_OF, "default", (Impact(found.after, found.moves, still),))
    assert lines(quiet)[-1] == "  and 2 more, which move it less"
    assert "  each alone:" not in lines(quiet)


@pytest.mark.parametrize("width", [80, 110, 200])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, width: int) -> None:
    shown = lines(effect(tmp_path, 12), width)
    assert max(map(width_of, shown)) <= width
