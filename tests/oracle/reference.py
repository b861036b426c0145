"""The sums of the method `weight-of-evidence`, written a second time from their text.

It is an oracle to test the engine against: it shares no code with it, is slow, and
computes everything in decimals of sixty digits, clause by clause. Each comment in
double quotes cites the rule it stands beside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

Data = dict[str, Any]
Row = dict[str, Decimal]  # one number per outcome

CONTEXT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN)
# Enough for an interval, whose errors are floats, in half the time.
DRAW_CONTEXT = Context(prec=24, Emax=MAX_EMAX, Emin=MIN_EMIN)
ZERO, ONE, TWO, TEN = Decimal(0), Decimal(1), Decimal(2), Decimal(10)


@dataclass(frozen=True)
class Setting:
    """What the sums are about: a scenario under a model as of a date."""

    scenario: Data
    model: Data
    as_of: dt.date

    @property
    def outcomes(self) -> list[str]:
        """The outcomes in the order of the file."""
        return list(self.scenario["outcomes"])

    @property
    def indicators(self) -> dict[str, Data]:
        """The indicators by id, in the order of the file."""
        indicators: dict[str, Data] = self.scenario["indicators"]
        return indicators

    @property
    def opens(self) -> dt.date:
        """The first day of the horizon."""
        return read_date(self.scenario["horizon"]["opens"])

    @property
    def closes(self) -> dt.date:
        """The last day of the horizon."""
        return read_date(self.scenario["horizon"]["closes"])


@dataclass(frozen=True)
class Telling:
    """What its live reports make of a development: `db` is dB(lambda)."""

    db: Decimal
    origins: int
    reports: int


@dataclass(frozen=True)
class Evidence:
    """A development that counts for one indicator."""

    id: str
    date: dt.date
    telling: Telling
    fading: Decimal  # 2^(-age/half_life)
    strength: Decimal
    absent: bool
    value: Any

    @property
    def told_db(self) -> Decimal:
        """max(0, dB(lambda_d)): a denied or worthless rumour is a no-op."""
        return max(ZERO, self.telling.db)

    @property
    def db(self) -> Decimal:
        """y_d = strength_d * max(0, dB(lambda_d)) * 2^(-age/half_life)."""
        return self.strength * self.told_db * self.fading


@dataclass(frozen=True)
class Entries:
    """The ledger: a centred row per part, after the factor where it has one."""

    prior: Row
    clock: Row | None
    rows: dict[str, Row]
    factors: dict[str, Decimal]


# Reading plain data


def read_date(value: dt.date | str) -> dt.date:
    """Read a date or its ISO text."""
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)


def read_number(value: float | str | Decimal) -> Decimal:
    """Read a number as the decimal that was written."""
    return Decimal(str(value))


def read_days(duration: str) -> Decimal:
    """Read a duration of whole days, `180d`."""
    return Decimal(duration.removesuffix("d"))


def days_between(start: dt.date, end: dt.date) -> Decimal:
    """Count the days from one date to another."""
    return Decimal((end - start).days)


# Arithmetic


def to_db(ratio: Decimal) -> Decimal:
    """dB(x) = 10 * log10(x)."""
    return 10 * ratio.log10()


def from_db(decibans: Decimal) -> Decimal:
    """Give the ratio of a number of decibans."""
    return TEN ** (decibans / 10)


def clamp(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Hold a value between two limits."""
    return min(max(value, low), high)


def mean(values: Iterable[Decimal]) -> Decimal:
    """Average over outcomes."""
    listed = list(values)
    return sum(listed, ZERO) / len(listed)


def centre(row: Row) -> Row:
    """Subtract the mean over outcomes: "a row is centred"."""
    middle = mean(row.values())
    return {outcome: value - middle for outcome, value in row.items()}


def discount(strengths: Sequence[Decimal], dependence: Decimal) -> Decimal:
    """Give 1/(1 + (n-1)*dependence), n = sum/max ("1 if all are 0")."""
    largest = max(strengths, default=ZERO)
    voices = sum(strengths, ZERO) / largest if largest else ONE
    return 1 / (1 + (voices - 1) * dependence)


