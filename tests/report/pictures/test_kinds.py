"""Every kind of picture: valid, drawn, safe, and refused where it cannot be drawn."""

import json
import re
from pathlib import Path

import altair as alt
import pytest

from dossiers import PLAIN, compile_here
from scenarios.errors import UnknownOutcomeError, UnknownScenarioError
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import (
    KINDS,
    NothingToDrawError,
    UnknownKindError,
    draw,
)
from scenarios.report.pictures.palette import COLOURS
from scenarios.report.pictures.rendering import to_svg


@pytest.mark.parametrize("kind", KINDS)
def test_a_specification_is_valid_vega_lite_to_altair(kind: str, full: Dossier) -> None:
    spec = draw(kind, full, "strike")
    chart = alt.Chart.from_dict(spec, validate=True)
    assert chart.to_dict()["layer"]
    json.dumps(spec, allow_nan=False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_bears_no_colour_but_those_of_the_palette(
    kind: str, full: Dossier
) -> None:
    svg = to_svg(draw(kind, full, "strike"))
    found = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
    assert found - {"none", "transparent"} <= set(COLOURS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_drawn_the_same_twice(kind: str, full: Dossier) -> None:
    first, second = (to_svg(draw(kind, full, "strike")) for _ in range(2))
    assert first == second


def test_what_cannot_be_drawn_is_refused(full: Dossier, tmp_path: Path) -> None:
    with pytest.raises(UnknownKindError, match="did you mean `history`"):
        draw("histroy", full)
    with pytest.raises(UnknownScenarioError, match="did you mean `strike`"):
        draw("history", full, "strke")
    with pytest.raises(UnknownOutcomeError, match="did you mean `deal`"):
        draw("history", full, "strike", "dael")
    with pytest.raises(NothingToDrawError, match="name one scenario of strike, vote"):
        draw("history", full)
    with pytest.raises(NothingToDrawError, match="it needs a history"):
        draw("history", compile_here(tmp_path, PLAIN), "strike")
