"""Likeness: decibans of words and days, worked by hand."""

from __future__ import annotations

import datetime as dt
from math import log10

import pytest

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.likeness import (
    Account,
    News,
    Scale,
    account_of,
    news_of,
    rarity_of,
)

DAY = dt.date(2024, 5, 10)


def weigh(scale: Scale, news: News, own: str | None = None) -> dict[str, float]:
    """Return what is said for the account that an item is likest to."""
    found = scale.likeliest([news], {} if own is None else {news.name: own})
    return {each.name: each.decibans for each in found.values()}


def word(odds: float) -> float:
    """Return the decibans of a word that is `odds` times as frequent there."""
    return 0.7 * 10 * log10(0.7 + 0.3 * odds)


def test_a_rare_word_shared_speaks_and_a_missing_one_is_silent() -> None:
    texts = (("envoy", "quetta"), ("envoy", "trade"), ("envoy",))
    rarity = rarity_of(texts)
    assert rarity == {"envoy": 3.5 / 4, "quetta": 1.5 / 4, "trade": 1.5 / 4}
    scale = Scale([Account("d", DAY, texts[:1])], rarity)
    weighed = weigh(scale, News("i", ("envoy", "quetta", "unheard"), None))
    assert weighed == {"d": pytest.approx(word(4 / 3.5) + word(4 / 1.5))}


def test_a_word_speaks_by_the_share_of_the_texts_that_have_it() -> None:
    rarity = {"quetta": 0.1}
    account = Account("d", DAY, (("quetta",), ("campus",), ("police",)))
    scale = Scale([account], rarity | {"campus": 0.1, "police": 0.1})
    (shared,) = scale.shared(News("i", ("quetta",), None), "d", own=None)
    assert shared.stem == "quetta"
    assert shared.decibans == pytest.approx(word(1 / 3 / 0.1))


def test_what_an_item_added_itself_is_left_out() -> None:
    account = Account("d", DAY, (("quetta",), ("quetta", "campus")))
    scale = Scale([account], {"quetta": 0.1, "campus": 0.1})
    news = News("i", ("campus", "quetta"), None)
    assert weigh(scale, news, "d") == {"d": pytest.approx(word(10))}
    alone = Scale([Account("d", DAY, (("campus",),))], {"campus": 0.1})
    assert weigh(alone, News("i", ("campus",), None), "d") == {"d": 0}


@pytest.mark.parametrize(
    ("later", "decibans"),
    [(0, 8), (1, 8), (2, 5.8), (-1, 5.8), (-3, 1.4), (14, 8 - 13 * 2.2)],
)
def test_days_between_speak(later: int, decibans: float) -> None:
    scale = Scale([Account("d", DAY, (("quetta",),))], {"quetta": 0.5})
    news = News("i", ("quetta",), DAY + dt.timedelta(days=later))
    assert scale.days("d", news.day) == later
    assert weigh(scale, news) == {"d": pytest.approx(word(2) + decibans)}


def test_news_of_another_month_is_not_of_it() -> None:
    scale = Scale([Account("d", DAY, (("quetta",),))], {"quetta": 0.01})
    for days in (15, -15):
        news = News("i", ("quetta",), DAY + dt.timedelta(days=days))
        assert weigh(scale, news) == {}


def test_an_account_is_the_title_and_what_its_reports_say() -> None:
    development = Development.model_validate(
        {
            "id": "d",
            "date": "2024-05-10",
            "title": "The envoys visited Quetta",
            "reports": [
                {
                    "id": "r1",
                    "source": "a",
                    "url": "https://a.pk/us-envoy-tours-campus",
                },
                {"id": "r2", "source": "b", "summary": "Same envoy."},
                {"id": "r3", "source": "c"},
            ],
        }
    )
    assert account_of(development).texts == (
        ("envoy", "quetta", "visit"),
        ("campu", "envoy", "tour", "us"),
        ("envoy",),
    )


def test_news_is_the_headline_and_the_text() -> None:
    item = Item(
        id="i", title="Envoy visits", text="Visits Quetta", published="2024-05-10"
    )
    assert news_of(item) == News("i", ("envoy", "quetta", "visit"), DAY)


def test_the_next_account_is_told_whatever_block_it_stands_in() -> None:
    # 600 accounts are weighed in three blocks; two of them share the rare word.
    rarity = {"quetta": 0.01, "campus": 0.02, "other": 0.9}
    accounts = [Account(f"d{n:03}", DAY, (("other",),)) for n in range(600)]
    accounts[7] = Account("d007", DAY, (("campus", "quetta"),))
    accounts[599] = Account("d599", DAY, (("quetta",),))
    found = Scale(accounts, rarity).likeliest(
        [News("i", ("campus", "quetta"), DAY), News("j", ("quetta",), None)], {}
    )
    assert found["i"].name == "d007"
    assert found["i"].decibans == pytest.approx(word(100) + word(50) + 8)
    assert found["i"].next == pytest.approx(word(100) + 8)
    assert (found["j"].name, found["j"].decibans - found["j"].next) == ("d007", 0)


def test_news_that_shares_no_word_is_like_nothing() -> None:
    scale = Scale([Account("d", DAY, (("quetta",),))], {"quetta": 0.1})
    assert weigh(scale, News("i", ("campus",), DAY)) == {}
    assert weigh(scale, News("i", (), DAY)) == {}
    assert Scale([], {}).likeliest([News("i", ("campus",), DAY)], {}) == {}
