"""Every fault of every noun, in our words and at its place."""

from textwrap import dedent

import pytest

from desk import tell
from scenarios.domain.case import Case
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.noun import Noun
from scenarios.domain.scenario import Scenario
from scenarios.domain.settings import Settings
from scenarios.domain.source import Source
from scenarios.errors import FaultyDataError, Issue, Severity
from scenarios.loading.faults import file_issue, parse, parse_map
from scenarios.loading.yaml_reader import read_yaml

CONTEXT = {"outcomes": ("deal", "defeat"), "words": ("strong_for", "neutral")}
ID = "must be an id: ASCII letters, digits, `.`, `_` and `-`, no path"
LABEL = "must be a name without spaces, slashes and control characters"
LINK = "must be scenario/indicator, such as aid-changes/imf-tranches"
DURATION = "must be a duration in whole days of at least 1d, like 180d"
TEXT = "must be text; put it in quotes"
MAPPING = "must be a mapping of keys to values"

GOOD_SCENARIO = """\
format: scenarios/scenario@1
id: strike
title: Strike
question: How will it end?
horizon: {opens: 2024-01-01, closes: 2024-12-31}
outcomes:
  deal: {title: Deal, prior: 0.6}
  defeat: {title: Defeat, prior: 0.4}
indicators:
"""


def faults_of(noun: type[Noun], text: str) -> list[str]:
    document, issues = read_yaml(dedent(text).encode(), "x.yaml")
    assert document is not None, issues
    made = parse(document, noun, issues, context=CONTEXT)
    assert (made is None) == bool(issues)
    return told_of(issues)


def told_of(issues: list[Issue]) -> list[str]:
    ordered = FaultyDataError(issues).issues
    return [line.removeprefix("x.yaml:") for line in tell(ordered)]


def faults_of_indicator(text: str) -> list[str]:
    return faults_of(Scenario, f"{GOOD_SCENARIO}  sign: {text}")


