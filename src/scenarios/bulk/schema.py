"""The JSON Schema of a template: a scenario's, and what makes it a template."""

from collections.abc import Iterable
from typing import Any

from scenarios.bulk.codes import cameo_codes, plover_types, role_codes
from scenarios.bulk.pattern import Events
from scenarios.bulk.template import KINDS, OF_ONE, Block
from scenarios.domain.development import DIGITS
from scenarios.domain.scenario import Scenario
from scenarios.loading.schema import choose_kind, finish, kinds_of

__all__ = ["template_schema"]

Json = dict[str, Any]


def template_schema() -> Json:
    """Return the JSON Schema (2020-12) of a template."""
    schema = Scenario.model_json_schema(by_alias=True)
    block = Block.model_json_schema(by_alias=True)
    events = Events.model_json_schema(by_alias=True)
    parts = {**schema["$defs"], **block.pop("$defs"), **events.pop("$defs")}
    for kind, name in kinds_of(schema).items():
        if kind in KINDS:
            parts[name] = _observed(parts[name])
        else:
            del parts[name]
    parts |= {"Block": _graded(block), "Events": _listed(events)}
    parts["Pattern"] = _listed(parts["Pattern"])
    whole = choose_kind({**schema, "$defs": parts})
    keys = {key: each for key, each in whole["properties"].items() if key not in OF_ONE}
    keys["template"] = {
        "$ref": "#/$defs/Block",
        "description": "What makes this scenario a template, for every pair.",
    }
    required = [*whole["required"], "template"]
    finished = finish({**whole, "properties": keys, "required": required})
    return {**finished, "title": "Template"}


def _graded(block: Json) -> Json:
    """Let a digit be written as a number, as people do."""
    keys = block["properties"]
    digits = [digit for each in DIGITS for digit in (int(each), each)]
    entry = {**keys["credibility"], "additionalProperties": {"enum": digits}}
    return {**block, "properties": {**keys, "credibility": entry}}


def _observed(indicator: Json) -> Json:
    """Let an indicator say which coded events are an observation of it, as it must."""
    events = {
        "$ref": "#/$defs/Events",
        "description": "Which coded events are an observation of it.",
    }
    properties = {**indicator["properties"], "events": events}
    required = [*indicator.get("required", ()), "events"]
    return {**indicator, "properties": properties, "required": required}


def _listed(pattern: Json) -> Json:
    """List the codes that a pattern may name, so that an editor completes them."""
    known: dict[str, Iterable[str]] = {
        "code": cameo_codes(),
        "plover": plover_types(),
        "source_role": role_codes(),
        "target_role": role_codes(),
    }
    properties = {
        key: _of(entry, known[key]) if key in known else entry
        for key, entry in pattern["properties"].items()
    }
    return {**pattern, "properties": properties}


def _of(entry: Json, known: Iterable[str]) -> Json:
    lists, null = entry["anyOf"]
    items = {**lists["items"], "enum": list(known)}
    return {**entry, "anyOf": [{**lists, "items": items}, null]}
