"""How long a command takes from the shell, against what its libraries take alone.

The libraries are compiled to bytecode first, as every ordinary installation has them.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from json import loads
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.timing import Contender, print_table, print_target, race, ratio

__all__ = ["ROOT", "commands", "main", "measure_steps", "run_command"]

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = str(Path(sys.executable).with_name("scenarios"))
NEWS = str(ROOT / "examples" / "us-pakistan" / "developments.jsonl")
AS_OF = "2024-12-31"
ROUNDS = 15
LONGEST = 1.0

PYTHON = "python -c pass"
TYPER = "python -c 'import typer'"
VERSION = "scenarios --version"
LIBRARIES = "python -c 'import numpy, pydantic, typer, yaml'"
ASSESS = "scenarios assess, the shipped workspace"
FIRST = "the same, nothing recalled"


def commands() -> Mapping[str, Sequence[str]]:
    """Return each command by its name."""
    assess = ["assess", "-w", str(ROOT), "-d", NEWS, "--as-of", AS_OF]
    return {
        PYTHON: [sys.executable, "-c", "pass"],
        TYPER: [sys.executable, "-c", "import typer"],
        VERSION: [PROGRAM, "--version"],
        LIBRARIES: [sys.executable, "-c", "import numpy, pydantic, typer, yaml"],
        ASSESS: [PROGRAM, *assess],
    }


def run_command(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command to its end and return what it prints."""
    done = subprocess.run(  # noqa: S603 our own commands
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def measure_steps(environment: Mapping[str, str], rounds: int) -> Mapping[str, float]:
    """Return the median seconds of processor time of each step of an assessment."""
    step = [sys.executable, "-m", "benchmarks.startup_steps", str(ROOT), NEWS, AS_OF]
    found = [loads(run_command(step, environment)) for _ in range(rounds)]
    return {name: median(each[name] for each in found) for name in found[0]}


def main() -> None:
    """Print what each command takes, and where the time of the longest goes."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["XDG_CACHE_HOME"] = str(Path(folder) / "recalled")
        # Where no folder can be made, every interval is drawn.
        forgetful = {**environment, "XDG_CACHE_HOME": os.devnull}
        contenders = [
            Contender(name, partial(run_command, given, environment))
            for name, given in commands().items()
        ]
        alone = partial(run_command, commands()[ASSESS], forgetful)
        contenders.append(Contender(FIRST, alone))
        times = race(contenders, ROUNDS)
        steps = measure_steps(environment, ROUNDS)
    print_table("startup: wall time", times.values(), times[LIBRARIES])
    version = ratio(times[VERSION], times[TYPER])
    print_target("--version, times as long as typer alone", version, most=1.6)
    assess = ratio(times[ASSESS], times[LIBRARIES])
    print_target("assess, times as long as its libraries", assess, most=2)
    first = ratio(times[FIRST], times[LIBRARIES])
    print(f"  assess, the first time, times as long as its libraries {first:.2f}")
    print_target("assess the first time, seconds", times[FIRST].middle, most=LONGEST)
    print("  where the processor time of assess goes, in milliseconds (medians):")
    for name, seconds in steps.items():
        print(f"    {name:44}{seconds * 1000:8.1f}")


if __name__ == "__main__":
    main()
