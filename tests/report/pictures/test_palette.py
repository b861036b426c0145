"""The palette: enough contrast, told apart without colour."""

from itertools import combinations

import pytest

from scenarios.report.pictures import palette


def luminance(colour: str) -> float:
    # WCAG 2.2, relative luminance.
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("text", [palette.INK, palette.MUTED])
def test_text_is_legible_on_light_and_dark_paper(text: str) -> None:
    # WCAG 2.2, 1.4.3: 4.5 : 1.
    assert contrast(text, palette.PAPER) >= 4.5
    assert contrast(palette.DARK[text], palette.DARK[palette.PAPER]) >= 4.5


@pytest.mark.parametrize("side", [palette.FOR, palette.AGAINST])
def test_text_is_legible_on_planes(side: tuple[str, str, str]) -> None:
    for plane in (palette.NEUTRAL, *side[:2]):
        assert contrast(palette.ON_LIGHT, plane) >= 4.5
        assert contrast(palette.DARK[palette.ON_LIGHT], palette.DARK[plane]) >= 4.5
    assert contrast(palette.ON_DARK, side[2]) >= 4.5
    assert contrast(palette.DARK[palette.ON_DARK], palette.DARK[side[2]]) >= 4.5


@pytest.mark.parametrize("count", range(2, 8))
def test_up_to_seven_outcomes_differ_in_colour_dash_and_symbol(count: int) -> None:
    places = palette.outcome_places(count, main=1)
    for one, other in combinations(places, 2):
        assert all(a != b for a, b in zip(one, other, strict=True))
    assert places[1][1] == (1, 0)


@pytest.mark.parametrize("count", [2, 7])
def test_lines_are_seen_on_light_and_dark_paper(count: int) -> None:
    # WCAG 2.2, 1.4.11: 3 : 1 for what is drawn.
    for colour, _, _ in palette.outcome_places(count):
        assert contrast(colour, palette.PAPER) >= 3
        assert contrast(palette.DARK[colour], palette.DARK[palette.PAPER]) >= 3


def test_an_eighth_outcome_is_drawn_too() -> None:
    assert len(palette.outcome_places(12)) == 12


def test_every_colour_has_another_for_a_dark_ground() -> None:
    rules = palette.dark_rules("figure svg")
    for colour, dark in palette.DARK.items():
        assert f'figure svg [fill="{colour}"]{{fill:{dark}}}' in rules
        assert f'figure svg [stroke="{colour}"]{{stroke:{dark}}}' in rules
    assert len(set(palette.COLOURS)) == len(palette.COLOURS)
