"""Replay every judgement of some journals, and print what came out, a line for each.

    python -m benchmarks.reliability.replayer JOURNAL…      JOURNAL is a file or a URL

Run with another environment, another Python or another processor, it must print the
same. With `--digits N`, the sums are done with fewer digits than the engine's own.
"""

import argparse
import json
import sys
from decimal import Context
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from scenarios.assessment.judgement import exact_part
from scenarios.assessment.replaying import Archive
from scenarios.engine import decimals
from scenarios.journal.canonical import freeze_value, write_json
from scenarios.journal.place import Place, open_journal

__all__ = ["main"]


def main(arguments: list[str]) -> None:
    """Print journal, record, whether it holds, and the SHA-256 of its exact part."""
    parser = argparse.ArgumentParser(prog="replayer")
    parser.add_argument("journal", nargs="+")
    parser.add_argument("--digits", type=int)
    options = parser.parse_args(arguments)
    digits = options.digits or decimals.EXACT.prec
    with patch.object(decimals, "EXACT", Context(prec=digits)):
        for journal in options.journal:
            _replay_all(journal)


def _replay_all(journal: str) -> None:
    is_server = journal.startswith("postgresql:")
    place = Place(None, journal) if is_server else Place(Path(journal))
    with open_journal(place) as store:
        archive = Archive(store)
        for seq in archive.judgements:
            made = archive.replay(seq)
            exact = write_json(freeze_value(exact_part(made.assessment)))
            told = {
                "origin": store.origin,
                "record": seq,
                "holds": made.holds,
                "exact": sha256(exact).hexdigest(),
                "gap": made.gap,
            }
            print(json.dumps(told, sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1:])
