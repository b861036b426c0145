"""A published judgement names every file, the news and the sums it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from assessment.office import SPRING, Office, office_at
from desk import NEWS, SCENARIO, SETTLED, SOURCES, replace_once
from scenarios import __version__, assess, load_workspace
from scenarios.assessment.judgement import drawn_part, exact_part
from scenarios.assessment.publishing import HOUSE
from scenarios.engine.ledger import ALGORITHM
from scenarios.errors import (
    FaultyDataError,
    UnknownModelError,
    UnknownScenarioError,
)
from scenarios.journal.canonical import freeze_value
from scenarios.journal.pinning import find_files
from scenarios.journal.record import Kind
from scenarios.journal.subjects import about_scenario
from scenarios.loading.models import house_model

if TYPE_CHECKING:
    from pathlib import Path

    from desk import Files


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = office_at(tmp_path, {"workspace.yaml": "model: wary\n"})
    office.enter()
    return office


def pinned(office: Office, body: Any) -> dict[str, bytes]:  # noqa: ANN401 a body
    return {file.path: file.data for file in find_files(body["files"], office.store)}


def test_a_judgement_is_the_assessment_with_all_it_came_from(office: Office) -> None:
    head = office.store.head()
    judgement = office.publish()
    found = office.brief()
    again = assess(found.workspace, found.developments, SPRING)
    assert judgement.assessment.scenarios == again.scenarios
    pinning, published = (
        office.store.record(seq) for seq in (head.size, head.size + 1)
    )
    assert pinning.draft.kind is Kind.WORKSPACE_PINNED
    assert published == judgement.record
    body: Any = published.draft.body
    assert body["algorithm"] == ALGORITHM
    assert body["engine"] == {"version": __version__, "numpy": np.__version__}
    assert body["as_of"] == "2024-04-15"
    assert body["known"] == {"size": head.size, "root": head.root.hex()}
    assert body["model"] == "wary"
    assert body["scenario"] == ("strike", "vote")
    assert body["developments"] == {"count": 5, "digest": again.developments_digest}
    assert body["result"] == freeze_value(exact_part(again))
    assert body["drawn"] == freeze_value(drawn_part(again))


def test_the_bytes_of_every_file_are_pinned(office: Office) -> None:
    body = office.publish().record.draft.body
    root = office.workspace.root
    names = ["scenarios/strike.yaml", "scenarios/vote.yaml", "models/default.yaml"]
    names += ["models/wary.yaml", "sources.yaml", "workspace.yaml"]
    files = {name: (root / name).read_bytes() for name in names}
    assert pinned(office, body) == {**files, HOUSE: house_model().read_bytes()}


def test_what_is_not_there_is_not_pinned(tmp_path: Path) -> None:
    bare: Files = {
        "sources.yaml": None,
        "models/default.yaml": None,
        "models/wary.yaml": None,
        "cases/calm.yaml": None,
    }
    office = office_at(tmp_path, bare)
    body = office.publish().record.draft.body
    names = {"scenarios/strike.yaml", "scenarios/vote.yaml", HOUSE}
    assert set(pinned(office, body)) == names


def test_the_house_can_publish_from_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = office_at(tmp_path)
    own = office.workspace.root / "models" / "default.yaml"
    monkeypatch.setattr("scenarios.assessment.publishing.house_model", lambda: own)
    body = office.publish().record.draft.body
    assert pinned(office, body)[HOUSE] == own.read_bytes()


def test_a_second_judgement_pins_nothing_anew(office: Office) -> None:
    first = office.publish()
    second = office.publish()
    assert second.record.seq == first.record.seq + 1
    assert second.record.draft.body["files"] == first.record.draft.body["files"]
    assert second.record.draft.body["result"] == first.record.draft.body["result"]


def test_scenarios_model_and_knowledge_can_be_chosen(office: Office) -> None:
    chosen = office.publish(scenarios=["strike"], model="default", known_at=2)
    body: Any = chosen.record.draft.body
    assert (body["scenario"], body["model"]) == (("strike",), "default")
    assert body["known"]["size"] == 3
    assert body["developments"]["count"] == 2
    assert office.store.mentions(about_scenario("strike"))[-1] == chosen.record.seq
    assert chosen.record.seq not in office.store.mentions(about_scenario("vote"))


def test_what_is_not_there_is_not_published(office: Office) -> None:
    size = office.store.head().size
    with pytest.raises(UnknownScenarioError):
        office.publish(scenarios=["nowhere"])
    with pytest.raises(UnknownModelError):
        office.publish(model="nowhere")
    assert office.store.head().size == size


CHANGES: dict[str, tuple[str, str | None, list[str]]] = {
    "a scenario was edited": (
        "scenarios/strike.yaml",
        replace_once(SCENARIO, "prior: 0.6, ", "prior: 0.6, deadline: false, "),
        ["scenarios/strike.yaml"],
    ),
    "a model was edited": (
        "models/wary.yaml",
        "format: scenarios/model@1\nid: wary\ntitle: Warier\n",
        ["models/wary.yaml"],
    ),
    "a scenario was taken away": (
        "scenarios/vote.yaml",
        None,
        ["scenarios/vote.yaml"],
    ),
    "a scenario came": (
        "scenarios/poll.yaml",
        replace_once(SETTLED, "id: vote", "id: poll"),
        ["scenarios/poll.yaml"],
    ),
    "a faulty model came": ("models/bold.yaml", "id: [", ["models/bold.yaml"]),
}


@pytest.mark.parametrize(("name", "text", "told"), CHANGES.values(), ids=CHANGES)
def test_files_that_changed_since_they_were_loaded_are_not_pinned(
    office: Office, name: str, text: str | None, told: list[str]
) -> None:
    size = office.store.head().size
    path = office.workspace.root / name
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyDataError, match="was changed while it was read") as error:
        office.publish()
    assert [issue.location.path for issue in error.value.issues] == told
    assert office.store.head().size == size


def test_an_edited_workspace_is_pinned_beside_the_old_one(office: Office) -> None:
    first = office.publish()
    root = office.workspace.root
    edited = f"{SOURCES}# The desk has looked again.\n"
    (root / "sources.yaml").write_text(edited, encoding="utf-8")
    later = Office(load_workspace(root), office.store, office.author)
    assert later.enter(NEWS).records == ()
    second = later.publish()
    assert second.record.seq == first.record.seq + 2
    old = pinned(office, first.record.draft.body)
    new = pinned(office, second.record.draft.body)
    assert new == {**old, "sources.yaml": edited.encode()}
