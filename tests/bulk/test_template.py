from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bulk.world import TEMPLATE, make_desk, make_template
from scenarios import load_workspace
from scenarios.bulk.errors import UnknownTemplateError
from scenarios.bulk.template import fill, load_template, pair_of
from scenarios.domain.indicator import EventIndicator
from scenarios.errors import FaultyDataError
from support import overlay

ROOT = Path(__file__).parents[2]


def faults_of(folder: Path, text: str, name: str = "tension") -> list[str]:
    desk = make_desk(folder)
    path = folder / "templates" / f"{name}.yaml"
    path.write_text(text)
    with pytest.raises(FaultyDataError) as caught:
        load_template(str(path), desk, desk.model())
    return [str(issue).removeprefix(f"{path}:") for issue in caught.value.issues]


def test_the_shipped_template_has_no_fault() -> None:
    desk = load_workspace(ROOT)
    template = load_template("tension", desk, desk.model())
    assert template.example == ("PAK", "USA")
    assert template.scenario.indicators.keys() == template.events.keys()
    assert template.where["talks"].startswith(f"{ROOT}/templates/tension.yaml:")


def test_what_is_left_of_a_template_is_an_ordinary_scenario(tmp_path: Path) -> None:
    template = make_template(tmp_path)
    cut = template.scenario.indicators["cut"]
    assert isinstance(cut, EventIndicator)
    assert cut.within == 120
    assert template.events["threat"].plover == ("THREATEN",)
    assert template.block.credibility == {1: "6", 3: "3", 8: "1"}


def test_a_template_is_found_by_file_or_by_id(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    path = tmp_path / "templates" / "tension.yaml"
    model = desk.model()
    by_file = load_template(str(path), desk, model)
    assert by_file == load_template("tension", desk, model)
    with pytest.raises(UnknownTemplateError, match="did you mean `tension`"):
        load_template("tensions", desk, model)


def test_every_fault_of_the_match_language_is_told_at_its_place(
    tmp_path: Path,
) -> None:
    text = """\
format: scenarios/scenario@1
id: tension
title: T
question: Q?
horizon: {opens: 2024-01-01, closes: 2024-06-28}
template:
  parameters: {source: PAK, target: usa}
  told_by: wir
  credibility: {2: 6, x: 3}
outcomes: {a: {title: A, prior: 0.5}, b: {title: B, prior: 0.5}}
indicators:
  one:
    title: One
    weights: {a: 3}
    events: {code: [18, "0999"], quads: [1], goldstein: [5, -5]}
  two:
    title: Two
    weights: {a: strong_fr}
    events: {direction: forwards, plover: [ASAULT], any: []}
  three:
    title: Three
    weights: {a: 3}
  four: {title: Four, kind: state, levels: {x: {a: 3}}, events: {quad: [5]}}
"""
    assert (
        "\n".join(faults_of(tmp_path, text))
        == """\
7:37: error: template.parameters.target: must be the three letters of a country, like PAK
8:12: error: template.told_by: unknown source `wir`; did you mean `wire`?
9:26: error: template.credibility.x: stands for a number of sources; write 1 or more
15:21: error: indicators.one.events.code.0: must be text; put it in quotes
15:34: error: indicators.one.events.quads: unknown key; did you mean `quad`?
15:57: error: indicators.one.events.goldstein: must be two numbers, the lower one first, \
like [-10, -5]
18:18: error: indicators.two.weights.a: unknown word `strong_fr`; did you mean `strong_for`?
19:25: error: indicators.two.events.direction: must be 'forward', 'back' or 'either'
19:44: error: indicators.two.events.plover.0: unknown PLOVER type `ASAULT`; did you mean \
`ASSAULT`?
19:58: error: indicators.two.events.any: is empty; give an entry, or leave it out
20:3: error: indicators.three: lacks `events`; say which coded events are an observation of it
23:73: error: indicators.four.events.quad.0: must be at most 4"""  # noqa: E501 a line for each fault
    )


def test_a_level_or_a_value_cannot_be_read_from_events(tmp_path: Path) -> None:
    text = """\
format: scenarios/scenario@1
id: tension
title: T
question: Q?
horizon: {opens: 2024-01-01, closes: 2032-06-28}
template:
  parameters: {source: PAK, target: USA}
  told_by: wire
outcomes: {a: {title: A, prior: 0.5}, b: {title: B, prior: 0.5}}
indicators:
  one: {title: One, weights: {a: 3}, half_life: 1d, events: {quad: [1]}}
  four: {title: Four, kind: state, levels: {x: {a: 3}}, events: {quad: [4]}}
"""
    assert (
        "\n".join(faults_of(tmp_path, text))
        == """\
11:49: error: indicators.one.half_life: is too short for this horizon; give at least 4d
12:29: error: indicators.four.kind: cannot be state: a coded event says that something \
happened, and no level or value; write event or count"""
    )


def test_a_plain_scenario_is_told_to_be_one(tmp_path: Path) -> None:
    text = """\
format: scenarios/scenario@1
id: tension
title: T
question: Q?
horizon: {opens: 2024-01-01, closes: 2024-06-28}
outcomes: {a: {title: A, prior: 0.5}, b: {title: B, prior: 0.5}}
indicators: {}
resolved: {outcome: a, on: 2024-05-01}
"""
    lacks, speaks = faults_of(tmp_path, text)
    assert lacks.startswith("1:1: error: lacks `template`; without it this is an ord")
    assert speaks.startswith("8:1: error: resolved: speaks of one pair; a template")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"indicators": {"cut": {"half_life": "1d"}}, "horizon": {"closes": "x"}},
            "horizon.closes: must be a date",
        ),
        ({"template": {"only": [["PAK", "PAK"]]}}, "must be two different countries"),
        ({"template": {"credibility": {"1": 7}}}, "must be a digit from 1 to 6"),
        ({"template": {"credibility": 3}}, "must be a mapping"),
        ({"id": "other"}, "must be the file's name, `tension`"),
    ],
)
def test_a_template_is_refused(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    desk = make_desk(tmp_path)
    from oracle.workspaces import write_yaml

    write_yaml(tmp_path / "templates" / "tension.yaml", overlay(TEMPLATE, changes))
    with pytest.raises(FaultyDataError, match=fault):
        load_template("tension", desk, desk.model())


def test_texts_are_filled_with_names_of_countries() -> None:
    filled = fill({"a": ["{source} and {target}", 3]}, ("PAK", "USA"))
    assert filled == {"a": ["Pakistan and United States", 3]}


def test_a_pair_is_two_codes() -> None:
    assert pair_of("PAK-USA") == ("PAK", "USA")
    assert [pair_of(name) for name in ("PAK", "PAK-usa", "PAK-USA-IND", "P1K-USA")] == [
        None,
        None,
        None,
        None,
    ]
