"""Publishing: a judgement goes on record with everything that it was made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.assessment.assess import assess
from scenarios.assessment.briefing import KnownAt, brief
from scenarios.assessment.judgement import drawn_part, exact_part, news_part
from scenarios.assessment.results import Assessment
from scenarios.engine.ledger import ALGORITHM
from scenarios.errors import FaultyDataError, Issue, Location
from scenarios.journal.author import Author
from scenarios.journal.pinning import PinnedFile, draft_pinning, file_list
from scenarios.journal.record import Draft, Kind, Record
from scenarios.journal.store import Store
from scenarios.loading.files import read_bytes, yaml_files
from scenarios.loading.models import house_model
from scenarios.loading.workspace import Workspace

__all__ = ["HOUSE", "Judgement", "publish"]

HOUSE = "house/default.yaml"
"""Under this path the model that ships with the program is pinned."""


@dataclass(frozen=True)
class Judgement:
    """A published assessment.

    Attributes:
        assessment: What was published.
        record: The record that holds it.
        issues: One warning for each link that the workspace has no place for.
    """

    assessment: Assessment
    record: Record
    issues: tuple[Issue, ...] = ()


def publish(  # noqa: PLR0913 all that a judgement depends on
    store: Store,
    workspace: Workspace,
    author: Author,
    as_of: date,
    *,
    scenarios: Sequence[str] = (),
    model: str | None = None,
    known_at: KnownAt | None = None,
) -> Judgement:
    """Assess from a journal, and put the judgement on record with all it came from.

    Args:
        store: The journal.
        workspace: Scenarios, models and sources; their texts are pinned.
        author: Who publishes.
        as_of: The day, inclusive.
        scenarios: Ids of the scenarios to judge; all where empty.
        model: Id of the scoring model; the workspace's own where None.
        known_at: What the journal had been told by then; everything where None.

    Raises:
        ScenariosError: As for `brief` and `assess`.
        FaultyDataError: A file was changed while it was read.
        StoreError: The journal did not take it.
    """
    files = _pinned_files(workspace)
    briefing = brief(store, workspace, known_at)
    assessment = assess(
        briefing.workspace,
        briefing.developments,
        as_of,
        scenarios=scenarios,
        model=model,
    )
    judged = _draft(assessment, files, author)
    *_, record = store.append([*draft_pinning(files, store, author), judged])
    return Judgement(assessment, record, briefing.issues)


def _draft(
    assessment: Assessment, files: Sequence[PinnedFile], author: Author
) -> Draft:
    known = assessment.journal
    body: dict[str, Any] = {
        "algorithm": ALGORITHM,
        "engine": {"version": assessment.version, "numpy": np.__version__},
        "as_of": assessment.as_of.isoformat(),
        "known": known and {"size": known.size, "root": known.root},
        "files": file_list(files),
        "model": assessment.model.id,
        "developments": news_part(assessment),
        "scenario": [each.id for each in assessment.scenarios],
        "result": exact_part(assessment),
        "drawn": drawn_part(assessment),
    }
    return author.draft(Kind.ASSESSMENT_PUBLISHED, body)


def _pinned_files(workspace: Workspace) -> list[PinnedFile]:
    """Read every YAML file that a number of the workspace may come from.

    Raises:
        FaultyDataError: One is no longer what was loaded.
    """
    root = workspace.root
    single = [p for p in (root / "sources.yaml", root / "workspace.yaml") if p.exists()]
    found = [*yaml_files(root / "scenarios"), *yaml_files(root / "models"), *single]
    files = [PinnedFile(p.relative_to(root).as_posix(), read_bytes(p)) for p in found]
    changed = sorted(_changed(files, workspace))
    if changed:
        message = "was changed while it was read; publish again"
        raise FaultyDataError(Issue(Location(path), "", message) for path in changed)
    return [*files, PinnedFile(HOUSE, read_bytes(house_model()))]


def _changed(files: Iterable[PinnedFile], workspace: Workspace) -> set[str]:
    """Return the scenarios and models that are not what was loaded, gone or new."""
    folder = workspace.root / "models"
    models = [(Path(each.path), each.digest) for each in workspace.models.values()]
    loaded = {(each.path, each.digest) for each in workspace.scenarios.values()}
    loaded |= {(f"models/{p.name}", d) for p, d in models if p.parent == folder}
    found = {(file.path, file.digest) for file in files if "/" in file.path}
    return {path for path, _ in loaded ^ found}
