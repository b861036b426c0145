"""What is remembered of feeds between two polls: a file beside the journal."""

import json
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.intake.polling import FeedState

__all__ = ["keep_states", "kept_states"]

_FILE = Path(".scenarios") / "feeds.json"


def kept_states(root: Path) -> "Mapping[str, FeedState]":
    """Return what is remembered of the feeds of a workspace, by id.

    It is a convenience: where the file cannot be read, all is asked for anew.
    """
    from scenarios.intake.polling import FeedState

    try:
        text = (root / _FILE).read_bytes()
        return TypeAdapter(dict[str, FeedState]).validate_json(text)
    except (OSError, ValidationError):
        return {}


def keep_states(root: Path, states: "Mapping[str, FeedState]") -> None:
    """Remember the feeds of a workspace; the file is replaced as a whole."""
    path = root / _FILE
    path.parent.mkdir(exist_ok=True)
    told = {name: state.model_dump(mode="json") for name, state in states.items()}
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, delete=False
    ) as file:
        json.dump(told, file, indent=1, sort_keys=True)
    Path(file.name).replace(path)
