"""The draws behind an interval: the same ones whenever they are asked for."""

from datetime import date

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.assessment.seed import seed_of
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.interval import draw, seeded
from scenarios.engine.arrays.pack import Floats, Pack, pack
from scenarios.engine.ledger import Ledger

__all__ = ["draws_of", "pack_day"]


def pack_day(
    ledger: Ledger, scenario: Scenario, model: ScoringModel, as_of: date
) -> Pack:
    """Pack what a ledger was drawn up from, for sums in arrays."""
    horizon = scenario.horizon
    left = (horizon.length - horizon.elapsed(as_of)) / horizon.length
    return pack(scenario, [row.reading for row in ledger.rows], model, left)


def draws_of(each: ScenarioAssessment, whole: Assessment) -> Floats:
    """Return the joint draws that an interval was read off, (outcomes, draws).

    Args:
        each: A scenario that is not settled.
        whole: The assessment that it is from.
    """
    model = whole.model
    packed = pack_day(each.ledger, each.scenario, model, whole.as_of)
    seed = seed_of((each.digest, whole.model_digest, whole.developments_digest))
    return draw(packed, model.uncertainty, seeded(seed))
