"""Rendering: SVG and PNG that reach for nothing outside."""

import sys
from pathlib import Path

import pytest

from dossiers import compile_here
from scenarios.errors import MissingExtraError
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import KINDS, draw
from scenarios.report.pictures.rendering import to_png, to_svg


def test_a_picture_says_what_it_shows_to_who_cannot_see_it(tmp_path: Path) -> None:
    svg = to_svg(draw("overview", compile_here(tmp_path)))
    assert svg.startswith('<svg role="img" aria-label="2 questions: how likely each')
    assert "As of 2024-04-15, model default." in svg.split(">")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_whole_has_a_role_and_a_name(kind: str, full: Dossier) -> None:
    # A part with a role and no name is an image without a text (axe: svg-img-alt).
    svg = to_svg(draw(kind, full, "strike"))
    assert svg.count(" role=") == svg.count(" aria-label=") == 1
    assert "aria-roledescription" not in svg


def test_a_picture_holds_no_script_and_no_reference(tmp_path: Path) -> None:
    svg = to_svg(draw("overview", compile_here(tmp_path)))
    for word in ("<script", "<style", "href=", "url(", " id=", "javascript:", "<image"):
        assert word not in svg


def test_a_png_is_as_large_as_asked(tmp_path: Path) -> None:
    spec = draw("overview", compile_here(tmp_path))
    png = to_png(spec, scale=1)
    assert png.startswith(b"\x89PNG")
    width = int.from_bytes(png[16:20], "big")
    assert abs(width - spec["width"]) < 40
    assert int.from_bytes(to_png(spec)[16:20], "big") == pytest.approx(2 * width, abs=2)


def test_without_what_draws_the_install_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = draw("overview", compile_here(tmp_path))
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[charts\]"):
        to_svg(spec)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[charts\]"):
        to_png(spec)
