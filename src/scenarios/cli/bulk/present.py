"""What the commands under `bulk` print."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from scenarios.cli.present import print_json, print_lines, terminal_width

if TYPE_CHECKING:
    from scenarios.bulk.explaining import Explained
    from scenarios.bulk.finished import Finished
    from scenarios.bulk.moving import Mover
    from scenarios.bulk.watching import Watched

__all__ = [
    "present_explained",
    "present_movers",
    "present_run",
    "present_watched",
    "present_workspace",
    "show_progress",
]


def show_progress(what: str, done: int, parts: int) -> None:
    """Show, on standard error, how far a run has come; its steps alone if piped."""
    if sys.stderr.isatty():
        end = "\n" if done == parts else ""
        typer.echo(f"\r{what}: {done:,} of {parts:,}{end}", err=True, nl=False)
    elif done == parts:
        typer.echo(f"{what}: {parts:,} of {parts:,}", err=True)


def present_run(manifest: dict[str, Any], *, json: bool) -> None:
    """Print what a run came to: its rows, its pairs and its days."""
    from scenarios.report.bulk_terminal import show_run

    if json:
        print_json(manifest)
        return
    print_lines(show_run(manifest, terminal_width()))


def present_explained(explained: "Explained", *, json: bool) -> None:
    """Print why a pair stands where it does."""
    from scenarios.report.bulk_json import explained_json
    from scenarios.report.bulk_terminal import show_explained

    if json:
        print_json(explained_json(explained))
        return
    print_lines(show_explained(explained, terminal_width()))


def present_movers(
    run: "Finished", day: date, movers: "Sequence[Mover]", *, json: bool
) -> None:
    """Print the pairs that moved most."""
    from scenarios.report.bulk_json import movers_json
    from scenarios.report.bulk_terminal import show_movers

    if json:
        print_json(movers_json(run, day, movers))
        return
    print_lines(show_movers(run, day, movers, terminal_width()))


def present_watched(watched: "Watched", *, json: bool) -> None:
    """Print the alerts of a rule."""
    from scenarios.report.bulk_json import watched_json
    from scenarios.report.bulk_terminal import show_watched

    if json:
        print_json(watched_json(watched))
        return
    print_lines(show_watched(watched, terminal_width()))


def present_workspace(
    folder: Path, files: Sequence[str], last: date, *, json: bool
) -> None:
    """Print the files of a new workspace, and what to do with it."""
    if json:
        print_json({"format": "scenarios/files@1", "files": list(files)})
        return
    for name in files:
        typer.echo(folder / name)
    typer.echo(
        f"\nNow:\n  cd {folder}\n"
        f"  scenarios assess --developments developments.jsonl --as-of {last}",
        err=True,
    )
