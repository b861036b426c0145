"""The scale: decibans of words and days, worked by hand."""

from __future__ import annotations

import datetime as dt
from math import log10
from typing import TYPE_CHECKING

import pytest

from scenarios.intake.likeness import Account, News, Rarity
from scenarios.intake.scale import Likeliest, Scale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAY = dt.date(2024, 5, 10)
OFTEN = Rarity({"quetta": 0.1, "campus": 0.2, "police": 0.1, "other": 0.9}, 5.0)


def weighed(
    accounts: Sequence[Account],
    *news: News,
    own: Mapping[str, str] | None = None,
    rarity: Rarity = OFTEN,
) -> Mapping[str, Likeliest]:
    scale = Scale(news, rarity)
    scale.fill(accounts, own or {})
    return scale.likeliest()


def decibans(*words: float) -> float:
    """Return what words say together that are so many times as frequent there."""
    gains = [10 * log10(0.7 + 0.3 * odds) for odds in words]
    voices = sum(gains) ** 2 / sum(gain**2 for gain in gains)
    return sum(gains) / (1 + (voices - 1) * 0.086)


def item(*stems: str, day: dt.date | None = None, name: str = "i") -> News:
    return News(name, tuple(sorted(stems)), day)


def test_rare_words_shared_speak_and_a_missing_one_is_silent() -> None:
    accounts = [Account("d", DAY, (("campus", "quetta"),))]
    found = weighed(accounts, item("campus", "quetta", "police"))
    assert found["i"].decibans == pytest.approx(decibans(10, 5))
    assert found["i"].decibans < decibans(10) + decibans(5)


def test_a_word_speaks_by_the_share_of_the_texts_that_have_it() -> None:
    account = Account("d", DAY, (("quetta",), ("campus",), ("police",)))
    found = weighed([account], item("quetta"))
    assert found["i"].decibans == pytest.approx(decibans(1 / 3 / 0.1))


def test_a_long_text_has_any_word_more_easily() -> None:
    rarity = Rarity({f"w{n}": 0.1 for n in range(10)}, 5.0)
    account = Account("d", DAY, (("w0",),))
    found = weighed([account], item(*rarity.shares), rarity=rarity)
    # Ten words, where a text has five: its chance to have w0 is 1 − 0.9².
    assert found["i"].decibans == pytest.approx(decibans(1 / (1 - 0.9**2)))


def test_what_an_item_added_itself_is_left_out() -> None:
    account = Account("d", DAY, (("quetta",), ("campus", "quetta")))
    found = weighed([account], item("campus", "quetta"), own={"i": "d"})
    assert found["i"].decibans == pytest.approx(decibans(10))
    alone = Account("d", DAY, (("campus",),))
    assert weighed([alone], item("campus"), own={"i": "d"}) == {}


@pytest.mark.parametrize(
    ("later", "said"),
    [(0, 8), (1, 8), (2, 5.8), (-1, 5.8), (-3, 1.4), (14, 8 - 13 * 2.2)],
)
def test_days_between_speak(later: int, said: float) -> None:
    news = item("quetta", day=DAY + dt.timedelta(days=later))
    scale = Scale([news], OFTEN)
    scale.fill([Account("d", DAY, (("quetta",),))], {})
    assert scale.days("d", news.day) == later
    assert scale.likeliest()["i"].decibans == pytest.approx(decibans(10) + said)
    assert scale.days("d", None) is None


@pytest.mark.parametrize("days", [15, -15])
def test_news_of_another_month_is_not_of_it(days: int) -> None:
    news = item("quetta", day=DAY + dt.timedelta(days=days))
    assert weighed([Account("d", DAY, (("quetta",),))], news) == {}


def test_the_next_account_is_told_and_many_items_are_weighed_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scenarios.intake.scale._MOST_CELLS", 1200)
    accounts = [
        Account(f"d{n:03}", DAY + dt.timedelta(days=n % 3), (("other",),))
        for n in range(600)
    ]
    accounts[7] = Account("d007", DAY, (("campus", "quetta"),))
    accounts[599] = Account("d599", DAY, (("quetta",),))
    news = [item("campus", "quetta", day=DAY, name=f"i{n}") for n in range(5)]
    found = weighed(accounts, *news, item("quetta", name="j"))
    for each in news:
        assert found[each.name].name == "d007"
        assert found[each.name].decibans == pytest.approx(decibans(10, 5) + 8)
        assert found[each.name].next == pytest.approx(max(14, decibans(10) + 8))
    # What says less than something that is not on file leads nothing.
    assert (found["j"].name, found["j"].next) == ("d007", 14)


def test_what_each_word_says_adds_up_to_what_words_say() -> None:
    account = Account("d", DAY, (("campus", "police", "quetta"),))
    news = [item("x"), item("campus", "quetta", "police"), item("police", name="k")]
    scale = Scale(news, Rarity({**OFTEN.shares, "x": 0.1}, 5.0))
    scale.fill([Account("a", DAY, (("campus",),)), account], {})
    told = dict(scale.shared({"i": "d", "k": "d"}, 9))
    assert [each.stem for each in told["i"]] == ["police", "quetta", "campus"]
    assert sum(each.decibans for each in told["i"]) == pytest.approx(
        decibans(10, 10, 5)
    )
    assert [each.stem for each in dict(scale.shared({"i": "d"}, 2))["i"]] == [
        *("police", "quetta")
    ]
    assert [each.stem for each in told["k"]] == ["police"]


def test_news_that_shares_no_word_is_like_nothing() -> None:
    accounts = [Account("d", DAY, (("quetta",),))]
    assert weighed(accounts, item("campus", day=DAY)) == {}
    assert weighed(accounts, item(day=DAY)) == {}
    assert weighed([], item("campus")) == {}
    assert weighed(accounts) == {}
