"""Pictures inside the page: harmless, named, and left out where none can be drawn."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from desk import SCENARIO, Files, replace_once
from dossiers import FULL, PLAIN, compile_here
from scenarios.report.page.figures import Figures, start_figures
from scenarios.report.pictures import press
from scenarios.report.pictures.palette import DARK

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {
    *("svg", "g", "path", "rect", "line", "text", "tspan", "title", "desc"),
    *("clipPath", "defs"),
}
HOSTILE = "'</svg><script>alert(1)</script><b onclick=x>&'"


def test_several_scenarios_have_an_overview_and_their_history(tmp_path: Path) -> None:
    found = start_figures(compile_here(tmp_path, FULL))()
    assert set(found.pictures) == {
        ("overview", ""),
        ("history", "strike"),
        ("history", "vote"),
    }
    assert found.get("waterfall", "strike") is None


def test_one_scenario_has_its_waterfall_as_well(tmp_path: Path) -> None:
    order = replace(PLAIN, scenarios=("strike",))
    found = start_figures(compile_here(tmp_path, order))()
    assert set(found.pictures) == {("waterfall", "strike")}


def test_a_picture_holds_nothing_but_shapes_and_text(tmp_path: Path) -> None:
    files: Files = {
        "scenarios/strike.yaml": replace_once(SCENARIO, "A deal is signed", HOSTILE)
    }
    order = replace(FULL, scenarios=("strike",))
    found = start_figures(compile_here(tmp_path, order, files))()
    assert len(found.pictures) == 2
    for figure in found.pictures.values():
        for element in ET.fromstring(figure.svg).iter():  # noqa: S314 our own picture
            assert element.tag.removeprefix(SVG) in HARMLESS
            for name, value in element.attrib.items():
                assert not name.lower().startswith(("on", "href", "style"))
                assert "url(" not in value or value.startswith("url(#picture-")


def test_names_inside_pictures_are_used_once_and_lead_somewhere(
    tmp_path: Path,
) -> None:
    found = start_figures(compile_here(tmp_path, FULL))()
    page = "".join(figure.svg for figure in found.pictures.values())
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    used = re.findall(r"url\(#([^)]+)\)", page)
    for names in re.findall(r'aria-labelledby="([^"]+)"', page):
        used += names.split()
    assert used
    assert set(used) <= set(ids)


def test_a_picture_tells_what_it_claims_and_shows(tmp_path: Path) -> None:
    found = start_figures(compile_here(tmp_path, FULL))()
    for figure in found.pictures.values():
        root = ET.fromstring(figure.svg)  # noqa: S314 our own picture
        assert root.attrib["role"] == "img"
        title, about = root[0], root[1]
        assert (title.tag, about.tag) == (f"{SVG}title", f"{SVG}desc")
        names = f"{title.attrib['id']} {about.attrib['id']}"
        assert root.attrib["aria-labelledby"] == names
        assert title.text
        assert about.text
        assert "2024-04-15" in about.text
        assert title.text == figure.caption["claim"]
        assert " ".join(figure.caption["shown"]) in about.text


def test_a_dark_screen_repaints_every_colour_and_paper_none(tmp_path: Path) -> None:
    found = start_figures(compile_here(tmp_path, FULL))()
    assert found.style.startswith("@media screen and (prefers-color-scheme: dark) {")
    for figure in found.pictures.values():
        colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', figure.svg))
        assert colours
        assert colours <= set(DARK)
        for colour in colours:
            assert f'[fill="{colour}"]{{fill:{DARK[colour]}}}' in found.style


def test_what_the_caption_says_is_not_drawn_as_well(tmp_path: Path) -> None:
    found = start_figures(compile_here(tmp_path, FULL))()
    noted = 0
    for figure in found.pictures.values():
        root = ET.fromstring(figure.svg)  # noqa: S314 our own picture
        drawn = {text for each in root.iter(f"{SVG}text") for text in each.itertext()}
        assert figure.caption["claim"] not in drawn
        assert {note["text"] for note in figure.caption["notes"]}.isdisjoint(drawn)
        numbers = {f"{note['number']}" for note in figure.caption["notes"]}
        assert numbers - {"0"} <= drawn
        noted += len(figure.caption["notes"])
    assert noted


def test_without_the_extra_there_are_no_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "find_spec", lambda _: None)
    assert start_figures(compile_here(tmp_path, FULL))() == Figures()
