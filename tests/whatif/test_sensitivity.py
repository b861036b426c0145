"""What an assessment hangs on: every number is an assessment of edited files."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from edits import (
    edit_coverage,
    edit_expected,
    edit_prior,
    edit_weight,
    shifted_share,
)
from oracle.workspaces import random_workspace, write_workspace
from scenarios import assess, load_developments, load_workspace
from scenarios.assessment.assess import probabilities
from scenarios.engine.arrays.variants import set_stage
from scenarios.engine.ledger import draw_up
from scenarios.loading.developments import Developments
from scenarios.loading.shipped import shipped_folder
from scenarios.whatif.hearing import regrade, step_letter
from scenarios.whatif.sensitivity import sensitivity
from support import day, make_development, make_report, make_workspace, scenario_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from pathlib import Path

    from scenarios.domain.development import Development
    from scenarios.domain.model import ScoringModel
    from scenarios.domain.scenario import Scenario
    from scenarios.domain.source import Source
    from scenarios.whatif.inputs import Input
    from scenarios.whatif.swings import ScenarioSensitivity
    from support import Data

pytestmark = pytest.mark.no_cover

TOLERANCE = 1e-12
EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}


class Desk:
    """A workspace's nouns, any of which can be edited before it is assessed."""

    def __init__(
        self,
        model: ScoringModel,
        sources: Mapping[str, Source],
        developments: Iterable[Development],
        as_of: date,
    ) -> None:
        self.model, self.sources = model, sources
        self.developments, self.as_of = tuple(developments), as_of

    def chances(self, scenario: Scenario) -> dict[str, float]:
        """Assess from scratch, in decimals."""
        ledger = draw_up(
            scenario, self.model, self.sources, self.developments, self.as_of
        )
        found = probabilities(ledger, scenario, self.as_of)
        return {o: float(p) for o, p in zip(ledger.outcomes, found, strict=True)}

    def without(self, field: str, name: str) -> Desk:
        """Take all reports of a source or an origin out."""
        left = [
            each.model_copy(
                update={
                    "reports": tuple(
                        r for r in each.reports if getattr(r, field) != name
                    )
                }
            )
            for each in self.developments
        ]
        return Desk(self.model, self.sources, left, self.as_of)

    def dropped(self, name: str) -> Desk:
        left = [each for each in self.developments if each.id != name]
        return Desk(self.model, self.sources, left, self.as_of)

    def depending(self, **dependence: Decimal) -> Desk:
        other = self.model.dependence.model_copy(update=dependence)
        model = self.model.model_copy(update={"dependence": other})
        return Desk(model, self.sources, self.developments, self.as_of)

    def regraded(self, name: str, by: int) -> Desk:
        sources = {**self.sources, name: regrade(self.sources[name], by)}
        return Desk(self.model, sources, self.developments, self.as_of)

    def edited(self, given: Input, scenario: Scenario, sign: int) -> dict[str, float]:
        """Make the edit that an input's lower (−1) or higher (1) step stands for."""
        model = self.model
        step = sign * model.uncertainty.weight_db
        match given.kind:
            case "weight":
                ordered = sorted(self.developments, key=lambda d: (d.date, d.id))
                stage = set_stage(scenario, model, ordered)
                reading = next(r for r in stage.readings if r.id == given.indicator)
                assert given.outcome is not None
                other = edit_weight(reading, scenario, model, given.outcome, step)
                return self.chances(other)
            case "prior":
                by = sign * model.uncertainty.prior_db
                return self.chances(edit_prior(scenario, given.name, by))
            case "coverage":
                return self.chances(edit_coverage(scenario, given.name, model, step))
            case "expected":
                return self.chances(edit_expected(scenario, given.name, model, step))
            case "grade":
                return self.regraded(given.name, -sign).chances(scenario)
            case "dependence":
                key = given.name.removeprefix("dependence.")
                share = shifted_share(getattr(model.dependence, key), step)
                return self.depending(**{key: share}).chances(scenario)


def check(
    found: ScenarioSensitivity, desk: Desk, rng: Random, share: float
) -> set[str]:
    """Compare a share of all that was found with edited files, and name the kinds."""
    scenario, seen = found.scenario, set[str]()
    assert dict(found.now) == pytest.approx(desk.chances(scenario), abs=TOLERANCE)
    for swing in found.swings:
        if rng.random() > share:
            continue
        seen.add(swing.input.kind)
        for sign, chances in ((-1, swing.lower), (1, swing.higher)):
            expected = desk.edited(swing.input, scenario, sign)
            where = (swing.input.kind, swing.input.name, sign)
            assert dict(chances) == pytest.approx(expected, abs=TOLERANCE), where
    for piece in found.left_out:
        seen.add(piece.kind)
        if piece.kind == "development":
            expected = desk.dropped(piece.name).chances(scenario)
        else:
            expected = desk.without(piece.kind, piece.name).chances(scenario)
        assert dict(piece.probabilities) == pytest.approx(expected, abs=TOLERANCE)
        lead = max(expected, key=lambda o: expected[o])
        assert piece.changes_lead == (lead != found.leading)
    return seen


@pytest.mark.parametrize("seed", range(25))
def test_every_number_is_an_assessment_of_edited_files(
    seed: int, tmp_path: Path
) -> None:
    data = random_workspace(Random(seed))
    write_workspace(data, tmp_path)
    workspace = load_workspace(tmp_path)
    news = load_developments(tmp_path / "developments.jsonl", workspace)
    rng = Random(seed)
    for as_of in rng.sample(data["dates"], 1):
        model = workspace.model().model
        desk = Desk(model, workspace.sources, news.items, as_of)
        for found in sensitivity(workspace, news, as_of).scenarios:
            if found.resolved is None:
                check(found, desk, rng, 0.3)


