"""Real rows of GDELT, where somebody has put the samples of the package `gdelt`.

The package (GPL) ships some as pickled frames of 2017. They are neither copied here nor
unpickled as they are: only arrays and the names of their columns are taken.
"""

from __future__ import annotations

import gzip
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(os.environ.get("SCENARIOS_GDELT_SAMPLES", "../shared/data/gdelt"))
"""Where `data/` of the wheel gdelt-0.1.14 was unpacked."""

SAMPLES = ("events1samp", "events2samp", "events2listsamp", "events2Transsamp")
ADDED_BY_PACKAGE = "CAMEOCodeDescription"


class _Held:
    """Stands for a class of pandas: keeps what it was given."""

    def __init__(self, *given: object) -> None:
        self.given = given

    def __setstate__(self, state: object) -> None:
        self.state = state


class _Reader(pickle.Unpickler):
    """Makes arrays and their types; of every other class an empty shell."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 a class
        if module.startswith("numpy") and name in {"ndarray", "dtype"}:
            return getattr(np, name)
        if name == "_reconstruct":
            return np.ndarray.__reduce__(np.zeros(0))[0]
        if (module, name) == ("_codecs", "encode"):
            return lambda text, coding: text.encode(coding)
        if name == "slice":
            return slice
        if name == "_new_Index":
            return lambda _, given: given
        return type(name, (_Held,), {})


def sample_lines(name: str) -> Iterator[str]:
    """Yield the rows of a sample as lines of a GDELT file, as it came from GDELT."""
    with gzip.open(FOLDER / f"{name}.gz") as file:
        frame = _Reader(file).load()
    state = frame.state["_data"].state[3]["0.14.1"]
    names = list(state["axes"][0]["data"])
    columns: dict[str, Any] = {}
    for block in state["blocks"]:
        for place, values in zip(
            np.arange(len(names))[block["mgr_locs"]], block["values"], strict=True
        ):
            columns[names[place]] = values
    kept = [columns[name] for name in names if name != ADDED_BY_PACKAGE]
    for row in zip(*kept, strict=True):
        yield "\t".join(map(_cell, row)) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, np.datetime64):
        return str(value.astype("M8[D]")).replace("-", "")
    if isinstance(value, float | np.floating):
        number = float(value)
        return "" if np.isnan(number) else f"{number:.10g}"
    return str(value)