# Reports -> development


def published_date(report: Data, development: Data) -> dt.date:
    """Give its date; "no published date: the development's date"."""
    return read_date(report.get("published") or development["date"])


def is_live(report: Data, development: Data, as_of: dt.date) -> bool:
    """Say whether it is "published <= t and not retracted by t" (inclusive)."""
    retracted = report.get("retracted")
    if retracted and read_date(retracted["on"]) <= as_of:
        return False
    return published_date(report, development) <= as_of


def reliability_letter(source: Data, on: dt.date) -> str:
    """Give its letter then; "a source not graded yet on that date is F"."""
    begun = [
        (read_date(period["from"]), str(period["grade"]))
        for period in source.get("reliability") or []
        if read_date(period["from"]) <= on
    ]
    return max(begun)[1] if begun else "F"


def report_grade(report: Data, source: Data, published: dt.date) -> tuple[str, str]:
    """Letter and digit: "`grade: B2` overrides both"; "no credibility digit is 6"."""
    if report.get("grade"):
        return report["grade"][0], report["grade"][1]
    credibility = report.get("credibility")
    digit = "6" if credibility is None else str(credibility)
    return reliability_letter(source, published), digit


def report_truth(grade: tuple[str, str], model: Data) -> Fraction:
    """r = reliability(letter) * credibility(digit), "compared as exact decimals"."""
    letter, digit = grade
    credibility = {
        str(key): value for key, value in model["grades"]["credibility"].items()
    }
    reliability = read_number(model["grades"]["reliability"][letter])
    return Fraction(reliability) * Fraction(read_number(credibility[digit]))


def report_db(truth: Fraction) -> Decimal:
    """x = dB((1+r)/(1-r)), before the sign of its stance."""
    ratio = (1 + truth) / (1 - truth)
    return to_db(Decimal(ratio.numerator) / Decimal(ratio.denominator))


def origin_voices(
    reports: list[Data], development: Data, model: Data, sources: Data
) -> list[tuple[Fraction, bool]]:
    """Give r and "denies" of the one voice of each origin.

    "its report of the largest r, among equals the newest published, then the later
    in the file"; "a report without one, or with an empty one, is its own".
    """
    voices: dict[object, tuple[Fraction, dt.date, int, bool]] = {}
    for position, report in enumerate(reports):
        published = published_date(report, development)
        grade = report_grade(report, sources[report["source"]], published)
        denies = report.get("stance") == "denies"
        voice = (report_truth(grade, model), published, position, denies)
        origin = report.get("origin") or position
        voices[origin] = max(voice, voices.get(origin, voice))
    return [(truth, denies) for truth, _, _, denies in voices.values()]


def pool(strengths: list[Decimal], model: Data) -> Decimal:
    """S = sum of x / (1 + (n-1) * dependence.reports)."""
    dependence = read_number(model["dependence"]["reports"])
    return sum(strengths, ZERO) * discount(strengths, dependence)


def telling_of(
    development: Data, model: Data, sources: Data, as_of: dt.date
) -> Telling | None:
    """Weigh the live reports; "with no live report at t [it] is not known at t"."""
    reports = [r for r in development["reports"] if is_live(r, development, as_of)]
    if not reports:
        return None
    voices = origin_voices(reports, development, model, sources)
    asserted = [report_db(truth) for truth, denies in voices if not denies]
    denied = [report_db(truth) for truth, denies in voices if denies]
    # By "dB(lambda) = S+ - S-, clipped to +-limits.report_db"
    limit = read_number(model["limits"]["report_db"])
    balance = pool(asserted, model) - pool(denied, model)
    return Telling(clamp(balance, -limit, limit), len(voices), len(reports))


# Development -> indicator


def observation_of(development: Data, scenario: str, indicator: str) -> Data | None:
    """Find a development's observation of an indicator, in either of its forms."""
    wanted = f"{scenario}/{indicator}"
    for observation in development.get("observes") or []:
        if observation == wanted:
            return {"indicator": wanted}
        if isinstance(observation, Mapping) and observation["indicator"] == wanted:
            return dict(observation)
    return None