INDICATORS = {
    "nothing at all": (
        "{}",
        ["10:9: error: indicators.sign: lacks `title`; add it"],
    ),
    "a text": (
        "talks",
        [f"10:9: error: indicators.sign: {MAPPING}"],
    ),
    "a list": (
        "[talks]",
        [f"10:9: error: indicators.sign: {MAPPING}"],
    ),
    "a number for a title": (
        "{title: 5, weights: {deal: 1}}",
        [f"10:17: error: indicators.sign.title: {TEXT}"],
    ),
    "a misspelt key": (
        "{title: T, wieghts: {deal: 1}}",
        ["10:20: error: indicators.sign.wieghts: unknown key; did you mean `weights`?"],
    ),
    "a key of another kind": (
        "{title: T, weights: {deal: 1}, levels: {up: {deal: 1}}}",
        [
            "10:40: error: indicators.sign.levels: unknown key; it belongs to state",
        ],
    ),
    "a key of two other kinds": (
        (
            "{title: T, kind: measure, expects: {deal: "
            "{mean: 1, sd: 1}, defeat: {mean: 2, sd: 1}}, weights: {deal: 1}}"
        ),
        [
            (
                "10:96: error: indicators.sign.weights: unknown key; it belongs to "
                "event and count"
            )
        ],
    ),
    "a key like none": (
        "{title: T, kind: count, per: 30d, weights: {deal: 1}, zebra: 1}",
        [
            (
                "10:63: error: indicators.sign.zebra: unknown key; the keys here are "
                "cites, coverage, expected, group, half_life, kind, match, per, rates, "
                "title, weights, why"
            )
        ],
    ),
    "a misspelt word of the scale": (
        "{title: T, weights: {deal: strng_for}}",
        [
            (
                "10:36: error: indicators.sign.weights.deal: unknown word `strng_for`; "
                "did you mean `strong_for`?"
            )
        ],
    ),
    "a word of no scale": (
        "{title: T, weights: {deal: huge}}",
        [
            (
                "10:36: error: indicators.sign.weights.deal: unknown word `huge`; "
                "write decibans or a word of the model's scale: strong_for, neutral"
            )
        ],
    ),
    "a misspelt word beside a misspelt outcome": (
        "{title: T, weights: {deal: strng_for, zebra: 3}}",
        [
            (
                "10:36: error: indicators.sign.weights.deal: unknown word "
                "`strng_for`; did you mean `strong_for`?"
            ),
            "10:54: error: indicators.sign.weights.zebra: unknown outcome `zebra`",
        ],
    ),
    "a misspelt outcome where each is due": (
        "{title: T, likelihoods: {daal: 2, defeat: 0.4}}",
        [
            (
                "10:33: error: indicators.sign.likelihoods: lacks `deal`; give every "
                "outcome"
            ),
            (
                "10:40: error: indicators.sign.likelihoods.daal: unknown outcome "
                "`daal`; did you mean `deal`?"
            ),
            "10:40: error: indicators.sign.likelihoods.daal: must be below 1",
        ],
    ),
    "a weight beyond 100 dB": (
        "{title: T, weights: {deal: 100.5, defeat: -101}}",
        [
            "10:36: error: indicators.sign.weights.deal: must lie within ±100 decibans",
            (
                "10:51: error: indicators.sign.weights.defeat: must lie within ±100 "
                "decibans"
            ),
        ],
    ),
    "a weight that is true": (
        "{title: T, weights: {deal: true}}",
        ["10:36: error: indicators.sign.weights.deal: must be a number"],
    ),
    "a misspelt outcome": (
        "{title: T, weights: {daal: 1, zebra: 2}}",
        [
            (
                "10:36: error: indicators.sign.weights.daal: unknown outcome `daal`; "
                "did you mean `deal`?"
            ),
            "10:46: error: indicators.sign.weights.zebra: unknown outcome `zebra`",
        ],
    ),
    "weights beside likelihoods": (
        "{title: T, weights: {deal: 1}, likelihoods: {deal: 0.5, defeat: 0.4}}",
        [
            (
                "10:9: error: indicators.sign: needs either `weights` or "
                "`likelihoods`, and only one of them"
            )
        ],
    ),
    "neither weights nor likelihoods": (
        "{title: T}",
        [
            (
                "10:9: error: indicators.sign: needs either `weights` or "
                "`likelihoods`, and only one of them"
            )
        ],
    ),
    "expected beside likelihoods": (
        "{title: T, expected: 0.5, likelihoods: {deal: 0.5, defeat: 0.4}}",
        [
            (
                "10:9: error: indicators.sign: has `expected` beside `likelihoods`, "
                "which already say it"
            )
        ],
    ),
    "a likelihood for one outcome only": (
        "{title: T, likelihoods: {deal: 0.5}}",
        [
            (
                "10:33: error: indicators.sign.likelihoods: lacks `defeat`; give every "
                "outcome"
            )
        ],
    ),
    "likelihoods at both bounds": (
        "{title: T, likelihoods: {deal: 0, defeat: 1}}",
        [
            "10:40: error: indicators.sign.likelihoods.deal: must be above 0",
            "10:51: error: indicators.sign.likelihoods.defeat: must be below 1",
        ],
    ),
    "an event's numbers out of range": (
        (
            "{title: T, weights: "
            "{}, expected: 1.01, coverage: 0, within: 0d, half_life: 180, group: a b, "
            "from: 2024}"
        ),
        [
            "10:43: error: indicators.sign.expected: must be at most 1",
            "10:59: error: indicators.sign.coverage: must be above 0",
            f"10:70: error: indicators.sign.within: {DURATION}",
            f"10:85: error: indicators.sign.half_life: {DURATION}",
            f"10:97: error: indicators.sign.group: {ID}",
            "10:108: error: indicators.sign.from: must be a date like 2024-05-31",
        ],
    ),
    "cites that are no list": (
        "{title: T, weights: {}, cites: a.txt}",
        ["10:40: error: indicators.sign.cites: must be a list"],
    ),
    "cites that are no texts": (
        "{title: T, weights: {}, cites: [7, {a: b}]}",
        [
            f"10:41: error: indicators.sign.cites.0: {TEXT}",
            f"10:44: error: indicators.sign.cites.1: {TEXT}",
        ],
    ),
    "a count without its time": (
        "{title: T, kind: count, rates: {deal: 1, defeat: 2}}",
        ["10:9: error: indicators.sign: lacks `per`; add it"],
    ),
    "a count without rates": (
        "{title: T, kind: count, per: 30d}",
        [
            (
                "10:9: error: indicators.sign: needs either `rates` or `weights`, and "
                "only one of them"
            )
        ],
    ),
    "rates of a count that are not above 0": (
        "{title: T, kind: count, per: 30d, rates: {deal: 0, defeat: -0.1}}",
        [
            "10:57: error: indicators.sign.rates.deal: must be above 0",
            "10:68: error: indicators.sign.rates.defeat: must be above 0",
        ],
    ),
    "a count's expected 0": (
        "{title: T, kind: count, per: 30d, weights: {deal: 3}, expected: 0}",
        ["10:73: error: indicators.sign.expected: must be above 0"],
    ),
    "expected beside rates": (
        "{title: T, kind: count, per: 30d, rates: {deal: 1, defeat: 2}, expected: 1}",
        [
            (
                "10:9: error: indicators.sign: has `expected` beside `rates`, which "
                "already say it"
            )
        ],
    ),
    "a count with a window": (
        "{title: T, kind: count, per: 30d, rates: {deal: 1, defeat: 2}, within: 9d}",
        [
            "10:72: error: indicators.sign.within: unknown key; it belongs to event",
        ],
    ),
    "a state without levels": (
        "{title: T, kind: state}",
        [
            (
                "10:9: error: indicators.sign: needs either `levels` or `likelihoods`, "
                "and only one of them"
            )
        ],
    ),
    "a state with no level": (
        "{title: T, kind: state, levels: {}}",
        ["10:9: error: indicators.sign: has no level; give at least one"],
    ),
    "levels that are a list": (
        "{title: T, kind: state, levels: [up]}",
        [f"10:41: error: indicators.sign.levels: {MAPPING}"],
    ),
    "an unknown outcome in a level": (
        "{title: T, kind: state, levels: {up: {daal: 1}}}",
        [
            (
                "10:53: error: indicators.sign.levels.up.daal: unknown outcome `daal`; "
                "did you mean `deal`?"
            )
        ],
    ),
    "outcomes that speak of different levels": (
        "{title: T, kind: state, likelihoods: {deal: {up: 1}, defeat: {down: 1}}}",
        [
            "10:53: error: indicators.sign.likelihoods.deal: lacks the levels `down`",
            "10:70: error: indicators.sign.likelihoods.defeat: lacks the levels `up`",
        ],
    ),
    "level likelihoods that do not sum": (
        (
            "{title: T, kind: state, likelihoods: {deal: "
            "{up: 0.5, down: 0.4}, defeat: {up: 1, down: 0}}}"
        ),
        [
            (
                "10:53: error: indicators.sign.likelihoods.deal: sums to 0.9; it must "
                "sum to 1"
            )
        ],
    ),
    "level likelihoods out of range": (
        (
            "{title: T, kind: state, likelihoods: {deal: "
            "{up: 1.5, down: -0.5}, defeat: {up: 1, down: 0}}}"
        ),
        [
            "10:58: error: indicators.sign.likelihoods.deal.up: must be at most 1",
            "10:69: error: indicators.sign.likelihoods.deal.down: must be at least 0",
        ],
    ),
    "a measure with bad expectations": (
        (
            "{title: T, kind: measure, expects: {deal: "
            "{mean: 1, sd: 0}, defeat: {mean: x}}}"
        ),
        [
            "10:65: error: indicators.sign.expects.deal.sd: must be above 0",
            "10:77: error: indicators.sign.expects.defeat: lacks `sd`; add it",
            "10:84: error: indicators.sign.expects.defeat.mean: must be a number",
        ],
    ),
    "watch terms that cannot be looked for": (
        "{title: T, weights: {deal: 1}, match: {any: [a*b, 5], nnoe: [x]}}",
        [
            (
                "10:54: error: indicators.sign.match.any.0: must be a word or a phrase "
                "of at most 100 characters, one blank between words; `*` may end a "
                "word after two letters, such as `tank*`"
            ),
            f"10:59: error: indicators.sign.match.any.1: {TEXT}",
            (
                "10:63: error: indicators.sign.match.nnoe: unknown key; did you mean "
                "`none`?"
            ),
        ],
    ),
    "watch terms that only forbid": (
        "{title: T, weights: {deal: 1}, match: {none: [x]}}",
        [
            (
                "10:47: error: indicators.sign.match: has nothing to look for; give "
                "terms in `any` or `all`"
            ),
        ],
    ),
    "a measure of an unknown shape": (
        (
            "{title: T, kind: measure, unit: 5, distribution: gamma, expects: "
            "{deal: {mean: 1, sd: 1}}}"
        ),
        [
            f"10:41: error: indicators.sign.unit: {TEXT}",
            (
                "10:58: error: indicators.sign.distribution: must be 'normal' or "
                "'lognormal'"
            ),
            "10:74: error: indicators.sign.expects: lacks `defeat`; give every outcome",
        ],
    ),
}


