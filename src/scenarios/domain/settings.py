"""The settings of a workspace, from workspace.yaml."""

from typing import Literal

from scenarios.domain.noun import Id, Noun

__all__ = ["Settings"]


class Settings(Noun):
    """What a workspace sets for every command."""

    format: Literal["scenarios/workspace@1"] = "scenarios/workspace@1"
    """The format and its version."""
    model: Id = "default"
    """The model to use where none is named."""
    journal: str | None = None
    """Where the journal is: sqlite:///… or postgresql://…; absent = .scenarios/."""
