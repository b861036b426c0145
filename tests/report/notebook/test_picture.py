"""A picture in a notebook: shown on paper, saved by its ending, given to Altair."""

import sys
from pathlib import Path

import altair as alt
import pytest

from dossiers import compile_here
from scenarios.errors import MissingExtraError, MissingLibraryError
from scenarios.report.notebook.picture import Picture
from scenarios.report.pictures.kinds import draw
from scenarios.report.pictures.palette import PAPER
from scenarios.report.pictures.plotting import UnknownPictureEndingError


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    return Picture(draw("overview", compile_here(tmp_path_factory.mktemp("desk"))))


def test_it_shows_itself_on_paper(picture: Picture) -> None:
    # A notebook may be dark, and a picture cannot know.
    svg = picture._repr_svg_()
    assert svg.startswith("<svg ")
    assert f'fill="{PAPER}"' in svg.partition("<g")[0]


def test_it_says_what_it_is(picture: Picture) -> None:
    assert repr(picture).startswith(
        "<Picture: 2 questions: how likely each outcome is."
    )


@pytest.mark.parametrize("name", ["a.svg", "a.png", "a.html", "a.vl.json"])
def test_it_is_saved_by_its_ending(name: str, picture: Picture, tmp_path: Path) -> None:
    picture.save(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 1000


def test_an_ending_that_means_nothing_is_refused(
    picture: Picture, tmp_path: Path
) -> None:
    with pytest.raises(UnknownPictureEndingError, match=r"a\.gif: the ending names no"):
        picture.save(str(tmp_path / "a.gif"))
    assert list(tmp_path.iterdir()) == []


def test_altair_takes_it_to_restyle(picture: Picture) -> None:
    chart = picture.to_altair().properties(width=900)
    assert isinstance(chart, alt.LayerChart)
    assert chart.to_dict()["width"] == 900
    assert len(chart.layer) == len(picture.spec["layer"])


def test_what_is_not_installed_is_told(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingLibraryError, match="needs altair: pip install altair"):
        picture.to_altair()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[charts\]"):
        picture._repr_svg_()
