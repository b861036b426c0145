"""Run every benchmark, ours and the peers' in one run: `make bench`.

Each stands in a process of its own, so that none pays for what another has imported.
"""

import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = (
    "assess",
    "whatif",
    "interval",
    "sweeps",
    "startup",
    "loading",
    "exports",
    "bulk",
)
PACKAGES = (
    "numpy",
    "pydantic",
    "typer",
    "pyyaml",
    "pyagrum",
    "pgmpy",
    "pyarrow",
    "xlsxwriter",
    "duckdb",
    "polars",
    "pandas",
    "dask",
    "pyspark",
)


def main() -> None:
    """Print the machine, then every table."""
    print(describe_machine())
    sys.stdout.flush()
    for name in BENCHMARKS:
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 our own scripts


def describe_machine() -> str:
    """Return the processor, its load and the versions of what is timed."""
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    packages = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    return (
        f"{_processor()}, {os.cpu_count()} processors, load {load}\n"
        f"{platform.platform()}, Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return models[0] if models else platform.processor() or "unknown processor"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    main()
