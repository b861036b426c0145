"""Why an assessment moved: steps that add up, each of which is what it is called."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Context, Decimal, localcontext
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle.workspaces import draw_developments, random_workspace
from scenarios.assessment.assess import RECORDED
from scenarios.assessment.weighing import Weighed
from scenarios.domain.development import Development
from scenarios.domain.scenario import Scenario
from scenarios.engine.ledger import Ledger
from scenarios.explanation.difference import (
    Difference,
    DifferentOutcomesError,
    Part,
    Side,
    difference,
)
from scenarios.loading.workspace import ScenarioFile
from support import (
    Data,
    World,
    certain_model,
    day,
    development_data,
    draw_world,
    make_model,
    make_report,
    make_scenario,
    make_source,
    overlay,
    world_of,
)

pytestmark = pytest.mark.no_cover

PARTS = [
    "model",
    "scenario",
    "retraction",
    "regrading",
    "revision",
    "clock",
    "evidence",
    "resolution",
]
ENOUGH = Context(prec=20_000)
SEEDS = st.integers(0, 100)
# Each example weighs a whole drawn workspace eighteen times.
few = settings(max_examples=20)

Change = Callable[[Random, Data], None]
Changes = Mapping[str, Decimal]


def side_of(world: World, as_of: date, place: int = 0) -> Side:
    """Return a scenario of a world as one end of a difference."""
    return Side(
        name=as_of.isoformat(),
        file=file_of(world.scenarios[place % len(world.scenarios)]),
        model=world.model,
        sources=world.sources,
        developments=world.developments,
        as_of=as_of,
    )


def file_of(scenario: Scenario) -> ScenarioFile:
    return ScenarioFile(f"scenarios/{scenario.id}.yaml", "sha256:", scenario, {})


def small_side(at: int = 200, *developments: Data, **changes: Any) -> Side:  # noqa: ANN401
    """Return a small side: one event that speaks 6 dB for `a`, certainly told."""
    nouns = tuple(map(Development.model_validate, developments))
    scenario = make_scenario({"sign": {"weights": {"a": 6}}})
    side = Side("a side", file_of(scenario), certain_model(), {}, nouns, day(at))
    return replace(side, **changes)


def felt(found: Difference) -> list[str]:
    """Return the names of the parts that are not nothing."""
    return [part.name for part in found.parts if is_something(part)]


def is_something(part: Part) -> bool:
    return bool(part.shifts or any(part.points.values()) or any(part.decibans.values()))


def added(parts: list[Changes]) -> Changes:
    """Add changes up by outcome, with all of their digits."""
    with localcontext(ENOUGH):
        return {k: sum((part[k] for part in parts), Decimal(0)) for k in parts[0]}


def is_nothing(changes: Changes) -> bool:
    return not any(changes.values())


def recorded_score(ledger: Ledger) -> Changes:
    """Add a ledger's rows up as a record keeps them: at 34 digits each."""
    rows = [ledger.prior, *(row.decibans for row in ledger.rows)]
    rows += [] if ledger.clock is None else [ledger.clock]
    return added(
        [
            dict(zip(ledger.outcomes, map(RECORDED.plus, row), strict=True))
            for row in rows
        ]
    )


def less(here: Changes, there: Changes) -> Changes:
    with localcontext(ENOUGH):
        return {name: here[name] - there[name] for name in here}


# What a person or a journal may change between two assessments.


def edit_model(rng: Random, data: Data) -> None:
    change = {
        "expected": round(rng.uniform(0.05, 0.95), 3),
        "dependence": {"reports": 0.35, "indicators": 0.15},
        "half_life": "77d",
    }
    data["model"] = overlay(data["model"], change)


def edit_scenario(rng: Random, data: Data) -> None:
    for scenario in data["scenarios"]:
        outcomes = list(scenario["outcomes"].values())
        priors = [outcome["prior"] for outcome in outcomes]
        rng.shuffle(priors)
        scenario["outcomes"] = {
            name: {**outcome, "prior": prior}
            for (name, outcome), prior in zip(
                scenario["outcomes"].items(), priors, strict=True
            )
        }
        if len(scenario["indicators"]) > 1:
            gone = rng.choice(list(scenario["indicators"]))
            scenario["indicators"] = {
                name: entry
                for name, entry in scenario["indicators"].items()
                if name != gone
            }


def settle(rng: Random, data: Data) -> None:
    scenario = rng.choice(data["scenarios"])
    outcome = rng.choice(list(scenario["outcomes"]))
    on = rng.choice(data["dates"])
    scenario["resolved"] = {"outcome": outcome, "on": on, "why": "It ended so."}


def retract(rng: Random, data: Data) -> None:
    for report in reports_of(rng, data):
        report["retracted"] = {"on": rng.choice(data["dates"]), "why": "It was false."}