@pytest.mark.parametrize(("text", "told"), INDICATORS.values(), ids=INDICATORS)
def test_an_indicator_tells_what_is_wrong_and_where(text: str, told: list[str]) -> None:
    assert faults_of_indicator(text) == told


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("evnt", "; did you mean `event`?"),
        ("counts", "; did you mean `count`?"),
        ("zebra", "; the kinds are event, count, state, measure"),
        ("5", "; the kinds are event, count, state, measure"),
    ],
)
def test_an_unknown_kind_is_told_at_its_place(kind: str, right: str) -> None:
    told = faults_of_indicator(f"{{title: T, kind: {kind}, weights: {{}}}}")
    assert told == [f"10:26: error: indicators.sign.kind: unknown kind{right}"]


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "a b", "ü", "-x", ".x", '""', "a" * 129]
)
def test_an_indicator_needs_an_id_that_is_no_path(name: str) -> None:
    quoted = name if name.startswith('"') else f'"{name}"'
    (told,) = faults_of(
        Scenario, f"{GOOD_SCENARIO}  {quoted}: {{title: T, weights: {{}}}}"
    )
    assert told.startswith("10:3: error: indicators.")
    assert ID in told or "longer than 128 characters" in told


SCENARIOS = {
    "nothing": (
        "{}",
        [
            f"1:1: error: lacks `{key}`; add it"
            for key in (
                "format",
                "id",
                "title",
                "question",
                "horizon",
                "outcomes",
                "indicators",
            )
        ],
    ),
    "a list": ("[]", [f"1:1: error: {MAPPING}"]),
    "a text": ("strike", [f"1:1: error: {MAPPING}"]),
    "a fault in every line": (
        """\
        format: scenarios/scenario@2
        id: ../strike
        title: [Strike]
        question: 5
        horizon: {opens: 2024-12-31, closes: 2024-01-01}
        ordered: yes
        outcomes: {deal: {title: Deal, prior: 0.5}}
        indicators: []
        resolved: {outcome: a b, on: May, wy: x}
        tags: x
        """,
        [
            (
                "1:9: error: format: 'scenarios/scenario@2' is not a format that this "
                "version reads; it reads 'scenarios/scenario@1'"
            ),
            f"2:5: error: id: {ID}",
            f"3:8: error: title: {TEXT}",
            f"4:11: error: question: {TEXT}",
            "5:38: error: horizon.closes: must be later than opens, 2024-12-31",
            "6:10: error: ordered: must be true or false",
            "7:11: error: outcomes: needs two outcomes or more",
            f"8:13: error: indicators: {MAPPING}",
            f"9:21: error: resolved.outcome: {ID}",
            "9:30: error: resolved.on: must be a date like 2024-05-31",
            "9:35: error: resolved.wy: unknown key; did you mean `why`?",
            (
                "10:1: error: tags: unknown key; the keys here are accepts, assert, "
                "format, horizon, id, indicators, ordered, outcomes, question, "
                "resolved, title"
            ),
        ],
    ),
    "outcomes that do not add up and are all due": (
        """\
        format: scenarios/scenario@1
        id: strike
        title: Strike
        question: How?
        horizon: [2024-01-01, 2024-12-31]
        outcomes:
          deal: {title: Deal, prior: 0.5, deadline: true}
          defeat: {title: Defeat, prior: 0.4, deadline: true}
        indicators: {}
        """,
        [
            f"5:10: error: horizon: {MAPPING}",
            "7:3: error: outcomes: priors sum to 0.9; they must sum to 1",
            (
                "7:3: error: outcomes: every outcome has a deadline; leave one "
                "without, for «it did not»"
            ),
        ],
    ),
    "outcomes that are each at fault": (
        """\
        format: scenarios/scenario@1
        id: strike
        title: Strike
        question: How?
        horizon: {opens: 2024-12-31, closes: 2024-12-31}
        outcomes:
          deal: {title: Deal, prior: 1, deadline: 1}
          defeat: {title: Defeat, prior: 9e-10, odds: 3}
          ruling: {prior: half}
          a/b: {title: Path, prior: 0.1}
          none:
        indicators: {}
        """,
        [
            "5:38: error: horizon.closes: must be later than opens, 2024-12-31",
            "7:30: error: outcomes.deal.prior: must be at least 1e-9 and below 1",
            "7:43: error: outcomes.deal.deadline: must be true or false",
            "8:34: error: outcomes.defeat.prior: must be at least 1e-9 and below 1",
            (
                "8:41: error: outcomes.defeat.odds: unknown key; the keys here are "
                "criteria, deadline, prior, title, why"
            ),
            "9:11: error: outcomes.ruling: lacks `title`; add it",
            "9:19: error: outcomes.ruling.prior: must be a number",
            f"10:3: error: outcomes.a/b: {ID}",
            f"11:8: error: outcomes.none: {MAPPING}",
        ],
    ),
}


