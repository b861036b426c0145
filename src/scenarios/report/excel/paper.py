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
        key = (kind, number, wrap, opens)
        if key not in self.formats:
            rule = GROUP_RULE if opens else RULE
            lines = {"top": 1, "top_color": rule, "bottom": 1, "bottom_color": RULE}
            look = {"valign": "top", "num_format": number, "text_wrap": wrap}
            aligned = ALIGNED.get(kind, NUMBERS)
            self.formats[key] = self.book.add_format({**look, **lines, **aligned})
        return self.formats[key]

    def head(self, kind: Kind) -> "Format":
        """Return the format of the head of a column."""
        key = ("head", kind)
        if key not in self.formats:
            look = {"bold": True, "font_color": "white", "bg_color": INK}
            aligned = {"valign": "vcenter", **ALIGNED.get(kind, NUMBERS)}
            self.formats[key] = self.book.add_format({**look, **aligned})
        return self.formats[key]