def regrade(rng: Random, data: Data) -> None:
    for report in reports_of(rng, data):
        report["grade"] = rng.choice("ABCDEF") + rng.choice("123456")


def regrade_source(rng: Random, data: Data) -> None:
    name = rng.choice(sorted(data["sources"]))
    letter = rng.choice("ABCDEF")
    periods = [{"from": date(2000, 1, 1), "grade": letter}]
    data["sources"] = {**data["sources"], name: {"title": name, "reliability": periods}}


def relink(rng: Random, data: Data) -> None:
    for development in some(rng, data["developments"]):
        development["observes"] = development["observes"][1:]


def move(rng: Random, data: Data) -> None:
    for development in some(rng, data["developments"]):
        development["date"] = rng.choice(data["dates"])


def report_more(_: Random, data: Data) -> None:
    for development in data["developments"][:1]:
        if any(each["id"] == "late" for each in development["reports"]):
            return
        report = {"id": "late", "source": "source-0", "grade": "B2"}
        development["reports"] = [*development["reports"], report]


def forget(rng: Random, data: Data) -> None:
    gone = [each["id"] for each in some(rng, data["developments"])]
    data["developments"] = [d for d in data["developments"] if d["id"] not in gone]


def hear(rng: Random, data: Data) -> None:
    known = {each["id"] for each in data["developments"]}
    fresh = draw_developments(rng, data)
    data["developments"] = [
        *data["developments"],
        *(each for each in fresh if each["id"] not in known),
    ]


def some(rng: Random, items: list[Data]) -> list[Data]:
    return rng.sample(items, min(len(items), 3))


def reports_of(rng: Random, data: Data) -> list[Data]:
    chosen = some(rng, data["developments"])
    return [rng.choice(each["reports"]) for each in chosen]


EDITS: tuple[Change, ...] = (
    edit_model,
    edit_scenario,
    settle,
    retract,
    regrade,
    regrade_source,
    relink,
    move,
    report_more,
    forget,
    hear,
)


def edited(seed: int, *edits: Change) -> World:
    """Return the world of a seed after some edits."""
    data = random_workspace(Random(seed))
    rng = Random(f"{seed} edited")
    for edit in edits:
        edit(rng, data)
    return world_of(data)


@st.composite
def ends(draw: st.DrawFn) -> tuple[Side, Side]:
    """Draw two ends: one world, edited at random on both sides, at any two days."""
    seed = draw(SEEDS)
    edits = st.lists(st.sampled_from(EDITS), max_size=5)
    worlds = edited(seed, *draw(edits)), edited(seed, *draw(edits))
    days = draw_world(seed).dates
    place = draw(st.integers(0, 1))
    before, after = (side_of(w, draw(st.sampled_from(days)), place) for w in worlds)
    return before, after


# The laws.


@few
@given(ends())
def test_rows_add_up_to_parts_and_parts_to_what_lies_between_two_assessments(
    drawn: tuple[Side, Side],
) -> None:
    """All sums are equal to the last digit; the ends are what is assessed there."""
    found = difference(*drawn)
    start, end = found.start, found.end
    assert [part.name for part in found.parts] == PARTS
    points = less(end.probabilities, start.probabilities)
    assert added([part.points for part in found.parts]) == points
    assert found.whole.points == points
    decibans = less(recorded_score(end.ledger), recorded_score(start.ledger))
    assert added([part.decibans for part in found.parts]) == decibans
    assert found.whole.decibans == decibans

    for part in (*found.parts, found.whole):
        nothing = dict.fromkeys(part.decibans, Decimal(0))
        rows = [nothing, *(shift.decibans for shift in part.shifts)]
        assert added(rows) == part.decibans
        assert all(any(shift.decibans.values()) for shift in part.shifts)
        names = [shift.row for shift in part.shifts]
        assert len(names) == len(set(names))
    for side, weighed in zip(drawn, (found.start, found.end), strict=True):
        assert (side.as_of, side.model.id) == (weighed.as_of, weighed.model.id)
        assert weighed.probabilities == weigh_alone(side).probabilities
        assert weighed.scores == weigh_alone(side).scores


def weigh_alone(side: Side) -> Weighed:
    world = World(
        {}, side.model, side.sources, (side.file.scenario,), side.developments, ()
    )
    ledger = world.ledger(side.file.scenario, side.as_of)
    return Weighed(side.file, side.model, side.as_of, ledger)


@few
@given(ends())
def test_swapped_ends_negate_the_whole_and_the_way_back_is_the_way_taken_back(
    drawn: tuple[Side, Side],
) -> None:
    before, after = drawn
    there, back = difference(before, after), difference(after, before)
    assert back.before is after
    assert back.after is before
    assert is_nothing(added([back.whole.points, there.whole.points]))
    assert is_nothing(added([back.whole.decibans, there.whole.decibans]))
    if before.as_of == after.as_of:
        return
    for one, other in zip(there.parts, back.parts, strict=True):
        assert one.name == other.name
        assert is_nothing(added([one.points, other.points]))
        assert [shift.row for shift in one.shifts] == [s.row for s in other.shifts]
        for way, return_ in zip(one.shifts, other.shifts, strict=True):
            assert is_nothing(added([way.decibans, return_.decibans]))


