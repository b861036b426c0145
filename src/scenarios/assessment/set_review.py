"""The review of a set: is each outcome argued, do signs speak for all of them?"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from scenarios.assessment.findings import Finding
from scenarios.assessment.sign_review import Reviewed
from scenarios.engine.decimals import exact

__all__ = ["review_set"]

# Two signs are one if they weigh alike and half of their words are the same.
ALIKE_DB = Decimal("0.1")
ALIKE_WORDS = 0.5
ALIKE_WORDS_IN_GROUP = 0.25
SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"}
)
# How an outcome says that it takes whatever the others leave.
_REST = re.compile(
    r"\b(other|others|no|none|neither|nothing|otherwise|else|rest|unchanged|not)\b",
    re.IGNORECASE,
)


def review_set(about: Reviewed) -> Iterator[Finding]:
    """Yield what is found of the outcomes and of the indicators as a whole."""
    yield from _outcomes(about)
    yield from _rest(about)
    yield from _sides(about)
    yield from _duplicates(about)


def _outcomes(about: Reviewed) -> Iterator[Finding]:
    for name, outcome in about.scenario.outcomes.items():
        at = ("outcomes", name)
        if not outcome.criteria.strip():
            yield Finding(
                "no-criteria",
                name,
                at,
                "lacks `criteria`",
                "nobody can tell on the last day whether it came true",
                "write the test that a stranger would apply",
            )
        if not outcome.why.strip():
            yield Finding(
                "no-why",
                name,
                at,
                "lacks `why`",
                "a prior without its reason cannot be reviewed or defended",
                "say how often such things happened, and what moved you from there",
            )


def _rest(about: Reviewed) -> Iterator[Finding]:
    texts = [
        f"{name.replace('-', ' ')} {outcome.title} {outcome.criteria}"
        for name, outcome in about.scenario.outcomes.items()
    ]
    if not any(_REST.search(text) for text in texts):
        yield Finding(
            "no-other",
            "",
            ("outcomes",),
            "has no outcome for «none of the others»",
            "what you forgot is spread over those that you listed",
            "add one, or let the criteria of one say that it takes the rest",
        )


@exact
def _sides(about: Reviewed) -> Iterator[Finding]:
    seen = [sight for sights in about.sights.values() for sight in sights]
    if not seen:
        return
    for place, name in enumerate(about.scenario.outcomes):
        ahead = [
            min(gap for at, gap in enumerate(sight.gaps) if at != place)
            for sight in seen
            if sight.gaps[place] == 0
        ]
        if max(ahead, default=Decimal(0)) < about.doubt:
            yield Finding(
                "nothing-for",
                name,
                ("outcomes", name),
                f"no sign favours it by {about.doubt:f} dB over all the others",
                "only silence can raise it, so news moves the answer away from it",
                "add a sign of it, or say why there is none to see",
            )
        if max(sight.gaps[place] for sight in seen) < about.doubt:
            yield Finding(
                "nothing-against",
                name,
                ("outcomes", name),
                f"no sign speaks against it by {about.doubt:f} dB",
                "a favourite that nothing can hurt is not tested",
                "add a sign that one would not see if it came true",
            )


def _duplicates(about: Reviewed) -> Iterator[Finding]:
    signs = about.scenario.indicators
    for (first, one), (second, other) in combinations(signs.items(), 2):
        if one.kind != other.kind or not _weigh_alike(first, second, about):
            continue
        in_group = one.group is not None and one.group == other.group
        least = ALIKE_WORDS_IN_GROUP if in_group else ALIKE_WORDS
        if _overlap(one.title, other.title) >= least:
            yield Finding(
                "duplicate",
                second,
                ("indicators", second),
                f"weighs as `{first}` does and is worded like it",
                "one thing seen would count twice",
                "drop one, or say what one shows without the other",
            )


def _weigh_alike(first: str, second: str, about: Reviewed) -> bool:
    ones, others = about.sights[first], about.sights[second]
    if len(ones) != len(others):
        return False
    return all(
        abs(a - b) <= ALIKE_DB
        for one, other in zip(ones, others, strict=True)
        for a, b in zip(one.gaps, other.gaps, strict=True)
    )


def _overlap(first: str, second: str) -> float:
    """Return the share of words that two titles have in common (Jaccard 1912)."""
    one, other = _words(first), _words(second)
    return len(one & other) / max(1, len(one | other))


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.lower())) - SMALL_WORDS
