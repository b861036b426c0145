"""What a text is made of, whatever it is written in."""

from dataclasses import dataclass
from typing import TypeAlias

from scenarios.report.tables import Table

__all__ = ["Block", "Bullets", "Grid", "Heading", "Item", "Link", "Paragraph", "Text"]


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the web that may be followed: http or https, and nothing odd."""

    address: str


Text: TypeAlias = tuple[str | Link, ...]
"""Text from outside and our own words, not yet made harmless for any format."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is that of the whole."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with entries below it."""

    text: Text
    below: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is small enough to be read."""

    table: Table


Block: TypeAlias = Heading | Paragraph | Bullets | Grid
