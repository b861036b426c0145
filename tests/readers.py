"""Exported files as libraries read them that did not write them."""

import warnings
from typing import IO, Any

import duckdb
from openpyxl import Workbook, load_workbook

__all__ = ["ask", "read_excel"]


def read_excel(file: IO[bytes]) -> Workbook:
    """Read a workbook, silent about the parts of data bars that openpyxl drops."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".* extension is not supported")
        return load_workbook(file)


def ask(query: str) -> list[tuple[Any, ...]]:
    """Ask DuckDB, of a Parquet file by its path, and return all rows."""
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()
