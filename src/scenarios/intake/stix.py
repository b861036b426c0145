"""STIX 2.1 bundles: reports, notes, opinions and observed data as items.

What each time of STIX says is kept: a report's `published` is when it was published,
the day of `first_observed` is when observed data happened. `created` is when the object
was made, and is read as neither (STIX 2.1, 3.2, 4.11, 4.12, 4.14, 4.17).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from scenarios.domain.item import day_of
from scenarios.intake.found import Found
from scenarios.intake.items import RawItem
from scenarios.intake.moments import read_moment

__all__ = ["is_bundle", "read_bundle"]

_KINDS: Final = ("report", "note", "opinion", "observed-data")

Object = Mapping[str, Any]


def is_bundle(whole: object) -> bool:
    """Tell whether a JSON value says that it is a STIX bundle."""
    return isinstance(whole, dict) and whole.get("type") == "bundle"


def read_bundle(bundle: Object, found: Found) -> None:
    """Read a bundle; add its items and faults. Revoked objects are left out."""
    objects = bundle.get("objects", [])
    if not isinstance(objects, list) or not all(isinstance(o, dict) for o in objects):
        found.fault("must be a list of objects", key="objects")
        return
    names = {_text(o, "id"): _text(o, "name") for o in objects}
    newest = _newest(objects)
    for number, each in enumerate(objects):
        if each.get("type") in _KINDS and newest[_text(each, "id")] is each:
            key = f"objects.{number}"
            if each.get("revoked") is not True:
                found.add(_raw(each, names, key, found), key=key)


def _newest(objects: list[Object]) -> Mapping[str, Object]:
    """Return of every object the version that was modified last (STIX 2.1, 3.6)."""
    newest: dict[str, Object] = {}
    for each in objects:
        name = _text(each, "id")
        if name not in newest or _modified(each) >= _modified(newest[name]):
            newest[name] = each
    return newest


def _modified(each: Object) -> str:
    return read_moment(_text(each, "modified")) or ""


def _raw(each: Object, names: Mapping[str, str], key: str, found: Found) -> RawItem:
    title, text = _said(each)
    labels = each.get("labels")
    return RawItem(
        title=title,
        text=text,
        url=_address(each),
        guid=_text(each, "id"),
        publisher=names.get(_text(each, "created_by_ref"), ""),
        published=_moment(each, "published", key, found),
        happened=_happened(each, key, found),
        language=_text(each, "lang"),
        labels=tuple(map(str, labels)) if isinstance(labels, list) else (),
    )


def _said(each: Object) -> tuple[str, str]:
    """Return the title and the text of an object, by its type."""
    match each["type"]:
        case "report":
            return _text(each, "name"), _text(each, "description")
        case "note":
            return _text(each, "abstract"), _text(each, "content")
        case "opinion":
            return f"Opinion: {_text(each, 'opinion')}", _text(each, "explanation")
        case _:
            refs = each.get("object_refs")
            seen = ", ".join(map(str, refs)) if isinstance(refs, list) else ""
            return f"Observed {each.get('number_observed', '?')} times", seen


def _address(each: Object) -> str:
    references = each.get("external_references")
    listed = references if isinstance(references, list) else []
    addresses = (_text(r, "url") for r in listed if isinstance(r, dict))
    return next((address for address in addresses if address), "")


def _moment(each: Object, field: str, key: str, found: Found) -> str | None:
    told = _text(each, field)
    moment = read_moment(told) if told else None
    if told and moment is None:
        found.warn(f"{told!r} is no date that can be read", key=f"{key}.{field}")
    return moment


def _happened(each: Object, key: str, found: Found) -> date | None:
    moment = _moment(each, "first_observed", key, found)
    return day_of(moment) if moment else None


def _text(mapping: Object, key: str) -> str:
    value = mapping.get(key)
    return value if isinstance(value, str) else ""
