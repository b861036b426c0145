"""What is looked for in an inbox: no word of it is a command."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.journal.inbox_search import Search, expression, values_of


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("chief", '("chief")'),
        ('army "joint statement"', '("army" AND "joint statement")'),
        ("talk* -cricket", '("talk"*) NOT "cricket"'),
        ("a -b -c*", '("a") NOT "b" NOT "c"*'),
        ("NEAR(a b)", '("NEAR(a" AND "b)")'),
        ('title: "x', '("title:" AND ""x")'.replace('""x"', '"""x"')),
        ("-cricket", ""),
        ("* ( -", ""),
        ("", ""),
    ],
)
def test_words_become_an_expression(words: str, wanted: str) -> None:
    assert expression(words) == wanted


@given(st.text(max_size=30))
def test_the_index_takes_any_words(words: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE word USING fts5 (title)")
    words = words.encode(errors="replace").decode()
    found = expression(words) or '""'
    database.execute("SELECT * FROM word WHERE word MATCH ?", (found,)).fetchall()
    database.close()


def test_days_are_whole_and_hosts_in_small_letters() -> None:
    wanted = Search(
        site="WWW.Dawn.com", since=date(2024, 1, 2), until=date(2024, 2, 29)
    )
    values = values_of(wanted)
    assert values["site"] == "www.dawn.com"
    assert (values["since"], values["until"]) == ("2024-01-02", "2024-03-01")
    assert values_of(Search())["until"] == values_of(Search())["since"] == ""
