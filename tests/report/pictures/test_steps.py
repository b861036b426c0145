"""The rows of a ledger in words."""

from scenarios.report.dossier import Dossier
from scenarios.report.pictures.steps import steps_of


def test_every_row_is_there_in_file_order(full: Dossier) -> None:
    each = full.assessment["strike"]
    steps = steps_of(each)
    assert [step.name for step in steps] == ["clock", *each.scenario.indicators]
    assert [step.name for step in steps_of(full.assessment["vote"])] == ["turnout"]


def test_what_is_known_is_told_in_words(full: Dossier) -> None:
    states = {step.name: step.state for step in steps_of(full.assessment["strike"])}
    assert states["talks"] == "observed: 1 development"
    assert states["mediator"] == "known absent: 1 development"
    assert states["marches"] == "silent: not heard of so far"


def test_the_spread_is_from_the_largest_entry_to_the_smallest(full: Dossier) -> None:
    for step in steps_of(full.assessment["strike"]):
        assert step.spread == max(step.entries) - min(step.entries)
        assert step.spread > 0 or not any(step.entries)
