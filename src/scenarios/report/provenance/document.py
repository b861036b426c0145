"""A dossier as a PROV document: from each probability to a report and a line."""

from prov.model import ProvDocument

from scenarios.report.dossier import Dossier
from scenarios.report.provenance.evidence import state_evidence
from scenarios.report.provenance.ground import state_ground
from scenarios.report.provenance.judgement import state_judgement
from scenarios.report.provenance.statements import Statements
from scenarios.report.provenance.withdrawal import state_withdrawals

__all__ = ["provenance_of"]


def provenance_of(dossier: Dossier) -> ProvDocument:
    """Return where the numbers of an assessment come from."""
    to = Statements()
    state_ground(dossier, to)
    state_evidence(dossier, to)
    state_judgement(dossier, to)
    state_withdrawals(dossier, to)
    return to.document