@pytest.mark.parametrize(("text", "told"), SCENARIOS.values(), ids=SCENARIOS)
def test_a_scenario_tells_what_is_wrong_and_where(text: str, told: list[str]) -> None:
    assert faults_of(Scenario, text) == told


def test_an_outcome_may_be_as_unlikely_as_one_in_a_thousand_million() -> None:
    text = GOOD_SCENARIO.replace("0.6", "1e-9").replace("0.4", "0.999999999")
    assert faults_of(Scenario, f"{text}  sign: {{title: T, weights: {{}}}}") == []


@pytest.mark.parametrize(
    ("prior", "told"),
    [
        ("0.400001", []),
        ("0.399999", []),
        (
            "0.4000011",
            ["7:3: error: outcomes: priors sum to 1.0000011; they must sum to 1"],
        ),
    ],
)
def test_priors_sum_to_1_within_a_millionth(prior: str, told: list[str]) -> None:
    text = GOOD_SCENARIO.replace("0.4", prior)
    assert faults_of(Scenario, f"{text}  sign: {{title: T, weights: {{}}}}") == told


DEVELOPMENTS = {
    "nothing": (
        "{}",
        ["1:1: error: lacks `id`; add it", "1:1: error: lacks `date`; add it"],
    ),
    "a fault in every line": (
        """\
        id: a b
        date: 2024-1-1
        title: 3
        observes: strike/talks
        reports: gazette
        source: gazette
        """,
        [
            f"1:5: error: id: {LABEL}",
            "2:7: error: date: must be a date like 2024-05-31",
            f"3:8: error: title: {TEXT}",
            "4:11: error: observes: must be a list",
            "5:10: error: reports: must be a list",
            (
                "6:1: error: source: unknown key; the keys here are date, id, "
                "observes, reports, title"
            ),
        ],
    ),
    "a day that no calendar has, in quotes": (
        '{id: d, date: "2024-02-30"}',
        [
            (
                "1:15: error: date: is not a day of the calendar; write a date like "
                "2024-05-31"
            )
        ],
    ),
    "a time for a day": (
        "{id: d, date: 2024-02-03T10:00:00Z}",
        ["1:15: error: date: must be a date like 2024-05-31"],
    ),
    "a number for an id": (
        "{id: 5, date: 2024-02-03}",
        [f"1:6: error: id: {TEXT}"],
    ),
    "links that name no indicator": (
        """\
        {id: d, date: 2024-02-03, observes:
        [strike, s/i/j, s/, /i, ../i, {indicator: 4}, {}, 5]}
        """,
        [
            f"2:2: error: observes.0: {LINK}",
            f"2:10: error: observes.1: {LINK}",
            f"2:17: error: observes.2: {LINK}",
            f"2:21: error: observes.3: {LINK}",
            f"2:25: error: observes.4: {LINK}",
            f"2:43: error: observes.5.indicator: {TEXT}",
            "2:47: error: observes.6: lacks `indicator`; add it",
            f"2:51: error: observes.7: {MAPPING}",
        ],
    ),
    "one indicator twice": (
        "{id: d, date: 2024-02-03, observes: [s/i, s/j, {indicator: s/i}]}",
        ["1:48: error: observes.2: observes s/i a second time"],
    ),
    "strengths out of range": (
        (
            "{id: d, date: 2024-02-03, observes: "
            "[{indicator: s/i, strength: 0}, "
            "{indicator: s/j, strength: 1.01, absent: maybe, wy: x}]}"
        ),
        [
            "1:65: error: observes.0.strength: must be above 0",
            "1:96: error: observes.1.strength: must be at most 1",
            "1:110: error: observes.1.absent: must be true or false",
            "1:117: error: observes.1.wy: unknown key; did you mean `why`?",
        ],
    ),
    "a report without the least": (
        "{id: d, date: 2024-02-03, reports: [{}]}",
        [
            "1:37: error: reports.0: lacks `id`; add it",
            "1:37: error: reports.0: lacks `source`; add it",
        ],
    ),
    "a report with everything wrong": (
        """\
        id: d
        date: 2024-02-03
        reports:
          - id: a/b
            source: a b
            url: 5
            published: yesterday
            origin: 5
            stance: doubts
            summary: [x]
            grade: Z9
            retracted: true
            sumary: x
        """,
        [
            f"4:9: error: reports.0.id: {LABEL}",
            f"5:13: error: reports.0.source: {ID}",
            f"6:10: error: reports.0.url: {TEXT}",
            "7:16: error: reports.0.published: must be a date like 2024-05-31",
            f"8:13: error: reports.0.origin: {TEXT}",
            "9:13: error: reports.0.stance: must be 'asserts' or 'denies'",
            f"10:14: error: reports.0.summary: {TEXT}",
            (
                "11:12: error: reports.0.grade: must be a grade such as B2: a letter "
                "A-F and a digit 1-6"
            ),
            f"12:16: error: reports.0.retracted: {MAPPING}",
            "13:5: error: reports.0.sumary: unknown key; did you mean `summary`?",
        ],
    ),
    "a retraction without its day": (
        (
            "{id: d, date: 2024-02-03, reports: [{id: r, source: s, retracted: "
            "{why: x, when: 3}}]}"
        ),
        [
            "1:67: error: reports.0.retracted: lacks `on`; add it",
            (
                "1:76: error: reports.0.retracted.when: unknown key; the keys here are "
                "on, why"
            ),
        ],
    ),
    "two reports of one name": (
        (
            "{id: d, date: 2024-02-03, reports: [{id: r, source: s}, "
            "{id: q, source: s}, {id: r, source: t}]}"
        ),
        [
            (
                "1:82: error: reports.2.id: `r` names an earlier report of this "
                "development too"
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "told"), DEVELOPMENTS.values(), ids=DEVELOPMENTS)
def test_a_development_tells_what_is_wrong_and_where(
    text: str, told: list[str]
) -> None:
    assert faults_of(Development, text) == told


@pytest.mark.parametrize("digit", ["0", "7", "2.5", "B", "true", "[2]", "-1"])
def test_credibility_is_a_digit_from_1_to_6(digit: str) -> None:
    (told,) = faults_of(
        Development,
        "{id: d, date: 2024-02-03, reports: "
        f"[{{id: r, source: s, credibility: {digit}}}]}}",
    )
    assert told.startswith("1:69: error: reports.0.credibility: must be ")
    assert "1" in told
    assert "6" in told


@pytest.mark.parametrize("grade", ["Z9", "b2", "B", "2", "B7", "B22", "'B2 '", "12"])
def test_a_grade_is_a_letter_and_a_digit(grade: str) -> None:
    (told,) = faults_of(
        Development,
        f"{{id: d, date: 2024-02-03, reports: [{{id: r, source: s, grade: {grade}}}]}}",
    )
    assert told.startswith("1:63: error: reports.0.grade: must be ")


CASES = {
    "nothing": (
        "{}",
        [
            f"1:1: error: lacks `{key}`; add it"
            for key in ("format", "id", "title", "changes")
        ],
    ),
    "a fault in every change": (
        """\
        format: scenarios/case@2
        id: calm
        title: Calm
        changes:
          - {}
          - {dorp: d1}
          - {drop: a b}
          - {drop: d1, model: wary}
          - {add: {id: x}}
          - {regrade: {source: s, reliability: Q}}
          - {prior: {scenario: s, outcomes: {deal: 0.5, defeat: 0.6}}}
          - {prior: {scenario: s, outcomes: {deal: 0, defeat: 1}}}
          - {weight: {indicator: s, weights: {deal: huge}}}
          - {model: a/b}
          - {as_of: yesterday}
          - drop d1
        """,
        [
            (
                "1:9: error: format: 'scenarios/case@2' is not a format that this "
                "version reads; it reads 'scenarios/case@1'"
            ),
            (
                "5:5: error: changes.0: must have exactly one of drop, drop_source, "
                "least_origins, add, regrade, prior, weight, assume, model, as_of"
            ),
            "6:6: error: changes.1.dorp: unknown key; did you mean `drop`?",
            f"7:12: error: changes.2.drop: {LABEL}",
            (
                "8:5: error: changes.3: must have exactly one of drop, drop_source, "
                "least_origins, add, regrade, prior, weight, assume, model, as_of"
            ),
            "9:11: error: changes.4.add: lacks `date`; add it",
            (
                "10:40: error: changes.5.regrade.reliability: must be 'A', 'B', 'C', "
                "'D', 'E' or 'F'"
            ),
            "11:13: error: changes.6.prior: priors sum to 1.1; they must sum to 1",
            (
                "12:44: error: changes.7.prior.outcomes.deal: must be at least 1e-9 "
                "and below 1"
            ),
            (
                "12:55: error: changes.7.prior.outcomes.defeat: must be at least 1e-9 "
                "and below 1"
            ),
            f"13:26: error: changes.8.weight.indicator: {LINK}",
            (
                "13:45: error: changes.8.weight.weights.deal: unknown word `huge`; "
                "write decibans or a word of the model's scale: strong_for, neutral"
            ),
            f"14:13: error: changes.9.model: {ID}",
            "15:13: error: changes.10.as_of: must be a date like 2024-05-31",
            f"16:5: error: changes.11: {MAPPING}",
        ],
    ),
    "changes that are a mapping": (
        "{format: scenarios/case@1, id: c, title: C, changes: {drop: d1}}",
        ["1:54: error: changes: must be a list"],
    ),
}


@pytest.mark.parametrize(("text", "told"), CASES.values(), ids=CASES)
def test_a_case_tells_what_is_wrong_and_where(text: str, told: list[str]) -> None:
    assert faults_of(Case, text) == told


def test_a_model_tells_every_number_out_of_range() -> None:
    told = faults_of(
        ScoringModel,
        """\
        format: scenarios/model@2
        id: m/x
        title: 5
        method: guess
        scale: {strong_for: 100.5, slight_for: x}
        grades:
          reliability: {A: 1, B: 1.1, C: -0.1}
          credibility: {1: 1, 2: 0.9, 3: 0.7, 4: 0.4, 5: 0.1, 7: 0.5}
        expected: 0
        coverage: 1.5
        dependence: {reports: 1, indicators: -0.1}
        half_life: 0d
        limits: {theta: [0.5, 0.4], report_db: 0}
        uncertainty: {weight_db: -1, prior_db: x, draws: 10, level: 1}
        words: icd
        confidence:
          high:
            {origins: -1, grade: 1, largest_share: 2, width: 2, days: 1.5, observed: 3}
          moderate: {}
          high_needs: 7
          low_needs: 0
        wrods: x
        """,
    )
    assert told == [
        (
            "1:9: error: format: 'scenarios/model@2' is not a format that this version "
            "reads; it reads 'scenarios/model@1'"
        ),
        f"2:5: error: id: {ID}",
        f"3:8: error: title: {TEXT}",
        ("4:9: error: method: must be 'weight-of-evidence', 'ach' or 'weighted-index'"),
        "5:21: error: scale.strong_for: must be at most 100",
        "5:40: error: scale.slight_for: must be a number",
        "7:26: error: grades.reliability.B: must be at most 1",
        "7:34: error: grades.reliability.C: must be at least 0",
        "8:16: error: grades.credibility: lacks grade 6",
        (
            "8:50: error: grades.credibility.5: must be 0: this grade means «no "
            "information»"
        ),
        (
            "8:58: error: grades.credibility.7: unknown grade `7`; the grades are 1, "
            "2, 3, 4, 5, 6"
        ),
        "9:11: error: expected: must be above 0",
        "10:11: error: coverage: must be at most 1",
        "11:23: error: dependence.reports: must be below 1",
        "11:38: error: dependence.indicators: must be at least 0",
        f"12:12: error: half_life: {DURATION}",
        "13:17: error: limits.theta: must be two numbers with 0 < low < high < 1",
        "13:40: error: limits.report_db: must be above 0",
        "14:26: error: uncertainty.weight_db: must be at least 0",
        "14:40: error: uncertainty.prior_db: must be a number",
        "14:50: error: uncertainty.draws: must be at least 100",
        "14:61: error: uncertainty.level: must be below 1",
        "15:8: error: words: must be 'icd-203', 'phia', 'ipcc' or 'kent'",
        "18:15: error: confidence.high.origins: must be at least 0",
        "18:26: error: confidence.high.grade: must be below 1",
        "18:44: error: confidence.high.largest_share: must be at most 1",
        "18:54: error: confidence.high.width: must be at most 1",
        "18:63: error: confidence.high.days: must be a whole number",
        "18:78: error: confidence.high.observed: must be at most 1",
        *(
            f"19:13: error: confidence.moderate: lacks `{key}`; add it"
            for key in (
                "origins",
                "grade",
                "largest_share",
                "width",
                "days",
                "observed",
            )
        ),
        "20:15: error: confidence.high_needs: must be at most 6",
        "21:14: error: confidence.low_needs: must be at least 1",
        "22:1: error: wrods: unknown key; did you mean `words`?",
    ]


def test_settings_tell_what_is_wrong_and_where() -> None:
    text = "model: a b\njournal: 5\nmodle: x\nformat: scenarios/workspace@2\n"
    assert faults_of(Settings, text) == [
        f"1:8: error: model: {ID}",
        f"2:10: error: journal: {TEXT}",
        "3:1: error: modle: unknown key; did you mean `model`?",
        (
            "4:9: error: format: 'scenarios/workspace@2' is not a format that this "
            "version reads; it reads 'scenarios/workspace@1'"
        ),
    ]


def faults_of_sources(text: str) -> list[str]:
    document, issues = read_yaml(dedent(text).encode(), "x.yaml")
    assert document is not None
    parse_map(document, document.value, Source, issues)
    return told_of(issues)


def test_sources_tell_what_is_wrong_with_each() -> None:
    told = faults_of_sources(
        """\
        a/b: {title: A}
        gazette:
          titel: The Gazette
          reliability: [{from: 2020-01-01, grade: G}, {grade: A}]
          sites: gazette.example
        union:
          title: The union
          reliability: [{from: 2020-01-01, grade: A, wy: x}]
          interest: [a]
        "": {title: Nobody}
        """
    )
    assert told == [
        f"1:1: error: a/b: {ID}",
        "3:3: error: gazette: lacks `title`; add it",
        "3:3: error: gazette.titel: unknown key; did you mean `title`?",
        (
            "4:43: error: gazette.reliability.0.grade: must be 'A', 'B', 'C', 'D', 'E' "
            "or 'F'"
        ),
        "4:47: error: gazette.reliability.1: lacks `from`; add it",
        "5:10: error: gazette.sites: must be a list",
        "8:46: error: union.reliability.0.wy: unknown key; did you mean `why`?",
        f"9:13: error: union.interest: {TEXT}",
        f"10:1: error: {ID}",
    ]


def test_a_source_with_two_letters_from_one_day_is_refused() -> None:
    text = (
        "s: {title: S, reliability: [{from: 2021-01-01, grade: A}, "
        "{from: 2020-01-01, grade: C}, {from: 2021-01-01, grade: B}]}"
    )
    assert faults_of_sources(text) == [
        "1:28: error: s.reliability: has two letters from the same day"
    ]


def test_a_source_that_is_left_empty_is_told_once() -> None:
    (told,) = faults_of_sources("gazette: {title: G}\nunion:\nherald: {title: H}\n")
    assert told == f"2:7: error: union: {MAPPING}"


@pytest.mark.parametrize("text", ["[]", "gazette", "~", "[{title: G}]"])
def test_a_registry_that_is_no_mapping_is_refused_whole(text: str) -> None:
    assert faults_of_sources(text) == [
        "1:1: error: must be a mapping of ids to entries"
    ]


def test_a_good_map_gives_its_nouns_by_id() -> None:
    document, issues = read_yaml(b"gazette: {title: The Gazette}\n", "x.yaml")
    assert document is not None
    made = parse_map(document, document.value, Source, issues)
    assert (made["gazette"].title, issues) == ("The Gazette", [])


def test_faults_inside_a_list_of_developments_carry_their_place() -> None:
    document, issues = read_yaml(b"- {id: d, date: x}\n- {date: y}\n", "x.yaml")
    assert document is not None
    assert isinstance(document.value, list)
    for place, value in enumerate(document.value):
        parse(document, Development, issues, value=value, at=(place,))
    assert tell(issues) == [
        "x.yaml:1:17: error: 0.date: must be a date like 2024-05-31",
        "x.yaml:2:3: error: 1: lacks `id`; add it",
        "x.yaml:2:10: error: 1.date: must be a date like 2024-05-31",
    ]


def test_an_issue_of_a_whole_file_stands_at_its_beginning() -> None:
    issue = file_issue("a.yaml", "cannot be read")
    assert str(issue) == "a.yaml:1:1: error: cannot be read"
    warning = Issue(issue.location, "", "is odd", Severity.WARNING)
    assert str(warning) == "a.yaml:1:1: warning: is odd"
