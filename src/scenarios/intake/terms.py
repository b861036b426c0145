"""Finding watch terms in text: one pass over the words, however many terms there are.

Terms are kept by their first word, or by the letters before its `*`, and those of more
words by their second word too. At each word of a text only the terms that begin and go
on so are looked at, so the time grows with the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from scenarios.domain.match import Match
from scenarios.intake.words import folded_words

__all__ = ["TermFinder", "all_terms", "fitting_terms"]

_ENDING: Final = "*"
_MOST_WORDS: Final = 1 << 16

Pattern = tuple[tuple[str, bool], ...]


class TermFinder:
    """Finds which of many terms a text holds.

    >>> finder = TermFinder(["tank*", "joint statement", "F-16*"])
    >>> sorted(finder.find("Joint statement on F-16s and tankers"))
    ['F-16*', 'joint statement', 'tank*']
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._whole: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        self._begun: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        for term in dict.fromkeys(terms):
            pattern = _pattern(term)
            first, is_open = pattern[0]
            (self._begun if is_open else self._whole)[first].append((term, pattern))
        self._lengths = sorted({len(begun) for begun in self._begun})
        self._starting_with = lru_cache(maxsize=_MOST_WORDS)(self._look_up)

    def find(self, text: str) -> Mapping[str, str]:
        """Return the terms that a text holds, each with the words that it matched.

        Of several places the first is told.
        """
        return self.find_in(folded_words(text))

    def find_in(self, words: Sequence[str]) -> Mapping[str, str]:
        """Return what `find` does of a text, given its words from `folded_words`."""
        found: dict[str, str] = {}
        for start, word in enumerate(words):
            begun = self._starting_with(word)
            if begun is None:
                continue
            for term in begun.whole:
                found.setdefault(term, word)
            if start + 1 < len(words):
                for term, pattern in begun.going_on(words[start + 1]):
                    if term not in found and _goes_on(pattern, words, start):
                        found[term] = " ".join(words[start : start + len(pattern)])
        return found

    def _look_up(self, word: str) -> "_Begun | None":
        """Return the terms whose first word matches a word; None where none does."""
        begun = (self._begun.get(word[:n], ()) for n in self._lengths if n <= len(word))
        terms = (*self._whole.get(word, ()), *chain.from_iterable(begun))
        return _Begun(terms) if terms else None


class _Begun:
    """The terms that begin with a word: those that end there, and the others."""

    def __init__(self, terms: Iterable[tuple[str, Pattern]]) -> None:
        listed = list(terms)
        self.whole = [term for term, pattern in listed if len(pattern) == 1]
        self._next: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        self._open: list[tuple[str, Pattern]] = []
        for term, pattern in listed:
            if len(pattern) > 1:
                second, is_open = pattern[1]
                (self._open if is_open else self._next[second]).append((term, pattern))

    def going_on(self, word: str) -> Iterator[tuple[str, Pattern]]:
        """Yield the terms that may go on with a word."""
        yield from self._next.get(word, ())
        for term, pattern in self._open:
            if word.startswith(pattern[1][0]):
                yield term, pattern


def all_terms(match: Match | None) -> Sequence[str]:
    """Return every term that an indicator looks for or looks out for."""
    return () if match is None else (*match.any, *match.all, *match.none)


def fitting_terms(
    match: Match | None, found: Mapping[str, str]
) -> list[tuple[str, str]] | None:
    """Return the terms by which a text fits, each with the words that it matched.

    None of them where it does not fit; None where a term of `none` refuses it.

    Args:
        match: What is looked for.
        found: The terms that the text holds, as `TermFinder.find` returns them.
    """
    if match is None:
        return []
    if any(term in found for term in match.none):
        return None
    if not all(term in found for term in match.all):
        return []
    told = [term for term in match.any if term in found]
    if match.any and not told:
        return []
    return [(term, found[term]) for term in (*match.all, *told)]


def _pattern(term: str) -> Pattern:
    """Return the words of a term, each with whether any ending may follow.

    A word of the term may be several of a text: `F-16*` is `f` and `16*`.
    """
    pattern: list[tuple[str, bool]] = []
    for part in term.split():
        words = folded_words(part.removesuffix(_ENDING))
        is_open = [False] * (len(words) - 1) + [part.endswith(_ENDING)]
        pattern += zip(words, is_open, strict=True)
    return tuple(pattern)


def _goes_on(pattern: Pattern, words: Sequence[str], start: int) -> bool:
    """Tell whether a pattern whose first word matches goes on to its end."""
    if start + len(pattern) > len(words):
        return False
    return all(
        words[start + place].startswith(wanted)
        if is_open
        else words[start + place] == wanted
        for place, (wanted, is_open) in enumerate(pattern)
    )
