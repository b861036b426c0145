"""A template: a scenario written once, for every pair of countries.

It is a scenario file with a block `template`, and `events` at every indicator. Here it
is read with all its faults; what is left without these blocks is an ordinary scenario.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from scenarios.bulk.codes import country_name
from scenarios.bulk.errors import UnknownTemplateError
from scenarios.bulk.pattern import Events
from scenarios.domain.development import DIGITS
from scenarios.domain.model import ScoringModel
from scenarios.domain.noun import FrozenMap, Id, Noun, faults_error
from scenarios.domain.scenario import Scenario
from scenarios.engine.evidence import half_life_of
from scenarios.errors import FaultyDataError, Issue, nearest
from scenarios.loading.checks import check_id
from scenarios.loading.document import Document
from scenarios.loading.faults import file_issue, parse
from scenarios.loading.files import is_there, read_document, yaml_files
from scenarios.loading.workspace import ModelFile, Workspace

__all__ = [
    "Block",
    "Pair",
    "Parameters",
    "Template",
    "check_templates",
    "fill",
    "load_template",
    "pair_of",
    "plain_scenario",
]

Pair = tuple[str, str]
"""Source and target: two countries, ISO 3166-1 alpha-3."""

KINDS = ("event", "count")
OF_ONE = ("resolved", "assert")
MOST_HALVINGS = 900
"""More than that in one horizon, and 2^(days/half_life) leaves the range of floats."""


def pair_of(name: str) -> Pair | None:
    """Read a pair such as PAK-USA; None where it is none.

    >>> pair_of("PAK-USA")
    ('PAK', 'USA')
    """
    match name.split("-"):
        case [source, target] if _is_code(source) and _is_code(target):
            return source, target
        case _:
            return None


def _is_code(code: str) -> bool:
    return (
        len(code) == len("PAK") and code.isascii() and code.isalpha() and code.isupper()
    )


def _country(code: str) -> str:
    if not _is_code(code):
        raise PydanticCustomError(
            "country", "must be the three letters of a country, like PAK"
        )
    return code


def _pair(given: tuple[str, ...]) -> tuple[str, ...]:
    match given:
        case (source, target) if source != target:
            return given
        case _:
            raise PydanticCustomError(
                "pair", "must be two different countries, like [PAK, USA]"
            )


def _steps(given: Mapping[int, str]) -> Mapping[int, str]:
    if 1 not in given:
        raise PydanticCustomError("steps", "lacks 1, the digit of a single source")
    return given


def _digits(value: object) -> object:
    """Read the keys as numbers of sources and the values as digits."""
    if not isinstance(value, Mapping):
        return value
    faults = [
        ((key,), "stands for a number of sources; write 1 or more")
        for key in value
        if not str(key).isdecimal() or int(key) < 1
    ]
    faults += [
        ((key,), "must be a digit from 1 to 6")
        for key, digit in value.items()
        if str(digit) not in DIGITS
    ]
    if faults:
        raise faults_error(faults)
    return {int(key): str(digit) for key, digit in sorted(value.items(), key=_least)}


def _least(entry: tuple[Any, object]) -> int:
    return int(entry[0])


Country = Annotated[str, AfterValidator(_country)]


class Parameters(Noun):
    """The two parameters of a template, with a pair to stand for them in examples."""

    source: Country
    """Who acts; `{source}` in the texts."""
    target: Country
    """On whom; `{target}` in the texts."""


class Block(Noun):
    """What makes a scenario a template."""

    parameters: Parameters
    """The countries that stand for each pair."""
    told_by: Id
    """The data set, as a source of sources.yaml; its letter grades every event."""
    credibility: Annotated[
        FrozenMap[int, str], BeforeValidator(_digits), AfterValidator(_steps)
    ] = Field(default={1: "6"}, validate_default=True)
    """Digit of an event by the number of sources that mention it, at least so many."""
    only: Annotated[
        tuple[
            Annotated[tuple[Country, ...], Field(strict=False), AfterValidator(_pair)],
            ...,
        ],
        Field(strict=False),
    ] = ()
    """The pairs to watch; every pair that the events relate where it is left out."""


@dataclass(frozen=True)
class Template:
    """A template and where it stands.

    Attributes:
        path: The file.
        digest: SHA-256 of its bytes.
        scenario: What it says, without the blocks that make it a template.
        block: What makes it a template.
        events: Which events each indicator is observed by, by its id.
        where: Path and line of each indicator.
        value: The plain value of the file.
    """

    path: str
    digest: str
    scenario: Scenario
    block: Block
    events: Mapping[str, Events]
    where: Mapping[str, str]
    value: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def example(self) -> Pair:
        """Return the pair that stands in the file."""
        return self.block.parameters.source, self.block.parameters.target


def fill(value: Any, pair: Pair) -> Any:  # noqa: ANN401 plain values
    """Put the names of two countries for {source} and {target} in every text."""
    match value:
        case str():
            source, target = map(country_name, pair)
            return value.replace("{source}", source).replace("{target}", target)
        case dict():
            return {key: fill(entry, pair) for key, entry in value.items()}
        case list():
            return [fill(entry, pair) for entry in value]
        case _:
            return value


def load_template(name: str, workspace: Workspace, model: ModelFile) -> Template:
    """Load a template that must be free of faults.

    Args:
        name: A file, or the id of one in the folder templates/ of the workspace.
        workspace: Where its source is graded.
        model: The scoring model, whose words its weights may use.

    Raises:
        UnknownTemplateError: There is no such file or template.
        FaultyDataError: It has faults; carries all of them.
    """
    path = _find(name, workspace.root)
    issues: list[Issue] = []
    made = _read(path, workspace, model.model, issues)
    if issues or made is None:
        raise FaultyDataError(issues)
    return made


def check_templates(workspace: Workspace, paths: Iterable[Path]) -> list[Issue]:
    """Return all faults of some templates.

    Args:
        workspace: Whatever could be read of it; may have faults itself.
        paths: The files.
    """
    issues: list[Issue] = []
    model = workspace.models.get(workspace.settings.model)
    for path in paths:
        _read(path, workspace, None if model is None else model.model, issues)
    return issues


def _find(name: str, root: Path) -> Path:
    if is_there(Path(name)):
        return Path(name)
    known = {path.stem: path for path in yaml_files(root / "templates")}
    if name not in known:
        raise UnknownTemplateError(name, known)
    return known[name]


def _read(
    path: Path,
    workspace: Workspace,
    model: ScoringModel | None,
    issues: list[Issue],
) -> Template | None:
    """Read a template; the words of its weights are not told where no model is."""
    document = read_document(path, issues)
    if document is None:
        return None
    value = document.value
    if not isinstance(value, dict):
        issues.append(file_issue(str(path), "must be a mapping of keys to values"))
        return None
    check_id(document, path.stem, issues)
    block = _block(document, value, workspace, issues)
    events = _events(document, value, issues)
    scenario = _scenario(document, value, model, issues)
    if scenario is None or block is None:
        return None
    places = {n: document.locate(("indicators", n), key=True) for n in events}
    where = {n: f"{path.as_posix()}:{place.line}" for n, place in places.items()}
    return Template(str(path), document.digest, scenario, block, events, where, value)


def _block(
    document: Document,
    value: Mapping[str, Any],
    workspace: Workspace,
    issues: list[Issue],
) -> Block | None:
    if "template" not in value:
        issues.append(
            Issue(
                document.locate(()),
                "",
                "lacks `template`; without it this is an ordinary scenario, for "
                "`scenarios assess`",
            )
        )
        return None
    given = value["template"]
    teller = given.get("told_by") if isinstance(given, dict) else None
    known = workspace.known.sources
    if isinstance(teller, str) and known is not None and teller not in known:
        hint = nearest(teller, known) or "; add it to sources.yaml"
        place = document.locate(("template", "told_by"))
        message = f"unknown source `{teller}`{hint}"
        issues.append(Issue(place, "template.told_by", message))
    return parse(document, Block, issues, value=given, at=("template",))


def _events(
    document: Document, value: Mapping[str, Any], issues: list[Issue]
) -> Mapping[str, Events]:
    found = {}
    for name, indicator in _indicators(value).items():
        at = ("indicators", name)
        if "events" not in indicator:
            message = "lacks `events`; say which coded events are an observation of it"
            place = document.locate(at, key=True)
            issues.append(Issue(place, f"indicators.{name}", message))
            continue
        made = parse(
            document, Events, issues, value=indicator["events"], at=(*at, "events")
        )
        if made is not None:
            found[name] = made
    return found


def _scenario(
    document: Document,
    value: Mapping[str, Any],
    model: ScoringModel | None,
    issues: list[Issue],
) -> Scenario | None:
    rest = plain_scenario(value)
    outcomes = value.get("outcomes")
    context = {
        "outcomes": tuple(outcomes) if isinstance(outcomes, dict) else None,
        "words": None if model is None else tuple(model.scale),
    }
    scenario = parse(document, Scenario, issues, value=rest, context=context)
    if scenario is not None:
        issues.extend(_unfit(document, value, scenario, model))
    return scenario


def _unfit(
    document: Document,
    value: Mapping[str, Any],
    scenario: Scenario,
    model: ScoringModel | None,
) -> Iterator[Issue]:
    """Yield what an ordinary scenario may say, and a template may not."""
    for key in OF_ONE:
        if key in value:
            message = "speaks of one pair; a template holds for all, leave it out"
            yield Issue(document.locate((key,), key=True), key, message)
    for name, indicator in scenario.indicators.items():
        at = ("indicators", name)
        key = f"indicators.{name}"
        if indicator.kind not in KINDS:
            message = (
                f"cannot be {indicator.kind}: a coded event says that something "
                f"happened, and no level or value; write {' or '.join(KINDS)}"
            )
            yield Issue(document.locate((*at, "kind")), f"{key}.kind", message)
        half_life = None if model is None else half_life_of(indicator, model)
        if half_life and scenario.horizon.length > half_life * MOST_HALVINGS:
            least = -(-scenario.horizon.length // MOST_HALVINGS)
            message = f"is too short for this horizon; give at least {least}d"
            yield Issue(
                document.locate((*at, "half_life")), f"{key}.half_life", message
            )


def plain_scenario(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a template's plain value without the blocks that make it one."""
    rest = {key: entry for key, entry in value.items() if key != "template"}
    if isinstance(value.get("indicators"), dict):
        rest["indicators"] = {
            name: {k: v for k, v in entry.items() if k != "events"}
            if isinstance(entry, dict)
            else entry
            for name, entry in value["indicators"].items()
        }
    return rest


def _indicators(value: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    given = value.get("indicators")
    listed = given if isinstance(given, dict) else {}
    return {name: entry for name, entry in listed.items() if isinstance(entry, dict)}
