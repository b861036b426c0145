"""What holds no more: reports that were retracted, and texts that were redacted."""

from collections.abc import Iterator

from scenarios.domain.development import Development
from scenarios.report.dossier import Dossier
from scenarios.report.provenance.evidence import state_report
from scenarios.report.provenance.ground import DESK
from scenarios.report.provenance.names import named
from scenarios.report.provenance.statements import Statements

__all__ = ["state_withdrawals"]


def state_withdrawals(dossier: Dossier, to: Statements) -> None:
    """State what was withdrawn by the day, of all that is linked to its scenarios."""
    for development in _linked(dossier):
        _state_retractions(development, dossier, to)
        _state_redactions(development, dossier, to)


def _linked(dossier: Dossier) -> Iterator[Development]:
    wanted = {each.id for each in dossier.assessment.scenarios}
    items = sorted(dossier.developments.items, key=lambda each: (each.date, each.id))
    for each in items:
        if wanted & {link.scenario_id for link in each.observes}:
            yield each


def _state_retractions(
    development: Development, dossier: Dossier, to: Statements
) -> None:
    for report in development.reports:
        retracted = report.retracted
        if retracted is None or retracted.on > dossier.assessment.as_of:
            continue
        name = state_report(report, development, dossier, to)
        retraction = to.activity(
            named("retraction", development.id, report.id),
            "Retraction",
            retracted.why,
            {},
        )
        to.associated(retraction, DESK)
        to.invalidated(name, retraction, retracted.on)


def _state_redactions(
    development: Development, dossier: Dossier, to: Statements
) -> None:
    """State the texts that are gone; they themselves are nowhere any more."""
    for part in sorted(dossier.developments.redacted.get(development.id, ())):
        ids = (development.id, part) if part else (development.id,)
        of = f"report {part} of {development.id}" if part else development.id
        text = to.entity(named("text", *ids), "Text", f"the texts of {of}", {})
        redaction = to.activity(named("redaction", *ids), "Redaction", "", {})
        to.associated(redaction, DESK)
        to.invalidated(text, redaction)
