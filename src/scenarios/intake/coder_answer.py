"""What a language model answered: proposals that cite the item, and what was refused.

An answer is read and never believed. A proposal must name a sign that was asked about
and cite a sentence that stands in the item, letter by letter; whatever does not is
refused with its reason, and shown as refused. No number of an answer is read.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scenarios.domain.item import Item
from scenarios.intake.coder_request import MOST_PROPOSED, cited_text
from scenarios.intake.words import folded_words, plain_text

__all__ = ["Coded", "Coding", "Refused", "read_answer"]

_LEAST_WORDS: Final = 3
_LONGEST_WHY: Final = 300
_KEYS: Final = frozenset(("indicator", "sentence", "why"))
_LONGEST_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Coded:
    """An indicator that a model proposes for an item.

    Attributes:
        indicator: `scenario/indicator`.
        sentence: What it cites, as it stands in the item.
        why: Its reason.
    """

    indicator: str
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that does not count.

    Attributes:
        what: What was proposed, in short.
        reason: Why it does not count.
    """

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coding:
    """What a model made of an item.

    Attributes:
        model: The model that was asked.
        proposals: What it proposes and cites rightly, in its order.
        refused: What it proposed otherwise.
        failure: Why its answer cannot be read at all; empty where it can.
    """

    model: str
    proposals: tuple[Coded, ...] = ()
    refused: tuple[Refused, ...] = ()
    failure: str = ""


def read_answer(data: bytes, item: Item, signs: Collection[str], model: str) -> Coding:
    """Read the answer to `make_request`.

    Args:
        data: The body of the answer, as it came.
        item: The item that was asked about.
        signs: The indicators that were asked about.
        model: The model that was asked.
    """
    try:
        listed = _listed(_content(data))
    except _UnreadableError as error:
        return Coding(model, failure=str(error))
    proposals: dict[str, Coded] = {}
    refused = []
    for number, entry in enumerate(listed):
        found = _judge(entry, item, signs)
        if isinstance(found, Refused):
            refused.append(found)
        elif found.indicator in proposals:
            refused.append(Refused(found.indicator, "is proposed twice"))
        elif number >= MOST_PROPOSED:
            reason = f"comes after the {MOST_PROPOSED} that were asked for"
            refused.append(Refused(found.indicator, reason))
        else:
            proposals[found.indicator] = found
    return Coding(model, tuple(proposals.values()), tuple(refused))


class _UnreadableError(Exception):
    """An answer is none; the message says why."""


def _content(data: bytes) -> str:
    """Return what the model wrote, out of what its endpoint sent."""
    whole = _json(data, "the endpoint sent")
    choices = whole.get("choices") if isinstance(whole, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(first, dict) or not isinstance(message, dict):
        message = "the endpoint sent no answer of a chat"
        raise _UnreadableError(message)
    if isinstance(message.get("refusal"), str) and message["refusal"]:
        told = f"the model refused: {_short(message['refusal'])}"
        raise _UnreadableError(told)
    if first.get("finish_reason") == "length":
        told = "the model's answer was cut off before its end"
        raise _UnreadableError(told)
    content = message.get("content")
    if not isinstance(content, str) or not content.strip():
        told = "the model wrote nothing"
        raise _UnreadableError(told)
    return content


def _listed(content: str) -> list[Any]:
    whole = _json(content, "the model wrote")
    listed = whole.get("proposals") if isinstance(whole, dict) else None
    if not isinstance(listed, list):
        told = "the model wrote no list of proposals"
        raise _UnreadableError(told)
    return listed


def _json(data: bytes | str, who: str) -> Any:  # noqa: ANN401 any JSON
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        told = f"{who} what is no JSON"
        raise _UnreadableError(told) from None


def _judge(entry: object, item: Item, signs: Collection[str]) -> Coded | Refused:
    if not isinstance(entry, dict):
        return Refused(_short(str(entry)), "is no proposal")
    reason = next(_faults(entry, item, signs), "")
    if reason:
        return Refused(_short(str(entry.get("indicator", "?"))), reason)
    why = plain_text(entry["why"])[:_LONGEST_WHY]
    return Coded(entry["indicator"], entry["sentence"], why)


def _faults(
    entry: Mapping[str, Any], item: Item, signs: Collection[str]
) -> Iterator[str]:
    missing = sorted(key for key in _KEYS if not isinstance(entry.get(key), str))
    if missing:
        yield f"lacks {', '.join(missing)}"
        return
    further = sorted(set(entry) - _KEYS)
    if further:
        yield f"says {_short(', '.join(further))}, which is not for a model to say"
    if entry["indicator"] not in signs:
        yield "is no indicator that was asked about"
    sentence = entry["sentence"]
    if len(folded_words(sentence)) < _LEAST_WORDS:
        yield f"cites fewer than {_LEAST_WORDS} words"
    elif sentence not in cited_text(item):
        yield f"cites what the item does not say: «{_short(sentence)}»"


def _short(text: str) -> str:
    line = plain_text(text)
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
