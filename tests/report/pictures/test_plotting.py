"""Files of pictures: a form for each ending, whole or not at all."""

import json
import re
from pathlib import Path

import pytest

from pictures import said
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import draw
from scenarios.report.pictures.palette import DARK, INK, PAPER
from scenarios.report.pictures.plotting import (
    FORMS,
    UnknownFormError,
    UnknownPictureEndingError,
    form_of,
    picture_bytes,
    plot,
)


@pytest.mark.parametrize("form", FORMS)
def test_the_ending_names_the_form(form: str) -> None:
    assert form_of(Path(f"a.b.{form}")) == form
    assert form_of(Path(f"A.{form.upper()}")) == form


def test_an_ending_that_means_nothing_is_refused() -> None:
    # A plain .json would not say that it is a picture.
    with pytest.raises(UnknownPictureEndingError, match=r"write one of \.svg, \.png"):
        form_of(Path("a.json"))


def test_an_unknown_form_leaves_nothing(full: Dossier, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormError, match="did you mean `svg`"):
        plot(draw("overview", full), tmp_path / "a", "svgg")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_picture_gives_the_same_bytes(form: str, full: Dossier) -> None:
    made = [picture_bytes(draw("board", full, "strike"), form) for _ in range(2)]
    assert made[0] == made[1] != b""


def test_a_failed_write_keeps_the_old_file(full: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")
    with pytest.raises(KeyError):
        plot(
            {**draw("overview", full), "description": None} | {"title": {}},
            target,
            "html",
        )
    assert target.read_bytes() == b"old"
    with pytest.raises(FileNotFoundError) as caught:
        plot(draw("overview", full), tmp_path / "no" / "a.vl.json", "vl.json")
    assert caught.value.filename == str(tmp_path / "no" / "a.vl.json")


def test_a_page_needs_nothing_from_outside(full: Dossier) -> None:
    spec = draw("overview", full)
    page = picture_bytes(spec, "html").decode()
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert "<script" not in page
    addresses = set(re.findall(r"https?://[^\"' <]+", page))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert f"<title>{' '.join(spec['title']['text'])}</title>" in page
    assert '<html lang="en">' in page


def test_a_page_turns_dark_with_its_reader_and_not_on_paper(full: Dossier) -> None:
    page = picture_bytes(draw("overview", full), "html").decode()
    _, _, dark = page.partition("@media screen and (prefers-color-scheme:dark)")
    assert f'svg [fill="{INK}"]{{fill:{DARK[INK]}}}' in dark
    assert f"body{{background:{DARK[PAPER]}}}" in dark


def test_a_specification_reads_back(full: Dossier) -> None:
    spec = draw("history", full, "strike")
    found = json.loads(picture_bytes(spec, "vl.json"))
    assert said(found) == said(spec)
    assert found["layer"] == json.loads(json.dumps(spec["layer"]))
