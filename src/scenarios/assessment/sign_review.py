"""The review of single indicators: does it tell, does its silence, is it argued?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.findings import Finding
from scenarios.domain.indicator import EventIndicator, Indicator
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import exact
from scenarios.engine.parameters import thetas
from scenarios.engine.sights import Sight, sights_of, silence_of

__all__ = ["Reviewed", "review_signs", "reviewed"]

# A sign that is nearly the outcome: four times in five it is seen if that comes true,
# and ten times less often under every other.
NEARLY_SURE = Decimal("0.8")
TEN_TIMES = Decimal(10)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A scenario under review, with what each of its signs would say if seen."""

    scenario: Scenario
    model: ScoringModel
    sights: Mapping[str, tuple[Sight, ...]]

    @property
    def doubt(self) -> Decimal:
        """Return the decibans below which a difference is within the model's doubt."""
        return self.model.uncertainty.weight_db


def reviewed(scenario: Scenario, model: ScoringModel) -> Reviewed:
    """Prepare a scenario for review."""
    sights = {
        name: sights_of(sign, scenario, model)
        for name, sign in scenario.indicators.items()
    }
    return Reviewed(scenario, model, sights)


def review_signs(about: Reviewed) -> Iterator[Finding]:
    """Yield what is found of each indicator, in the order of the file."""
    for name, sign in about.scenario.indicators.items():
        for check in _CHECKS:
            yield from check(name, sign, about)


def _non_diagnostic(name: str, sign: Indicator, about: Reviewed) -> Iterator[Finding]:
    silence = silence_of(sign, about.scenario, about.model)
    sights = (*about.sights[name], *([] if silence is None else [silence]))
    spread = max(sight.spread for sight in sights)
    if spread < about.doubt:
        yield Finding(
            "non-diagnostic",
            name,
            ("indicators", name),
            f"tells outcomes apart by {spread:.2f} dB at most, less than the model's "
            f"doubt of {about.doubt:f} dB about each weight",
            "seen or not, hardly anything moves",
            "drop it, or say what would make it tell",
        )


def _unheard_silence(name: str, sign: Indicator, _: Reviewed) -> Iterator[Finding]:
    if isinstance(sign, EventIndicator) and sign.within is None:
        yield Finding(
            "unheard-silence",
            name,
            ("indicators", name),
            "has no `within`",
            "news can only push one way, because its silence never counts",
            "give it a window, or say why nobody would hear of it in time",
        )


def _idle_from(name: str, sign: Indicator, _: Reviewed) -> Iterator[Finding]:
    if not isinstance(sign, EventIndicator) or sign.within is not None:
        return
    if sign.start is not None:
        yield Finding(
            "idle-from",
            name,
            ("indicators", name, "from"),
            "`from` stands without `within`",
            "it begins a window that does not exist, and changes nothing",
            "add `within`, or remove it",
        )


def _late_window(name: str, sign: Indicator, about: Reviewed) -> Iterator[Finding]:
    if not isinstance(sign, EventIndicator) or sign.within is None:
        return
    horizon = about.scenario.horizon
    ends = (sign.window_opens(horizon.opens) - horizon.closes).days + sign.within
    if ends > 0:
        yield Finding(
            "late-window",
            name,
            ("indicators", name, "within"),
            f"its window ends {ends} days after the horizon closes",
            "its silence never counts in full, though the question is over",
            "shorten `within`, or let it begin earlier",
        )


@exact
def _doubled_clock(name: str, sign: Indicator, about: Reviewed) -> Iterator[Finding]:
    if not isinstance(sign, EventIndicator) or sign.within is None:
        return
    chances = thetas(sign, about.scenario, about.model)
    (sight,) = about.sights[name]
    for place, (outcome, each) in enumerate(about.scenario.outcomes.items()):
        others = [gap for at, gap in enumerate(sight.gaps) if at != place]
        is_nearly_it = chances[place] >= NEARLY_SURE and min(others) >= TEN_TIMES
        if each.deadline and is_nearly_it:
            yield Finding(
                "doubled-clock",
                name,
                ("indicators", name),
                f"is nearly the outcome `{outcome}` itself, which has a deadline",
                "clock and silent window take the same quiet time off it twice",
                "give up `deadline` or `within`, or watch for an earlier sign",
            )


def _unargued(name: str, sign: Indicator, _: Reviewed) -> Iterator[Finding]:
    if not sign.why.strip():
        yield Finding(
            "no-why",
            name,
            ("indicators", name),
            "lacks `why`",
            "a weight without its reason cannot be reviewed or defended",
            "say why it was chosen and weighted so",
        )
    if not sign.cites:
        yield Finding(
            "no-cites",
            name,
            ("indicators", name),
            "lacks `cites`",
            "a reader cannot check what its rates and weights rest on",
            "name the documents, or accept `no-cites` with the reason",
        )


_Check = Callable[[str, Indicator, Reviewed], Iterator[Finding]]
_CHECKS: tuple[_Check, ...] = (
    _non_diagnostic,
    _unheard_silence,
    _idle_from,
    _late_window,
    _doubled_clock,
    _unargued,
)
