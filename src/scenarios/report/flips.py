"""The smallest changes that flip something: as a table, as JSON and in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, assert_never

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.assessment.words import percent
from scenarios.report.layout import Line, Piece, columns, plain, shortened, wrap
from scenarios.report.tables import Cell, Column, Kind, Table
from scenarios.whatif.flip import KINDS, Flip, FlipKind

__all__ = ["flip_change", "flip_size", "flip_table", "flips_json", "show_flips"]

Json = dict[str, Any]
INDENT = "  "
MOST_TITLE = 22
HUNDREDTH = Decimal("0.01")

GOALS = {
    "lead": "takes the lead from «{leader}»",
    "word": "changes the word for «{leader}», {word}",
}

COLUMNS = (
    Column("scenario"),
    Column("goal"),
    Column("kind"),
    Column("subject"),
    Column("outcome"),
    Column("from"),
    Column("to"),
    Column("size", Kind.NUMBER),
    Column("unit"),
    Column("leads"),
    Column("word"),
    Column("flag"),
    Column("as_of"),
)


def flips_json(assessment: Assessment, found: Sequence[Flip]) -> Json:
    """Return flips as plain values for `json.dumps`; null where no change does it."""
    return {
        "format": "scenarios/flips@1",
        "as_of": assessment.as_of.isoformat(),
        "units": dict(KINDS),
        "scenarios": [
            {
                "id": each.id,
                "leads": each.leading.id,
                "word": each.leading.word,
                **{goal: _goal_json(found, each.id, goal) for goal in GOALS},
            }
            for each in assessment.scenarios
        ],
    }


def _goal_json(found: Sequence[Flip], scenario: str, goal: str) -> Json:
    own = _by_kind(found, scenario, goal)
    return {kind: _json(own[kind]) if kind in own else None for kind in KINDS}


def _json(flip: Flip) -> Json:
    return {
        "subject": flip.subject,
        "outcome": flip.outcome,
        "from": _plain(flip.start),
        "to": _plain(flip.end),
        "size": float(flip.size),
        "leads": flip.leads,
        "word": flip.word,
        "probabilities": {name: float(p) for name, p in flip.probabilities.items()},
        "flag": flip.flag,
    }


def _plain(value: Decimal | str | None) -> float | str | None:
    return float(value) if isinstance(value, Decimal) else value


def _by_kind(
    found: Sequence[Flip], scenario: str, goal: str
) -> Mapping[FlipKind, Flip]:
    own = (flip for flip in found if (flip.scenario, flip.goal) == (scenario, goal))
    return {flip.kind: flip for flip in own}


def flip_table(assessment: Assessment, found: Sequence[Flip]) -> Table:
    """Return one row per flip that was found."""
    return Table(COLUMNS, tuple(_row(flip, assessment) for flip in found))


def _row(flip: Flip, assessment: Assessment) -> tuple[Cell, ...]:
    return (
        flip.scenario,
        flip.goal,
        flip.kind,
        flip.subject,
        flip.outcome,
        None if flip.start is None else str(flip.start),
        None if flip.end is None else str(flip.end),
        flip.size,
        KINDS[flip.kind],
        flip.leads,
        flip.word,
        flip.flag,
        assessment.as_of.isoformat(),
    )


def show_flips(
    assessment: Assessment, found: Sequence[Flip], width: int
) -> Iterator[Line]:
    """Yield the lines that say what would flip each scenario, and how little of it.

    Args:
        assessment: The scenarios as they stand.
        found: The smallest change of each kind.
        width: Most cells of a line.
    """
    yield [
        Piece("The smallest single change", "bold"),
        Piece(f"   as of {assessment.as_of.isoformat()}, model {assessment.model.id}"),
    ]
    for each in assessment.scenarios:
        yield plain()
        yield [Piece(each.id, "bold cyan"), Piece(f"  {each.scenario.title}", "bold")]
        if each.resolved is not None:
            yield plain(f"{INDENT}Nothing: the question is settled.")
            continue
        for goal, heading in GOALS.items():
            own = _by_kind(found, each.id, goal)
            yield from _goal(each, own, heading, width)
    yield plain()
    yield from wrap(plain(_units(), "dim"), width)


def _goal(
    each: ScenarioAssessment,
    own: Mapping[FlipKind, Flip],
    heading: str,
    width: int,
) -> Iterator[Line]:
    leader = each.leading
    said = heading.format(leader=leader.title, word=leader.word)
    if not own:
        yield from wrap(plain(f"Nothing single {said}."), width, first=INDENT)
        return
    yield from wrap(plain(f"What {said}:"), width, first=INDENT)
    rows = [_cells(own[kind], each) for kind in KINDS if kind in own]
    yield from columns(rows, flexible=2, width=width, indent=INDENT * 2)
    missing = [kind for kind in KINDS if kind not in own]
    if missing:
        yield plain(f"{INDENT * 2}none of {', '.join(missing)} does", "dim")


def _cells(flip: Flip, each: ScenarioAssessment) -> Sequence[Piece]:
    outcomes = each.scenario.outcomes
    if flip.goal == "lead":
        chance = percent(flip.probabilities[flip.leads])
        then = f"{shortened(outcomes[flip.leads].title, MOST_TITLE)} leads, {chance}"
    else:
        then = flip.word
    return [
        Piece(flip.kind, "magenta"),
        Piece(flip_size(flip), "bold"),
        Piece(flip_change(flip, each)),
        Piece(then),
    ]


def flip_size(flip: Flip) -> str:
    """Write how large a change is, rounded up, so that it is not too small to do it."""
    size = flip.size.quantize(HUNDREDTH, ROUND_CEILING)
    return f"r ±{size}" if flip.kind == "grade" else f"{size} dB"


def flip_change(flip: Flip, each: ScenarioAssessment) -> str:
    """Write what is changed, from what to what."""
    start, end = flip.start, flip.end
    match flip.kind:
        case "drop":
            return f"{flip.subject} left out"
        case "grade":
            return f"{flip.subject} graded {end}, not {start}"
        case "weight":
            return f"{flip.subject} for {flip.outcome}: {_turned(start, end)} dB"
        case "prior":
            return f"prior of {flip.subject}: {_percents(start, end)}"
        case "observation":
            title = each.scenario.indicators[flip.subject].title
            sight = "" if end in {"seen", "one more"} else f" {end}"
            more = "one more " if end == "one more" else ""
            return f"{more}{flip.subject}{sight} observed: {title}"
        case _ as unreachable:
            assert_never(unreachable)


def _turned(start: Decimal | str | None, end: Decimal | str | None) -> str:
    before, after = Decimal(start or 0), Decimal(end or 0)
    outwards = ROUND_CEILING if after > before else ROUND_FLOOR
    return f"{before:f} → {after.quantize(HUNDREDTH, outwards)}".replace("-", "−")


def _percents(start: Decimal | str | None, end: Decimal | str | None) -> str:
    before, after = 100 * Decimal(start or 0), 100 * Decimal(end or 0)
    outwards = ROUND_CEILING if after > before else ROUND_FLOOR
    return f"{before.normalize():f} → {after.quantize(HUNDREDTH, outwards)} %"


def _units() -> str:
    said = "; ".join(f"{kind}, {unit}" for kind, unit in KINDS.items())
    return f"Smallest in the unit of its kind: {said}. Kinds are not comparable."
