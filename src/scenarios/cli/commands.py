"""The commands by name; the file of each is read when it is asked for.

Thirty files of options would otherwise be read and made into a parser for the one that
runs, which takes as long as a fifth of an assessment.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

__all__ = ["NAMES", "Commands"]

NAMES: Final = (
    *("init", "fetch", "feeds", "intake", "record", "inbox", "triage"),
    *("assess", "explain", "export", "plot", "diff", "history"),
    *("whatif", "signposts", "flip", "sensitivity", "compare"),
    *("publish", "resolve", "retract", "regrade", "observe", "unobserve"),
    *("note", "redact", "watch", "coverage", "validate", "lint", "schema"),
    *("sources", "audit", "bulk"),
)
"""In the order in which the help shows them."""

_ROOMS: Final = ("audit", "bulk")
"""Those that have a folder, with a file for each command of theirs."""


class Commands(TyperGroup):
    """The commands of the program."""

    def __init__(self, **attrs: Any) -> None:  # noqa: ANN401 as typer has them
        """Take no commands but those that stand here."""
        super().__init__(**{**attrs, "commands": None})
        self.commands = _Commands()


class _Commands(MutableMapping[str, Any]):
    """Every command's name, with what is made of its file once it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, TyperCommand | TyperGroup | None] = dict.fromkeys(NAMES)

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        made = self._made[name]
        if made is None:
            made = self._made[name] = _made(name)
        return made

    def __setitem__(self, name: str, made: TyperCommand | TyperGroup) -> None:
        self._made[name] = made

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _made(name: str) -> Any:  # noqa: ANN401 typer's own commands bear a private name
    home = f"{name}.app" if name in _ROOMS else name
    found = getattr(import_module(f"scenarios.cli.{home}"), name)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    if not isinstance(found, typer.Typer):
        alone.command(name)(found)
        return typer.main.get_command(alone)
    alone.add_typer(found)
    return typer.main.get_group(alone).commands[name]
