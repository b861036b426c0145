"""What a picture holds, read back from its specification."""

from collections.abc import Iterator
from typing import Any

from scenarios.report.tables import Cell, Table

__all__ = ["by_name", "data", "labels", "said"]

Json = dict[str, Any]


def data(spec: Json, name: str) -> list[Json]:
    """Return the data of a name, and of the same name numbered, in one list."""
    return [
        row
        for layer in spec["layer"]
        if layer["data"]["name"].rstrip("0123456789").strip() == name
        for row in layer["data"]["values"]
    ]


def labels(spec: Json) -> list[str]:
    """Return every text inside the drawing and under it."""
    return [
        row["label"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
    ]


def said(spec: Json) -> str:
    """Return title and subtitle on one line."""
    title = spec["title"]
    return " ".join([*title["text"], *title["subtitle"]])


def by_name(table: Table) -> Iterator[dict[str, Cell]]:
    """Yield the rows of a table with the names of its columns."""
    names = [column.name for column in table.columns]
    for row in table.rows:
        yield dict(zip(names, row, strict=True))
