"""Versions of the same developments: what one knew, corrected as another was."""

from scenarios.domain.development import Development
from scenarios.explanation.versions import (
    known_on,
    regraded,
    revised,
    with_retractions,
)
from support import day, make_development, make_report

TOLD = make_development(
    "told",
    100,
    "sign",
    make_report("B2", published=day(100)),
    make_report("C3", published=day(120)),
)
LATER = make_development("later", 150, "sign")


def reports_of(developments: tuple[Development, ...]) -> list[str]:
    return [each.id for d in developments for each in d.reports]


def test_what_is_dated_or_published_later_is_not_known() -> None:
    (known,) = known_on([TOLD, LATER], day(119))
    assert (known.id, [each.id for each in known.reports]) == ("told", ["r0"])
    assert known_on([TOLD, LATER], day(150)) == (TOLD, LATER)
    assert known_on([TOLD], day(99)) == ()


def test_a_retraction_counts_from_its_day_and_another_is_undone() -> None:
    gone = {"on": day(130), "why": "It was false."}
    early = make_development("told", 100, "sign", make_report(retracted=gone))
    sound = make_development("told", 100, "sign", make_report())
    assert reports_of(with_retractions([sound], [early], day(130))) == []
    assert with_retractions([sound], [early], day(129)) == (sound,)
    assert with_retractions([early], [sound], day(200)) == (sound,)
    # What the later version does not know keeps what it has.
    assert with_retractions([early], [LATER], day(200)) == (early,)


def test_only_the_grading_of_a_report_is_taken_over() -> None:
    graded = make_report("D4", published=day(101), summary="They met again.")
    (found,) = regraded([TOLD], [make_development("told", 90, "other", graded), LATER])
    first, second = found.reports
    assert (first.grade, first.published, first.summary) == ("D4", day(100), None)
    assert second == TOLD.reports[1]
    assert (found.date, found.observes) == (TOLD.date, TOLD.observes)


def test_a_revision_is_taken_over_without_the_reports_that_are_new() -> None:
    new = make_development(
        "told", 90, "other", make_report("D4"), make_report("C3"), make_report("A1")
    )
    (found, kept) = revised([TOLD, LATER], [new])
    assert (found.date, found.observes) == (new.date, new.observes)
    assert found.reports == new.reports[:2]
    assert kept == LATER