def half_life_of(indicator: Data, model: Data) -> Decimal | None:
    """Give its half-life: "by default the model's, null none"."""
    half_life = indicator.get("half_life", model["half_life"])
    return None if half_life is None else read_days(half_life)


def fading_of(date: dt.date, indicator: Data, setting: Setting) -> Decimal:
    """2^(-age/half_life), age = "days from its date to min(t, closes)"."""
    half_life = half_life_of(indicator, setting.model)
    if half_life is None:
        return ONE
    age = days_between(date, min(setting.as_of, setting.closes))
    return TWO ** (-age / half_life)


def window_start(indicator: Data, setting: Setting) -> dt.date:
    """Give the start of its window, "`from` (default: opens)"."""
    start = indicator.get("from")
    return setting.opens if start is None else read_date(start)


def counts(date: dt.date, observation: Data, indicator: Data, setting: Setting) -> bool:
    """Say whether a development of a date counts for an indicator.

    "dated inside the horizon; for an event with `within`, a present one also inside
    its window [from, from + within]"; "developments dated <= t".
    """
    if date > setting.as_of or not setting.opens <= date <= setting.closes:
        return False
    within = indicator.get("within")
    if within is None or observation.get("absent"):
        return True
    start = window_start(indicator, setting)
    return ZERO <= days_between(start, date) <= read_days(within)


def evidence_from(
    development: Data, indicator_id: str, setting: Setting, sources: Data
) -> Evidence | None:
    """Weigh a development as evidence for an indicator, if it counts."""
    scenario, indicator = setting.scenario["id"], setting.indicators[indicator_id]
    observation = observation_of(development, scenario, indicator_id)
    date = read_date(development["date"])
    if observation is None or not counts(date, observation, indicator, setting):
        return None
    telling = telling_of(development, setting.model, sources, setting.as_of)
    if telling is None:
        return None
    return Evidence(
        id=development["id"],
        date=date,
        telling=telling,
        fading=fading_of(date, indicator, setting),
        strength=read_number(observation.get("strength", 1)),
        absent=bool(observation.get("absent")),
        value=observation.get("value"),
    )


def evidence_by_indicator(
    setting: Setting, sources: Data, developments: list[Data]
) -> dict[str, list[Evidence]]:
    """Collect what counts, "in order of (date, id by code point)"."""
    found: dict[str, list[Evidence]] = {}
    for indicator in setting.indicators:
        weighed = [
            evidence_from(development, indicator, setting, sources)
            for development in developments
        ]
        known = [evidence for evidence in weighed if evidence is not None]
        found[indicator] = sorted(known, key=lambda item: (item.date, item.id))
    return found


def truth_chances(decibans: Decimal) -> tuple[Decimal, Decimal]:
    """r_d = (10^(y/10) - 1)/(10^(y/10) + 1), and 1 - r_d without cancellation."""
    ratio = from_db(decibans)
    return (ratio - 1) / (ratio + 1), 2 / (ratio + 1)


# What an indicator leads one to expect. `errors` are the analyst's doubt in decibans,
# all zero but in a draw of the interval.


def number_of(indicator: Data, key: str, model: Data) -> Decimal:
    """Give the indicator's `expected` or `coverage`, by default the model's."""
    own = indicator.get(key)
    return read_number(model[key] if own is None else own)


def weight_row(weights: Data, setting: Setting) -> Row:
    """Weights as "words of the model's scale, or decibans; missing = 0"."""
    scale = setting.model["scale"]
    given = {key: scale.get(value, value) for key, value in weights.items()}
    return {outcome: read_number(given.get(outcome, 0)) for outcome in setting.outcomes}


def relative_row(weights: Data, setting: Setting) -> Row:
    """10^((w_k - max w)/10)."""
    row = weight_row(weights, setting)
    top = max(row.values())
    return {outcome: from_db(weight - top) for outcome, weight in row.items()}


