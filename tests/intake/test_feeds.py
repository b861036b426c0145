"""Feeds: what stands in them is read, and what could do harm is refused first."""

from __future__ import annotations

import sys
import tracemalloc

import pytest

from scenarios.errors import MissingExtraError, Severity
from scenarios.intake.reading import MOST_BYTES, read_news

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Dawn</title><language>en-PK</language>
<item><title>Envoy &lt;b&gt;visits&lt;/b&gt; Quetta</title>
<link>https://www.dawn.com/news/1?utm_source=feed</link>
<description>&lt;p&gt;Campus opened&lt;script&gt;x()&lt;/script&gt;</description>
<pubDate>Fri, 10 May 2024 23:30:00 -0500</pubDate><category>Politics</category></item>
<item><title>Undated</title><guid isPermaLink="false">tag:dawn,2</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ur"><title>Jang</title>
<entry><title>Visit</title><id>urn:1</id><link href="https://jang.com.pk/1"/>
<updated>2024-05-12T10:00:00Z</updated><summary>Short</summary>
<content type="html">&lt;p&gt;The whole of it&lt;/p&gt;</content></entry>
<entry><title>Told</title><id>urn:2</id><published>2024-05-11T10:00:00Z</published>
<updated>2024-05-12T10:00:00Z</updated>
<source><title>APP</title></source></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>KUNA</title></channel>
<item rdf:about="https://kuna.net/1"><title>Talks</title><link>https://kuna.net/1</link>
<dc:date>2024-05-10</dc:date></item></rdf:RDF>"""


def test_an_rss_feed_is_read() -> None:
    news = read_news(RSS.encode(), "dawn.xml", fetched="2024-05-12T06:00:00Z")
    assert news.issues == ()
    first, second = news.items
    assert first.title == "Envoy visits Quetta"
    assert first.text == "Campus opened"
    assert (first.url, first.site) == ("https://dawn.com/news/1", "dawn.com")
    assert (first.publisher, first.language) == ("Dawn", "en-PK")
    assert first.published == "2024-05-11T04:30:00Z"
    assert first.fetched == "2024-05-12T06:00:00Z"
    assert first.labels == ("Politics",)
    assert (second.published, second.fetched) == (None, "2024-05-12T06:00:00Z")


def test_when_an_entry_was_updated_is_not_when_it_was_published() -> None:
    first, second = read_news(ATOM.encode(), "jang.xml").items
    assert (first.published, first.text) == (None, "The whole of it")
    assert (first.publisher, first.language) == ("Jang", "ur")
    assert second.published == "2024-05-11T10:00:00Z"
    assert second.publisher == "APP"


def test_the_date_of_an_rdf_item_is_its_own() -> None:
    (item,) = read_news(RDF.encode(), "kuna.xml").items
    assert (item.published, item.publisher) == ("2024-05-10", "KUNA")


def test_a_date_that_cannot_be_read_is_a_warning_and_no_date() -> None:
    text = RSS.replace("Fri, 10 May 2024 23:30:00 -0500", "10/05/2024")
    news = read_news(text.encode(), "dawn.xml")
    (issue,) = news.issues
    assert issue.severity is Severity.WARNING
    assert str(issue) == (
        "dawn.xml:1:1: warning: entries.0.published: '10/05/2024' is no date that can "
        "be read"
    )
    assert news.items[0].published is None


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {c} "{"&" + p + ";"}{"&" + p + ";"}">'
        for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss><channel><title>&i;</title></channel></rss>"
)
HOSTILE = {
    "an entity bomb": BOMB.encode(),
    "a bomb in UTF-16": BOMB.encode("utf-16"),
    "an outer entity": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><title>&x;</title></channel></rss>",
    "a lower-case declaration": b"<?xml version='1.0'?><!doctype rss><rss/>",
    "an encoding to hide in": b"<?xml version='1.0' encoding='utf-7'?>"
    b"+ADwAIQ-DOCTYPE rss+AD4-<rss/>",
    "a declaration behind a comment": b"<!-- <a> <![CDATA[ -->"
    b"<!DOCTYPE a><!-- ]]> --><a/>",
    "wide letters without a mark": BOMB.encode("utf-16-be"),
    "wider letters": BOMB.encode("utf-32"),
    "depth": b"<a>" * 101 + b"</a>" * 101,
    "elements": b"<rss>" + b"<a/>" * 50_001 + b"</rss>",
    "attributes": b"<rss %s/>" % b" ".join(b"a%d=''" % n for n in range(257)),
    "a tag without end": b"<rss a='" + b"x" * 1_200_000,
    "a comment without end": b"<rss><!--" + b"x" * 1_200_000,
    "references": b"<rss>" + b"&lt;" * 400_001 + b"</rss>",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_could_do_harm_never_reaches_the_parser(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedparser.parse", lambda *_, **__: pytest.fail("was parsed"))
    news = read_news(data, "feed.xml")
    assert news.items == ()
    (issue,) = news.issues
    assert issue.severity is Severity.ERROR


def test_a_bomb_takes_no_memory() -> None:
    tracemalloc.start()
    read_news(BOMB.encode() + b" " * 4_000_000, "feed.xml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<rss><channel>", "feed.xml:1:1: error: is no well-formed feed: no elem"),
        ("<?xml version='1.0'\n?>\n<rss>\n<a></rss>",
         "feed.xml:4:1: error: is no well-formed feed: mismatched tag"),
        ("<opml version='2.0'></opml>", "feed.xml:1:1: error: is no feed: its"),
        ("<rss version='2.0'>\n<channel>&nbsp;</channel></rss>",
         "feed.xml:2:1: error: is no well-formed feed: undefined entity"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_with_its_line(text: str, told: str) -> None:
    (issue,) = read_news(text.encode(), "feed.xml").issues
    assert str(issue).startswith(told)


def test_a_declaration_that_an_item_quotes_is_text() -> None:
    page = "<![CDATA[<!DOCTYPE html><p>Envoy visits</p>]]>"
    text = RSS.replace("<title>Undated</title>", f"<title>{page}</title>")
    news = read_news(text.encode(), "dawn.xml")
    assert (news.issues, news.items[1].title) == ((), "Envoy visits")


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "koi8-r"),
        *("windows-1251", "shift_jis", "gb18030"),
    ],
)
def test_a_feed_is_read_in_its_own_encoding(encoding: str) -> None:
    told = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    text = RSS.replace("UTF-8", told).replace("Dawn", "Заря")
    news = read_news(text.encode(encoding), "zarya.xml")
    assert news.issues == ()
    assert news.items[0].publisher == "Заря"


@pytest.mark.parametrize(
    ("told", "real", "read"),
    [
        ("us-ascii", "utf-8", "utf-8"),
        ("UTF-8", "windows-1252", "windows-1252"),
        ("iso-8859-99", "latin-1", "windows-1252"),
    ],
)
def test_a_feed_that_is_not_encoded_as_it_says_is_read_with_a_warning(
    told: str, real: str, read: str
) -> None:
    text = RSS.replace("UTF-8", told).replace("Dawn", "Le Québécois")
    news = read_news(text.encode(real), "feed.xml")
    assert news.items[0].publisher == "Le Québécois"
    assert [str(issue) for issue in news.issues] == [
        f"feed.xml:1:1: warning: is not encoded as {told}, as it says; read as {read}"
    ]


def test_wide_letters_that_are_none_are_read_as_what_they_are() -> None:
    news = read_news(RSS.replace("UTF-8", "UTF-16").encode(), "dawn.xml")
    assert (len(news.items), news.issues) == (2, ())


def test_bytes_that_are_no_letters_anywhere_are_read_as_latin_1() -> None:
    text = RSS.encode().replace(b"Undated", b"Undated \x81")
    news = read_news(text, "dawn.xml")
    assert "read as latin-1" in str(news.issues[0])


def test_a_picture_within_an_item_is_no_reason_to_refuse_a_feed() -> None:
    picture = f"<![CDATA[<img src='data:image/png;base64,{'A' * 2_000_000}'>Seen]]>"
    text = RSS.replace("<title>Undated</title>", f"<title>{picture}</title>")
    news = read_news(text.encode(), "dawn.xml")
    assert (news.issues, news.items[1].title) == ((), "Seen")


def test_a_long_text_that_is_no_date_is_told_in_short() -> None:
    text = RSS.replace("Fri, 10 May 2024 23:30:00 -0500", "1 " * 100_000)
    (issue,) = read_news(text.encode(), "dawn.xml").issues
    assert len(str(issue)) < 150


def test_what_the_parser_of_feeds_finds_wrong_is_told_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {"bozo": True, "bozo_exception": ValueError("who knows")}
    monkeypatch.setattr("feedparser.parse", lambda *_, **__: told)
    (issue,) = read_news(RSS.encode(), "dawn.xml").issues
    assert issue.message == "is no well-formed feed: who knows"


def test_a_name_of_a_file_is_not_opened() -> None:
    news = read_news(b"<file:///etc/passwd", "feed.xml")
    assert news.items == ()
    assert len(news.issues) == 1


def test_a_feed_without_end_is_refused() -> None:
    (issue,) = read_news(b"<rss>" + b"a" * MOST_BYTES, "feed.xml").issues
    assert "is larger than 5,000,000 bytes" in issue.message


def test_an_item_that_says_nothing_is_left_out() -> None:
    news = read_news(b"<rss version='2.0'><channel><item/></channel></rss>", "feed.xml")
    assert news.items == ()
    assert [str(each.severity) for each in news.issues] == ["warning"]


def test_without_the_library_the_install_line_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(
        MissingExtraError, match=r"pip install 'scenarios-engine\[news\]'"
    ):
        read_news(RSS.encode(), "dawn.xml")
