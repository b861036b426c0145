"""An assessment in a notebook: still an assessment, with tables and pictures."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from desk import write_workspace
from dossiers import FULL, compile_here
from pictures import data, said
from scenarios import NotebookAssessment, assess, load_developments, load_workspace
from scenarios.assessment.assess import assess as assess_plainly
from scenarios.domain.development import Observation
from scenarios.errors import UnknownCaseError
from scenarios.report.contents import tables_of
from scenarios.report.exporting import UnknownTableError
from scenarios.report.notebook.assessing import AssumedError
from scenarios.report.pictures.kinds import KINDS, NothingToDrawError, UnknownKindError
from scenarios.report.pictures.kinds import draw as draw_plainly

DAY = date(2024, 4, 15)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> NotebookAssessment:
    root = write_workspace(tmp_path_factory.mktemp("desk"))
    workspace = load_workspace(root)
    return assess(workspace, load_developments(root / "news.yaml", workspace), DAY)


def test_it_is_the_assessment_that_the_sums_give(found: NotebookAssessment) -> None:
    plain = assess_plainly(found.workspace, found.news, DAY)
    for part in fields(plain):
        assert getattr(found, part.name) == getattr(plain, part.name), part.name
    assert found["strike"] is found.scenarios[0]
    assert "Workspace(" not in repr(found)


def test_its_tables_are_those_of_a_file(found: NotebookAssessment) -> None:
    told = ["developments", "reports", "withdrawn", "sources"]
    names = ["outcomes", "ledger", *told, "about"]
    assert list(found.tables) == ["scenarios", *names]
    files = tables_of(compile_here(found.workspace.root, FULL))
    for name in ("ledger", "developments", "reports", "sources"):
        assert list(found.tables[name].rows) == list(files[name].rows)
    assert list(found.history(30).rows) == list(files["history"].rows)
    assert list(found.cases("calm").rows) == list(files["cases"].rows)
    with pytest.raises(UnknownCaseError, match="did you mean `calm`"):
        found.cases("clam")


def test_it_says_how_it_was_made(found: NotebookAssessment) -> None:
    about = {str(name): text for name, text in found.tables["about"].rows}
    assert about["command"] == (
        "scenarios.assess(workspace, developments, date(2024, 4, 15))"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_picture_is_that_of_the_command(
    kind: str, found: NotebookAssessment, tmp_path: Path
) -> None:
    picture = found.plot(kind, "strike", every=30, cases=["calm"])
    dossier = compile_here(tmp_path, FULL)
    spec = draw_plainly(kind, dossier, "strike")
    if kind not in ("overview", "history"):
        assert picture.spec["layer"] == spec["layer"]
    assert picture.spec["usermeta"]["scenarios"]["picture"] == kind


def test_an_earlier_day_is_shown_on_request(found: NotebookAssessment) -> None:
    picture = found.plot(since=date(2024, 2, 10))
    assert "Hollow dot and change: since 2024-02-10." in said(picture.spec)
    assert data(picture.spec, "before")


def test_what_cannot_be_drawn_is_refused(found: NotebookAssessment) -> None:
    with pytest.raises(UnknownKindError, match="did you mean `matrix`"):
        found.plot("matrx")
    with pytest.raises(NothingToDrawError, match="name one scenario"):
        found.plot("matrix")
    with pytest.raises(NothingToDrawError, match="it needs a what-if"):
        found.plot("cases")
    with pytest.raises(UnknownTableError, match="did you mean `ledger`"):
        found.to_pandas("leger")


def test_what_is_assumed_is_never_lost_on_the_way(found: NotebookAssessment) -> None:
    link = Observation.model_validate({"indicator": "strike/mood", "value": "warm"})
    assumed = assess(found.workspace, found.news, DAY, assumptions=[link])
    assert assumed["strike"].probabilities != found["strike"].probabilities
    rows = data(assumed.plot("overview", "strike").spec, "probabilities")
    assert [row["probability"] for row in rows] == [
        float(p) for p in assumed["strike"].probabilities.values()
    ]
    assert data(assumed.plot("draws", "strike").spec, "draws")
    for kind in ("history", "tornado", "cases"):
        with pytest.raises(AssumedError, match=f"{kind} would be computed anew"):
            assumed.plot(kind, "strike")
    with pytest.raises(AssumedError, match="overview would be computed anew"):
        assumed.plot(since=date(2024, 2, 10))
    with pytest.raises(AssumedError, match="a dossier would be computed anew"):
        assumed.history()
