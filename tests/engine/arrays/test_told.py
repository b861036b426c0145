"""How a development is told over time: steps on the days on which something is new."""

from __future__ import annotations

import pytest

from scenarios.engine.arrays.told import days_of, tell, tell_all
from support import day, make_development, make_model, make_report

# B2 is r = .54 and λ = 1.54/.46, 5.2477 dB; D4 r = .08, 1.08/.92, .6964 dB.
B2, D4 = 5.2477, 0.6964


def test_what_is_told_grows_and_goes_on_the_days_of_its_reports() -> None:
    """Two voices of D4 and B2: Σx 5.9441, n 1.1327, over 1 + .1327·.25: 5.7532."""
    retracted = {"on": day(40)}
    told = tell(
        make_development(
            "d",
            10,
            "s",
            make_report("D4", published=day(12)),
            make_report("B2", source="gazette", published=day(20), retracted=retracted),
        ),
        {},
        make_model(),
    )
    assert told.days == tuple(day(n).toordinal() for n in (12, 20, 40))
    assert told.decibans == pytest.approx((D4, 5.7532, D4), abs=1e-4)
    days = days_of(day(n) for n in (0, 11, 12, 19, 20, 39, 40, 300))
    found = told.on(days).tolist()
    expected = [0, 0, D4, D4, 5.7532, 5.7532, D4, D4]
    assert found == pytest.approx(expected, abs=1e-4)


def test_a_report_before_the_day_it_tells_of_counts_from_that_day() -> None:
    early = make_development("d", 10, "s", make_report("B2", published=day(3)))
    assert tell(early, {}, make_model()).days == (day(10).toordinal(),)


def test_days_on_which_nothing_changes_are_no_steps() -> None:
    """A copy of the same worth from the same origin, and a denial that outweighs."""
    wire = make_report("B2", origin="wire")
    copy = make_report("B2", origin="wire", published=day(30))
    told = tell(make_development("d", 10, "s", wire, copy), {}, make_model())
    assert told.days == (day(10).toordinal(),)
    denial = make_report("A1", stance="denies", source="gazette")
    denied = tell(make_development("d", 10, "s", wire, denial), {}, make_model())
    assert (denied.days, denied.decibans) == ((), ())


def test_developments_are_told_in_order_of_date_and_id() -> None:
    given = [
        make_development(name, at, "s") for name, at in (("b", 5), ("a", 5), ("c", 1))
    ]
    told = tell_all(given, {}, make_model())
    assert [each.development.id for each in told] == ["c", "a", "b"]


def test_a_development_without_reports_is_never_told() -> None:
    silent = make_development("d", 10, "s").model_copy(update={"reports": ()})
    assert tell(silent, {}, make_model()).days == ()
