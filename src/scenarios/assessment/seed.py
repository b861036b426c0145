"""The seed of the draws: the same inputs are drawn from alike, anywhere."""

from collections.abc import Sequence
from hashlib import sha256

__all__ = ["seed_of"]


def seed_of(inputs: Sequence[str]) -> bytes:
    """Return the seed of the draws: digests of scenario, model and developments."""
    return sha256("\n".join(inputs).encode()).digest()