def scaled_row(weights: Data, indicator: Data, setting: Setting) -> Row:
    """expected * 10^((w_k - max w)/10)."""
    expected = number_of(indicator, "expected", setting.model)
    relative = relative_row(weights, setting)
    return {outcome: expected * value for outcome, value in relative.items()}


def given_row(values: Data, setting: Setting) -> Row:
    """Read a number given for every outcome."""
    return {outcome: read_number(values[outcome]) for outcome in setting.outcomes}


def doubt(row: Row, errors: Row) -> Row:
    """Add errors in decibans to the decibans of a row."""
    return {outcome: value * from_db(errors[outcome]) for outcome, value in row.items()}


def clip(row: Row, model: Data) -> Row:
    """Clip: "theta and given level likelihoods [...] to limits.theta"."""
    low, high = (read_number(limit) for limit in model["limits"]["theta"])
    return {outcome: clamp(value, low, high) for outcome, value in row.items()}


def event_chances(indicator: Data, setting: Setting, errors: Row) -> Row:
    """theta_k: "given, or expected * 10^((w_k - max w)/10)", clipped."""
    if "likelihoods" in indicator:
        row = given_row(indicator["likelihoods"], setting)
    else:
        row = scaled_row(indicator["weights"], indicator, setting)
    return clip(doubt(row, errors), setting.model)


def count_rates(indicator: Data, setting: Setting, errors: Row) -> Row:
    """m_k: the rates, or weights with the rate under the most favoured outcome."""
    if "rates" in indicator:
        row = given_row(indicator["rates"], setting)
    else:
        row = scaled_row(indicator["weights"], indicator, setting)
    return doubt(row, errors)


def level_chances(indicator: Data, level: str, setting: Setting, errors: Row) -> Row:
    """p_k: "the level's likelihood or 10^((w_k - max w)/10)"."""
    if "likelihoods" not in indicator:
        return doubt(relative_row(indicator["levels"][level], setting), errors)
    by_outcome = indicator["likelihoods"]
    column = {outcome: by_outcome[outcome][level] for outcome in setting.outcomes}
    return clip(doubt(given_row(column, setting), errors), setting.model)


def log_density(value: Decimal, expects: Data) -> Decimal:
    """ln of the normal density, less the constant that outcomes share."""
    spread = read_number(expects["sd"])
    distance = (value - read_number(expects["mean"])) / spread
    return -spread.ln() - distance * distance / 2


def densities(
    indicator: Data, value: float | str, setting: Setting, errors: Row
) -> Row:
    """p_k: "the density at the value", "relative to the largest".

    The 1/x of a lognormal density is the same for every outcome and falls out.
    """
    point = read_number(value)
    if indicator.get("distribution") == "lognormal":
        point = point.ln()
    expects = indicator["expects"]
    logs = {outcome: log_density(point, expects[outcome]) for outcome in expects}
    top = max(logs.values())
    row = {outcome: (logs[outcome] - top).exp() for outcome in setting.outcomes}
    return doubt(row, errors)


# The kinds: each gives dB(L_k)


def window_share(date: dt.date, indicator: Data, setting: Setting) -> Decimal:
    """F(u) = clamp(days from `from` to min(u, closes) / within, 0, 1)."""
    start = window_start(indicator, setting)
    passed = days_between(start, min(date, setting.closes))
    return clamp(passed / read_days(indicator["within"]), ZERO, ONE)


def absence_ratio(item: Evidence, indicator: Data, setting: Setting) -> Decimal:
    """1 - (1 - 10^(-y_d/10)) * F(date_d), written without cancellation."""
    timed = indicator.get("within") is not None
    # By "without `within` F(date_d) = 1 here"
    share = window_share(item.date, indicator, setting) if timed else ONE
    return (1 - share) + from_db(-item.db) * share


def silence_share(indicator: Data, setting: Setting) -> Decimal:
    """F = F(t); "without `within` [...] F = 0 below"."""
    if indicator.get("within") is None:
        return ZERO
    return window_share(setting.as_of, indicator, setting)


