"""Names in PROV: every id makes a good one, and no two ids make the same."""

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from hostile import labels
from scenarios.report.provenance.names import named

# PN_LOCAL of PROV-N without its escapes by backslash, ASCII alone.
LOCAL = re.compile(
    r"(?:[A-Za-z0-9_/~-]|%[0-9A-F]{2})(?:[A-Za-z0-9_/~.-]|%[0-9A-F]{2})*"
)
IDS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1
)


@given(ids=IDS)
def test_a_name_is_good_and_holds_its_ids(ids: list[str]) -> None:
    prefix, _, local = named("kind", *ids).partition(":")
    assert prefix == "sc"
    assert LOCAL.fullmatch(local)
    assert not local.endswith(".")
    assert [unquote(part) for part in local.split("/")] == ["kind", *ids]


def test_hostile_ids_have_names_of_their_own() -> None:
    names = {named("report", text) for text in labels().values()}
    assert len(names) == len(labels())
