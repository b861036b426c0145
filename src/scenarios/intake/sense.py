"""Sense: how near items and titles are in what they mean, in any language.

The product of two vectors is their cosine. What matters is not how large it is, for
all news of one country is alike, but by how much it is above its mean over everything
that it is compared with:

    s = cos(item, title) − mean over all titles of cos(item, title)

For a development s counts TO_DECIBANS decibans beside words and day. For an indicator
it counts TO_SCORE in its score. Both were set on news before 2024-07-01.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.item import Item
from scenarios.intake.embedding import Embedder
from scenarios.intake.items import headline_of

__all__ = ["LEAST_WITH_SENSE", "TO_DECIBANS", "TO_SCORE", "Sense"]

TO_DECIBANS: Final = 80.0
TO_SCORE: Final = 150.0
LEAST_WITH_SENSE: Final = 12.0
"""Words and sense together make a suggestion from this score on."""

Floats = NDArray[np.float64]


class Sense:
    """Compares items with titles; made once for the titles."""

    def __init__(self, embedder: Embedder, titles: Sequence[str]) -> None:
        self._embedder = embedder
        self._titles = embedder.embed(titles, "passage")

    def nearness(self, items: Sequence[Item]) -> Floats:
        """Return s for each item and title, of shape (items, titles)."""
        texts = [f"{headline_of(item)}. {item.text}".strip() for item in items]
        asked = self._embedder.embed(texts, "query").astype(np.float64)
        cosines = asked @ self._titles.T.astype(np.float64)
        if not cosines.size:
            return cosines
        near: Floats = cosines - cosines.mean(axis=1, keepdims=True)
        return near
