"""The commands under `scenarios bulk`."""

import typer

from scenarios.cli.bulk import explain, run, to_workspace, top, watch

__all__ = ["bulk"]

bulk = typer.Typer(
    name="bulk",
    help="Ask one question of every pair of countries, from coded event data.",
    no_args_is_help=True,
)
bulk.command("run")(run.run)
bulk.command("explain")(explain.explain)
bulk.command("top")(top.top)
bulk.command("watch")(watch.watch)
bulk.command("to-workspace")(to_workspace.to_workspace)