def event_row(
    indicator: Data, evidence: list[Evidence], setting: Setting, errors: Row
) -> Row:
    """L_k = 1 + (max(l, 1) + min(l, 1) * (1 - coverage*F) - 2) * theta_k."""
    best = max((item.db for item in evidence if not item.absent), default=ZERO)
    absences = [
        absence_ratio(item, indicator, setting) for item in evidence if item.absent
    ]
    ratio = from_db(best) * min(absences, default=ONE)
    coverage = number_of(indicator, "coverage", setting.model)
    heard = coverage * silence_share(indicator, setting)
    pull = max(ratio, ONE) + min(ratio, ONE) * (1 - heard) - 2
    chances = event_chances(indicator, setting, errors)
    return {outcome: to_db(1 + pull * chance) for outcome, chance in chances.items()}


def exposure(indicator: Data, setting: Setting) -> Decimal:
    """E = "days from opens to min(t, closes), not below 0 [...] over `per`"."""
    end = min(setting.as_of, setting.closes)
    days = max(days_between(setting.opens, end), ZERO)
    half_life = half_life_of(indicator, setting.model)
    if half_life is not None:
        # By "with a half-life h: h/ln 2 * (1 - 2^(-days/h))"
        days = half_life / TWO.ln() * (1 - TWO ** (-days / half_life))
    return days / read_days(indicator["per"])


def count_row(
    indicator: Data, evidence: list[Evidence], setting: Setting, errors: Row
) -> Row:
    """Sum of a_d*strength_d*dB(r_d*m_k + (1-r_d)*m~) - coverage*m_k*E*10/ln 10."""
    rates = count_rates(indicator, setting, errors)
    # m~ is "their geometric mean"
    middle = mean(rate.ln() for rate in rates.values()).exp()
    coverage = number_of(indicator, "coverage", setting.model)
    heard = coverage * exposure(indicator, setting)
    row = {outcome: -rate * heard * 10 / TEN.ln() for outcome, rate in rates.items()}
    for item in evidence:
        # By "r_d here from max(0, dB(lambda_d)) alone, a_d = 2^(-age/h)"
        told, untold = truth_chances(item.told_db)
        for outcome, rate in rates.items():
            worth = to_db(told * rate + untold * middle)
            row[outcome] += item.fading * item.strength * worth
    return row


def revise(row: Row, chances: Row, decibans: Decimal) -> Row:
    """R_k <- r_d*p_k + (1-r_d)*p^*R_k/R^, "bars = means over outcomes"."""
    told, untold = truth_chances(decibans)
    scale = untold * mean(chances.values()) / mean(row.values())
    return {outcome: told * chances[outcome] + scale * row[outcome] for outcome in row}


def revised_row(
    indicator: Data, evidence: list[Evidence], setting: Setting, errors: Row
) -> Row:
    """State and measure: revise from R_k = 1 in order of (date, id); L = R."""
    row = dict.fromkeys(setting.outcomes, ONE)
    chances_of = level_chances if indicator["kind"] == "state" else densities
    for item in evidence:
        chances = chances_of(indicator, item.value, setting, errors)
        row = revise(row, chances, item.db)
    return {outcome: to_db(value) for outcome, value in row.items()}


def kind_of(indicator: Data) -> str:
    """Give its kind, an event "by default"."""
    return str(indicator.get("kind", "event"))


def likelihood_row(
    indicator: Data, evidence: list[Evidence], setting: Setting, errors: Row
) -> Row:
    """dB(L_i) of an indicator, centred."""
    rows_of = {"event": event_row, "count": count_row}
    row_of = rows_of.get(kind_of(indicator), revised_row)
    return centre(row_of(indicator, evidence, setting, errors))


# The ledger


def state_of(indicator: Data, evidence: list[Evidence], setting: Setting) -> str:
    """Observed ("a development with y_d > 0 counts"), else silent, else open."""
    if any(item.db > 0 for item in evidence):
        return "observed"
    kind = kind_of(indicator)
    # By "silent (F > 0, or a count after opens)"
    if kind == "event" and silence_share(indicator, setting) > 0:
        return "silent"
    if kind == "count" and setting.as_of > setting.opens:
        return "silent"
    return "open"


