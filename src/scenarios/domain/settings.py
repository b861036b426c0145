"""The settings of a workspace, from workspace.yaml."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from scenarios.domain.noun import Id, Noun

__all__ = ["CoderSettings", "Settings"]

_Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,200}$")]


class CoderSettings(Noun):
    """A language model that may propose what news observes, where it is asked to.

    Its key is no setting: it stands in the environment, as SCENARIOS_CODER_KEY.
    """

    url: _Line
    """The base of an OpenAI-compatible service, such as http://127.0.0.1:8080/v1."""
    model: _Line
    """The model's name, as that service knows it."""


class Settings(Noun):
    """What a workspace sets for every command."""

    format: Literal["scenarios/workspace@1"] = "scenarios/workspace@1"
    """The format and its version."""
    model: Id = "default"
    """The model to use where none is named."""
    journal: str | None = None
    """Where the journal is: sqlite:///… or postgresql://…; absent = .scenarios/."""
    coder: CoderSettings | None = None
    """A language model to ask with `triage --coder`; absent = none."""
    semantic: bool = False
    """Whether indicators are suggested by the sense of words too (extra `semantic`)."""
