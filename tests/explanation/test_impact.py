"""What an entry has moved: before and after, and each development alone."""

from decimal import Decimal
from pathlib import Path

import pytest

from scenarios.assessment.weighing import Weighed, weigh
from scenarios.domain.development import Development
from scenarios.explanation import impact as impact_module
from scenarios.explanation.impact import impact
from scenarios.explanation.movers import is_felt
from support import (
    Data,
    day,
    make_development,
    make_report,
    make_workspace,
    scenario_data,
)

EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}


def weighed(root: Path, *developments: Development, **changes: Data) -> list[Weighed]:
    """Weigh two questions, of which `z` is about nothing."""
    question = scenario_data({"s": EVENT, "t": EVENT}, **changes)
    other = scenario_data({"s": EVENT}, id="z")
    return list(weigh(make_workspace(root, question, other), developments, day(200)))


def test_only_what_is_felt_is_shown_and_each_development_alone(tmp_path: Path) -> None:
    strong = make_development("strong", 20, "s")
    weak = make_development("weak", 30, "t", make_report("D1"))
    known = make_development("known", 10, "t", make_report("C1"))
    before = weighed(tmp_path, known)
    (found,) = impact(
        before, weighed(tmp_path, known, strong, weak), {"strong", "weak"}
    )
    assert found.after.id == "q"
    assert [mover.development.id for mover in found.movers] == ["strong", "weak"]
    assert found.size == found.moves[0].points > 0
    first, second = found.moves
    assert (first.outcome, second.outcome) == ("a", "b")
    assert first.points + second.points == 0
    assert (first.word_before, first.word_after) == (
        before[0].words["a"],
        found.after.words["a"],
    )


def test_what_an_entry_moves_alone_is_the_whole_where_it_is_the_only_one(
    tmp_path: Path,
) -> None:
    """A1 has λ = 9: 1 + 8·0.8 = 7.4 against 1 + 8·0.2 = 2.6, so P(a) = 0.74."""
    only = make_development("only", 20, "s")
    (found,) = impact(weighed(tmp_path), weighed(tmp_path, only), {"only"})
    (mover,) = found.movers
    assert mover.points["a"] == pytest.approx(Decimal("0.24"))
    assert found.moves[0].points == pytest.approx(Decimal("0.24"))
    assert found.moves[0].decibans == pytest.approx(mover.decibans["a"])


def test_an_entry_that_says_nothing_is_felt_nowhere(tmp_path: Path) -> None:
    rumour = make_development("rumour", 20, "s", make_report("E1"))
    assert impact(weighed(tmp_path), weighed(tmp_path, rumour), {"rumour"}) == ()


def test_a_question_that_is_settled_is_felt_without_decibans(tmp_path: Path) -> None:
    settled = {"outcome": "a", "on": day(190), "why": "It was seen."}
    (found,) = impact(weighed(tmp_path), weighed(tmp_path, resolved=settled), ())
    assert [move.decibans for move in found.moves] == [0, 0]
    assert [move.points for move in found.moves] == [Decimal("0.5"), Decimal("-0.5")]


def test_too_many_developments_are_not_taken_out_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impact_module, "MOST_ALONE", 1)
    two = [make_development(name, 20, "s") for name in ("one", "two")]
    (found,) = impact(weighed(tmp_path), weighed(tmp_path, *two), {"one", "two"})
    assert found.movers == ()
    (found,) = impact(weighed(tmp_path), weighed(tmp_path, *two), {"one"})
    # The second tells the same, so that the first alone adds nothing.
    assert [mover.is_felt for mover in found.movers] == [False]


@pytest.mark.parametrize(
    ("points", "decibans", "felt"),
    [("0.0049", "0.049", False), ("0.005", "0", True), ("0", "-0.05", True)],
)
def test_a_change_is_felt_where_people_are_shown_more_than_nothing(
    points: str, decibans: str, *, felt: bool
) -> None:
    assert is_felt(Decimal(points), Decimal(decibans)) is felt
