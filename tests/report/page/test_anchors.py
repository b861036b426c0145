"""Places in the page have names of their own, whatever their ids are."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.page.anchors import anchor

IDS = st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=3)


@given(IDS, IDS)
def test_other_ids_have_another_name(first: list[str], second: list[str]) -> None:
    same = anchor("x", *first) == anchor("x", *second)
    assert same == (first == second)


@given(IDS)
def test_a_name_needs_no_escape_in_html_nor_in_an_address(ids: list[str]) -> None:
    assert set(anchor("row", *ids)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-~:"
    )
