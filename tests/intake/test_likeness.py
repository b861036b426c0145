"""What of items and developments is compared: stems, days named, how rare words are."""

from __future__ import annotations

import datetime as dt

import pytest

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.likeness import News, account_of, news_of, rarity_of

DAY = dt.date(2024, 5, 10)


def test_a_word_is_as_rare_as_the_texts_that_have_it() -> None:
    rarity = rarity_of((("envoy", "quetta"), ("envoy", "trade"), ("envoy",)))
    # Fifty texts more are thought to be there.
    assert rarity.shares == {"envoy": 3.5 / 53, "quetta": 1.5 / 53, "trade": 1.5 / 53}
    assert rarity.length == pytest.approx(5 / 3)
    assert rarity_of([]).length == 1


def test_an_account_is_the_title_with_its_day_and_what_its_reports_say() -> None:
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
        ("10 may", "envoy", "quetta", "visit"),
        ("campu", "envoy", "tour", "us"),
        ("envoy",),
    )


def test_news_is_the_headline_and_the_text() -> None:
    item = Item(
        id="i", title="Envoy visits", text="Visits Quetta", published="2024-05-10"
    )
    assert news_of(item) == News("i", ("envoy", "quetta", "visit"), DAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 10 May", "10 may"),
        ("May 10, 2024", "10 may"),
        ("the 2nd of it, Sept 2", "2 september"),
        ("31st Dec.", "31 december"),
        ("in May 2024", None),
        ("32 May", None),
        ("may 0", None),
        ("He may go", None),
        ("May", None),
    ],
)
def test_a_day_that_a_text_names_is_a_word(text: str, day: str | None) -> None:
    stems = news_of(Item(id="i", text=text)).stems
    assert [stem for stem in stems if " " in stem] == ([day] if day else [])
