from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scenarios.bulk.literals import double, texts


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_reads_back_as_itself_and_has_an_exponent(value: float) -> None:
    written = double(value)
    assert "e" in written
    assert float(written) == value


def test_a_list_of_no_texts_equals_nothing() -> None:
    assert texts([]) == "NULL"
