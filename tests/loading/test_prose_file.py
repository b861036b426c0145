"""Text of a file of prose."""

from __future__ import annotations

import pytest

from scenarios.errors import FaultyDataError
from scenarios.loading.prose_file import read_text


def test_utf_8_is_read_with_or_without_a_mark() -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        source = read_text(mark + "é may".encode(), "a.md")
        assert source.text == "é may"
        assert str(source.locate(2)) == "a.md:1:3"


def test_other_bytes_are_a_fault_at_their_place() -> None:
    with pytest.raises(FaultyDataError, match=r"a\.md:2:2: error: byte 4 \(0xff\)"):
        read_text(b"a\nb\xffc", "a.md")