def test_the_tornado_of_the_shipped_workspace_is_right_to_the_last_bar() -> None:
    workspace = load_workspace(shipped_folder())
    path = shipped_folder() / "examples" / "us-pakistan" / "developments.jsonl"
    news = load_developments(path, workspace)
    as_of = date(2024, 12, 30)
    (found,) = sensitivity(workspace, news, as_of, scenarios=["aid-changes"]).scenarios
    desk = Desk(workspace.model().model, workspace.sources, news.items, as_of)
    seen = check(found, desk, Random(1), 1)
    assert seen == {
        "weight",
        "prior",
        "grade",
        "dependence",
        "coverage",
        "expected",
        "development",
        "source",
        "origin",
    }


def test_a_weight_moves_as_one_would_move_it_in_the_file(tmp_path: Path) -> None:
    """θ .5 and .05; with 2 dB more .5 and .0315; with 2 less .5 and .0792.

    λ = 9: 5 against 1.4, 1.252383 and 1.633957: .78125, .799695 and .753698.
    """
    workspace = make_workspace(tmp_path, scenario_data({"s": {"weights": {"a": 10}}}))
    news = Developments((make_development("d", 10, "s"),))
    (found,) = sensitivity(workspace, news, day(20)).scenarios
    swing = next(s for s in found.swings if s.input.name == "s/a")
    ends = swing.lower["a"], found.now["a"], swing.higher["a"]
    assert ends == pytest.approx((0.753698, 0.78125, 0.799695), abs=1e-6)
    assert swing.width("a", found.now) == pytest.approx(0.799695 - 0.753698, abs=2e-6)
    assert (swing.input.steps, swing.changes_lead) == (("−2 dB", "+2 dB"), False)


def test_a_linchpin_is_what_the_lead_hangs_on(tmp_path: Path) -> None:
    """One wire in two papers, and a letter: without the origin b leads again."""
    chances = {"a": 0.4, "b": 0.6}
    workspace = make_workspace(tmp_path, scenario_data({"s": EVENT}, chances))
    wire = [make_report("B2", origin="wire", source=name) for name in ("x", "y")]
    text = "\n".join(f"{name}: {{title: {name.upper()}}}" for name in ("x", "y", "z"))
    (tmp_path / "sources.yaml").write_text(text)
    workspace = load_workspace(tmp_path)
    letter = make_report("D4", source="z", origin="letter")
    news = Developments((make_development("d", 10, "s", *wire, letter),))
    (found,) = sensitivity(workspace, news, day(20)).scenarios
    assert found.leading == "a"
    assert [p.changes_lead for p in found.left_out_of("a", "development")] == [True]
    origins = found.left_out_of("a", "origin")
    assert [(p.name, p.changes_lead) for p in origins] == [
        ("wire", True),
        ("letter", False),
    ]
    sources = found.left_out_of("a", "source")
    assert not any(p.changes_lead for p in sources)
    assert {p.title for p in sources} == {"X", "Y", "Z"}
    # Graded reports keep their grade, whatever becomes of the source's letter.
    assert not [s for s in found.swings if s.input.kind == "grade"]
    assert assess(workspace, news, day(20))["q"].leading.id == "a"


def test_nothing_moves_a_settled_question(tmp_path: Path) -> None:
    resolved = {"outcome": "a", "on": day(15)}
    question = scenario_data({"s": EVENT}, resolved=resolved)
    workspace = make_workspace(tmp_path, question)
    found = sensitivity(workspace, Developments(()), day(20), variance=True)
    (settled,) = found.scenarios
    assert settled.resolved is not None
    assert (settled.swings, settled.left_out, settled.shares) == ((), (), ())


def test_shares_of_variance_are_of_the_priors_and_each_indicator(
    tmp_path: Path,
) -> None:
    signs = {"s": EVENT, "open": EVENT}
    workspace = make_workspace(tmp_path, scenario_data(signs))
    news = Developments((make_development("d", 10, "s"),))
    (found,) = sensitivity(workspace, news, day(20), variance=True).scenarios
    names = [share.name for share in found.shares]
    assert names == ["prior", "s", "open"]
    prior, seen, silent = found.shares
    assert seen.total > prior.total > silent.total == 0
    assert prior.total + seen.total == pytest.approx(1, abs=0.1)
    assert seen.first <= seen.total + 3 * seen.error
    again = sensitivity(workspace, news, day(20), variance=True)
    assert again.scenarios[0].shares == found.shares


@pytest.mark.parametrize(
    ("letter", "worse", "better"),
    [("A", "B", "A"), ("C", "D", "B"), ("E", "E", "D"), ("F", "E", "C")],
)
def test_a_letter_moves_by_one_class(letter: str, worse: str, better: str) -> None:
    moved = (step_letter(letter, 1), step_letter(letter, -1))  # type: ignore[arg-type]  # from a table
    assert moved == (worse, better)


def test_a_sources_letters_move_on_all_dates(tmp_path: Path) -> None:
    text = "x: {title: X, reliability: [{from: 2024-01-05, grade: B}]}\ny: {title: Y}"
    make_workspace(tmp_path, scenario_data({"s": EVENT}))
    (tmp_path / "sources.yaml").write_text(text)
    sources = load_workspace(tmp_path).sources
    worse = regrade(sources["x"], 1)
    letters = [worse.letter_on(day(n)) for n in (0, 3, 4, 300)]
    assert letters == ["E", "E", "C", "C"]
    assert regrade(sources["y"], -1).letter_on(day(0)) == "C"
    first = regrade(worse, -1)
    assert [p.grade for p in first.reliability] == ["D", "B"]
