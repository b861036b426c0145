"""Pictures drawn by another process: the same ones, whatever becomes of it."""

import json
import sys
from io import BytesIO

import pytest

from scenarios.report.pictures import press as module
from scenarios.report.pictures.marks import Json
from scenarios.report.pictures.press import (
    Press,
    missing_pictures,
    press,
    serve,
)
from scenarios.report.pictures.rendering import to_svg

SPEC: Json = {
    "description": "A «bar» & </svg>",
    "data": {"values": [{"x": "vier €", "y": 4}]},
    "mark": "bar",
    "encoding": {"y": {"field": "y", "type": "quantitative"}, "text": {"field": "x"}},
}
IMPOSSIBLE: Json = {"description": "", "mark": "no such mark"}


@pytest.fixture
def own() -> Press:
    """Return a press that a test may break."""
    return Press()


def test_it_draws_as_this_process_does() -> None:
    assert press().to_svg(SPEC) == to_svg(SPEC)
    assert press() is press()


def test_one_that_died_is_not_missed(own: Press) -> None:
    own.close()
    own.close()
    assert own.to_svg(SPEC) == to_svg(SPEC)


def test_one_that_dies_meanwhile_is_not_missed(own: Press) -> None:
    assert own._process is not None  # noqa: SLF001 to break it
    own._process.kill()  # noqa: SLF001
    own._process.wait()  # noqa: SLF001
    assert own.to_svg(SPEC) == to_svg(SPEC)
    assert own._process is None  # noqa: SLF001


def test_without_an_interpreter_to_start_this_process_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert Press().to_svg(SPEC) == to_svg(SPEC)


def test_what_cannot_be_drawn_is_told_as_here_and_the_next_is_drawn(own: Press) -> None:
    with pytest.raises(ValueError, match="conversion failed") as here:
        to_svg(IMPOSSIBLE)
    with pytest.raises(ValueError, match="conversion failed") as there:
        own.to_svg(IMPOSSIBLE)
    assert f"{there.value}" == f"{here.value}"
    assert own.to_svg(SPEC) == to_svg(SPEC)
    assert own._process is not None  # noqa: SLF001 it lives
    own.close()


def test_a_line_is_answered_by_a_line() -> None:
    asked = BytesIO(
        b"".join(json.dumps(s).encode() + b"\n" for s in (SPEC, IMPOSSIBLE))
    )
    told = BytesIO()
    serve(asked, told)
    assert [json.loads(line) for line in told.getvalue().splitlines()] == [
        to_svg(SPEC),
        None,
    ]


def test_what_is_missing_is_told_with_its_install_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert missing_pictures() == ""
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    assert "pip install 'scenarios-engine[charts]'" in missing_pictures()
