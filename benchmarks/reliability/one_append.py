"""Append one record in a process of its own, for `inject` to disturb.

    python -m benchmarks.reliability.one_append VIA MODE SWAPS FOLDER NUMBER

Says so on stdout when the record is safe; a fault goes to stderr, and exits with 1.
"""

import json
import sys
from pathlib import Path

from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.keepers import SqliteKeeper

from scenarios.journal.errors import JournalError

__all__ = ["ACKNOWLEDGED", "main"]

ACKNOWLEDGED = "acknowledged"


def main(arguments: list[str]) -> int:
    """Append the record and return the exit code."""
    via, mode, swaps, folder, number = arguments
    pairs = tuple((one, other) for one, other in json.loads(swaps))
    keeper = SqliteKeeper(via, mode, pairs)  # type: ignore[arg-type]  # as inject wrote them
    try:
        with keeper.open(Path(folder)) as store:
            store.append([draw_draft(int(number))])
            print(ACKNOWLEDGED, flush=True)
    except JournalError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
