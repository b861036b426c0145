"""Entries for publishers that nobody has judged yet."""

from hypothesis import given
from hypothesis import strategies as st

from items import CRICKET, GAZETTE, UNDATED, UNION
from scenarios.domain.item import Item
from scenarios.domain.source import Source
from scenarios.loading.faults import parse_map
from scenarios.loading.yaml_reader import read_yaml
from scenarios.report.source_proposals import propose_sources


def entered(text: str) -> dict[str, Source]:
    document, issues = read_yaml(text.encode(errors="replace"), "sources.yaml")
    assert document is not None, issues
    made = parse_map(document, document.value, Source, issues)
    assert issues == []
    return dict(made)


def test_unknown_publishers_are_entered_at_f_the_busiest_first() -> None:
    text = propose_sources([UNION, GAZETTE, CRICKET, UNDATED], {})
    made = entered(text)
    assert list(made) == ["gazette", "union"]
    assert made["gazette"].title == "The Gazette"
    assert made["gazette"].sites == ("gazette.example",)
    assert [period.grade for period in made["union"].reliability] == ["F"]
    assert "gazette:  # 2 items" in text
    assert "union:  # 1 item\n" in text


def test_a_known_site_is_not_proposed() -> None:
    known = {"g": Source(title="G", sites=("gazette.example",))}
    assert "gazette" not in propose_sources([GAZETTE, UNION], known)
    assert propose_sources([GAZETTE], known).endswith("# Every site is known.\n")


def test_an_id_that_is_taken_grows() -> None:
    known = {"gazette": Source(title="Another")}
    assert list(entered(propose_sources([GAZETTE], known))) == ["gazette-example"]
    known |= {"gazette-example": Source(title="A third")}
    assert list(entered(propose_sources([GAZETTE], known))) == ["gazette-example-2"]


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_no_name_breaks_out_of_its_place(site: str, publisher: str) -> None:
    text = propose_sources([Item(id="i", site=site, publisher=publisher)], {})
    (source,) = entered(text).values()
    assert len(source.sites) == 1
