"""What a report finds beside a dossier: what it hangs on, and what to watch."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.report.dossier import Dossier
from scenarios.whatif.flip import Flip, find_flips
from scenarios.whatif.sensitivity import sensitivity
from scenarios.whatif.signposts import Signpost, find_signposts
from scenarios.whatif.swings import ScenarioSensitivity

__all__ = ["DAYS_AHEAD", "Findings", "find"]

DAYS_AHEAD = 30
"""How far ahead the chance to hear of a sign soon looks."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found by changing one thing at a time.

    Attributes:
        sensitivity: Per scenario, in the order of the assessment.
        signposts: Of all open questions, the most telling first.
        flips: Smallest changes, of all open questions.
    """

    sensitivity: Sequence[ScenarioSensitivity]
    signposts: Sequence[Signpost]
    flips: Sequence[Flip]

    def signposts_of(self, scenario: str) -> list[Signpost]:
        """Return the signposts of one scenario, the most telling first."""
        return [each for each in self.signposts if each.scenario == scenario]

    def flips_of(self, scenario: str, goal: str) -> list[Flip]:
        """Return the smallest changes that reach a goal in one scenario."""
        return [
            each
            for each in self.flips
            if (each.scenario, each.goal) == (scenario, goal)
        ]


def find(dossier: Dossier) -> Findings:
    """Change one thing after another in every scenario of a dossier."""
    now, order = dossier.assessment, dossier.order
    hangs_on = sensitivity(
        dossier.workspace,
        dossier.developments,
        now.as_of,
        scenarios=order.scenarios,
        model=order.model,
    )
    return Findings(
        sensitivity=hangs_on.scenarios,
        signposts=find_signposts(now, DAYS_AHEAD),
        flips=find_flips(now, dossier.workspace.sources),
    )
