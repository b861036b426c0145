"""Judgements in sentences; likelihood and confidence never share one."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from itertools import product
from pathlib import Path

import pytest

from desk import DEFAULT, SCENARIO, replace_once
from dossiers import compile_here
from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.assessment.words import STANDARDS, likelihood_word
from scenarios.report.page.judgements import figures, judge, runner_up


def standing(
    assessment: Assessment, chances: tuple[str, str, str], standard: str = "icd-203"
) -> tuple[ScenarioAssessment, Assessment]:
    """Return the strike with other chances, in the words of a standard."""
    each = assessment["strike"]
    outcomes = tuple(
        replace(o, probability=Decimal(p), word=likelihood_word(Decimal(p), standard))
        for o, p in zip(each.outcomes, chances, strict=True)
    )
    model = assessment.model.model_copy(update={"words": standard})
    return replace(each, outcomes=outcomes), replace(assessment, model=model)


def said(chances: tuple[str, str, str], assessment: Assessment) -> str:
    found = judge(*standing(assessment, chances))
    return f"{found.likelihood} {found.alternative}"


def plain(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text)).replace("\xa0", " ")


def test_the_likelihood_opens_the_sentence(tmp_path: Path) -> None:
    assessment = compile_here(tmp_path).assessment
    text = plain(said(("0.2", "0.1", "0.7"), assessment))
    assert re.fullmatch(
        r"It is likely \(70 %, [\d<>–]+ %\) that the outcome is «A deal is signed»\. "
        r"The nearest alternative, «The union gives in», is unlikely "
        r"\(20 %, [\d<>–]+ %\)\.",
        text,
    )


def test_where_none_is_likelier_than_the_rest_that_is_said(tmp_path: Path) -> None:
    assessment = compile_here(tmp_path).assessment
    text = plain(said(("0.31", "0.22", "0.47"), assessment))
    assert text.startswith(
        "No outcome is likelier than all others together. The likeliest, «A deal is "
        "signed», has a roughly even chance (47 %, "
    )


def test_a_settled_question_says_how_it_ended_and_why(tmp_path: Path) -> None:
    assessment = compile_here(tmp_path).assessment
    found = judge(assessment["vote"], assessment)
    assert plain(found.likelihood) == (
        "The question is settled since 2024-02-20: «They vote for it» came true. "
        "The ground for it: the returning officer said so."
    )
    assert (found.alternative, found.confidence, found.ground) == ("", "", "")


def test_a_settlement_without_a_reason_names_none(tmp_path: Path) -> None:
    text = compile_here(tmp_path).workspace.scenarios["vote"].scenario
    assert text.resolved is not None
    assessment = compile_here(tmp_path).assessment
    bare = replace(
        assessment["vote"], resolved=text.resolved.model_copy(update={"why": ""})
    )
    assert plain(judge(bare, assessment).likelihood).endswith("came true.")


@pytest.mark.parametrize("standard", STANDARDS)
def test_likelihood_and_confidence_never_share_a_sentence(
    standard: str, tmp_path: Path
) -> None:
    # ICD 203 D.6.e, over every word of every standard.
    assessment = compile_here(tmp_path).assessment
    shares = ("0.004", "0.03", "0.15", "0.4", "0.5", "0.7", "0.9", "0.97", "0.995")
    words = {band.word for band in STANDARDS[standard]} - {"likely", "certain"}
    for first, second in product(shares, shares):
        chances = (first, second, "0.01")
        found = judge(*standing(assessment, chances, standard))
        whole = plain(f"{found.likelihood} {found.alternative}")
        assert "onfidence" not in whole
        told = plain(f"{found.confidence} {found.ground}")
        assert not [word for word in words if word in told]
        assert "%," not in plain(str(found.confidence))


def test_what_is_settled_has_no_interval(tmp_path: Path) -> None:
    settled = compile_here(tmp_path).assessment["vote"].outcomes[0]
    assert plain(str(figures(settled, "icd-203"))) == "(100 %)"


def test_the_runner_up_is_the_first_of_equals(tmp_path: Path) -> None:
    assessment = compile_here(tmp_path).assessment
    each, _ = standing(assessment, ("0.2", "0.2", "0.6"))
    assert runner_up(each).id == "defeat"


def test_titles_cannot_bring_markup(tmp_path: Path) -> None:
    text = replace_once(SCENARIO, "A deal is signed", "'<b onclick=x>A & B</b>'")
    files = {"scenarios/strike.yaml": text, "models/default.yaml": DEFAULT}
    assessment = compile_here(tmp_path, files=files).assessment
    found = str(judge(assessment["strike"], assessment).likelihood)
    assert "«&lt;b onclick=x&gt;A &amp; B&lt;/b&gt;»" in found
