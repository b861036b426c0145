"""Alerts: a rule that an outcome's chance must meet, borne out by enough outlets.

An alert is raised on the day on which the rule begins to hold, not on every day after.
A chance that rises on the word of too few is held back, and counted.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from scenarios.bulk.finished import Finished
from scenarios.bulk.literals import double, name
from scenarios.bulk.template import Pair
from scenarios.domain.noun import Days, Id, Noun, Share
from scenarios.errors import FaultyDataError, Issue, UnreadableFileError, nearest
from scenarios.loading.faults import parse
from scenarios.loading.files import read_document

__all__ = ["Alert", "Rule", "Watched", "load_rule", "watch"]


class Rule(Noun):
    """When to raise an alert."""

    format: Literal["scenarios/rule@1"]
    """The format and its version."""
    id: Id
    """The file's name without its ending."""
    title: str
    """A few words."""
    outcome: Id
    """The outcome whose chance is watched."""
    at_least: Share
    """Its probability must reach this."""
    rise: Share | None = None
    """It must have risen by this much, in `within`; left out, it need not have."""
    within: Days = 7
    """The time looked back on, for the rise and for the outlets."""
    sources: Annotated[int, Field(ge=1)]
    """At least so many outlets must have told, in that time, what speaks for it."""
    why: str = ""
    """The reason for the numbers."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that began to hold for a pair.

    Attributes:
        pair: The pair.
        day: The day on which it began to hold.
        probability: Of the outcome, on that day.
        rise: What it gained in the time looked back on.
        outlets: How many told, in that time, what speaks for it.
    """

    pair: Pair
    day: date
    probability: float
    rise: float
    outlets: int


@dataclass(frozen=True, slots=True)
class Watched:
    """What a rule found in a run.

    Attributes:
        rule: The rule.
        alerts: In order of day and pair.
        held_back: Those that too few outlets bear out, likewise.
    """

    rule: Rule
    alerts: tuple[Alert, ...]
    held_back: tuple[Alert, ...]


def load_rule(path: Path, run: Finished) -> Rule:
    """Load a rule that must be free of faults.

    Raises:
        UnreadableFileError: The file cannot be read.
        FaultyDataError: It has faults; carries all of them.
    """
    if not path.is_file():
        raise UnreadableFileError(str(path), "No such file")
    issues: list[Issue] = []
    document = read_document(path, issues)
    rule = None if document is None else parse(document, Rule, issues)
    if document is not None and rule is not None:
        if rule.id != path.stem:
            message = f"must be the file's name, `{path.stem}`"
            issues.append(Issue(document.locate(("id",)), "id", message))
        if rule.outcome not in run.outcomes:
            hint = nearest(rule.outcome, run.outcomes)
            hint = hint or f"; the template has {', '.join(run.outcomes)}"
            message = f"unknown outcome `{rule.outcome}`{hint}"
            issues.append(Issue(document.locate(("outcome",)), "outcome", message))
    if issues or rule is None:
        raise FaultyDataError(issues)
    return rule


def watch(run: Finished, rule: Rule, since: date) -> Watched:
    """Return the alerts of a rule from a day on.

    Args:
        run: The run.
        rule: The rule.
        since: The first day whose alerts are wanted.
    """
    with run.database() as base:
        if not any(run.folder.glob("contributions/*/*.parquet")):
            base.execute(
                "CREATE TABLE contributions (instance INTEGER, known DATE, "
                "weight SMALLINT, outlet VARCHAR)"
            )
        rows = base.execute(_begun(run, rule), [since]).fetchall()
    alerts = [Alert((a, b), *rest) for a, b, *rest in rows]
    return Watched(
        rule,
        tuple(each for each in alerts if each.outlets >= rule.sources),
        tuple(each for each in alerts if each.outlets < rule.sources),
    )


def _begun(run: Finished, rule: Rule) -> str:
    """Return the SQL of the days on which a rule begins to hold, with the outlets."""
    share = run.probability(rule.outcome)
    risen = (
        "TRUE" if rule.rise is None else f"now - before >= {double(float(rule.rise))}"
    )
    favours = f"{name(f'db_{rule.outcome}')} > 0"
    return f"""\
WITH chances AS (
  SELECT source, target, day, {share} AS now,
    coalesce(lag({share}, {rule.within}) OVER days,
      first_value({share}) OVER days) AS before
  FROM posteriors WINDOW days AS (PARTITION BY source, target ORDER BY day)
), held AS (
  SELECT *, now >= {double(float(rule.at_least))} AND {risen} AS holds FROM chances
), begun AS (
  SELECT * FROM held QUALIFY holds AND NOT coalesce(
    lag(holds) OVER (PARTITION BY source, target ORDER BY day), FALSE)
), told AS (
  SELECT source, target, known, outlet FROM contributions
  JOIN weights USING (weight) JOIN instances USING (instance)
  WHERE {favours} AND decibans > 0
)
SELECT begun.source, begun.target, day, now, now - before, count(DISTINCT outlet)
FROM begun LEFT JOIN told ON told.source = begun.source
  AND told.target = begun.target
  AND known > day - {rule.within} AND known <= day
WHERE day >= ?
GROUP BY ALL ORDER BY day, begun.source, begun.target"""
