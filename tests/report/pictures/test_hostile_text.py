"""Text from outside is shown and does nothing, in any kind of picture."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from pictures import labels, said
from scenarios.domain.development import Development
from scenarios.loading.developments import Developments
from scenarios.report.dossier import Dossier, Order, compile_dossier
from scenarios.report.pictures.kinds import KINDS, draw
from scenarios.report.pictures.plotting import FORMS, picture_bytes
from scenarios.report.pictures.rendering import to_svg
from support import Data, day, development_data, make_workspace, scenario_data

pytestmark = pytest.mark.no_cover

NAUGHTY = Path(__file__).parents[3].parent / "shared/data/vectors/robustness/blns.json"
HOSTILE = (
    "<script>alert(1)</script>",
    '</text><image href="http://x.test/y.png"/>',
    '=HYPERLINK("http://x.test")',
    "javascript:alert(1)",
    '{"expr": "alert(1)"}',
    '{"signal": "width"}',
    "datum.value > 0 ? alert(1) : 2",
    "a\x00b\x1b[31m",
    "&lt;&amp;\"' ]]> --> <!-- %s {0} ${x} {{x}}",
    "x" * 300,
    "\U0001f600 世界和平",
)
DRAWN = [kind for kind in KINDS if kind != "cases"]


def dossier_of(folder: Path, texts: tuple[str, ...]) -> Dossier:
    """Compile a dossier whose every title is one of some texts."""
    count = min(6, max(2, len(texts)))
    outcomes: Data = {
        f"o{place}": {"title": texts[place % len(texts)], "prior": "PRIOR"}
        for place in range(count)
    }
    for place, outcome in enumerate(outcomes.values()):
        outcome["prior"] = 0.1 if place else round(1 - 0.1 * (count - 1), 9)
    indicators: Data = {
        f"i{place}": {
            "title": text,
            "weights": {f"o{place % count}": "strong_for"},
            "within": "200d",
        }
        for place, text in enumerate(texts)
    }
    scenario = scenario_data(indicators, outcomes, title=texts[0], question=texts[-1])
    workspace = make_workspace(folder, scenario)
    news = [
        {**development_data(f"d{place}", 10 + place, f"i{place}"), "title": text}
        for place, text in enumerate(texts)
    ]
    developments = Developments(tuple(map(Development.model_validate, news)))
    order = Order(as_of=day(120), every=7, since=day(30), command="<b>&\"'")
    return compile_dossier(workspace, developments, order)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier_of(tmp_path_factory.mktemp("hostile"), HOSTILE)


def expressions(part: object) -> Iterator[str]:
    """Yield every expression that a renderer would evaluate."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("expr", "signal", "labelExpr", "calculate", "filter", "test"):
                yield str(value)
            yield from expressions(value)
    elif isinstance(part, list):
        for each in part:
            yield from expressions(each)


@pytest.mark.parametrize("kind", DRAWN)
def test_nothing_from_outside_is_evaluated(kind: str, hostile: Dossier) -> None:
    spec = draw(kind, hostile, "q")
    data = [layer.pop("data") for layer in spec["layer"]]
    assert data
    assert set(expressions(spec)) <= {
        "format(datum.value * 100, 'd') + ' %'",
        "(datum.value > 0 ? '+' : '') + format(datum.value, '~') + ' dB'",
    }
    for key in ("href", "url", "transform", "params", "datasets"):
        assert f'"{key}"' not in json.dumps(spec)


@pytest.mark.parametrize("kind", DRAWN)
def test_a_picture_of_hostile_text_is_lifeless(kind: str, hostile: Dossier) -> None:
    root = ET.fromstring(to_svg(draw(kind, hostile, "q")))  # noqa: S314 our own
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "text", "tspan", "rect", "line"}
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name.lower()
            assert "url(" not in value or name == "aria-label"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_hold_it(form: str, hostile: Dossier) -> None:
    drawn = picture_bytes(draw("waterfall", hostile, "q", title=HOSTILE[1]), form)
    if form == "vl.json":
        assert json.loads(drawn)["title"]["text"] == [HOSTILE[1]]
    else:
        assert b"<script" not in drawn
        assert b"<image" not in drawn


def test_hostile_text_is_shown_as_it_is(hostile: Dossier) -> None:
    shown = labels(draw("waterfall", hostile, "q"))
    assert "<script>alert(1)</script>" in shown
    assert "a\\x00b\\x1b[31m" in shown
    assert "<script>alert(1)</script>" in said(draw("board", hostile, "q"))


def test_a_corpus_of_naughty_strings_is_drawn(tmp_path: Path) -> None:
    if not NAUGHTY.is_file():
        pytest.skip(f"no corpus at {NAUGHTY}")
    corpus = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    # What the reader of YAML refuses cannot reach a picture.
    texts = tuple(text for text in corpus if text.strip() and text.isprintable())
    assert len(texts) > 300
    for start in range(0, len(texts), 40):
        folder = tmp_path / str(start)
        dossier = dossier_of(folder, texts[start : start + 40])
        root = ET.fromstring(to_svg(draw("matrix", dossier, "q")))  # noqa: S314 our own
        assert root.tag.endswith("svg")
