"""The language model that `triage --coder` asks: where it is, and how it is asked."""

import os
from time import sleep
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenarios.domain.item import Item
    from scenarios.intake.coder_answer import Coding
    from scenarios.intake.endpoint import Endpoint
    from scenarios.journal.store import Store
    from scenarios.loading.workspace import Workspace

__all__ = ["ask_coder", "coder_endpoint"]


def ask_coder(
    items: "Sequence[Item]", desk: "Workspace", store: "Store"
) -> "Mapping[str, Coding]":
    """Ask the model what items may observe; tell once where it cannot be asked.

    Raises:
        typer.BadParameter: None is configured.
        EndpointError: It must not be asked as it is configured.
        StoreError: The journal cannot be read or written.
    """
    from scenarios.assessment.coding import Coder, code_items
    from scenarios.cli.desk import author, warn
    from scenarios.intake.endpoint import ask

    endpoint = coder_endpoint(desk)
    scenarios = [file.scenario for file in desk.scenarios.values()]
    coder = Coder(endpoint.model, lambda body: ask(endpoint, body, sleep))
    found = code_items(items, scenarios, coder, store, author())
    failures = {each.failure for each in found.values() if each.failure}
    for failure in sorted(f for f in failures if f.startswith(endpoint.address)):
        warn(f"warning: {failure}; what it answered before is shown")
    return found


def coder_endpoint(desk: "Workspace") -> "Endpoint":
    """Return where the model is: the environment's word, or that of workspace.yaml.

    Raises:
        typer.BadParameter: Neither names one.
        EndpointError: It must not be asked so.
    """
    from scenarios.intake.endpoint import read_endpoint

    settings = desk.settings.coder
    url = os.environ.get("SCENARIOS_CODER_URL") or (settings.url if settings else "")
    model = os.environ.get("SCENARIOS_CODER_MODEL") or (
        settings.model if settings else ""
    )
    if not url or not model:
        message = (
            "no language model is configured; write `coder: {url: …, model: …}` into "
            "workspace.yaml, or set SCENARIOS_CODER_URL and SCENARIOS_CODER_MODEL"
        )
        raise typer.BadParameter(message)
    return read_endpoint(url, model, os.environ.get("SCENARIOS_CODER_KEY", ""))
