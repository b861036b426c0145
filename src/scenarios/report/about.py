"""What every file says of itself: the day, the model, the record, and its limits."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.report.dossier import Dossier
from scenarios.report.tables import Column, Table

__all__ = ["LIMITS", "Item", "about", "about_table"]

LIMITS = (
    (
        "A probability here follows from priors, weights and grades that people "
        "judged; it is not a measured frequency."
    ),
    (
        "What the grades of sources are worth as numbers is a convention of the "
        "model: no published mapping of Admiralty grades to probability is validated."
    ),
    (
        "The outcomes of a question exclude each other and one of them comes true; "
        "indicators count as independent given the outcome, but for the discount of "
        "their group."
    ),
    (
        "The interval shows the doubt that the model states of weights and priors. It "
        "does not show that a question, an outcome or a sign was left out, or "
        "miscoded."
    ),
    ("Silence counts only where a window is set, and as far as the stated coverage."),
    (
        "Confidence is a rubric of the model over the ground of an assessment; it "
        "says nothing of how likely an outcome is."
    ),
)
"""What the method cannot do, for whoever relies on its numbers."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of what a file says of itself.

    Attributes:
        name: What it is about.
        text: What is said.
    """

    name: str
    text: str


def about(dossier: Dossier) -> tuple[Item, ...]:
    """Return what a file made of a dossier says of itself, line by line."""
    return tuple(_items(dossier))


def about_table(dossier: Dossier) -> Table:
    """Return the same as a table of two columns."""
    rows = tuple((item.name, item.text) for item in about(dossier))
    return Table((Column("item"), Column("text")), rows, "about")


def _items(dossier: Dossier) -> Iterator[Item]:
    now = dossier.assessment
    model = now.model
    yield Item("as of", now.as_of.isoformat())
    if dossier.before is not None:
        yield Item("changes since", dossier.before.as_of.isoformat())
    yield Item("scenarios", ", ".join(each.id for each in now.scenarios))
    yield Item("filters", _filters(dossier))
    yield Item("model", f"{model.id}: {model.title}")
    yield Item("method", model.method)
    yield Item("likelihood words", model.words)
    level = f"{float(model.uncertainty.level) * 100:g} %"
    yield Item("interval", f"{level} of {model.uncertainty.draws:,} draws")
    yield Item("developments on file", f"{now.developments:,}")
    yield from _record(dossier)
    yield Item("engine", f"scenarios {now.version}")
    yield Item("command", dossier.order.command)
    for place, limit in enumerate(LIMITS, start=1):
        yield Item(f"limit {place}", limit)


def _filters(dossier: Dossier) -> str:
    filters = dossier.order.filters
    return "; ".join(f"{name}: {text}" for name, text in filters.items()) or "none"


def _record(dossier: Dossier) -> Iterator[Item]:
    """Yield what pins the inputs: digests, and the journal with its root."""
    now = dossier.assessment
    if now.journal is None:
        yield Item("journal", "none: the news is from a file")
    else:
        yield Item("journal size", f"{now.journal.size} records")
        yield Item("journal root", now.journal.root)
    yield Item("digest of the developments", now.developments_digest)
    yield Item("digest of the model", now.model_digest)
    for each in now.scenarios:
        yield Item(f"digest of {each.id}", each.digest)
