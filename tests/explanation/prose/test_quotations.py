"""What stands in quotation marks."""

from __future__ import annotations

import pytest

from scenarios.explanation.prose.quotations import quotations_in

CASES = [
    ('a "b c" d', ['"b c"']),
    ("a “b” and “c d” e", ["“b”", "“c d”"]),
    ("„a“ «b» »c« ‘d’ ‚e‘", ["„a“", "«b»", "»c«", "‘d’", "‚e‘"]),
    ("the generals’ plan isn’t ‘it isn’t so’", ["‘it isn’t so’"]),
    ('5" of snow and 6" of rain', []),
    ('a "b', []),
    ('a " b " c', []),
    ("“a paragraph that goes on", ["“a paragraph that goes on"]),
    ("a “b that goes on", []),
    ('(he said "no.") b', ['"no."']),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_are_found_with_their_marks(text: str, expected: list[str]) -> None:
    spans = quotations_in(text, 0, len(text))
    assert [text[start:end] for start, end in spans] == expected


def test_marks_pair_inside_one_block() -> None:
    text = 'a "b\n\nc" d'
    assert list(quotations_in(text, 0, 4)) == []
