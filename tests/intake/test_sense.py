"""Sense: how far above the mean of all titles an item is near one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenarios.domain.item import Item
from scenarios.intake.sense import Sense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.intake.embedding import Side, Vectors


class Angles:
    """Reads an angle in degrees from a text, as its direction."""

    name = "angles 1"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        self.asked += [(side, text) for text in texts]
        angles = np.radians([float(text.strip(". ")) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_nearness_is_the_cosine_above_its_mean() -> None:
    angles = Angles()
    sense = Sense(angles, ["0", "60", "90"])
    near = sense.nearness([Item(id="i", title="0"), Item(id="j", title="30")])
    # cos 0°, 60°, 90° = 1, ½, 0; cos 30°, 30°, 60° = √3/2, √3/2, ½.
    assert near[0] == pytest.approx([0.5, 0, -0.5], abs=1e-6)
    half = 3**0.5 / 2
    mean = (2 * half + 0.5) / 3
    assert near[1] == pytest.approx([half - mean, half - mean, 0.5 - mean], abs=1e-6)


def test_news_asks_and_what_is_on_file_answers() -> None:
    angles = Angles()
    Sense(angles, ["0"]).nearness([Item(id="i", title="7", text="")])
    assert angles.asked == [("passage", "0"), ("query", "7.")]


def test_without_items_or_titles_there_is_nothing_near() -> None:
    assert Sense(Angles(), ["0"]).nearness([]).shape == (0, 1)
