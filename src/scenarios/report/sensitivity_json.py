"""A sensitivity as `scenarios/sensitivity@1`, and as a table."""

from collections.abc import Iterator
from typing import Any

from scenarios.report.tables import Cell, Column, Kind, Table
from scenarios.version import __version__
from scenarios.whatif.swings import (
    LeftOut,
    LeftOutKind,
    ScenarioSensitivity,
    Sensitivity,
    Swing,
    VarianceShare,
)

__all__ = ["sensitivity_json", "sensitivity_table"]

Json = dict[str, Any]
KINDS: tuple[LeftOutKind, ...] = ("development", "source", "origin")

COLUMNS = (
    Column("scenario"),
    Column("sensitivity"),
    Column("kind"),
    Column("name"),
    Column("outcome"),
    Column("now", Kind.PROBABILITY),
    Column("lower_step"),
    Column("higher_step"),
    Column("lower", Kind.PROBABILITY),
    Column("higher", Kind.PROBABILITY),
    Column("without", Kind.PROBABILITY),
    Column("changes_lead"),
    Column("as_of"),
    Column("model"),
)


def sensitivity_json(found: Sensitivity) -> Json:
    """Return a sensitivity as plain values for `json.dumps`."""
    return {
        "format": "scenarios/sensitivity@1",
        "as_of": found.as_of.isoformat(),
        "engine": {"version": __version__, "method": found.model.model.method},
        "inputs": {
            "model": {"id": found.model.model.id, "digest": found.model.digest},
            "developments": {
                "count": len(found.developments.items),
                "digest": found.developments.digest,
            },
        },
        "scenarios": [_scenario(each) for each in found.scenarios],
    }


def sensitivity_table(found: Sensitivity) -> Table:
    """Return one row per scenario, input or piece of evidence, and outcome."""
    tail = (found.as_of.isoformat(), found.model.model.id)
    rows = [
        (each.scenario.id, *row, *tail)
        for each in found.scenarios
        for row in (*_parameter_rows(each), *_evidence_rows(each))
    ]
    return Table(COLUMNS, tuple(rows))


def _scenario(each: ScenarioSensitivity) -> Json:
    leading, resolved = each.leading, each.resolved
    return {
        "id": each.scenario.id,
        "title": each.scenario.title,
        "digest": each.file.digest,
        "resolved": None
        if resolved is None
        else {"outcome": resolved.outcome, "on": resolved.on.isoformat()},
        "leading": leading,
        "now": dict(each.now),
        "parameters": [_swing(swing, each) for swing in each.swings_of(leading)],
        "evidence": [
            _left_out(piece)
            for kind in KINDS
            for piece in each.left_out_of(leading, kind)
        ],
        "variance": [_share(share) for share in each.shares] or None,
    }


def _swing(swing: Swing, each: ScenarioSensitivity) -> Json:
    given = swing.input
    return {
        "kind": given.kind,
        "name": given.name,
        "indicator": given.indicator,
        "outcome": given.outcome,
        "steps": {"lower": given.steps[0], "higher": given.steps[1]},
        "lower": dict(swing.lower),
        "higher": dict(swing.higher),
        "changes_lead": swing.changes_lead,
        "where": None if given.indicator is None else each.file.where[given.indicator],
    }


def _left_out(piece: LeftOut) -> Json:
    return {
        "kind": piece.kind,
        "name": piece.name,
        "title": piece.title,
        "developments": piece.developments,
        "without": dict(piece.probabilities),
        "changes_lead": piece.changes_lead,
    }


def _share(share: VarianceShare) -> Json:
    return {
        "name": share.name,
        "first": share.first,
        "total": share.total,
        "error": share.error,
        "outcomes": dict(share.outcomes),
    }


def _parameter_rows(each: ScenarioSensitivity) -> Iterator[tuple[Cell, ...]]:
    for swing in each.swings_of(each.leading):
        given = swing.input
        for outcome, now in each.now.items():
            ends = swing.lower[outcome], swing.higher[outcome]
            head = ("parameter", given.kind, given.name, outcome, now, *given.steps)
            yield (*head, *ends, None, _yes(swing.changes_lead))


def _evidence_rows(each: ScenarioSensitivity) -> Iterator[tuple[Cell, ...]]:
    for kind in KINDS:
        for piece in each.left_out_of(each.leading, kind):
            for outcome, now in each.now.items():
                head = ("evidence", kind, piece.name, outcome, now, "", "", None, None)
                without = piece.probabilities[outcome]
                yield (*head, without, _yes(piece.changes_lead))


def _yes(holds: bool) -> str:  # noqa: FBT001 a cell of a table
    return "yes" if holds else ""
