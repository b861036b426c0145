"""What the quiet time within an observed count says, apart from its news."""

from collections.abc import Mapping
from decimal import Decimal

from scenarios.domain.indicator import CountIndicator
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import exact
from scenarios.engine.ledger import Row, centred
from scenarios.engine.likelihood import quiet_db
from scenarios.engine.parameters import rates

__all__ = ["quiet_part"]


@exact
def quiet_part(
    row: Row, scenario: Scenario, model: ScoringModel
) -> Mapping[str, Decimal] | None:
    """Return the part of a count's row that is quiet time, in centred decibans.

    The rest of the row is news. None for what is no count.
    """
    indicator = row.reading.indicator
    if not isinstance(indicator, CountIndicator):
        return None
    quiet = centred(quiet_db(row.reading, rates(indicator, scenario, model)))
    entries = [row.factor * entry for entry in quiet]
    return dict(zip(scenario.outcomes, entries, strict=True))
