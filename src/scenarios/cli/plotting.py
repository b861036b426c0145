"""What `plot` asks of a dossier for a kind of picture, and its own words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from scenarios.report.pictures.kinds import Kind

__all__ = ["check_kind", "days_of", "own_words"]


def check_kind(kind: str, cases: Sequence[str] | None, **options: object) -> None:
    """Refuse a kind that there is not, and options that it does not show.

    Args:
        kind: The kind of picture.
        cases: Ids of what-ifs.
        options: `outcome`, `since` and `every`, as far as given.

    Raises:
        UnknownKindError: There is no such kind of picture.
        typer.BadParameter: It shows what-ifs, and none was named; or it shows nothing
            of what an option asks for.
    """
    from scenarios.report.pictures.kinds import KINDS, UnknownKindError

    if kind not in KINDS:
        raise UnknownKindError(kind, KINDS)
    chosen = KINDS[kind]
    if chosen.cases and not cases:
        message = f"{kind} shows what-ifs beside the base; name one with --case"
        raise typer.BadParameter(message)
    for name, value in {"case": cases, **options}.items():
        if value and not _shows(chosen, name):
            able = [other for other, each in KINDS.items() if _shows(each, name)]
            message = f"--{name} is shown by {', '.join(able)}, not by {kind}"
            raise typer.BadParameter(message)


def days_of(kind: str, every: int | None) -> int | None:
    """Return the days from point to point of the history that a kind needs, if any."""
    from scenarios.report.pictures.kinds import KINDS
    from scenarios.whatif.period import WEEK

    return (every or WEEK) if KINDS[kind].history else None


def own_words(
    kind: str, form: str, outcome: str | None, title: str | None, width: int
) -> Sequence[str]:
    """Return `plot` with its own options as one would type them."""
    return tuple(_words(kind, form, outcome, title, width))


def _shows(kind: "Kind", option: str) -> bool:
    """Tell whether a kind shows what an option asks for."""
    return {
        "case": kind.cases,
        "outcome": kind.of_outcome,
        "since": kind.since,
        "every": kind.history,
    }[option]


def _words(
    kind: str, form: str, outcome: str | None, title: str | None, width: int
) -> Iterator[str]:
    from scenarios.report.pictures.subject import WIDTH

    yield from ("plot", "--format", form)
    if outcome is not None:
        yield from ("--outcome", outcome)
    if title is not None:
        yield from ("--title", title)
    if width != WIDTH:
        yield from ("--width", str(width))
    yield kind
