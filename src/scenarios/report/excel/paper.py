"""What the sheets of a workbook share: the looks of their cells, and the footer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scenarios.report.tables import Kind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

__all__ = ["Paper"]

INK = "#1F3864"
RULE = "#D9D9D9"
GROUP_RULE = "#7F7F7F"

ALIGNED: Mapping[Kind, Mapping[str, object]] = {
    Kind.TEXT: {"align": "left", "indent": 1},
    Kind.DATE: {"align": "center"},
}
NUMBERS: Mapping[str, object] = {"align": "right", "indent": 1}
"""How columns are set."""


@dataclass(frozen=True)
class Paper:
    """What the sheets of a workbook share.

    Attributes:
        book: The workbook.
        footer: What stands at the foot of each printed page.
        standard: The standard of the likelihood words.
        formats: The formats made so far, by what they look like.
    """

    book: "Workbook"
    footer: str
    standard: str
    formats: dict[tuple[object, ...], "Format"] = field(default_factory=dict)

    def format(self, kind: Kind, number: str, *, wrap: bool, opens: bool) -> "Format":
        """Return the format of a cell.

        Args:
            kind: What its column holds.
            number: Its number format.
            wrap: Whether its text is broken into lines.
            opens: Whether a group of rows begins with it.
        """
        look = {"valign": "top", "num_format": number, "text_wrap": wrap}
        rule = GROUP_RULE if opens else RULE
        look |= {"top": 1, "top_color": rule, "bottom": 1, "bottom_color": RULE}
        return self._format({**look, **ALIGNED.get(kind, NUMBERS)})

    def head(self, kind: Kind) -> "Format":
        """Return the format of the head of a column."""
        look = {
            "bold": True,
            "font_color": "white",
            "bg_color": INK,
            "valign": "vcenter",
        }
        aligned = ALIGNED.get(kind, NUMBERS)
        return self._format({**look, "valign": "vcenter", **aligned})

    def _format(self, look: Mapping[str, object]) -> "Format":
        key = tuple(look.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]
