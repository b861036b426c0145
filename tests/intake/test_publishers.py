"""Publishers: a host belongs to the source whose site it is, or stands under."""

import pytest

from scenarios.domain.source import Source
from scenarios.intake.publishers import source_of_site

SOURCES = {
    "aaj": Source(title="Aaj News", sites=("aaj.tv",)),
    "aaj-english": Source(title="Aaj English", sites=("english.aaj.tv",)),
    "gazette": Source(title="The Gazette", sites=("www.Gazette.example",)),
    "second": Source(title="A second gazette", sites=("gazette.example",)),
    "union": Source(title="The union", sites=("union.example", "example.org")),
    "nobody": Source(title="Nobody"),
}


@pytest.mark.parametrize(
    ("site", "source"),
    [
        ("gazette.example", "gazette"),
        ("WWW.gazette.Example", "gazette"),
        ("a.b.example.org", "union"),
        ("english.aaj.tv", "aaj-english"),
        ("urdu.aaj.tv", "aaj"),
        ("notgazette.example", None),
        ("example", None),
        ("", None),
    ],
)
def test_a_source_is_known_by_its_longest_site(site: str, source: str | None) -> None:
    assert source_of_site(site, SOURCES) == source