def spread(row: Row) -> Decimal:
    """s = "a row's largest minus smallest entry before the factor"."""
    return max(row.values()) - min(row.values())


def group_factors(setting: Setting, rows: dict[str, Row]) -> dict[str, Decimal]:
    """Give 1/(1 + (n-1)*dependence.indicators), shared by the rows of a group."""
    dependence = read_number(setting.model["dependence"]["indicators"])
    spreads: dict[str, list[Decimal]] = {}
    for name, indicator in setting.indicators.items():
        if indicator.get("group"):
            spreads.setdefault(indicator["group"], []).append(spread(rows[name]))
    # An indicator of no group is a group of one: n = 1.
    return {
        name: discount(spreads.get(indicator.get("group") or "", []), dependence)
        for name, indicator in setting.indicators.items()
    }


def clock_likelihood(prior: Decimal, setting: Setting) -> Decimal:
    """L_k = (e^(-h*tau) - e^(-h*H)) / (1 - e^(-h*H)), floor limits.theta[0]."""
    horizon = days_between(setting.opens, setting.closes)
    passed = clamp(days_between(setting.opens, setting.as_of), ZERO, horizon)
    # h = -ln(1 - prior)/H, so e^(-h*H) = 1 - prior
    still_open = ((1 - prior).ln() * passed / horizon).exp()
    floor = read_number(setting.model["limits"]["theta"][0])
    return max((still_open - (1 - prior)) / prior, floor)


def clock_row(priors: Row, setting: Setting) -> Row | None:
    """Give the centred row, "present only where an outcome has a deadline"."""
    outcomes = setting.scenario["outcomes"]
    timed = [name for name in setting.outcomes if outcomes[name].get("deadline")]
    if not timed:
        return None
    row = dict.fromkeys(setting.outcomes, ONE)
    row.update({name: clock_likelihood(priors[name], setting) for name in timed})
    return centre({name: to_db(value) for name, value in row.items()})


def entries_of(
    setting: Setting,
    evidence: dict[str, list[Evidence]],
    priors: Row,
    errors: dict[str, Row],
) -> Entries:
    """Compute every row of the ledger: Row_i = dB(L_i) centred * factor_i."""
    rows = {
        name: likelihood_row(indicator, evidence[name], setting, errors[name])
        for name, indicator in setting.indicators.items()
    }
    factors = group_factors(setting, rows)
    scaled = {
        name: {outcome: value * factors[name] for outcome, value in row.items()}
        for name, row in rows.items()
    }
    prior = centre({outcome: to_db(chance) for outcome, chance in priors.items()})
    return Entries(prior, clock_row(priors, setting), scaled, factors)


def probabilities_of(entries: Entries) -> Row:
    """Give softmax(score*ln10/10), "score = dB(prior) centred + sum of rows"."""
    rows = [entries.prior, *entries.rows.values()]
    rows += [entries.clock] if entries.clock else []
    scores = {name: sum((row[name] for row in rows), ZERO) for name in entries.prior}
    top = max(scores.values())
    ratios = {name: from_db(score - top) for name, score in scores.items()}
    total = sum(ratios.values(), ZERO)
    return {name: ratio / total for name, ratio in ratios.items()}


def prior_row(setting: Setting) -> Row:
    """Read the priors of the outcomes."""
    outcomes = setting.scenario["outcomes"]
    return {name: read_number(outcomes[name]["prior"]) for name in setting.outcomes}


def no_errors(setting: Setting) -> dict[str, Row]:
    """Give errors of zero for every indicator and outcome."""
    zeros = dict.fromkeys(setting.outcomes, ZERO)
    return dict.fromkeys(setting.indicators, zeros)


def resolved_outcome(setting: Setting) -> str | None:
    """Give the outcome if resolved: "probability 1 on its outcome from that date"."""
    resolved = setting.scenario.get("resolved")
    if not resolved or read_date(resolved["on"]) > setting.as_of:
        return None
    return str(resolved["outcome"])


# What is shown


