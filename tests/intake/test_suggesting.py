"""Suggestions: ranked by watch terms and by words, each with its grounds."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import question
from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.signs import TERM
from scenarios.intake.suggesting import LEAST, OBSERVED, UNOBSERVED, Suggester

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from scenarios.intake.embedding import Side, Vectors
    from scenarios.intake.suggesting import Suggestion

INDICATORS: dict[str, dict[str, Any]] = {
    "pipeline": {
        "title": "What Washington does about the gas pipeline from Iran",
        "why": "A waiver for the border section.",
    },
    "campus": {
        "title": "New facilities for the police",
        "match": {"any": ["police station*", "campus"], "none": ["India"]},
    },
    "uproar": {
        "title": "The ministry rejects a listing",
        "match": {"all": ["sanction*"], "any": ["reject*", "dismiss*"]},
    },
    "bare": {"title": "A sign", "match": {"all": ["Quetta", "campus"]}},
}


def suggester(
    *developments: Development, embedder: Ear | None = None, **match: object
) -> Suggester:
    indicators = dict(INDICATORS)
    if match:
        indicators["campus"] = {**indicators["campus"], "match": match}
    return Suggester([question(indicators)], embedder, developments)


def suggest(text: str, published: str | None = None) -> tuple[Suggestion, ...]:
    return suggester().suggest(Item(id="i", text=text, published=published))


def test_watch_terms_suggest_with_the_words_that_matched() -> None:
    (first,) = suggest("Two police stations open")
    assert first.indicator == "s/campus"
    assert first.terms == (("police station*", "police stations"),)


def test_a_term_counts_by_its_rarity_and_words_by_bm25() -> None:
    # Stems of `campus`: facilit and police three times each for the title, and of its
    # terms police, station and campu; what `none` forbids is no word of it.
    (first,) = suggest("Police stations!")
    lengths = {"pipeline": 15, "campus": 9, "uproar": 12, "bare": 5}
    mean = sum(lengths.values()) / 4
    norm = 1.2 * (0.25 + 0.75 * lengths["campus"] / mean)
    rarity = log(1 + (4 - 1 + 0.5) / (1 + 0.5))
    words = rarity * (4 * 2.2 / (4 + norm) + 1 * 2.2 / (1 + norm))
    assert first.score == pytest.approx(words + TERM * log(1 + 4 / 1))
    assert first.words == ("police", "station")


def test_all_terms_and_one_of_any_must_stand() -> None:
    assert [s.indicator for s in suggest("Ministry rejects sanctions")] == ["s/uproar"]
    assert suggest("Sanctions announced") == ()
    assert suggest("Motion rejected") == ()
    assert [s.indicator for s in suggest("A Quetta campus")] == ["s/bare", "s/campus"]


def test_a_term_of_none_forbids() -> None:
    assert suggest("India opens a campus") == ()


def test_enough_words_suggest_without_a_term() -> None:
    told = suggest("Washington on Iran gas pipeline: waiver for border section")
    assert [s.indicator for s in told] == ["s/pipeline"]
    assert told[0].terms == ()
    assert set(told[0].words) == {
        *("washington", "gas", "pipeline", "iran", "border", "section")
    }
    assert suggest("Washington speaks") == ()


def test_a_long_text_has_some_words_of_everything() -> None:
    short = "Washington on Iran gas pipeline: waiver for border section"
    long = f"{short} {' '.join(f'word{n:c}x' for n in range(97, 129))}"
    assert len(suggest(short)) == 1
    assert suggest(long) == ()
    assert len(suggest(f"{long} police stations")) == 1


@pytest.mark.parametrize(
    ("published", "count"),
    [
        ("2023-12-31", 0),
        ("2024-01-01", 1),
        ("2025-01-30T08:00:00Z", 1),
        ("2025-01-31", 0),
        (None, 1),
    ],
)
def test_a_question_is_open_in_its_horizon_and_a_month_after(
    published: str | None, count: int
) -> None:
    assert len(suggest("Two police stations", published)) == count


def test_no_more_are_returned_than_asked_for_and_ties_go_by_name() -> None:
    item = Item(id="i", title="Quetta campus: police station; sanctions rejected")
    names = [s.indicator for s in suggester().suggest(item, most=2)]
    assert len(names) == 2
    assert len(suggester().suggest(item, most=9)) == 3


def test_without_scenarios_nothing_is_suggested() -> None:
    assert Suggester([]).suggest(Item(id="i", text="campus")) == ()


class Ear:
    """Hears the pipeline in whatever says `gazoduc`."""

    name = "ear 1"

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        assert side in ("query", "passage")
        heard = [float("pipeline" in t or "gazoduc" in t.lower()) for t in texts]
        return np.array([(near, 1 - near) for near in heard], dtype=np.float32)


def hearing(text: str) -> tuple[Suggestion, ...]:
    return suggester(embedder=Ear()).suggest(Item(id="i", text=text))


def test_sense_suggests_what_no_word_does() -> None:
    (found,) = hearing("Mise en garde: le gazoduc")
    assert (found.indicator, found.terms, found.words) == ("s/pipeline", (), ())
    # One title of four is near, by 1 − ¼; words say nothing.
    assert found.near == pytest.approx(0.75)
    assert found.score == pytest.approx(150 * 0.75)
    assert found.title == "What Washington does about the gas pipeline from Iran"


def test_sense_and_words_add_up_and_terms_still_speak() -> None:
    found = hearing("Two police stations open by the gazoduc")
    assert [each.indicator for each in found] == ["s/pipeline", "s/campus"]
    (alone,) = suggest("Two police stations open by the gazoduc")
    assert found[1].score == pytest.approx(alone.score - 150 * 0.25)
    assert alone.near is None


def test_without_scenarios_no_model_is_asked() -> None:
    assert Suggester([], Ear()).suggest(Item(id="i", text="campus")) == ()


def coded(name: str, title: str, *observed: str, **fields: str) -> Development:
    entry = {"id": name, "date": "2024-03-05", "title": title, **fields}
    return Development.model_validate({**entry, "observes": observed})


OPENING = coded("opening", "Envoy opens academy in Hub", "s/campus", "other/sign")
RAIN = coded("rain", "Rain floods valley roads", date="2024-01-02")


def read(text: str, *developments: Development) -> tuple[Suggestion, ...]:
    told = Item(id="i", text=text, published="2024-03-05")
    return suggester(*developments).suggest(told)


def test_what_reads_like_a_development_on_file_observes_what_it_did() -> None:
    text = "In Hub, envoy opens academy"
    assert read(text) == ()
    (found,) = read(text, OPENING, RAIN)
    assert (found.indicator, found.terms, found.words) == ("s/campus", (), ())
    assert found.like is not None
    assert (found.like.development, found.like.title) == ("opening", OPENING.title)
    assert found.like.chance > 0.9
    assert found.score == pytest.approx(OBSERVED * found.like.chance)


def test_what_was_observed_is_added_to_terms_and_words() -> None:
    text = "In Hub, envoy opens academy and police station"
    (alone,) = read(text)
    (found,) = read(text, OPENING, RAIN)
    assert alone.like is None
    assert found.like is not None
    gained = OBSERVED * found.like.chance
    assert found.score == pytest.approx(alone.score + gained)
    assert (found.terms, found.words) == (alone.terms, alone.words)


def test_several_that_observed_it_add_up_and_the_likeliest_is_shown() -> None:
    near = coded("near", "Envoy opens academy in Hub", "s/campus", date="2024-03-04")
    far = coded("far", "Envoy opens academy in Hub", "s/campus", date="2024-03-02")
    (found,) = read("In Hub, envoy opens academy", far, near, RAIN)
    assert found.like is not None
    assert found.like.development == "near"
    assert OBSERVED * found.like.chance < found.score < OBSERVED


def test_what_reads_like_one_that_observed_nothing_needs_more_words() -> None:
    text = "Washington on Iran gas pipeline: waiver for section"
    bare = coded("bare", "Washington speaks on gas pipeline, Iran waiver, section")
    (alone,) = read(text, OPENING)
    assert LEAST < alone.score < LEAST + UNOBSERVED
    assert read(text, OPENING, bare) == ()


def test_terms_suggest_unless_what_observed_nothing_outweighs_them() -> None:
    far = coded("far", "Snow closes mountain passes", "s/bare", date="2024-01-02")
    title = "Minister dismisses a sanctions list and leaves"
    bare = coded("bare", title)
    (alone,), (found,) = read(title, far), read(title, far, bare)
    assert (found.indicator, found.terms) == ("s/uproar", alone.terms)
    assert alone.score - UNOBSERVED < found.score < alone.score - 0.9 * UNOBSERVED
    assert found.like is None
    # One term that a single one of four has counts 2·ln 5 = 3.2, and no word beside.
    told = Item(id="i", text="Minister leaves with a list", published="2024-03-05")
    (kept,) = suggester(far, any=["leave*"]).suggest(told)
    assert kept.score == pytest.approx(TERM * log(5))
    assert suggester(far, bare, any=["leave*"]).suggest(told) == ()


def test_a_precedent_overrules_neither_a_forbidden_term_nor_a_horizon() -> None:
    text = "In Hub, envoy opens academy"
    assert read(f"{text}, says India", OPENING, RAIN) == ()
    old = coded("old", OPENING.title, "s/campus", date="2025-03-05")
    late = Item(id="i", text=text, published="2025-03-05")
    assert suggester(old, RAIN).suggest(late) == ()


def test_sense_is_added_to_what_precedents_say() -> None:
    told = Item(id="i", text="Envoy opens academy in Hub: gazoduc", published=None)
    found = suggester(OPENING, RAIN, embedder=Ear()).suggest(told)
    assert [each.indicator for each in found] == ["s/pipeline"]
    (plain,) = suggester(OPENING, RAIN).suggest(told)
    assert plain.indicator == "s/campus"


WORD = st.sampled_from(
    [
        "police",
        "station",
        "campus",
        "sanction",
        "reject",
        "Quetta",
        "Iran",
        "gas",
        "odd",
    ]
)
TEXT = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
DAY = st.sampled_from(["2024-03-01", "2024-03-05", "2024-03-20"])
ITEMS = st.lists(st.tuples(TEXT, st.none() | DAY), max_size=4)
SIGNS = st.lists(st.sampled_from([f"s/{name}" for name in INDICATORS]), unique=True)


def as_items(told: list[tuple[str, str | None]]) -> list[Item]:
    return [
        Item(id=f"i{number}", text=text, published=day)
        for number, (text, day) in enumerate(told)
    ]


@given(st.lists(st.tuples(TEXT, DAY), max_size=5), ITEMS)
def test_while_nothing_is_coded_all_is_as_if_nothing_were_on_file(
    titles: list[tuple[str, str]], told: list[tuple[str, str | None]]
) -> None:
    known = [coded(f"d{n}", text, date=day) for n, (text, day) in enumerate(titles)]
    items = as_items(told)
    bare = [suggester().suggest(each) for each in items]
    assert repr(suggester(*known).suggest_each(items)) == repr(bare)


@given(st.lists(st.tuples(TEXT, DAY, SIGNS), max_size=5), ITEMS, st.randoms())
def test_the_order_of_developments_does_not_matter_nor_do_other_items(
    entries: list[tuple[str, str, list[str]]],
    told: list[tuple[str, str | None]],
    order: random.Random,
) -> None:
    known = [
        coded(f"d{n}", text, *signs, date=day)
        for n, (text, day, signs) in enumerate(entries)
    ]
    items = as_items(told)
    found = suggester(*known).suggest_each(items)
    order.shuffle(known)
    again = suggester(*known)
    assert repr([again.suggest(each) for each in items]) == repr(found)
