"""Comments that tell the linter to be silent, as Vale and textlint have them.

`<!-- lint: off -->` silences everything up to `<!-- lint: on -->` or the end of the
file, `<!-- lint: off vague-word certainty -->` only those rules. A comment
`<!-- lint: ignore -->` silences the line that it stands on; on a line of its own, the
paragraph that follows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scenarios.errors import nearest
from scenarios.explanation.prose.finding import Remark
from scenarios.explanation.prose.markup import Comment
from scenarios.explanation.prose.page import Page
from scenarios.explanation.prose.rules import RULES

__all__ = ["Silence"]

_COMMENT = re.compile(r"lint:\s*(?P<order>\S*)(?P<rules>.*)", re.DOTALL)
_ORDERS = ("off", "on", "ignore")


class _Order(NamedTuple):
    comment: Comment
    order: str
    rules: frozenset[str]


class Silence:
    """Where a page wants to hear nothing, and about which rules."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.remarks: list[Remark] = []
        self._starts = [block.start for block in page.blocks]
        self._spans: dict[str, list[tuple[int, int]]] = {rule: [] for rule in RULES}
        orders = list(self._orders())
        self._switch([each for each in orders if each.order != "ignore"])
        for comment, order, rules in orders:
            if order == "ignore":
                self._add(rules, *self._reach(comment))
        for spans in self._spans.values():
            spans.sort()
        self._reaches = {rule: _reaches(spans) for rule, spans in self._spans.items()}

    def covers(self, remark: Remark) -> bool:
        """Tell whether nobody wants to hear a remark."""
        spans, reaches = self._spans[remark.rule], self._reaches[remark.rule]
        number = bisect_right(spans, (remark.start, len(self._page.plain)))
        return number > 0 and remark.start < reaches[number - 1]

    def _orders(self) -> Iterator[_Order]:
        for comment in self._page.comments:
            match = _COMMENT.fullmatch(comment.says)
            if match is None:
                continue
            if match["order"] not in _ORDERS:
                self._tell(comment, f"the linter does not know `{match['order']}`")
                continue
            named = match["rules"].replace(",", " ").split()
            known = frozenset(rule for rule in named if self._is_rule(rule, comment))
            if known or not named:
                yield _Order(comment, match["order"], known or frozenset(RULES))

    def _is_rule(self, rule: str, comment: Comment) -> bool:
        if rule not in RULES:
            hint = nearest(rule, RULES)
            self._tell(comment, f"there is no rule `{rule}`{hint}")
        return rule in RULES

    def _tell(self, comment: Comment, what: str) -> None:
        advice = "" if "did you mean" in what else "; say off, on or ignore"
        if "no rule" in what and advice:
            advice = "; `scenarios lint --rules` lists them"
        remark = Remark(comment.start, comment.end, "unknown-comment", what + advice)
        self.remarks.append(remark)

    def _switch(self, orders: Sequence[_Order]) -> None:
        since: dict[str, int] = {}
        for comment, order, rules in orders:
            for rule in rules:
                if order == "off":
                    since.setdefault(rule, comment.start)
                elif rule in since:
                    self._spans[rule].append((since.pop(rule), comment.end))
        for rule, start in since.items():
            self._spans[rule].append((start, len(self._page.plain) + 1))

    def _add(self, rules: frozenset[str], start: int, end: int) -> None:
        for rule in rules:
            self._spans[rule].append((start, end))

    def _reach(self, comment: Comment) -> tuple[int, int]:
        """Return what an `ignore` silences: its line, or the block that follows."""
        plain = self._page.plain
        start = plain.rfind("\n", 0, comment.start) + 1
        end = plain.find("\n", comment.end)
        end = len(plain) if end < 0 else end
        if plain[start:end].strip():
            return start, end
        number = bisect_right(self._starts, comment.start)
        if number == len(self._starts):
            return start, end
        block = self._page.blocks[number]
        return block.start, block.end


def _reaches(spans: Sequence[tuple[int, int]]) -> Sequence[int]:
    """Return how far the spans up to each one reach."""
    reach, found = 0, []
    for _, end in spans:
        reach = max(reach, end)
        found.append(reach)
    return found