def show_row(row: Row) -> dict[str, float]:
    """Give a row in floats."""
    return {outcome: float(value) for outcome, value in row.items()}


def show_evidence(item: Evidence) -> Data:
    """List one that counts: "`db` is y_d (also for absent ones and counts)"."""
    telling = item.telling
    counted = {"origins": telling.origins, "reports": telling.reports}
    return {"id": item.id, "db": float(item.db), **counted}


def show_ledger(
    setting: Setting, evidence: dict[str, list[Evidence]], entries: Entries
) -> Data:
    """Give the ledger as plain data: prior, clock if any, each indicator."""
    ledger: Data = {"prior": show_row(entries.prior)}
    if entries.clock is not None:
        ledger["clock"] = show_row(entries.clock)
    for name, indicator in setting.indicators.items():
        ledger[name] = {
            "state": state_of(indicator, evidence[name], setting),
            "factor": float(entries.factors[name]),
            "decibans": show_row(entries.rows[name]),
            "developments": [show_evidence(item) for item in evidence[name]],
        }
    return ledger


def assess(
    scenario: Data, model: Data, sources: Data, developments: list[Data], as_of: dt.date
) -> Data:
    """Give the probabilities and the ledger of a scenario as of a date (inclusive)."""
    with localcontext(CONTEXT):
        setting = Setting(scenario, model, as_of)
        evidence = evidence_by_indicator(setting, sources, developments)
        entries = entries_of(setting, evidence, prior_row(setting), no_errors(setting))
        chances = probabilities_of(entries)
        # Once resolved, "the ledger still as if unresolved"
        ended = resolved_outcome(setting)
        if ended is not None:
            chances = {name: ONE if name == ended else ZERO for name in chances}
        ledger = show_ledger(setting, evidence, entries)
        return {"probabilities": show_row(chances), "ledger": ledger}


# The interval


def draw_errors(setting: Setting, deviation: float, rng: Random) -> Row:
    """Draw an independent normal error in decibans for every outcome."""
    return {name: Decimal(rng.gauss(0, deviation)) for name in setting.outcomes}


def draw_priors(setting: Setting, rng: Random) -> Row:
    """Err by prior_db on dB(prior_k), "renormalised and used by the clock too"."""
    deviation = float(setting.model["uncertainty"]["prior_db"])
    row = doubt(prior_row(setting), draw_errors(setting, deviation, rng))
    total = sum(row.values(), ZERO)
    return {name: value / total for name, value in row.items()}


def draw_probabilities(
    setting: Setting, evidence: dict[str, list[Evidence]], rng: Random
) -> dict[str, float]:
    """Repeat "the whole computation" under one joint draw, "prior first"."""
    priors = draw_priors(setting, rng)
    deviation = float(setting.model["uncertainty"]["weight_db"])
    # One error per indicator and outcome, "shared by its levels and values"
    errors = {name: draw_errors(setting, deviation, rng) for name in setting.indicators}
    return show_row(probabilities_of(entries_of(setting, evidence, priors, errors)))


def linear_quantile(values: list[float], share: float) -> float:
    """Interpolate linearly between the order statistics (Hyndman & Fan's type 7)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def interval(  # noqa: PLR0913 - all that `assess` takes, and the draws
    scenario: Data,
    model: Data,
    sources: Data,
    developments: list[Data],
    as_of: dt.date,
    draws: int,
    rng: Random,
) -> dict[str, tuple[float, float]]:
    """Give low and high of every outcome; empty once resolved ("no interval")."""
    with localcontext(DRAW_CONTEXT):
        setting = Setting(scenario, model, as_of)
        if resolved_outcome(setting) is not None:
            return {}
        evidence = evidence_by_indicator(setting, sources, developments)
        drawn = [draw_probabilities(setting, evidence, rng) for _ in range(draws)]
    tail = (1 - float(model["uncertainty"]["level"])) / 2
    columns = {name: [draw[name] for draw in drawn] for name in setting.outcomes}
    return {
        name: (linear_quantile(column, tail), linear_quantile(column, 1 - tail))
        for name, column in columns.items()
    }
