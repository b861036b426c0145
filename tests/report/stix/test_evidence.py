"""The evidence as STIX: who published what, how it is graded, and where it stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk import NEWS, replace_once
from dossiers import PLAIN, compile_here
from scenarios.report.dossier import Dossier
from scenarios.report.stix.evidence import evidence_of
from scenarios.report.stix.objects import EXTENSION_ID


def ground(made: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = made["extensions"][EXTENSION_ID]
    return facts


def reports(dossier: Dossier) -> dict[str, Any]:
    return {
        f"{ground(made)['development']}/{ground(made)['report']}": made
        for made in evidence_of(dossier).objects
        if made["type"] == "report"
    }


def test_a_report_bears_its_grade_on_the_named_scales(full: Dossier) -> None:
    made = reports(full)["d1/r1"]
    assert made["labels"] == [
        'admiralty-scale:source-reliability="b"',
        'admiralty-scale:information-credibility="2"',
    ]
    assert made["confidence"] == 70
    facts = ground(made)
    assert facts["grade_words"] == "B2: usually reliable, probably true"
    assert facts["confidence_scale"] == "STIX 2.1 appendix A, Admiralty credibility"
    # r = 0.75 · 0.9; dB((1 + r)/(1 − r)) = 10·log10(1.675/0.325)
    assert facts["truth"] == 0.675
    assert facts["origin_decibans"] == pytest.approx(7.121314503939897, abs=1e-12)


def test_a_denial_weighs_against_and_says_so(full: Dossier) -> None:
    made = reports(full)["d4/r2"]
    assert made["name"] == "The union denies: Four per cent on the table"
    assert ground(made)["stance"] == "denies"
    assert ground(made)["origin_decibans"] < 0


def test_an_opinion_is_the_credibility_and_none_is_given_on_six(full: Dossier) -> None:
    found = evidence_of(full).objects
    opinions = {o["object_refs"][0]: o for o in found if o["type"] == "opinion"}
    by_id = reports(full)
    assert opinions[by_id["d2/r1"]["id"]]["opinion"] == "strongly-agree"
    assert opinions[by_id["d4/r2"]["id"]]["explanation"] == (
        "Admiralty credibility 4: doubtful."
    )
    unjudged = by_id["d5/r1"]
    assert unjudged["id"] not in opinions
    assert "confidence" not in unjudged


def test_a_report_says_where_it_stands(full: Dossier) -> None:
    made = reports(full)["d1/r1"]
    assert made["external_references"] == [
        {
            "source_name": "The Gazette (gazette)",
            "url": "http://x/1",
            "external_id": "d1/r1",
        }
    ]
    path, _, line = ground(made)["where"].rpartition(":")
    assert path.endswith("news.yaml")
    assert NEWS.splitlines()[int(line) - 1].strip().startswith("- {id: r1")
    assert made["created"] == made["published"] == "2024-02-06T00:00:00.000Z"


def test_an_address_that_is_none_is_told_as_text(tmp_path: Path) -> None:
    news = replace_once(NEWS, "url: http://x/1", "url: 'javascript:alert(1)'")
    dossier = compile_here(tmp_path, PLAIN, {"news.yaml": news})
    (reference,) = reports(dossier)["d1/r1"]["external_references"]
    assert reference["description"] == "address as given: javascript:alert(1)"
    assert "url" not in reference


def test_a_development_rests_on_its_reports_alone(full: Dossier) -> None:
    made = evidence_of(full).developments["d2"]
    told = reports(full)
    assert made["object_refs"] == [told["d2/r1"]["id"], told["d2/r2"]["id"]]
    assert made["content"] == (
        "2024-02-20: The port of Leith walks out\nObserved by it:\n"
        "- strike/walkouts\n- strike/mood: cold"
    )
    assert made["created"] == "2024-02-20T00:00:00.000Z"


def test_an_absence_and_a_reason_are_told(full: Dossier) -> None:
    found = evidence_of(full).developments
    assert "- strike/mediator: known not to have happened" in found["d3"]["content"]
    assert "- strike/talks (an hour is short)" in found["d1"]["content"]


def test_a_source_has_its_line_in_the_registry(full: Dossier) -> None:
    (made,) = (
        made
        for made in evidence_of(full).objects
        if made["type"] == "identity" and made["name"] == "The Gazette"
    )
    assert ground(made) == {
        "extension_type": "property-extension",
        "part": "source",
        "source": "gazette",
        "where": "sources.yaml:1",
    }


def test_a_report_that_was_retracted_by_then_is_no_ground(tmp_path: Path) -> None:
    later = compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 6, 1)))
    assert "d5" not in evidence_of(later).developments
