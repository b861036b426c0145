"""`scenarios fetch`: what the configured feeds have that is new."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["fetch"]


def fetch(
    feed: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED]...", help="Ids of feeds.yaml; all of them if left out."
        ),
    ] = None,
    *,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Fetch the feeds of feeds.yaml, and print their items, one to a line.

    Pipe them into `scenarios intake -`. Only feeds that stand in feeds.yaml are asked,
    by https, politely, and never inside a private network.
    """
    from scenarios.cli.desk import now, open_workspace
    from scenarios.cli.feed_states import keep_states, kept_states
    from scenarios.cli.present_fetch import choose_feeds, poll_feeds, present_polls

    desk = open_workspace(workspace)
    chosen = choose_feeds(desk.feeds, feed or ())
    before = kept_states(desk.root)
    polls = list(poll_feeds(chosen, before, now()))
    if polls:
        keep_states(desk.root, {**before, **{p.feed: p.poll.state for p in polls}})
    if present_polls(polls, as_json=json):
        raise typer.Exit(code=1)
