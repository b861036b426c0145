"""Reports → development: voices, origins, grades and what is known on a day."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.engine.reports import Told, Voice, discount, hear, hear_all
from support import day, make_development, make_model, make_report, make_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.domain.model import ScoringModel
    from scenarios.domain.source import Source
    from support import Data

# Grades of support.MODEL, and dB((1 + r)/(1 - r)) of their r:
# A1 .8: 1.8/.2 = 9, 9.5424 dB. B2 .6·.9 = .54: 1.54/.46 = 3.3478, 5.2476 dB.
# C3 .5·.75 = .375: 1.375/.625 = 2.2, 3.4242 dB.
A1, B2, C3 = 9.542425094, 5.247628892, 3.424226808


def heard(
    *reports: Data,
    sources: Mapping[str, Source] | None = None,
    model: ScoringModel | None = None,
) -> Told:
    """Hear a development of day 10, on day 50."""
    development = make_development("d", 10, [], *reports)
    told = hear(development, sources or {}, model or make_model(), day(50))
    assert told is not None
    return told


def only_voice(told: Told) -> Voice:
    (voice,) = told.voices
    return voice


@pytest.mark.parametrize(
    ("grade", "r", "decibans"),
    [
        ("A1", "0.8", A1),
        ("B2", "0.54", B2),
        ("C3", "0.375", C3),
        # F6 .1·.5 = .05: 1.05/.95 = 1.105263, .434 dB
        ("F6", "0.05", 0.434657),
        ("E1", "0", 0),
        ("A5", "0", 0),
    ],
)
def test_a_grade_is_a_chance_to_track_the_truth(
    grade: str, r: str, decibans: float
) -> None:
    voice = only_voice(heard(make_report(grade)))
    assert voice.r == Decimal(r)
    assert (voice.letter, voice.digit) == (grade[0], grade[1])
    assert float(voice.decibans) == pytest.approx(decibans, abs=1e-6)


def test_a_report_is_graded_by_its_source_on_the_day_it_was_published() -> None:
    """The herald is B until day 19 and D from day 20 on."""
    herald = make_source(("2023-01-01", "B"), (day(20).isoformat(), "D"))
    grades = []
    for published in ({}, {"published": day(19)}, {"published": day(20)}):
        report = make_report(None, credibility=3, **published)
        voice = only_voice(heard(report, sources={"herald": herald}))
        grades.append(voice.letter + voice.digit)
    assert grades == ["B3", "B3", "D3"]


def test_a_source_that_cannot_be_judged_is_f_and_no_digit_is_6() -> None:
    late = make_source((day(11).isoformat(), "A"))
    for sources in ({}, {"herald": late}):
        voice = only_voice(heard(make_report(None), sources=sources))
        assert voice.letter + voice.digit == "F6"


def test_a_reports_own_grade_overrides_both() -> None:
    herald = make_source(("2023-01-01", "A"))
    report = make_report("C4", credibility=1)
    voice = only_voice(heard(report, sources={"herald": herald}))
    assert voice.letter + voice.digit == "C4"


def test_voices_of_several_origins_are_pooled() -> None:
    """n = (9.5424 + 5.2476 + 3.4242)/9.5424 = 1.908769, so that with a dependence of
    .25 the sum of 18.214281 is divided by 1.227192: 14.842240.
    """
    told = heard(*(make_report(grade) for grade in ("C3", "A1", "B2")))
    assert float(told.decibans) == pytest.approx(14.842240, abs=2e-6)
    assert len(told.voices) == 3


def test_denials_are_pooled_apart_and_subtracted() -> None:
    """Two A1 assert: 2·9.5424/1.25 = 15.267880. B2 and C3 deny: n = 8.671856/5.247629
    = 1.652528, 8.671856/1.163132 = 7.455607. The difference is 7.812273.
    """
    told = heard(
        make_report("A1"),
        make_report("B2", stance="denies"),
        make_report("A1"),
        make_report("C3", stance="denies"),
    )
    assert float(told.decibans) == pytest.approx(7.812273, abs=2e-6)
    assert [voice.denies for voice in told.voices] == [False, True, False, True]


def test_a_rumour_that_is_denied_more_strongly_is_below_0() -> None:
    told = heard(make_report("C3"), make_report("A1", stance="denies"))
    assert float(told.decibans) == pytest.approx(C3 - A1, abs=1e-6)


@pytest.mark.parametrize(
    ("stance", "decibans"), [("asserts", Decimal("7.5")), ("denies", Decimal("-7.5"))]
)
def test_reports_weigh_no_more_than_their_limit(stance: str, decibans: Decimal) -> None:
    reports = [make_report("A1", stance=stance)] * 3
    model = make_model(limits={"report_db": 7.5})
    assert heard(*reports, model=model).decibans == decibans


@pytest.mark.parametrize(
    ("sizes", "dependence", "together"),
    [
        ([], "0.25", 0),
        ([0, 0], "0.25", 0),
        ([5], "0.25", 5),
        ([5, 0, 0], "0.25", 5),
        ([5, 5], "0.25", 8),
        ([5, 5], "0", 10),
        # n = 7.5/5 = 1.5: 7.5/1.125
        ([5, 2.5], "0.25", 20 / 3),
    ],
    ids=[
        "none",
        "all worthless",
        "one",
        "one and worthless ones",
        "two",
        "apart",
        "odd",
    ],
)
def test_the_effective_number_of_voices(
    sizes: list[float], dependence: str, together: float
) -> None:
    found = discount([Decimal(size) for size in sizes], Decimal(dependence))
    assert float(found) == pytest.approx(together, abs=1e-12)


# One voice per origin


def test_copies_speak_with_one_voice() -> None:
    told = heard(
        make_report("C3", origin="wire"),
        make_report("B2"),
        make_report("A1", origin="wire"),
        make_report("A1", origin="readout"),
        make_report("F6", origin="wire"),
    )
    by_origin = {
        voice.origin: (voice.letter, len(voice.reports)) for voice in told.voices
    }
    assert by_origin == {"wire": ("A", 3), "readout": ("A", 1), "herald": ("B", 1)}
    assert told.reports == 5


@pytest.mark.parametrize("origin", [None, ""], ids=["none", "empty"])
def test_reports_without_an_origin_are_their_own(origin: str | None) -> None:
    told = heard(*[make_report("A1", origin=origin, source="post")] * 2)
    assert [voice.origin for voice in told.voices] == ["post", "post"]


# .7·.1 and .07·1 are equal, though not in binary floats; .08 is more.
TIED = make_model(
    grades={
        "reliability": {"A": 0.7, "B": 0.07, "C": 0.08},
        "credibility": {2: 0.1},
    }
)
CHOICES: dict[str, tuple[list[Data], str]] = {
    "the largest r": (
        [
            make_report("C1", source="best", published=day(11)),
            make_report("B1", source="newer", published=day(40)),
            make_report("A2", source="later", published=day(40)),
        ],
        "best",
    ),
    "among equals the newest": (
        [
            make_report("A2", source="newest", published=day(12)),
            make_report("B1", source="later", published=day(11)),
        ],
        "newest",
    ),
    "the day itself, where none is said": (
        [
            make_report("A2", source="dated", published=day(11)),
            make_report("B1", source="undated"),
        ],
        "dated",
    ),
    "then the later in the file": (
        [
            make_report("A2", source="earlier", published=day(11)),
            make_report("B1", source="later", published=day(11)),
        ],
        "later",
    ),
    "then the later in the file, the other way round": (
        [
            make_report("B1", source="earlier", published=day(11)),
            make_report("A2", source="later", published=day(11)),
        ],
        "later",
    ),
}


@pytest.mark.parametrize(("reports", "speaker"), CHOICES.values(), ids=CHOICES)
def test_the_best_report_speaks_for_its_origin(
    reports: list[Data], speaker: str
) -> None:
    shared = [{**report, "origin": "wire"} for report in reports]
    assert only_voice(heard(*shared, model=TIED)).report.source == speaker


def test_the_stance_of_an_origin_is_that_of_its_speaker() -> None:
    told = heard(
        make_report("B2", origin="wire"),
        make_report("A1", origin="wire", stance="denies"),
    )
    assert only_voice(told).denies
    assert float(told.decibans) == pytest.approx(-A1, abs=1e-6)


# What is known on a day


@pytest.mark.parametrize(
    ("at", "known"),
    [(9, None), (10, None), (14, None), (15, 1), (20, 2), (29, 2), (30, 1), (40, None)],
)
def test_a_report_is_live_from_its_publication_to_its_retraction(
    at: int, known: int | None
) -> None:
    development = make_development(
        "d",
        10,
        [],
        make_report("A1", published=day(15), retracted={"on": day(30)}),
        make_report("A1", published=day(20), retracted={"on": day(40)}),
    )
    told = hear(development, {}, make_model(), day(at))
    assert (None if told is None else told.reports) == known


def test_a_report_from_before_the_day_itself_does_not_make_it_known_earlier() -> None:
    development = make_development("d", 10, [], make_report(published=day(5)))
    assert hear(development, {}, make_model(), day(9)) is None
    assert hear(development, {}, make_model(), day(10)) is not None


def test_a_development_without_reports_is_not_known() -> None:
    development = make_development("d", 10, []).model_copy(update={"reports": ()})
    assert hear(development, {}, make_model(), day(50)) is None


def test_developments_are_heard_in_order_of_day_and_id() -> None:
    given = [("b", 12), ("é", 11), ("a", 11), ("Z", 11), ("c", 99)]
    told = hear_all(
        [make_development(name, number, []) for name, number in given],
        {},
        make_model(),
        day(50),
    )
    assert [each.development.id for each in told] == ["Z", "a", "é", "b"]
