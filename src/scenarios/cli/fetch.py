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
    preview: Annotated[
        bool,
        typer.Option(
            "--preview", help="Print the items, one to a line, and keep nothing."
        ),
    ] = False,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Fetch the feeds of feeds.yaml, and put what they bring into the inbox.

    Only feeds that stand in feeds.yaml are asked, by https, politely, and never inside
    a private network. Exit 1 where a feed failed; the others are kept all the same.
    """
    from scenarios.cli.desk import now, open_workspace
    from scenarios.cli.feed_states import kept_states
    from scenarios.cli.fetching import choose_feeds, examine_feeds, poll_feeds, take_in
    from scenarios.cli.inbox_file import open_inbox
    from scenarios.cli.present_fetch import present_fetch, present_preview

    desk, moment = open_workspace(workspace), now().replace(microsecond=0)
    chosen = choose_feeds(desk.feeds, feed or ())
    states = kept_states(desk.root)
    polls = poll_feeds(chosen, states, moment)
    if preview or not chosen:
        has_failed = present_preview(list(polls), as_json=json)
    else:
        with open_inbox(desk) as box:
            done = list(take_in(polls, box, desk.root, states, moment))
            health = examine_feeds(chosen, box, kept_states(desk.root), moment)
            has_failed = present_fetch(done, health, box.count(), as_json=json)
    if has_failed:
        raise typer.Exit(code=1)