@few
@given(SEEDS, st.data())
def test_from_a_side_to_itself_nothing_moves(seed: int, data: st.DataObject) -> None:
    world = draw_world(seed)
    side = side_of(world, data.draw(st.sampled_from(world.dates)))
    found = difference(side, side)
    assert felt(found) == []
    assert not is_something(found.whole)


@pytest.mark.parametrize(
    ("edit", "part"),
    [
        (edit_model, "model"),
        (edit_scenario, "scenario"),
        (retract, "retraction"),
        (regrade, "regrading"),
        (regrade_source, "regrading"),
        (relink, "revision"),
        (report_more, "evidence"),
        (hear, "evidence"),
        (forget, "evidence"),
        (settle, "resolution"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_an_edit_alone_moves_only_the_part_that_is_named_after_it(
    edit: Change, part: str
) -> None:
    moved = 0
    for seed in range(24):
        before, after = draw_world(seed), edited(seed, edit)
        as_of = before.dates[-2]
        found = difference(side_of(before, as_of), side_of(after, as_of))
        assert felt(found) in ([], [part])
        moved += felt(found) == [part]
    assert moved


@few
@given(SEEDS, st.data())
def test_time_alone_moves_only_the_clock(seed: int, data: st.DataObject) -> None:
    # What is dated, published or withdrawn between the two days is left out.
    world = draw_world(seed)
    days = st.sampled_from(world.dates)
    first, last = sorted([data.draw(days), data.draw(days)])

    def is_old(development: Development) -> bool:
        told = [development.published(each) for each in development.reports]
        gone = [r.retracted.on for r in development.reports if r.retracted is not None]
        return not any(
            first < each <= last for each in [development.date, *told, *gone]
        )

    old = tuple(filter(is_old, world.developments))
    open_ended = world.scenarios[0].model_copy(update={"resolved": None})
    still = replace(world, developments=old, scenarios=(open_ended,))
    found = difference(side_of(still, first), side_of(still, last))
    assert felt(found) in ([], ["clock"])
    assert all(shift.developments == () for shift in found.whole.shifts)


# Worked by hand: the sign is certainly seen, so its row is its weight of 6 dB for `a`
# over `b`, centred: +3 and −3. From even priors P(a) = 1/(1 + 10^−0.6) = 0.79924…

SEEN = Decimal(1) / (1 + Decimal(10) ** Decimal("-0.6"))
NEWS = development_data("d", 100, "sign")


def near(number: Decimal) -> Any:  # noqa: ANN401 pytest.approx has no type
    return pytest.approx(number, abs=Decimal("1e-18"))


def test_new_evidence_moves_by_the_weight_of_its_sign() -> None:
    found = difference(small_side(), small_side(200, NEWS))
    (part,) = [each for each in found.parts if is_something(each)]
    assert part.name == "evidence"
    assert part.decibans == {"a": near(Decimal(3)), "b": near(Decimal(-3))}
    assert part.points["a"] == near(SEEN - Decimal("0.5"))
    assert part.points["b"] == near(Decimal("0.5") - SEEN)
    (shift,) = part.shifts
    assert (shift.row, shift.developments) == ("sign", ("d",))


def test_a_retraction_takes_away_what_the_report_had_moved() -> None:
    gone = {"on": day(150), "why": "It never met."}
    withdrawn = development_data("d", 100, "sign", make_report(retracted=gone))
    found = difference(small_side(140, NEWS), small_side(150, withdrawn))
    assert felt(found) == ["retraction"]
    assert found.whole.decibans == {"a": near(Decimal(-3)), "b": near(Decimal(3))}
    found = difference(small_side(140, NEWS), small_side(149, withdrawn))
    assert felt(found) == []


def test_another_weight_is_a_scenario_edit_and_names_its_row() -> None:
    heavier = file_of(make_scenario({"sign": {"weights": {"a": 10}}}))
    found = difference(small_side(200, NEWS), small_side(200, NEWS, file=heavier))
    assert felt(found) == ["scenario"]
    assert found.whole.decibans == {"a": near(Decimal(2)), "b": near(Decimal(-2))}
    (shift,) = found.whole.shifts
    assert (shift.row, shift.developments) == ("sign", ())


def test_a_row_of_either_side_alone_has_its_own_entries() -> None:
    other = file_of(make_scenario({"omen": {"weights": {"a": 6}}}))
    found = difference(small_side(200, NEWS), small_side(200, NEWS, file=other))
    assert felt(found) == ["scenario"]
    assert [shift.row for shift in found.whole.shifts] == ["sign"]
    assert found.whole.decibans == {"a": near(Decimal(-3)), "b": near(Decimal(3))}


def test_another_prior_and_a_deadline_are_rows_of_the_scenario_edit() -> None:
    # 0.8 : 0.2 is 6.02 dB, centred 3.01 and −3.01.
    outcomes = {"a": {"prior": 0.8, "deadline": True}, "b": 0.2}
    edited_file = file_of(make_scenario({"sign": {"weights": {"a": 6}}}, outcomes))
    found = difference(small_side(180), small_side(180, file=edited_file))
    assert felt(found) == ["scenario"]
    prior, clock = found.whole.shifts
    assert (prior.row, clock.row) == ("prior", "clock")
    assert float(prior.decibans["a"]) == pytest.approx(3.0103, abs=1e-4)
    # h = −ln 0.2 / 360; half the time is left: (e^−h180 − e^−h360) / (1 − e^−h360)
    # = (0.4472 − 0.2) / 0.8 = 0.3090, that is −5.10 dB, centred −2.55.
    assert float(clock.decibans["a"]) == pytest.approx(-2.5500, abs=1e-3)


def test_a_change_of_a_reports_grade_names_the_development() -> None:
    doubted = development_data("d", 100, "sign", make_report(grade="D6"))
    found = difference(small_side(200, NEWS), small_side(200, doubted))
    assert felt(found) == ["regrading"]
    assert found.whole.shifts[0].developments == ("d",)
    assert found.whole.points["a"] < 0


def test_a_source_that_is_graded_otherwise_is_a_regrading() -> None:
    told = development_data("d", 100, "sign", make_report(None, credibility=1))
    graded = [{"herald": make_source(("2020-01-01", letter))} for letter in "AC"]
    model = make_model()
    before, after = (
        small_side(200, told, sources=sources, model=model) for sources in graded
    )
    found = difference(before, after)
    assert felt(found) == ["regrading"]
    assert found.whole.points["a"] < 0


def test_a_question_that_is_settled_moves_no_decibans() -> None:
    settled = {"outcome": "b", "on": day(190), "why": "The vote was lost."}
    scenario = make_scenario({"sign": {"weights": {"a": 6}}}, resolved=settled)
    before = small_side(180, NEWS, file=file_of(scenario))
    found = difference(before, replace(before, as_of=day(200)))
    assert felt(found) == ["resolution"]
    assert found.whole.points == {"a": near(-SEEN), "b": near(SEEN)}
    assert found.parts[-1].shifts == ()


def test_what_was_settled_at_the_start_is_held_until_the_last_step() -> None:
    def settled(outcome: str) -> ScenarioFile:
        resolved = {"outcome": outcome, "on": day(190), "why": "It was said."}
        return file_of(
            make_scenario({"sign": {"weights": {"a": 6}}}, resolved=resolved)
        )

    before = small_side(200, file=settled("b"))
    found = difference(before, small_side(210, NEWS, file=settled("a")))
    assert felt(found) == ["evidence", "resolution"]
    assert not any(found.parts[-2].points.values())
    assert found.whole.points == {"a": 1, "b": -1}


def test_other_outcomes_are_refused() -> None:
    file = file_of(make_scenario({}, {"a": 0.5, "c": 0.5}))
    with pytest.raises(DifferentOutcomesError, match="q had the outcomes a, b and has"):
        difference(small_side(), small_side(file=file))


def test_what_was_not_known_yet_at_the_start_is_no_correction() -> None:
    # It is entered after the first day, already withdrawn and regraded.
    gone = {"on": day(190), "why": "It never met."}
    late = development_data("d", 150, "sign", make_report("C3", retracted=gone))
    found = difference(small_side(140, late), small_side(180, late))
    assert felt(found) == ["evidence"]
    assert felt(difference(small_side(140, late), small_side(195, late))) == []


def test_sums_hold_however_far_apart_the_numbers_are() -> None:
    # 45 dB apart in each of 40 signs: probabilities of 1e-180 beside 1.
    signs = {f"s{n}": {"weights": {"a": 45, "b": -45}} for n in range(40)}
    scenario = make_scenario(signs)
    model = certain_model(limits={"theta": [1e-12, 0.999], "report_db": 400})
    news = tuple(
        Development.model_validate(development_data(f"d{n}", 100, f"s{n}"))
        for n in range(40)
    )
    before = Side("", file_of(scenario), model, {}, (), day(200))
    found = difference(before, replace(before, developments=news))
    assert 0 < found.end.probabilities["b"] < Decimal("1e-150")
    whole = less(found.end.probabilities, found.start.probabilities)
    assert added([part.points for part in found.parts]) == whole
