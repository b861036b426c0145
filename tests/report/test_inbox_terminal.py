"""The inbox in a terminal: what waits, and one item with its earlier words."""

from items import CRICKET, GAZETTE, ITEMS, UNDATED
from scenarios.report.csv_format import write_csv
from scenarios.report.inbox_terminal import inbox_table, show_inbox, show_item
from scenarios.report.layout import paint, width_of


def test_every_item_has_a_line_and_the_rest_is_counted() -> None:
    lines = [paint(line, colour=False) for line in show_inbox(ITEMS, 1204, 100)]
    assert lines[0].split() == ["item", "published", "from", "title"]
    assert lines[1].startswith("i-gazette  2024-03-05  www.gazette.example")
    assert lines[4].split()[:2] == ["i-undated", "?"]
    assert lines[-1] == "4 items shown; 1,204 wait."
    assert max(map(width_of, lines)) <= 100


def test_an_empty_inbox_says_so() -> None:
    lines = [paint(line, colour=False) for line in show_inbox([], 1, 100)]
    assert lines == ["0 items shown; 1 waits."]


def test_an_item_is_shown_with_what_it_said_before() -> None:
    changed = GAZETTE.model_copy(update={"title": "Hull works", "text": "As usual."})
    shown = show_item([GAZETTE, changed], 80, is_decided=True)
    text = "\n".join(paint(line, colour=False) for line in shown)
    assert text.startswith("i-gazette  decided on\nHull works\n")
    assert "Before its words were changed: Port of Hull walks out too" in text
    assert text.index("As usual.") < text.index("Dockers at the port of Hull")


def test_a_time_that_is_not_known_is_not_made_up() -> None:
    shown = show_item([UNDATED], 80, is_decided=False)
    text = "\n".join(paint(line, colour=False) for line in shown)
    assert "the item does not say" in text
    assert "fetched" not in text
    (row,) = inbox_table([UNDATED]).rows
    assert row[1:4] == (None, None, None)


def test_a_headline_that_a_spreadsheet_would_run_is_disarmed() -> None:
    assert "'=HYPERLINK(1) Cricket" in write_csv(inbox_table([CRICKET]))
