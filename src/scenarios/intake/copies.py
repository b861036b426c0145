"""Copies: items that are one text, printed twice.

Two items are copies where they have one address, the same words, or nearly the same:
the Jaccard index of their runs of three words is at least `SAME`. Candidates are found
by prefix filtering (Chaudhuri, Ganti & Kaushik 2006; Bayardo, Ma & Srikant 2007), which
loses none: of two sets with a Jaccard index of t or more, each in order of rarity, the
first ⌊(1−t)·n⌋ + 1 entries share one. So the answer is exact, and the same every time.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from scenarios.domain.item import Item
from scenarios.intake.words import folded_words

__all__ = ["SAME", "Copies", "Likeness", "find_copies"]

SAME: Final = 0.5
"""From this Jaccard index on, two texts are copies."""

_RUN: Final = 3
_LEAST_WORDS: Final = 8
"""Shorter texts agree by chance; only equal ones are copies."""

Runs = frozenset[tuple[str, ...]]
Words = Mapping[str, list[str]]
"""The words of each item, in order."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two items are copies.

    Attributes:
        first: Id of the one.
        second: Id of the other; of a group, each but one is `second` at least once.
        why: `same address`, `same words` or `92 % of their runs of words`.
    """

    first: str
    second: str
    why: str


@dataclass(frozen=True, slots=True)
class Copies:
    """Items that are one text.

    Attributes:
        items: Their ids: the earliest published first, undated ones last.
        likenesses: What binds them.
    """

    items: tuple[str, ...]
    likenesses: tuple[Likeness, ...]


def find_copies(items: Iterable[Item]) -> tuple[Copies, ...]:
    """Return the groups of two or more items that are copies of one text.

    The order in which items are given does not matter.

    Args:
        items: The items; of several with one id the first counts.
    """
    distinct = {item.id: item for item in reversed(list(items))}
    ordered = sorted(distinct.values(), key=_age)
    words = {item.id: folded_words(f"{item.title} {item.text}") for item in ordered}
    likenesses = [*_equals(ordered, words), *_likes(words)]
    groups = _groups(likenesses)
    place = {item.id: number for number, item in enumerate(ordered)}
    found = [
        Copies(
            tuple(sorted(members, key=place.__getitem__)),
            tuple(each for each in likenesses if each.first in members),
        )
        for members in groups
    ]
    return tuple(sorted(found, key=lambda copies: place[copies.items[0]]))


def _age(item: Item) -> tuple[bool, str, str]:
    return (item.published is None, item.published or "", item.id)


def _equals(items: Sequence[Item], words: Words) -> list[Likeness]:
    first: dict[tuple[str, ...], str] = {}
    found = []
    for item in items:
        keys = [("same address", item.url)] if item.url else []
        if words[item.id]:
            keys.append(("same words", " ".join(words[item.id])))
        for key in keys:
            earlier = first.setdefault(key, item.id)
            if earlier != item.id:
                found.append(Likeness(earlier, item.id, key[0]))
    return found


def _likes(words: Words) -> list[Likeness]:
    numbered = _number({name: _runs(told) for name, told in words.items()})
    sets = {name: frozenset(numbers) for name, numbers in numbered.items()}
    index: dict[int, list[str]] = defaultdict(list)
    found = []
    for name, numbers in numbered.items():
        prefix = numbers[: int((1 - SAME) * len(numbers)) + 1]
        prefix = prefix[bisect_left(prefix, 0) :]
        earlier = {other: None for number in prefix for other in index[number]}
        for other in earlier:
            share = _jaccard(sets[name], sets[other])
            if SAME <= share < 1:
                why = f"{share:.0%} of their runs of words".replace("%", " %")
                found.append(Likeness(other, name, why))
        for number in prefix:
            index[number].append(name)
    return found


def _runs(words: Sequence[str]) -> Runs:
    if len(words) < _LEAST_WORDS:
        return frozenset()
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))


def _number(runs: Mapping[str, Runs]) -> Mapping[str, list[int]]:
    """Number all runs from the rarest to the commonest; return each item's, sorted.

    What only one item has can be no candidate's: it counts, and is numbered below 0.
    """
    counts = Counter(chain.from_iterable(runs.values()))
    shared = (entry for entry in counts.items() if entry[1] > 1)
    ordered = sorted(shared, key=lambda entry: (entry[1], entry[0]))
    numbers = {run: number for number, (run, _) in enumerate(ordered)}
    own = count(-1, -1)
    return {
        name: sorted(numbers[run] if run in numbers else next(own) for run in entry)
        for name, entry in runs.items()
    }


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    if min(len(one), len(other)) < SAME * max(len(one), len(other)):
        return 0.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _groups(likenesses: Iterable[Likeness]) -> list[frozenset[str]]:
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for each in likenesses:
        leader[lead(each.second)] = lead(each.first)
    members: dict[str, set[str]] = defaultdict(set)
    for name in leader:
        members[lead(name)].add(name)
    return [frozenset(group) for group in members.values()]
