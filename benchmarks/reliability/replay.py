"""Published judgements made again elsewhere: the same bytes, whatever it runs on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
from benchmarks.reliability.arm64 import NotEmulatedError, emulate
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.postgres_keeper import served

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from assessment.office import drawn_at
from scenarios.journal.postgres import PostgresStore
from scenarios.journal.sqlite import SqliteStore

__all__ = ["find_replays"]

PROMISE = "A published judgement replays to the same bytes"
ROOT = Path(__file__).resolve().parents[2]
A_WORKSPACE = 5
"""Judgements of a drawn workspace."""
FEWER_DIGITS = 12
EMULATED = ROOT / "build" / "arm64"
"""Where what emulates another processor is kept for the next run."""
OTHER_PYTHONS = ("python3.12", "python3.13", "python3.14")
NO_FMA = "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable,-AVX512F"
TOLERANCE = 1e-6

Told = Mapping[tuple[str, int], Mapping[str, Any]]


def find_replays(setup: Setup) -> Iterator[Finding]:
    """Publish in drawn workspaces, and replay under one strange condition each."""
    journals = list(_publish(setup, setup.size(40, 1)))
    names = [str(journal) for journal in journals]
    plain = _replay(names)
    for name, environment in _environments().items():
        yield _compare(f"SQLite, {name}", plain, _replay(names, environment), names)
    yield _on_a_server(setup, journals, plain)
    for python in OTHER_PYTHONS if not setup.quick else ():
        yield _on_another_python(setup, python, names, plain)
    if not setup.quick:
        yield _on_another_processor(names, plain)


def _publish(setup: Setup, workspaces: int) -> Iterator[Path]:
    """Publish on several days, with news and corrections in between."""
    rng = setup.rng("replays")
    for number in range(workspaces):
        folder = setup.fresh()
        office, news, days = drawn_at(folder, 1000 + number)
        with office.store:
            office.enter(news)
            for turn in range(A_WORKSPACE):
                office.publish(rng.choice(days))
                if turn == 1 and news.items and news.items[0].reports:
                    first = news.items[0]
                    office.regrade(f"{first.id}/{first.reports[0].id}", "D4")
        yield folder / "journal" / "journal.db"


def _environments() -> Mapping[str, Mapping[str, str]]:
    dispatched = _dispatched()
    return {
        "hash seed 1, time zone UTC+14, Turkish": {
            "PYTHONHASHSEED": "1",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "tr_TR.UTF-8",
        },
        "hash seed 4242, time zone UTC−12, Arabic, optimised": {
            "PYTHONHASHSEED": "4242",
            "TZ": "Etc/GMT+12",
            "LC_ALL": "ar_EG.UTF-8",
            "PYTHONOPTIMIZE": "2",
        },
        "one thread": {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        "FMA and AVX2 hidden": {
            "GLIBC_TUNABLES": NO_FMA,
            "NPY_DISABLE_CPU_FEATURES": " ".join(dispatched),
        },
    }


def _dispatched() -> Sequence[str]:
    """Return what numpy may use of this processor and can do without."""
    from numpy._core._multiarray_umath import (  # type: ignore[import-not-found]  # ours by no promise
        __cpu_dispatch__,
        __cpu_features__,
    )

    return [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]


def _replay(
    journals: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *options: str,
    python: Sequence[str] = (sys.executable,),
    libraries: Sequence[Path] = (),
) -> Told:
    """Replay in a process of its own; return what it told of each judgement."""
    paths = os.pathsep.join(map(str, [ROOT, ROOT / "src", *libraries]))
    answer = subprocess.run(
        [*python, "-m", "benchmarks.reliability.replayer", *options, *journals],
        env={**os.environ, "PYTHONPATH": paths, **(environment or {})},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = (json.loads(line) for line in answer.stdout.splitlines())
    return {(str(number), each["record"]): each for number, each in enumerate(told)}


def _compare(
    kept_by: str, plain: Told, other: Told, journals: Sequence[str]
) -> Finding:
    fewer = _replay(journals[:1], None, "--digits", str(FEWER_DIGITS))
    changed = sum(not each["holds"] for each in fewer.values())
    return Finding(
        PROMISE,
        kept_by,
        (
            Figure("judgements", len(other), least=len(plain)),
            Figure("with other bytes", _differ(plain, other), most=0),
            Figure("that do not hold", _fail(other), most=0),
            Figure(
                "largest distance of an interval's end", _gap(other), most=TOLERANCE
            ),
        ),
        (
            Figure(
                f"% do not hold with {FEWER_DIGITS} digits",
                100 * changed / len(fewer),
                least=50,
            ),
        ),
    )


def _differ(plain: Told, other: Told) -> int:
    return sum(
        other[key]["exact"] != told["exact"] if key in other else True
        for key, told in plain.items()
    )


def _fail(told: Told) -> int:
    return sum(not each["holds"] for each in told.values())


def _gap(told: Told) -> float:
    return max((each["gap"] for each in told.values()), default=0.0)


def _on_a_server(setup: Setup, journals: Sequence[Path], plain: Told) -> Finding:
    with served() as (_, keeper):
        urls = []
        for journal in journals:
            url = keeper.url(setup.fresh())
            with SqliteStore.open(journal) as source:
                first, *rest = source.read()
                with PostgresStore.found(url, first) as target:
                    target.extend(rest)
            urls.append(url)
        told = _replay(urls)
        return _compare(keeper.name, plain, told, [str(each) for each in journals])


def _on_another_python(
    setup: Setup, python: str, journals: Sequence[str], plain: Told
) -> Finding:
    """Replay with another Python, with the newest libraries that there are for it."""
    # What stands on the path may be a shim that leads nowhere.
    found = _of_pyenv(python) or which(python)
    if found is None or subprocess.run([found, "--version"], check=False).returncode:
        return Finding(PROMISE, python, skipped=f"there is no {python} here")
    folder = setup.fresh() / "python"
    subprocess.run([found, "-m", "venv", str(folder)], check=True)
    installed = folder / "bin" / "python"
    wanted = [str(ROOT), f"numpy=={np.__version__}"]
    subprocess.run(
        [str(installed), "-m", "pip", "install", "--quiet", *wanted], check=True
    )
    told = _replay(journals, python=(str(installed),))
    return _compare(f"SQLite, {python}", plain, told, journals)


def _on_another_processor(journals: Sequence[str], plain: Told) -> Finding:
    """Replay where every instruction is another one."""
    try:
        other = emulate(EMULATED)
    except NotEmulatedError as error:
        return Finding(PROMISE, "arm64", skipped=f"no arm64 is emulated: {error}")
    told = _replay(journals, python=other.command, libraries=[other.libraries])
    return _compare(f"SQLite, Python {other.name}, emulated", plain, told, journals)


def _of_pyenv(python: str) -> str | None:
    versions = Path.home() / ".pyenv" / "versions"
    found = sorted(versions.glob(f"{python.removeprefix('python')}.*/bin/{python}"))
    return str(found[-1]) if found else None
