"""A case as the text of a file: what `whatif --save` keeps."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from scenarios.domain.case import Case
from scenarios.domain.noun import Noun

__all__ = ["write_case"]

SCHEMA = "# yaml-language-server: $schema=../.schemas/case.schema.json"
LAST_SHORT = 0xFFFF
# A key that is written bare reads back as itself.
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = ("null", "true", "false")


def write_case(case: Case) -> str:
    """Return a case as YAML that reads back as the same case."""
    lines = [SCHEMA, f"format: {case.format}"]
    lines += [f"{key}: {_text(getattr(case, key))}" for key in ("id", "title")]
    if case.why:
        lines.append(f"why: {_text(case.why)}")
    if case.base is not None:
        lines += ["base:", *(f"  {line}" for line in _entries(case.base))]
    lines.append("changes:")
    lines += [f"  - {_flow(change)}" for change in case.changes]
    return "\n".join([*lines, ""])


def _entries(noun: Noun) -> list[str]:
    return [f"{key}: {_flow(value)}" for key, value in _said(noun).items()]


def _said(noun: Noun) -> Mapping[str, object]:
    """Return what was said of a noun, by the keys of the file."""
    fields = type(noun).model_fields
    return {
        fields[name].alias or name: getattr(noun, name)
        for name in fields
        if name in noun.model_fields_set
    }


def _flow(value: object) -> str:
    match value:
        case Noun():
            return _flow(_said(value))
        case Mapping():
            pairs = (f"{_key(key)}: {_flow(entry)}" for key, entry in value.items())
            return f"{{{', '.join(pairs)}}}"
        case tuple():
            return f"[{', '.join(map(_flow, value))}]"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return _text(value)


def _key(key: str) -> str:
    is_bare = _BARE.fullmatch(key) and key.lower() not in _WORDS
    return key if is_bare else _text(key)


def _text(value: object) -> str:
    """Write a text or a number; letters that cannot be seen are escaped."""
    shown = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escaped(c) for c in shown)


def _escaped(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code <= LAST_SHORT else f"\\U{code:08x}"
