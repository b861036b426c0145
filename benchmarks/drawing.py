"""What is timed: questions with event indicators and their news, drawn from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np

from scenarios import load_workspace
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.pack import Pack, pack
from scenarios.engine.evidence import read_scenario
from scenarios.engine.ledger import Ledger, draw_up_from
from scenarios.engine.reports import Told, hear_all
from scenarios.loading.shipped import shipped_folder

__all__ = ["FULL", "Question", "Shape", "draw_question", "house_model"]

OPENS = date(2024, 1, 1)
AS_OF = date(2024, 9, 30)
CLOSES = date(2024, 12, 31)
WINDOW = 200


class Shape(NamedTuple):
    """How large a question is; developments go to the indicators in turn."""

    outcomes: int
    indicators: int
    developments: int


FULL = Shape(outcomes=4, indicators=20, developments=60)


@dataclass(frozen=True, slots=True)
class Question:
    """A scenario, its news and the model to assess it under."""

    scenario: Scenario
    developments: tuple[Development, ...]
    model: ScoringModel

    def hear(self) -> tuple[Told, ...]:
        """Hear its developments."""
        return hear_all(self.developments, {}, self.model, AS_OF)

    def pack(self) -> Pack:
        """Hear, read and pack its developments."""
        readings = read_scenario(self.scenario, self.hear(), self.model, AS_OF)
        return pack(self.scenario, readings, self.model, left=1.0)

    def draw_up(self, told: tuple[Told, ...]) -> Ledger:
        """Draw up its exact ledger from developments already heard."""
        return draw_up_from(self.scenario, self.model, told, AS_OF)


@cache
def house_model() -> ScoringModel:
    """Return the model that ships with the program."""
    return load_workspace(shipped_folder()).model("default").model


def draw_question(seed: int, shape: Shape = FULL) -> Question:
    """Draw a question in which every indicator is observed or silent, none open."""
    rng = np.random.default_rng(seed)
    name = f"question-{seed}"
    return Question(
        scenario=_draw_scenario(name, shape, rng),
        developments=tuple(_draw_developments(name, shape, rng)),
        model=house_model(),
    )


def _draw_scenario(name: str, shape: Shape, rng: np.random.Generator) -> Scenario:
    sizes = rng.integers(1, 100, shape.outcomes)
    priors = [round(float(size / sizes.sum()), 3) for size in sizes[1:]]
    priors.insert(0, round(1 - sum(priors), 3))
    outcomes = [f"outcome-{place}" for place in range(shape.outcomes)]
    return Scenario.model_validate(
        {
            "format": "scenarios/scenario@1",
            "id": name,
            "title": "A drawn question",
            "question": "Which of them?",
            "horizon": {"opens": OPENS, "closes": CLOSES},
            "outcomes": {
                outcome: {"title": outcome, "prior": prior}
                for outcome, prior in zip(outcomes, priors, strict=True)
            },
            "indicators": {
                f"sign-{place}": {
                    "title": "A drawn sign",
                    "weights": {each: int(rng.integers(-12, 13)) for each in outcomes},
                    "within": f"{WINDOW}d",
                }
                for place in range(shape.indicators)
            },
        }
    )


def _draw_developments(
    scenario: str, shape: Shape, rng: np.random.Generator
) -> Iterator[Development]:
    for place in range(shape.developments):
        happened = OPENS + timedelta(days=int(rng.integers(WINDOW)))
        grade = "ABCD"[rng.integers(4)] + "1234"[rng.integers(4)]
        yield Development.model_validate(
            {
                "id": f"{scenario}-development-{place}",
                "date": happened,
                "observes": [f"{scenario}/sign-{place % shape.indicators}"],
                "reports": [{"id": "report", "source": "herald", "grade": grade}],
            }
        )
