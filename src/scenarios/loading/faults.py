"""From pydantic's errors to issues: every fault in our words, at its place."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from scenarios.domain.indicator import KINDS
from scenarios.domain.noun import Id, Noun
from scenarios.errors import Issue, Location, Severity, nearest
from scenarios.loading.document import Document, Path, dotted

__all__ = ["file_issue", "message_of", "parse", "parse_map"]

N = TypeVar("N", bound=Noun)

_MESSAGES: Mapping[str, str] = {
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "string_type": "must be text; put it in quotes",
    "mapping_type": "must be a mapping of keys to values",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "tuple_type": "must be a list",
    "too_short": "has too few entries; it needs {min_length}",
    "too_long": "has too many entries; it takes {max_length}",
    "greater_than": "must be above {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be below {lt}",
    "less_than_equal": "must be at most {le}",
    "string_too_long": "is longer than {max_length} characters",
    "literal_error": "must be {expected}",
}

_PATTERNS: Mapping[str, str] = {
    r"[^\s": "must be a name without spaces, slashes and control characters",
    "/": "must be scenario/indicator, such as aid-changes/imf-tranches",
    r"\S": "is empty; say why",
    "[A-F]": "must be a grade such as B2: a letter A-F and a digit 1-6",
}
_ID = "must be an id: ASCII letters, digits, `.`, `_` and `-`, no path"

_WHOLE = object()

# Told where they stand by another error of the same validation.
_ECHOES = {"unknown_outcomes"}


def parse(  # noqa: PLR0913 where a value stands and what it needs to know
    document: Document,
    noun: type[N],
    issues: list[Issue],
    *,
    value: object = _WHOLE,
    at: Path = (),
    context: Mapping[str, object] | None = None,
) -> N | None:
    """Make a noun from a document's value; add every fault to `issues`.

    Args:
        document: Where the value was read, for the places of faults.
        noun: The class to make.
        issues: The list that faults are added to.
        value: The value to use instead of the document's own.
        at: Where in the document the value stands.
        context: What validators need to know: outcome ids, words of the scale.

    Returns:
        The noun; None where it has faults.
    """
    given = document.value if value is _WHOLE else value
    try:
        return noun.model_validate(given, context=context)
    except ValidationError as error:
        # What the reader refused already is not told a second time.
        told = {issue.location for issue in issues}
        found = _translate(error, document, noun, at, context)
        issues.extend(issue for issue in found if issue.location not in told)
        return None


def parse_map(
    document: Document, value: object, noun: type[N], issues: list[Issue]
) -> Mapping[str, N]:
    """Make a noun of each entry of a mapping; add every fault to `issues`."""
    if not isinstance(value, Mapping):
        issues.append(
            Issue(document.locate(()), "", "must be a mapping of ids to entries")
        )
        return {}
    made = {
        name: parse(document, noun, issues, value=entry, at=(name,))
        for name, entry in value.items()
    }
    issues.extend(_bad_ids(document, value))
    return {name: entry for name, entry in made.items() if entry is not None}


def _bad_ids(document: Document, names: Mapping[str, object]) -> Iterator[Issue]:
    adapter = TypeAdapter(Id)
    for name in names:
        try:
            adapter.validate_python(name)
        except ValidationError:
            yield Issue(document.locate((name,), key=True), name, _ID)


def _translate(
    error: ValidationError,
    document: Document,
    noun: type[Noun],
    at: Path,
    context: Mapping[str, object] | None,
) -> Iterator[Issue]:
    for details in error.errors(include_url=False):
        if details["type"] not in _ECHOES or context is None:
            yield from _tell(details, (*at, *details["loc"]), document, noun, at)


def _tell(
    details: ErrorDetails, loc: Path, document: Document, noun: type[Noun], at: Path
) -> Iterator[Issue]:
    match details["type"]:
        case "faults":
            for path, message in details["ctx"]["faults"]:
                yield _issue(document, (*loc, *path), message)
            for further in details["ctx"]["further"]:
                inner = (*loc, *further["loc"])
                yield from _tell(further, inner, document, noun, at)
        case "missing":
            yield _issue(document, loc[:-1], f"lacks `{loc[-1]}`; add it")
        case "kind":
            yield _issue(document, (*loc, "kind"), _unknown_kind(details["input"]))
        case "extra_forbidden":
            known = _keys_at(noun, loc[len(at) : -1])
            yield _unknown_key(document, loc, known)
        case _:
            yield _issue(document, loc, message_of(details))


def _issue(document: Document, loc: Path, message: str) -> Issue:
    key = loc[-1:] == ("[key]",)
    path = _real_path(document.value, loc)
    return Issue(document.locate(loc, key=key), dotted(path), message)


def _unknown_key(document: Document, loc: Path, known: set[str]) -> Issue:
    name = str(loc[-1])
    kinds = [kind for kind, noun in KINDS.items() if name in _aliases(noun)]
    hint = nearest(name, known)
    if not hint and kinds and "kind" in known:
        hint = f"; it belongs to {' and '.join(kinds)}"
    hint = hint or f"; the keys here are {', '.join(sorted(known))}"
    path = dotted(_real_path(document.value, loc))
    return Issue(document.locate(loc, key=True), path, f"unknown key{hint}")


def _unknown_kind(indicator: object) -> str:
    kind = indicator.get("kind") if isinstance(indicator, dict) else None
    hint = nearest(str(kind), KINDS) or f"; the kinds are {', '.join(KINDS)}"
    return f"unknown kind{hint}"


def message_of(details: ErrorDetails) -> str:
    """Say what is wrong with a value and what would be right."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        return next((m for sign, m in _PATTERNS.items() if sign in pattern), _ID)
    if kind == "literal_error" and details["loc"][-1:] == ("format",):
        return (
            f"{details['input']!r} is not a format that this version reads; it reads "
            f"{context['expected']}"
        )
    if kind == "string_type" and details["input"] is None:
        return "is empty; write a text"
    if kind in _MESSAGES:
        return _MESSAGES[kind].format(**context)
    return details["msg"]


def _real_path(value: object, loc: Path) -> list[str | int]:
    path: list[str | int] = []
    for part in loc:
        match value, part:
            case dict(), str() if part in value:
                value = value[part]
            case list(), int() if part < len(value):
                value = value[part]
            case _:
                continue
        path.append(part)
    return path


def _keys_at(noun: type[Noun], loc: Path) -> set[str]:
    """Return the keys that are known where a path of a noun leads."""
    nouns = [noun]
    for part in loc:
        if part in KINDS and any(
            issubclass(each, tuple(KINDS.values())) for each in nouns
        ):
            nouns = [KINDS[str(part)]]
            continue
        fields = [f for each in nouns if (f := _aliases(each).get(str(part)))]
        if fields:
            nouns = [found for field in fields for found in _nouns_in(field.annotation)]
    return {key for each in nouns for key in _aliases(each)}


def _aliases(noun: type[Noun]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in noun.model_fields.items()}


def _nouns_in(annotation: Any) -> Iterator[type[Noun]]:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
    for argument in get_args(annotation):
        yield from _nouns_in(argument)


def file_issue(path: str, message: str, severity: Severity = Severity.ERROR) -> Issue:
    """Make an issue about a file as a whole."""
    return Issue(Location(path), "", message, severity)
