"""What intake proposes, as JSON."""

from typing import Any

from scenarios.intake.linking import Attachment
from scenarios.intake.origins import Attribution
from scenarios.intake.precedents import Precedent
from scenarios.intake.sifting import Sifted, Sifting
from scenarios.intake.suggesting import Suggestion

__all__ = ["intake_json"]

Json = dict[str, Any]


def intake_json(sifting: Sifting) -> Json:
    """Return every item with all that is proposed for it, and the copies found."""
    return {
        "format": "scenarios/intake@1",
        "items": [_item(each) for each in sifting.items],
        "copies": [
            {
                "items": list(group.items),
                "likenesses": [
                    {"first": each.first, "second": each.second, "why": each.why}
                    for each in group.likenesses
                ],
            }
            for group in sifting.copies
        ],
    }


def _item(each: Sifted) -> Json:
    return {
        **each.item.model_dump(mode="json"),
        "source": each.source,
        "copy_of": each.copy_of,
        "origin": _origin(each.origin),
        "development": _development(each.attachment),
        "indicators": [_indicator(suggestion) for suggestion in each.suggestions],
    }


def _origin(origin: Attribution | None) -> Json | None:
    if origin is None:
        return None
    return {"origin": origin.origin, "kind": origin.kind, "where": origin.where}


def _development(link: Attachment | None) -> Json | None:
    if link is None:
        return None
    return {
        "id": link.development,
        "decibans": round(link.decibans, 3),
        "lead": round(link.lead, 3),
        "days": link.days,
        "words": [
            {"stem": shared.stem, "decibans": round(shared.decibans, 3)}
            for shared in link.shared
        ],
    }


def _indicator(suggestion: Suggestion) -> Json:
    near = suggestion.near
    return {
        "indicator": suggestion.indicator,
        "score": round(suggestion.score, 3),
        "terms": [
            {"term": term, "matched": matched} for term, matched in suggestion.terms
        ],
        "words": list(suggestion.words),
        **({} if near is None else {"sense": round(near, 4)}),
        **({} if suggestion.like is None else {"like": _like(suggestion.like)}),
    }


def _like(precedent: Precedent) -> Json:
    return {
        "development": precedent.development,
        "chance": round(precedent.chance, 4),
    }
