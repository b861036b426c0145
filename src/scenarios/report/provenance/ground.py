"""What an assessment was made from: files, lines, the journal, and who answers."""

from collections.abc import Iterable

from scenarios.domain.source import Source
from scenarios.report.dossier import Dossier
from scenarios.report.provenance.names import named
from scenarios.report.provenance.statements import Facts, Statements

__all__ = [
    "DESK",
    "DEVELOPMENTS",
    "ENGINE",
    "REGISTRY",
    "line_of",
    "model_of",
    "state_ground",
    "state_records",
    "state_source",
]

ENGINE = named("engine")
DESK = named("desk")
REGISTRY = named("sources")
DEVELOPMENTS = named("developments")
JOURNAL = named("journal")


def state_ground(dossier: Dossier, to: Statements) -> None:
    """State the files and the journal of a dossier, and their agents."""
    now, workspace = dossier.assessment, dossier.workspace
    to.agent(ENGINE, "SoftwareAgent", "scenarios", {"version": now.version})
    to.agent(DESK, "Agent", "whoever wrote the files and recorded the news", {})
    to.acted(ENGINE, DESK)
    model = workspace.model(now.model.id)
    facts = {"sha256": _bare(model.digest), "method": model.model.method}
    to.entity(model_of(dossier), "ModelFile", model.model.title, facts)
    to.attributed(model_of(dossier), DESK)
    for each in now.scenarios:
        file = workspace.scenarios[each.id]
        name = named("scenario", each.id)
        found = {"where": file.path, "sha256": _bare(file.digest)}
        to.entity(name, "ScenarioFile", each.scenario.title, found)
        to.attributed(name, DESK)
    if (registry := workspace.registry) is not None:
        found = {"where": registry.path, "sha256": _bare(registry.digest)}
        to.entity(REGISTRY, "SourcesFile", "the registry of sources", found)
        to.attributed(REGISTRY, DESK)
    _state_news(dossier, to)


def model_of(dossier: Dossier) -> str:
    """Return the name of the scoring model."""
    return named("model", dossier.assessment.model.id)


def line_of(kind: str, *ids: str) -> str:
    """Return the name of a line of a file."""
    return named("line", kind, *ids)


def state_records(thing: str, numbers: Iterable[int], to: Statements) -> None:
    """State the journal's records on a thing, and that it follows from them."""
    for number in numbers:
        record = named("record", number)
        to.entity(record, "Record", f"record {number}", {"record": number})
        to.member(JOURNAL, record)
        to.derived(thing, record)


def state_source(name: str, dossier: Dossier, to: Statements) -> str:
    """State a source with its line in the registry; return its name."""
    source = dossier.workspace.sources.get(name)
    registry = dossier.workspace.registry
    shown = source.title if isinstance(source, Source) else name
    agent = to.agent(named("source", name), "Organization", shown, {"source": name})
    if registry is not None and name in registry.where:
        line = line_of("source", name)
        to.entity(line, "Line", f"source {name}", {"where": registry.where[name]})
        to.derived(line, REGISTRY)
    return agent


def _state_news(dossier: Dossier, to: Statements) -> None:
    now = dossier.assessment
    told: Facts = {
        "sha256": _bare(now.developments_digest),
        "count": now.developments,
    }
    to.entity(DEVELOPMENTS, "Developments", "all news on file", told)
    if now.journal is not None:
        head: Facts = {"size": now.journal.size, "root": now.journal.root}
        label = f"the journal at {now.journal.size} records"
        to.entity(JOURNAL, "JournalHead", label, head)
        to.derived(DEVELOPMENTS, JOURNAL)


def _bare(digest: str) -> str:
    return digest.removeprefix("sha256:")
