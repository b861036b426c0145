"""Excel files as a library reads them that did not write them."""

import warnings
from typing import IO

from openpyxl import Workbook, load_workbook

__all__ = ["read_excel"]


def read_excel(file: IO[bytes]) -> Workbook:
    """Read a workbook, silent about the parts of data bars that openpyxl drops."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".* extension is not supported")
        return load_workbook(file)
