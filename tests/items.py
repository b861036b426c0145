"""Items of an inbox about the desk's strike, for tests of what comes in."""

from scenarios.domain.item import Item

__all__ = ["CRICKET", "GAZETTE", "ITEMS", "UNDATED", "UNION"]

GAZETTE = Item(
    id="i-gazette",
    published="2024-03-05T07:30:00Z",
    fetched="2024-03-05T08:00:00Z",
    publisher="The Gazette",
    site="www.gazette.example",
    url="https://www.gazette.example/port-of-hull",
    title="Port of Hull walks out too",
    text="Dockers at the port of Hull stopped work on Tuesday, the union said.",
    language="en-GB",
    feed="gazette",
)
UNION = Item(
    id="i-union",
    published="2024-03-05",
    site="union.example",
    url="https://union.example/hull",
    title="Hull is with us",
    text="The members at Hull have voted to walk out.",
    language="en",
    feed="union",
)
CRICKET = Item(
    id="i-cricket",
    published="2024-03-06T10:00:00Z",
    site="www.gazette.example",
    title="=HYPERLINK(1) Cricket: rain stops play",
    text="Nothing of note.",
    language="en-GB",
    feed="gazette",
)
UNDATED = Item(id="i-undated", title="میز پر", text="مذاکرات", language="ur")
ITEMS = (GAZETTE, UNION, CRICKET, UNDATED)
