"""Canonical JSON: ours against that of the package `rfc8785`, on random values."""

import json
import unicodedata
from collections.abc import Iterator
from random import Random

import rfc8785
from benchmarks.reliability.findings import Figure, Finding, Setup

from scenarios.journal.canonical import MAX_INTEGER, freeze_value, write_json

__all__ = ["draw_object", "find_spelling"]

PROMISE = "A record has the bytes of RFC 8785, whoever writes it"
TEXTS = (
    range(0x20, 0x7F),
    range(0x20),
    range(0xA0, 0x250),
    range(0x400, 0x460),
    range(0x4E00, 0x4F00),
    range(0x2018, 0x2030),
    range(0x1F600, 0x1F640),
)
FIRST = "abcdefghijklmnopqrstuvwxyz"
REST = FIRST + "0123456789_"


def find_spelling(setup: Setup) -> Iterator[Finding]:
    """Write values with both, and count the differences."""
    rng, values = setup.rng("spelling"), setup.size(30_000, 500)
    ours = plain = 0
    for _ in range(values):
        value = draw_object(rng)
        wanted = rfc8785.dumps(value)  # type: ignore[arg-type]  # its own alias for JSON
        ours += write_json(freeze_value(value)) != wanted
        plain += json.dumps(value).encode() != wanted
    yield Finding(
        PROMISE,
        "canonical JSON",
        (
            Figure("values", values),
            Figure("that the package rfc8785 writes otherwise", ours, most=0),
        ),
        (Figure("that json.dumps writes otherwise", plain, least=1),),
    )


def draw_object(rng: Random, depth: int = 3) -> dict[str, object]:
    """Draw an object of everything that a record may hold."""
    return {_draw_key(rng): _draw_value(rng, depth) for _ in range(rng.randrange(6))}


def _draw_value(rng: Random, depth: int) -> object:
    match rng.randrange(8 if depth else 6):
        case 0:
            return rng.choice([None, True, False])
        case 1:
            return rng.randint(-MAX_INTEGER, MAX_INTEGER)
        case 2:
            return rng.randint(-9, 9)
        case 3 | 4 | 5:
            return _draw_text(rng)
        case 6:
            return [_draw_value(rng, depth - 1) for _ in range(rng.randrange(4))]
        case _:
            return draw_object(rng, depth - 1)


def _draw_text(rng: Random) -> str:
    letters = (chr(rng.choice(rng.choice(TEXTS))) for _ in range(rng.randrange(12)))
    return unicodedata.normalize("NFC", "".join(letters))


def _draw_key(rng: Random) -> str:
    return rng.choice(FIRST) + "".join(rng.choices(REST, k=rng.randrange(8)))
