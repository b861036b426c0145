"""Drafts for an experiment to put on record: developments, as an import brings them."""

from datetime import timedelta
from hashlib import sha256
from random import Random

from benchmarks.reliability.keepers import NOW

from scenarios.journal.payload import Payload
from scenarios.journal.record import Draft, Kind

__all__ = ["draw_draft", "number_of"]

WORDS = ("minister", "army", "border", "election", "protest", "budget", "ceasefire")
GRADES = "BCDF"


def draw_draft(number: int, attempt: int = 0) -> Draft:
    """Draw a development of two reports, the same for the same number.

    Args:
        number: Its number, from 0; also in its request and body.
        attempt: What distinguishes a request for the same content from another.
    """
    rng = Random(number)
    payload = _draw_payload(rng)
    return Draft(
        actor="anna",
        at=NOW + timedelta(seconds=number),
        kind=Kind.DEVELOPMENT_RECORDED,
        body={
            "development": f"development-{number}",
            "date": f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "observes": (_draw_observation(rng),),
            "reports": tuple(_draw_report(number, each, rng) for each in range(2)),
            "number": number,
            "payload": payload.commitment,
        },
        req=f"{attempt:08x}{number + 1:024x}",
        payloads=(payload,),
    )


def number_of(draft: Draft) -> int:
    """Return the number that a draft was drawn for; -1 for the first record."""
    number = draft.body.get("number", -1)
    return number if isinstance(number, int) else -1


def _draw_payload(rng: Random) -> Payload:
    text = " ".join(rng.choices(WORDS, k=60)).encode()
    return Payload(sha256(text).digest(), text)


def _draw_observation(rng: Random) -> dict[str, str]:
    sign = f"question-{rng.randrange(9)}/sign-{rng.randrange(20)}"
    return {"indicator": sign, "strength": f"0.{rng.randint(1, 9)}"}


def _draw_report(number: int, place: int, rng: Random) -> dict[str, str | int]:
    return {
        "id": f"report-{number}-{place}",
        "source": rng.choice(WORDS),
        "origin": rng.choice(WORDS),
        "published": f"2024-05-{rng.randint(1, 28):02}",
        "credibility": rng.randint(1, 6),
        "stance": "asserts",
    }
