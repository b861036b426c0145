"""What each column of each table means, for the files that explain themselves."""

from collections.abc import Mapping

from scenarios.report.tables import Column, Kind

__all__ = ["MEANINGS", "ORIGIN_MEANINGS", "UNITS", "meaning_of"]

UNITS: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.PROBABILITY: "probability, 0 to 1",
    Kind.POINTS: "difference of probabilities, −1 to 1",
    Kind.DECIBANS: "decibans",
    Kind.NUMBER: "number",
    Kind.COUNT: "count",
    Kind.DATE: "date",
}
"""The unit of a column by its kind."""

_SCENARIO = "Id of the scenario."
_OUTCOME = "Id of the outcome."
_TITLE = "Title of the outcome."
_LOW = "Lower end of the interval; empty once the question is settled."
_HIGH = "Upper end of the interval; empty once the question is settled."
_WORD = "Likelihood word, in the standard that About names."
_AS_OF = "The day assessed: what had happened and been published by then."
_MODEL = "Id of the scoring model."
_STANDS = "File and line where it is told; empty if from a journal alone."
_RECORDS = "Records of the journal that tell it, by number; empty without one."
_DEVELOPMENT = "Id of the development."

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "scenarios": {
        "scenario": _SCENARIO,
        "title": "Title of the scenario.",
        "question": "The question that the outcomes answer.",
        "opens": "First day of the horizon.",
        "closes": "Last day of the horizon.",
        "leading": "Id of the likeliest outcome.",
        "leading_title": "Title of the likeliest outcome.",
        "probability": "Its probability.",
        "low": _LOW,
        "high": _HIGH,
        "word": _WORD,
        "confidence": "How good the ground is: high, moderate or low.",
        "reasons": "What that confidence was judged from.",
        "resolved": "The day on which the question was settled; empty while open.",
        "file": "The file of the scenario.",
        "as_of": _AS_OF,
        "model": _MODEL,
    },
    "outcomes": {
        "scenario": _SCENARIO,
        "outcome": _OUTCOME,
        "title": _TITLE,
        "prior": "Probability before any news, as the analyst set it.",
        "probability": "Probability on the day; those of a scenario add up to 1.",
        "low": _LOW,
        "high": _HIGH,
        "word": _WORD,
        "confidence": "How good the ground of the scenario is: high, moderate or low.",
        "as_of": _AS_OF,
        "model": _MODEL,
        "change": "Probability less that of the earlier day (with --since).",
    },
    "ledger": {
        "scenario": _SCENARIO,
        "row": "`prior`, `clock`, or the id of an indicator.",
        "state": "observed, silent or open; empty for prior and clock.",
        "outcome": _OUTCOME,
        "decibans": "What the row says for the outcome, against the average of all; "
        "the rows of a scenario add up to the score of each outcome.",
        "factor": "What the discount of its group leaves of an indicator, 0 to 1.",
        "developments": "Ids of the developments that count for the row.",
        "where": "File and line of the indicator; of the outcome for prior and clock.",
        "as_of": _AS_OF,
        "model": _MODEL,
    },
    "developments": {
        "scenario": _SCENARIO,
        "indicator": "Id of the indicator that it counts for.",
        "development": _DEVELOPMENT,
        "date": "The day it happened.",
        "title": "What happened.",
        "observed": "seen, absent (known not to have happened), or the value.",
        "db": "What it weighs for the indicator: reports × strength × fading, "
        "not below 0.",
        "strength": "How fully it is the sign, 0 to 1.",
        "fading": "What its age leaves of it, 0 to 1.",
        "reports_db": "What its reports say together; below 0 where denials outweigh.",
        "origins": "How many origins tell it.",
        "reports": "How many reports tell it.",
        "where": "File and line of the indicator.",
        "stands": _STANDS,
        "records": _RECORDS,
    },
    "reports": {
        "development": _DEVELOPMENT,
        "report": "Id of the report within its development.",
        "source": "Id of the source that published it.",
        "source_title": "Name of the source.",
        "published": "The day of publication.",
        "stance": "asserts or denies.",
        "grade": "Reliability of the source on that day and credibility of the report.",
        "r": "What the grade is worth in the model, 0 to 1.",
        "db": "What its origin says through it; below 0 where it denies; empty for a "
        "copy.",
        "origin": "Where its content comes from; empty where that is the source.",
        "speaks": "speaks for its origin, is a copy that does not count again, or was "
        "withdrawn and does not count.",
        "url": "Its address.",
        "summary": "What it says.",
        "stands": _STANDS,
        "records": _RECORDS,
    },
    "withdrawn": {
        "scenario": _SCENARIO,
        "development": _DEVELOPMENT,
        "date": "The day it is said to have happened.",
        "title": "What is said to have happened.",
        "report": "Id of the report within its development.",
        "source": "Id of the source that published it.",
        "published": "The day of publication.",
        "retracted": "The day from which it does not count.",
        "record": "The journal's record of that; empty without one.",
        "why": "By whom it was withdrawn, and why.",
        "counts": "Whether the development still counts for the scenario, by others.",
    },
    "sources": {
        "source": "Id of the source.",
        "title": "Name of the source.",
        "grade": "Its reliability on the day, A to F.",
        "since": "The day from which it has that grade.",
        "why": "Why it has that grade.",
        "interest": "Whose interest it may serve.",
        "developments": "How many of the developments that count it reported.",
        "reports": "How many reports of these it published.",
        "speaks": "How many of these speak for their origin.",
        "where": "File and line of the source; empty where nobody graded it.",
    },
    "history": {
        "scenario": _SCENARIO,
        "on": "The day.",
        "outcome": _OUTCOME,
        "title": _TITLE,
        "probability": "Probability on that day.",
        "low": _LOW,
        "high": _HIGH,
        "news": "What the news since the day before in the table moved.",
        "quiet": "What time alone moved since then: silence, fading and the clock.",
        "developments": "Ids of what was new since then, the strongest first.",
        "model": _MODEL,
    },
    "cases": {
        "case": "Id of the what-if.",
        "scenario": _SCENARIO,
        "outcome": _OUTCOME,
        "title": _TITLE,
        "base": "Probability in the base.",
        "probability": "Probability in the case.",
        "word": _WORD,
        "points": "Probability in the case less that in the base.",
        "decibans": "The same change as one of the odds; empty where one is 0 or 1.",
        "leads": "`leads` where the outcome is the likeliest in the case.",
        "as_of": "The day that the case is assessed on.",
        "model": "Id of the scoring model that the case uses.",
    },
    "about": {
        "item": "What is told.",
        "text": "What is said.",
    },
}
"""By table and column; the columns of `--wide` follow from these."""

_LEADING = {"leading": "Id of the likeliest outcome.", "word": "Its likelihood word."}

ORIGIN_MEANINGS: Mapping[str, str] = {
    "as_of": _AS_OF,
    "model": _MODEL,
    "journal_size": "How many records the journal held; empty without one.",
    "journal_root": "Root of the journal's tree over these records.",
    "filters": "What narrows the file.",
    "command": "The command that makes the same again.",
    "limits": "What the numbers are, and are not.",
}
"""The columns at the end of every row of a CSV file."""


def meaning_of(table: str, column: Column) -> str:
    """Return what a column means; of one of a wide table, which outcome it is about.

    >>> meaning_of("sources", Column("title"))
    'Name of the source.'
    >>> meaning_of("history", Column("deal", Kind.PROBABILITY, "probability", "deal"))
    'Outcome `deal`: Probability on that day.'
    """
    known = MEANINGS[table]
    if column.outcome:
        return f"Outcome `{column.outcome}`: {known[column.says]}"
    return known.get(column.name) or _LEADING[column.name]
