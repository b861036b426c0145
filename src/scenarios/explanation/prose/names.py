"""Which scenario and which outcome a sentence names.

A title of several words is a name wherever it stands. A title of one word («Reduced»)
is an ordinary word too: it is a name in quotation marks, emphasis or code, with a
capital inside a sentence, in a cell of its own, or where the sentence begins with it
and goes on with a verb or a sign. An id is a name if it has a hyphen or stands in code;
`scenario/outcome` is one anywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from scenarios.domain.scenario import Scenario
from scenarios.explanation.prose.phrases import Lexicon
from scenarios.explanation.prose.tokens import tokens_of

__all__ = ["Name", "Names", "Naming"]

_OPENERS = frozenset('"“„«‘*_`')
_CLOSERS = frozenset('"”“»’*_`')
_GOES_ON = frozenset(
    [
        *(
            "is",
            "are",
            "remains",
            "stays",
            "stands",
            "was",
            "now",
            "still",
            "at",
            "has",
        ),
        *("(", ":", "–", "—", "-", ",", "|", "=", "becomes", "became", "itself", ""),
    ]
)
_OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called.

    Attributes:
        scenario: Id of the scenario.
        outcome: Id of the outcome; None where the scenario itself is called so.
        text: The name as it is written in the workspace.
        is_id: Whether it is an id, not a title.
    """

    scenario: str
    outcome: str | None
    text: str
    is_id: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        names: All that are called so.
    """

    start: int
    end: int
    names: tuple[Name, ...]


class Names:
    """The names of a workspace's scenarios and outcomes."""

    def __init__(self, scenarios: Mapping[str, Scenario]) -> None:
        self.scenarios = scenarios

    @cached_property
    def _lexicon(self) -> Lexicon[tuple[Name, ...]]:
        found: dict[tuple[str, ...], tuple[Name, ...]] = {}
        for name in self._all():
            tokens = tokens_of(name.text, 0, len(name.text))
            words = tuple(token.word for token in tokens)
            if words:
                found[words] = (*found.get(words, ()), name)
        return Lexicon(found)

    def _all(self) -> Iterator[Name]:
        for key, scenario in self.scenarios.items():
            yield Name(key, None, key, is_id=True)
            yield Name(key, None, scenario.title, is_id=False)
            for outcome, about in scenario.outcomes.items():
                yield Name(key, outcome, outcome, is_id=True)
                yield Name(key, outcome, f"{key}/{outcome}", is_id=True)
                yield Name(key, outcome, about.title, is_id=False)

    def namings(self, text: str, start: int, end: int) -> Iterator[Naming]:
        """Yield the names in a sentence, from left to right."""
        tokens = tokens_of(text, start, end)
        begins = next((n for n, token in enumerate(tokens) if token.kind), 0)
        for match in self._lexicon.find(tokens):
            span = tokens[match.first].start, tokens[match.last - 1].end
            place = _Place(
                text[slice(*span)],
                tokens[match.first - 1].word if match.first else "",
                tokens[match.last].word if match.last < len(tokens) else "",
                is_first=match.first <= begins,
            )
            names = [name for name in match.meaning if _is_name(name, place)]
            if names:
                # An outcome whose id is its title is named once.
                distinct = {(name.scenario, name.outcome): name for name in names}
                yield Naming(*span, tuple(distinct.values()))


class _Place(NamedTuple):
    """A phrase, and what stands around it."""

    written: str
    before: str
    behind: str
    is_first: bool


def _is_name(name: Name, place: _Place) -> bool:
    """Tell whether a phrase stands for what is called so."""
    marked = place.before in _OPENERS and place.behind in _CLOSERS
    if name.is_id:
        joined = "-" in name.text or "/" in name.text
        return place.written == name.text and (joined or marked)
    if " " in name.text.strip() or marked:
        return True
    return place.written == name.text and _stands_alone(place)


def _stands_alone(place: _Place) -> bool:
    """Tell whether a word, written as a title is, stands as one."""
    if _OUTCOME in {place.before, place.behind}:
        return True
    if place.is_first:
        return place.behind in _GOES_ON
    return place.written[0].isupper()
