"""The tornado shows the swings of the sensitivity."""

import pytest

from pictures import data, labels, said
from scenarios.assessment.words import percent
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import draw
from scenarios.report.pictures.subject import NothingToDrawError
from scenarios.whatif.sensitivity import sensitivity


def test_its_ends_are_those_of_the_sensitivity(full: Dossier) -> None:
    spec = draw("tornado", full, "strike", "defeat")
    found = sensitivity(
        full.workspace,
        full.developments,
        full.order.as_of,
        scenarios=["strike"],
        model="default",
    ).scenarios[0]
    ends = {
        (s.input.kind, s.input.name, step): chances["defeat"]
        for s in found.swings
        for step, chances in (("lower", s.lower), ("higher", s.higher))
    }
    bars = data(spec, "swings")
    assert bars
    for bar in bars:
        assert bar["now"] == found.now["defeat"]
        assert bar["probability"] == ends[bar["kind"], bar["name"], bar["step"]]
        assert bar["label"] == percent(bar["probability"])
    assert f"now {percent(found.now['defeat'])}" in labels(spec)


def test_the_widest_swing_stands_first(full: Dossier) -> None:
    spec = draw("tornado", full, "strike", "defeat")
    bars = data(spec, "swings")
    pairs = list(zip(bars[::2], bars[1::2], strict=True))
    widths = [
        max(a["probability"], b["probability"], a["now"])
        - min(a["probability"], b["probability"], a["now"])
        for a, b in pairs
    ]
    assert widths == sorted(widths, reverse=True)


def test_the_claim_reaches_as_far_as_any_swing(full: Dossier) -> None:
    spec = draw("tornado", full, "strike", "defeat")
    bars = data(spec, "swings")
    ends = [bar[name] for bar in bars for name in ("probability", "now")]
    claimed = f"takes it to between {percent(min(ends))} and {percent(max(ends))}"
    assert claimed in said(spec)


def test_a_settled_question_hangs_on_nothing(full: Dossier) -> None:
    with pytest.raises(NothingToDrawError, match="the question is settled"):
        draw("tornado", full, "vote")


def test_a_step_that_changes_the_lead_is_marked(shipped: Dossier) -> None:
    spec = draw("tornado", shipped, "public-perception")
    others = [bar for bar in data(spec, "swings") if not bar["leads"]]
    assert others
    for bar in others:
        assert f"{bar['label']} ◊" in labels(spec)
    assert "◊: another outcome would lead." in said(spec)
    steady = draw("tornado", shipped, "action-plans")
    assert "◊" not in "".join([said(steady), *labels(steady)])
