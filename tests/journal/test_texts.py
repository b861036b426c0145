"""Free text is packed beside a record, salted, and unpacked until it is redacted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clerk import chance
from scenarios.journal.texts import pack_texts, unpack_texts

ANY_TEXT = st.text(st.characters(), max_size=9) | st.sampled_from(["", "\ud800", "é"])
KEPT = st.dictionaries(st.sampled_from(["title", "url", "why"]), ANY_TEXT, min_size=1)


@given(KEPT)
def test_texts_come_back_as_they_were_packed(texts: dict[str, str]) -> None:
    payload = pack_texts(texts, chance())
    assert payload is not None
    assert unpack_texts({payload.commitment: payload}, payload.commitment) == texts


@given(KEPT)
def test_a_text_that_is_not_there_leaves_no_trace(texts: dict[str, str]) -> None:
    assert pack_texts({**texts, "none": None}, chance()) == pack_texts(texts, chance())


def test_no_text_needs_no_payload() -> None:
    assert pack_texts({}, chance()) is None
    assert pack_texts({"why": None, "title": None}, chance()) is None


def test_equal_texts_have_unlike_commitments() -> None:
    entropy = chance()
    one, other = pack_texts({"why": "x"}, entropy), pack_texts({"why": "x"}, entropy)
    assert one is not None
    assert other is not None
    assert one.data == other.data
    assert one.commitment != other.commitment


@pytest.mark.parametrize("commitment", [None, 7, f"sha256:{'0' * 64}"])
def test_nothing_stands_behind_what_is_no_kept_commitment(commitment: object) -> None:
    payload = pack_texts({"why": "x"}, chance())
    assert payload is not None
    assert unpack_texts({payload.commitment: payload}, commitment) == {}
