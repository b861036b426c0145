"""`scenarios bulk explain`: why one pair stands where it does."""

from scenarios.cli.bulk.options import On, PairName, RunFolder
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["explain"]


def explain(
    folder: RunFolder,
    pair: PairName = None,
    *,
    on: On = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show one pair's ledger on a day, and the coded events behind each row."""
    from scenarios.bulk.explaining import explain as explain_pair
    from scenarios.bulk.finished import open_run
    from scenarios.cli.bulk.present import present_explained
    from scenarios.cli.desk import open_workspace

    run = open_run(folder, open_workspace(workspace))
    present_explained(explain_pair(run, run.pair(pair), run.day(on)), json=json)
