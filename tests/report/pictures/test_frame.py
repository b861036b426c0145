"""The frame: what every picture says of itself, however long its titles."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pictures import labels, said
from scenarios.domain.development import Development
from scenarios.loading.developments import Developments
from scenarios.report.dossier import Dossier, Order, compile_dossier
from scenarios.report.pictures.kinds import KINDS, draw
from scenarios.report.pictures.lettering import text_width
from support import Data, day, development_data, make_workspace, scenario_data

LONG = (
    "The two governments agree on, publish and carry out a joint programme against "
    "terrorism in the border districts, and report on it to both parliaments"
)
DRAWN = [kind for kind in KINDS if kind != "cases"]
FONTS = Path("/usr/share/fonts/truetype/liberation")


def long_dossier(folder: Path, count: int) -> Dossier:
    """Compile a dossier of so many outcomes, all of whose titles are long."""
    outcomes: Data = {
        f"o{place}": {"title": f"{LONG}, {place}", "prior": 0.1}
        for place in range(count)
    }
    outcomes["o0"]["prior"] = round(1 - 0.1 * (count - 1), 9)
    indicators: Data = {
        f"i{place}": {
            "title": f"{LONG}: {place}",
            "weights": {f"o{place % count}": "strong_for"},
            "within": "200d",
        }
        for place in range(9)
    }
    workspace = make_workspace(folder, scenario_data(indicators, outcomes, title=LONG))
    news = [
        {**development_data(f"d{place}", 10 + place, f"i{place}"), "title": LONG}
        for place in range(9)
    ]
    developments = Developments(tuple(map(Development.model_validate, news)))
    return compile_dossier(
        workspace, developments, Order(as_of=day(120), every=7, since=day(30))
    )


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("count", [2, 7])
def test_the_claim_survives_long_titles(kind: str, count: int, tmp_path: Path) -> None:
    spec = draw(kind, long_dossier(tmp_path, count), "q")
    assert len(spec["title"]["text"]) <= 4
    assert not spec["title"]["text"][-1].endswith("…")
    assert LONG in said(spec)
    for line in spec["title"]["text"]:
        assert text_width(line, 16, bold=True) <= spec["width"] + 1


@pytest.mark.parametrize("kind", DRAWN)
def test_no_text_runs_out_of_the_picture(kind: str, tmp_path: Path) -> None:
    spec = draw(kind, long_dossier(tmp_path, 7), "q")
    for layer in spec["layer"]:
        if layer["mark"]["type"] != "text":
            continue
        size = layer["mark"].get("fontSize", 12)
        bold = layer["mark"].get("fontWeight") == "bold"
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[layer["mark"]["align"]]
        for row in layer["data"]["values"]:
            wide = text_width(row["label"], size, bold=bold)
            assert row["x"] - share * wide >= -12, row["label"]
            assert row["x"] + (1 - share) * wide <= spec["width"] + 24, row["label"]


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_what_it_shows_of_which_day_and_model(kind: str, full: Dossier) -> None:
    spec = draw(kind, full, "strike")
    assert said(spec).endswith("As of 2024-04-15, model default.")
    assert spec["description"].startswith(" ".join(spec["title"]["text"]))
    meta = spec["usermeta"]["scenarios"]
    assert meta["picture"] == kind
    assert meta["as_of"] == "2024-04-15"
    assert meta["command"].startswith("scenarios export")
    assert "The dockers' strike" in said(spec) or kind == "cases"


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_of_ones_own_takes_the_place_of_the_claim(
    kind: str, full: Dossier
) -> None:
    spec = draw(kind, full, "strike", title="What of the strike?")
    assert spec["title"]["text"] == ["What of the strike?"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_we_write_is_in_the_letters_that_the_renderer_brings(
    kind: str, full: Dossier
) -> None:
    # A letter that Liberation Sans lacks would change the face of a whole line.
    path = FONTS / "LiberationSans-Regular.ttf"
    if not path.is_file():
        pytest.skip(f"no font at {path}")
    known = TTFont(path).getBestCmap()
    spec = draw(kind, full, "strike")
    text = "".join([said(spec), *labels(spec)])
    assert {letter for letter in text if ord(letter) not in known} == set()


def test_the_width_of_a_text_is_that_of_the_font() -> None:
    # Against the font's own table of advances.
    path = FONTS / "LiberationSans-Regular.ttf"
    if not path.is_file():
        pytest.skip(f"no font at {path}")
    font = TTFont(path)
    advances, names = font["hmtx"], font.getBestCmap()
    for letter in map(chr, range(32, 127)):
        units = advances[names[ord(letter)]][0] * 1000 / font["head"].unitsPerEm
        assert text_width(letter, 100) == pytest.approx(units / 10, abs=0.15), letter
