"""JSON Schemas (2020-12) of every file format, for editors that check while you type.

The descriptions are the docstrings of the nouns' fields. They are read from the source
only here, because reading them at every start would take longer than assessing.
"""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import TypeAdapter

from scenarios.domain.case import Case
from scenarios.domain.decision import Decisions
from scenarios.domain.development import Development
from scenarios.domain.feed import Feed
from scenarios.domain.model import ScoringModel
from scenarios.domain.noun import Id, Noun
from scenarios.domain.scenario import Scenario
from scenarios.domain.source import Source
from scenarios.domain.watch import Rules

__all__ = ["SCHEMAS", "choose_kind", "finish", "kinds_of", "schema_of"]

Json = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> Json:
    """Return the JSON Schema of a kind of file: a key of `SCHEMAS`."""
    return finish(SCHEMAS[kind]())


def finish(made: Json) -> Json:
    """Return a schema as pydantic made it with names, descriptions and its dialect."""
    schema = _name_keys(made)
    for noun in _nouns(Noun):
        _describe(schema, noun)
    return {"$schema": DIALECT, **schema}


def _scenario() -> Json:
    return choose_kind(Scenario.model_json_schema(by_alias=True))


def choose_kind(schema: Json) -> Json:
    """Judge an indicator by its own kind alone, so that an editor names its fault."""
    by_kind = {
        kind: {"$ref": f"#/$defs/{name}"} for kind, name in kinds_of(schema).items()
    }
    said = "The kind of the sign; event where it is left out."
    cases = [
        {
            "if": {
                "properties": {"kind": {"const": kind, "description": said}},
                "required": ["kind"],
            },
            "then": reference,
        }
        for kind, reference in by_kind.items()
    ]
    unsaid = {"if": {"not": {"required": ["kind"]}}, "then": by_kind["event"]}
    kinds = {"properties": {"kind": {"enum": list(by_kind), "description": said}}}
    indicator = {"type": "object", **kinds, "allOf": [unsaid, *cases]}
    indicators = schema["properties"]["indicators"]
    (pattern,) = indicators["patternProperties"]
    indicators["patternProperties"] = {pattern: indicator}
    return schema


def kinds_of(schema: Json) -> Mapping[str, str]:
    """Return the definition of each kind of indicator that a schema has, by name."""
    return {
        part["properties"]["kind"]["const"]: name
        for name, part in schema["$defs"].items()
        if "const" in part.get("properties", {}).get("kind", {})
    }


def _model() -> Json:
    """Describe a model file, which may leave out what the default model says."""
    schema = ScoringModel.model_json_schema(by_alias=True)
    _relax(schema)
    return {**schema, "required": ["format", "id", "title"]}


def _development() -> Json:
    """Describe one development, or a list of them."""
    schema = TypeAdapter(list[Development] | Development).json_schema(by_alias=True)
    return {"title": "Development or list of developments", **schema}


def _watch() -> Json:
    return Rules.model_json_schema(by_alias=True)


def _decisions() -> Json:
    return Decisions.model_json_schema(by_alias=True)


def _case() -> Json:
    schema = Case.model_json_schema(by_alias=True)
    change = schema["$defs"]["Change"]
    return {
        **schema,
        "$defs": {
            **schema["$defs"],
            "Change": {**change, "minProperties": 1, "maxProperties": 1},
        },
    }


def _sources() -> Json:
    schema = TypeAdapter(dict[Id, Source]).json_schema(by_alias=True)
    return {
        **schema,
        "title": "Sources",
        "description": "Who publishes, with dated reliability, by id.",
        "properties": {
            "format": {
                "const": "scenarios/sources@1",
                "description": "The format and its version; may be left out.",
            }
        },
    }


def _feeds() -> Json:
    schema = TypeAdapter(dict[Id, Feed]).json_schema(by_alias=True)
    return {
        **schema,
        "title": "Feeds",
        "description": "Feeds that may be fetched, by id.",
        "properties": {
            "format": {
                "const": "scenarios/feeds@1",
                "description": "The format and its version; may be left out.",
            }
        },
    }


def _nouns(base: type[Noun]) -> Iterator[type[Noun]]:
    for noun in base.__subclasses__():
        yield noun
        yield from _nouns(noun)


def _describe(schema: Json, noun: type[Noun]) -> None:
    """Add the field docstrings of a noun and its bases wherever it is described."""
    parts = [schema, *schema.get("$defs", {}).values()]
    texts = {
        field.alias or name: text
        for base in reversed(noun.__mro__)
        if issubclass(base, Noun)
        for name, text in _field_docs(base).items()
        if (field := noun.model_fields.get(name)) is not None
    }
    for part in parts:
        if part.get("title") == noun.__name__:
            for key, entry in part.get("properties", {}).items():
                if key in texts:
                    entry["description"] = texts[key]


@cache
def _field_docs(noun: type[Noun]) -> Mapping[str, str]:
    """Return the docstrings of a noun's fields; to read them takes 7 ms."""
    tree = ast.parse(dedent(inspect.getsource(noun))).body[0]
    docs = {}
    for field, text in pairwise(getattr(tree, "body", [])):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(doc))),
            ):
                docs[name] = inspect.cleandoc(doc)
    return docs


def _name_keys(part: Any) -> Any:  # noqa: ANN401 a schema holds anything
    """Say of every mapping by id what its keys must be, and refuse all others."""
    if isinstance(part, list):
        return [_name_keys(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    whole = {key: _name_keys(entry) for key, entry in part.items()}
    patterns = whole.pop("patternProperties", None)
    if patterns:
        ((pattern, entry),) = patterns.items()
        whole = {**whole, "propertyNames": {"pattern": pattern}}
        whole["additionalProperties"] = entry
    return whole


def _relax(schema: Json) -> None:
    for part in schema.get("$defs", {}).values():
        part.pop("required", None)


SCHEMAS: Mapping[str, Callable[[], Json]] = {
    "scenario": _scenario,
    "model": _model,
    "development": _development,
    "case": _case,
    "sources": _sources,
    "feeds": _feeds,
    "watch": _watch,
    "decisions": _decisions,
}
