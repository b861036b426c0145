"""What to watch: signposts, and any sign that would change who leads."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dossiers import PLAIN, compile_here
from scenarios.report.page.findings import find
from scenarios.report.page.watch import Ahead, look_ahead
from scenarios.whatif.signposts import find_signposts

EARLY = replace(PLAIN, as_of=date(2024, 1, 20))


def ahead(root: Path, scenario: str = "strike") -> Ahead:
    dossier = compile_here(root, EARLY)
    now = dossier.assessment
    return look_ahead(now[scenario], now, find(dossier).signposts_of(scenario))


def test_signposts_are_those_of_the_command(tmp_path: Path) -> None:
    found = ahead(tmp_path)
    now = compile_here(tmp_path, EARLY).assessment
    known = [s for s in find_signposts(now, 30) if s.scenario == "strike"]
    assert [sign.chance for sign in found.signs] == [s.chance for s in known]
    assert [sign.soon for sign in found.signs] == [s.soon for s in known]
    for sign, signpost in zip(found.signs, known, strict=True):
        at = signpost.most_moved
        assert sign.now == signpost.now[at]
        assert sign.if_seen == signpost.if_seen[at]
        assert sign.if_absent == signpost.if_absent[at]
        assert sign.silence


def test_a_sign_that_would_change_the_lead_is_named(tmp_path: Path) -> None:
    found = ahead(tmp_path)
    assert found.turnings
    for turning in found.turnings:
        assert turning.leads != "A deal is signed"
        assert turning.probability > 0


def test_a_settled_question_has_nothing_to_watch(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    now = dossier.assessment
    found = look_ahead(now["vote"], now, find(dossier).signposts_of("vote"))
    assert (found.signs, found.turnings, found.others) == ((), (), 0)
