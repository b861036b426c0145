"""Which outcome a claim is about.

The scenario is the one that the sentence names, or else the one of its section: that
its heading names, or a comment `<!-- scenarios: ID -->`, or the head of the file
(`scenario: ID`); else the only one of the workspace. The outcome is the one that is
named in the claim's clause, or the only one of the sentence. A marker says both:
`[ID/OUTCOME]` in the sentence, or a comment `<!-- scenarios: ID/OUTCOME -->` in it,
behind it on its line, or before it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from scenarios.errors import nearest
from scenarios.explanation.prose.blocks import Block
from scenarios.explanation.prose.claims import Claim, Reading
from scenarios.explanation.prose.finding import Remark
from scenarios.explanation.prose.markup import Comment
from scenarios.explanation.prose.names import Names, Naming
from scenarios.explanation.prose.page import Page, Sentence
from scenarios.explanation.prose.tokens import OPAQUE

__all__ = ["Binder", "Binding", "Target"]

_MARKER = re.compile(r"scenarios?:\s*(?P<scenario>[^\s/]+)(?:/(?P<outcome>\S+))?")
_BRACKET = re.compile(r"\[(?P<scenario>[\w.-]+)/(?P<outcome>[\w.-]+)\]")
_MARKS = frozenset('*_`"“”„«»‘’')
_BOUNDARIES = frozenset(
    [
        *(",", ";", "–", "—"),
        *("and", "but", "while", "whereas", "although", "though", "yet", "whilst"),
    ]
)


@dataclass(frozen=True, slots=True)
class Target:
    """An outcome that a text names.

    Attributes:
        scenario: Id of the scenario.
        outcome: Id of the outcome.
        naming: Where it is named; None where a comment beside the sentence does.
        is_marked: Whether a marker says so, and not a title in the sentence.
    """

    scenario: str
    outcome: str
    naming: Naming | None
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Binding:
    """A claim, and the outcome that it is about."""

    claim: Claim
    target: Target


class Binder:
    """Binds the claims of a page to the outcomes of a workspace.

    Attributes:
        remarks: What is wrong with names of scenarios and outcomes.
        unplaced: Of each sentence that claims something of an outcome without saying
            of which scenario, the name of that outcome.
    """

    def __init__(self, page: Page, names: Names) -> None:
        self._page = page
        self._names = names
        self.remarks: list[Remark] = []
        self.unplaced: list[Naming] = []
        self._markers = list(self._read_markers())
        self._check_brackets()
        sections = sorted(self._sections(), key=lambda section: section[0])
        self._section_starts = [start for start, _ in sections]
        self._section_scenarios = [scenario for _, scenario in sections]
        self._beside = self._attached()

    def scenario_at(self, offset: int) -> str | None:
        """Return the scenario of the section that an offset lies in."""
        number = bisect_right(self._section_starts, offset)
        return self._section_scenarios[number - 1] if number else None

    def bind(self, reading: Reading) -> Iterator[Binding]:
        """Yield the claims of a sentence that are about an outcome."""
        claims = [*reading.claims, *reading.numbers]
        if not claims:
            return
        sentence = reading.sentence
        namings = list(self._namings(sentence))
        named = list(self._outcomes(sentence, namings))
        clauses = _clauses(sentence, namings, is_row=self._is_row(sentence))
        by_clause = _by_clause(named, clauses)
        beside, whole = self._beside.get(sentence.start), _only(named)
        if not named and beside is None:
            self._note_unplaced(sentence, namings)
        for claim in claims:
            start, _ = reading.place(claim.first, claim.last)
            here = by_clause.get(bisect_right(clauses, start), [])
            found = _only(here) if here else whole
            if beside is not None and not (found and found.is_marked):
                found = beside
            if found is not None:
                yield Binding(claim, found)

    def _namings(self, sentence: Sentence) -> Iterator[Naming]:
        """Yield the names in a sentence; the marks around it show what is one."""
        text = self._page.source.text
        start, end = sentence.start, sentence.end
        while start and text[start - 1] in _MARKS:
            start -= 1
        while end < len(text) and text[end] in _MARKS:
            end += 1
        return self._names.namings(text, start, end)

    def _is_row(self, sentence: Sentence) -> bool:
        return self._page.blocks[sentence.block].kind == "row"

    def _outcomes(
        self, sentence: Sentence, namings: Sequence[Naming]
    ) -> Iterator[Target]:
        """Yield the outcomes that a sentence names, of one scenario for each name."""
        scenario = self._scenario_of(sentence, namings)
        for naming in namings:
            for name in naming.names:
                marked = name.is_id and "/" in name.text
                if name.outcome and (marked or name.scenario == scenario):
                    yield Target(name.scenario, name.outcome, naming, marked)

    def _scenario_of(self, sentence: Sentence, namings: Sequence[Naming]) -> str | None:
        """Return the scenario that a sentence names, or else that of its section."""
        own = {n.scenario for each in namings for n in each.names if not n.outcome}
        return own.pop() if len(own) == 1 else self.scenario_at(sentence.start)

    def _note_unplaced(self, sentence: Sentence, namings: Sequence[Naming]) -> None:
        """Note a sentence that names an outcome, where no scenario is meant."""
        if self._scenario_of(sentence, namings) is None:
            outcomes = (e for e in namings if any(n.outcome for n in e.names))
            self.unplaced.extend(islice(outcomes, 1))

    def _sections(self) -> Iterator[tuple[int, str | None]]:
        """Yield where each section starts, and its scenario."""
        page, known = self._page, tuple(self._names.scenarios)
        current = known[0] if len(known) == 1 else None
        if page.scenario is not None:
            current = self._known(page.scenario, page.scenario.says)
        yield 0, current
        above: list[tuple[int, str | None]] = [(0, current)]
        for block in page.blocks:
            if block.kind == "heading":
                while len(above) > 1 and above[-1][0] >= block.level:
                    above.pop()
                scenario = self._headed(block) or above[-1][1]
                above.append((block.level, scenario))
                yield block.start, scenario
        for comment, scenario, outcome in self._markers:
            if outcome is None:
                yield comment.start, scenario

    def _headed(self, block: Block) -> str | None:
        """Return the scenario that a heading names."""
        text = self._page.source.text
        words = self._page.words(block.start, block.end)
        for key, scenario in self._names.scenarios.items():
            if words.casefold() in {key.casefold(), scenario.title.casefold()}:
                return key
        namings = self._names.namings(text, block.start, block.end)
        found = {n.scenario for each in namings for n in each.names if not n.outcome}
        return found.pop() if len(found) == 1 else None

    def _read_markers(self) -> Iterator[tuple[Comment, str, str | None]]:
        for comment in self._page.comments:
            match = _MARKER.fullmatch(comment.says)
            if match is None:
                continue
            scenario = self._known(comment, match["scenario"])
            if scenario is not None and self._has(comment, scenario, match["outcome"]):
                yield comment, scenario, match["outcome"]

    def _known(self, comment: Comment, scenario: str) -> str | None:
        known = self._names.scenarios
        if scenario in known:
            return scenario
        hint = nearest(scenario, known) or f"; there is {', '.join(known) or 'none'}"
        message = f"the workspace has no scenario `{scenario}`{hint}"
        self.remarks.append(Remark(*comment[:2], "unknown-name", message))
        return None

    def _has(self, comment: Comment, scenario: str, outcome: str | None) -> bool:
        known = self._names.scenarios[scenario].outcomes
        if outcome is None or outcome in known:
            return True
        hint = nearest(outcome, known) or f"; it has {', '.join(known)}"
        message = f"`{scenario}` has no outcome `{outcome}`{hint}"
        self.remarks.append(Remark(*comment[:2], "unknown-name", message))
        return False

    def _check_brackets(self) -> None:
        """Find markers in brackets whose outcome the scenario does not have."""
        for match in _BRACKET.finditer(self._page.source.text):
            is_code = self._page.plain[match.start() + 1] == OPAQUE
            if match["scenario"] in self._names.scenarios and not is_code:
                marker = Comment(*match.span(), match[0])
                self._has(marker, match["scenario"], match["outcome"])

    def _attached(self) -> Mapping[int, Target]:
        """Return what markers outside sentences bind, by where the sentence starts."""
        sentences = self._page.sentences
        starts = [each.start for each in sentences]
        found: dict[int, Target] = {}
        for comment, scenario, outcome in self._markers:
            after = bisect_right(starts, comment.start)
            before = sentences[after - 1] if after else None
            if outcome is None or (before and before.end > comment.end):
                continue
            target = Target(scenario, outcome, None, is_marked=True)
            if before and self._share_line(before.end, comment.start):
                found[before.start] = target
            elif after < len(sentences):
                found[sentences[after].start] = target
        return found

    def _share_line(self, one: int, other: int) -> bool:
        return "\n" not in self._page.plain[one:other]


def _only(targets: Sequence[Target]) -> Target | None:
    """Return the one outcome that is named, be it once or more often."""
    distinct = {(each.scenario, each.outcome): each for each in targets}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


def _clauses(
    sentence: Sentence, namings: Sequence[Naming], *, is_row: bool
) -> Sequence[int]:
    """Return where the clauses of a sentence begin, but for the first."""
    if is_row:
        return []
    starts = [each.start for each in namings]

    def is_named(at: int) -> bool:
        number = bisect_right(starts, at)
        return number > 0 and at < namings[number - 1].end

    return [
        token.start
        for token in sentence.tokens
        if token.word in _BOUNDARIES and not is_named(token.start)
    ]


def _by_clause(
    named: Sequence[Target], clauses: Sequence[int]
) -> Mapping[int, Sequence[Target]]:
    found: dict[int, list[Target]] = {}
    for each in named:
        at = each.naming.start if each.naming else 0
        found.setdefault(bisect_right(clauses, at), []).append(each)
    return found
