"""Random legal workspaces that visit every option and edge of the files and sums.

It draws plain data as a loader would give it, and writes it as text; it computes none
of the sums.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

Data = dict[str, Any]
Drawer = Callable[["Random", list[str], Data, "Span"], Data]

# Ids that YAML 1.1 would read as booleans are text here.
OUTCOMES = ("reduced", "unchanged", "increased", "no", "on", "other", "yes", "off")
LEVELS = ("cut", "flat", "raised", "NO", "N", "warm", "cold")
ORIGINS = ("wire", "readout", "spokesman")
# Their order by code point is neither that of a dictionary nor that of UTF-16.
NAMES = ("b", "B", "a", "Z", "é", "z", "10", "9", "\uff5e", "\U0001d49c", "_", "ä")
LETTERS, DIGITS = "ABCDEF", (1, 2, 3, 4, 5, 6)
SCALE = {
    "decisive_for": 20,
    "strong_for": 10,
    "moderate_for": 5,
    "slight_for": 2,
    "neutral": 0,
    "slight_against": -2,
    "moderate_against": -5,
    "strong_against": -10,
    "decisive_against": -20,
}


class Span:
    """The horizon of a scenario."""

    def __init__(self, opens: dt.date, length: int) -> None:
        """Keep the days of the horizon."""
        self.opens = opens
        self.length = length
        self.closes = opens + dt.timedelta(days=length)

    def draw_date(self, rng: Random, before: int = 0, after: int = 0) -> dt.date:
        """Draw a day of the horizon, or up to so many days around it."""
        return shift(self.opens, rng.randint(-before, self.length + after))


def shift(date: dt.date, days: int) -> dt.date:
    """Move a date by days."""
    return date + dt.timedelta(days=days)


def chance(rng: Random, share: float) -> bool:
    """Say yes with a chance."""
    return rng.random() < share


def draw_number(rng: Random, low: float, high: float, digits: int = 4) -> float:
    """Draw a number of few digits, so that no two are equal by accident."""
    return round(rng.uniform(low, high), digits)


def draw_shares(rng: Random, parts: int, digits: int = 4) -> list[float]:
    """Draw shares > 0 whose decimals add up to exactly 1."""
    unit = 10**digits
    cuts = sorted(rng.sample(range(1, unit), parts - 1))
    edges = [0, *cuts, unit]
    return [(edges[place + 1] - edges[place]) / unit for place in range(parts)]


def keep(rng: Random, share: float, **options: object) -> Data:
    """Keep each option with a chance, so that its absence is visited too."""
    return {key: value for key, value in options.items() if chance(rng, share)}


# The model


def draw_grades(rng: Random) -> Data:
    """Draw grades in which other letters and digits tie exactly in decimals."""
    top = rng.choice((0.95, 0.9731, 0.99999, 0.999999999999))
    middle, digit = rng.choice(((0.7, 0.1), (0.6, 0.7), (0.9, 0.7), (0.58, 0.3)))
    tied = float(Decimal(str(middle)) * Decimal(str(digit)))
    spare = draw_number(rng, 0.01, 0.95)
    reliability = {"A": top, "B": middle, "C": tied, "D": spare, "E": 0}
    others = {key: draw_number(rng, 0.01, 1) for key in (2, 4, 6)}
    credibility = {1: 1, 2: others[2], 3: digit, 4: others[4], 5: 0, 6: others[6]}
    last = draw_number(rng, 0, 0.4)
    return {"reliability": {**reliability, "F": last}, "credibility": credibility}


def draw_limits(rng: Random) -> Data:
    """Draw limits from narrow to far."""
    theta = rng.choice(
        ([1e-6, 0.999], [0.0123, 0.97], [1e-12, 0.999999999], [0.21, 0.64])
    )
    return {"theta": theta, "report_db": rng.choice((40, 12.5, 3.25, 400))}


def draw_scale(rng: Random) -> Data:
    """Draw the house's scale, at times another with a word of its own."""
    if chance(rng, 0.6):
        return dict(SCALE)
    moved = {
        word: round(weight * rng.uniform(0.7, 1.4), 2) for word, weight in SCALE.items()
    }
    return {**moved, "neutral": 0, "overwhelming_for": 87.5}


def draw_model(rng: Random) -> Data:
    """Draw a complete model."""
    half_life = f"{rng.randint(30, 500)}d" if chance(rng, 0.4) else None
    dependence = {
        "reports": rng.choice((0, 0.2, draw_number(rng, 0, 0.99))),
        "indicators": rng.choice((0, 0.5, draw_number(rng, 0, 0.99))),
    }
    uncertainty = {
        "weight_db": rng.choice((0, 2, draw_number(rng, 0.1, 4))),
        "prior_db": rng.choice((0, 1, draw_number(rng, 0.1, 3))),
    }
    return {
        "format": "scenarios/model@1",
        "id": "default",
        "title": "A drawn model",
        "method": "weight-of-evidence",
        "scale": draw_scale(rng),
        "grades": draw_grades(rng),
        "expected": draw_number(rng, 0.05, 1),
        "coverage": draw_number(rng, 0.1, 1),
        "dependence": dependence,
        "half_life": half_life,
        "limits": draw_limits(rng),
        "uncertainty": {**uncertainty, "draws": 1000, "level": rng.choice((0.8, 0.9))},
        "words": "icd-203",
    }


# The scenarios


def draw_weights(rng: Random, outcomes: list[str], model: Data, least: int = 1) -> Data:
    """Draw weights as words or decibans, missing for some outcomes."""
    named = rng.sample(outcomes, rng.randint(least, len(outcomes)))
    reach = rng.choice((6, 15, 30, 100))
    words = sorted(model["scale"])
    return {
        outcome: rng.choice(
            (rng.choice(words), draw_number(rng, -reach, reach, 3), rng.randint(-9, 9))
        )
        for outcome in named
    }


def draw_half_life(rng: Random, span: Span, shortest: int) -> Data:
    """Draw a half-life: left out, null (never) or days."""
    days = rng.choice((shortest, rng.randint(shortest, span.length + 200)))
    return rng.choice(({}, {"half_life": None}, {"half_life": f"{days}d"}))


def draw_event(rng: Random, outcomes: list[str], model: Data, span: Span) -> Data:
    """Draw what an event needs, with or without a window."""
    event: Data = keep(rng, 0.5, kind="event")
    if chance(rng, 0.4):
        digits = rng.choice((2, 4, 8))
        chances = [draw_number(rng, 0.01, 0.99, digits) for _ in outcomes]
        chances[0] = rng.choice((*chances, 1e-9, 0.99999999))
        event["likelihoods"] = dict(zip(outcomes, chances, strict=True))
    else:
        event["weights"] = draw_weights(rng, outcomes, model)
        event |= keep(rng, 0.6, expected=rng.choice((1, draw_number(rng, 0.01, 1))))
    if chance(rng, 0.65):
        event["within"] = f"{rng.randint(1, span.length * 3 // 2 + 1)}d"
        start = span.draw_date(rng, before=5, after=5)
        event |= keep(rng, 0.5, **{"from": start})
    return event | keep(rng, 0.5, coverage=rng.choice((1, draw_number(rng, 0.05, 1))))


def draw_count(rng: Random, outcomes: list[str], model: Data, span: Span) -> Data:
    """Draw what a count needs."""
    count: Data = {"kind": "count", "per": f"{rng.randint(1, span.length + 60)}d"}
    top = rng.choice((0.4, 3, 25))
    if chance(rng, 0.6):
        count["rates"] = {name: draw_number(rng, 0.01, top) for name in outcomes}
    else:
        count["weights"] = draw_weights(rng, outcomes, model)
        count["expected"] = draw_number(rng, 0.01, top)
    return count | keep(rng, 0.5, coverage=draw_number(rng, 0.05, 1))


def draw_state(rng: Random, outcomes: list[str], model: Data, _: Span) -> Data:
    """Draw the levels of a state, by weights or by likelihoods (0 and 1 among them)."""
    levels = rng.sample(LEVELS, rng.randint(2, 4))
    if chance(rng, 0.5):
        weights = {
            level: draw_weights(rng, outcomes, model, least=place % 2)
            for place, level in enumerate(levels)
        }
        return {"kind": "state", "levels": weights}
    likelihoods = {}
    for outcome in outcomes:
        shares: list[float] = draw_shares(rng, len(levels))
        if chance(rng, 0.2):
            shares = [1, *[0] * (len(levels) - 1)]
            rng.shuffle(shares)
        likelihoods[outcome] = dict(zip(levels, shares, strict=True))
    return {"kind": "state", "likelihoods": likelihoods}


def draw_measure(rng: Random, outcomes: list[str], _: Data, __: Span) -> Data:
    """Draw what a measure needs, normal or lognormal."""
    centre = rng.choice((0, 3, -40))
    reach = rng.choice((0.8, 5, 60))
    lognormal = chance(rng, 0.4)
    expects = {
        outcome: {
            "mean": draw_number(rng, centre - reach, centre + reach, 3),
            "sd": draw_number(rng, reach / 20, reach, 3),
        }
        for outcome in outcomes
    }
    if lognormal:
        return {"kind": "measure", "distribution": "lognormal", "expects": expects}
    named = keep(rng, 0.5, distribution="normal", unit="million USD")
    return {"kind": "measure", "expects": expects, **named}


DRAWERS: tuple[Drawer, ...] = (
    draw_event,
    draw_event,
    draw_count,
    draw_state,
    draw_measure,
)


def draw_indicator(
    rng: Random, number: int, outcomes: list[str], model: Data, span: Span
) -> Data:
    """Draw an indicator of any kind, at times in a group."""
    body = rng.choice(DRAWERS)(rng, outcomes, model, span)
    group = keep(rng, 0.5, group=rng.choice(("money", "talks")))
    # Where the spreads of a group all faded to nothing, rounding would make its factor.
    body |= draw_half_life(rng, span, shortest=2 + span.length // 30 if group else 1)
    body |= keep(rng, 0.3, why=f"Reason: number {number}, and why not?")
    return {"title": f"Sign {number}", **body, **group}


def draw_outcomes(rng: Random) -> Data:
    """Draw outcomes: priors that sum to 1 within 1e-6, deadlines on some."""
    names = rng.sample(OUTCOMES, rng.randint(2, 5))
    priors = draw_shares(rng, len(names))
    if chance(rng, 0.15):
        priors = [1e-9, *draw_shares(rng, len(names) - 1)]
    elif chance(rng, 0.15):
        priors[0] = float(Decimal(str(priors[0])) + Decimal("3e-7"))
    if priors[-1] == 1:
        priors = [1e-9, 0.999999999]
    rng.shuffle(priors)
    timed = rng.sample(names, rng.randint(0, len(names) - 1))
    return {
        name: {
            "title": name.title(),
            "prior": prior,
            **({"deadline": True} if t else {}),
        }
        for name, prior, t in zip(
            names, priors, (n in timed for n in names), strict=True
        )
    }


def draw_scenario(rng: Random, name: str, model: Data, about: dt.date) -> Data:
    """Draw a scenario of two to five outcomes and one to eight indicators."""
    opens = shift(about, rng.randint(-40, 40))
    span = Span(opens, rng.choice((1, 2, 9, 91, 180, 366, 731)))
    outcomes = draw_outcomes(rng)
    ids = list(outcomes)
    on = span.draw_date(rng, after=20)
    resolved = {"outcome": rng.choice(ids), "on": on, "why": "It was seen to end."}
    return {
        "format": "scenarios/scenario@1",
        "id": name,
        "title": f"Scenario {name}",
        "question": "How will it end: this way, or that?",
        "horizon": {"opens": span.opens, "closes": span.closes},
        **keep(rng, 0.3, ordered=True),
        "outcomes": outcomes,
        "indicators": {
            f"sign-{number}": draw_indicator(rng, number, ids, model, span)
            for number in range(rng.randint(1, 8))
        },
        **keep(rng, 0.2, resolved=resolved),
    }


# The sources and the developments


def span_of(scenario: Data) -> Span:
    """Give the horizon of a scenario."""
    horizon = scenario["horizon"]
    return Span(horizon["opens"], (horizon["closes"] - horizon["opens"]).days)


def draw_sources(rng: Random, span: Span) -> Data:
    """Draw sources of one to three periods, in any order, some beginning late."""
    sources: Data = {}
    for number in range(rng.randint(2, 5)):
        starts = {span.draw_date(rng, before=200) for _ in range(rng.randint(1, 3))}
        periods = [
            {"from": day, "grade": rng.choice(LETTERS)} for day in sorted(starts)
        ]
        rng.shuffle(periods)
        sources[f"source-{number}"] = {
            "title": f"Source {number}",
            "reliability": periods,
        }
    return sources


def draw_published(rng: Random, date: dt.date, source: Data) -> dt.date:
    """Draw a day about a development, at times that of a new grade of its source."""
    starts: list[dt.date] = [period["from"] for period in source["reliability"]]
    regraded = [start for start in starts if start >= date]
    if regraded and chance(rng, 0.3):
        return rng.choice(regraded)
    return shift(date, rng.choice((0, 1, 3, rng.randint(-2, 60), 200)))


def draw_report(rng: Random, number: int, date: dt.date, sources: Data) -> Data:
    """Draw a report with any of its options present or left out."""
    grade = rng.choice(LETTERS) + str(rng.choice(DIGITS))
    source = rng.choice(sorted(sources))
    published = draw_published(rng, date, sources[source])
    retracted = {"on": shift(published, rng.randint(0, 90)), "why": "It was withdrawn."}
    stance = rng.choice(("asserts", "asserts", "denies"))
    origin = rng.choice((None, "", *ORIGINS))
    return {
        "id": f"r{number}",
        "source": source,
        **keep(rng, 0.75, published=published),
        **keep(rng, 0.75, credibility=rng.choice(DIGITS)),
        **keep(rng, 0.2, grade=grade),
        **keep(rng, 0.75, origin=origin),
        **keep(rng, 0.6, stance=stance),
        **keep(rng, 0.15, retracted=retracted),
        **keep(rng, 0.3, url=f"https://example.org/{number}", summary="It is said."),
    }


def tied_grades(model: Data) -> list[tuple[str, str]]:
    """List pairs of unlike grades whose products are the same decimal above 0."""
    grades = model["grades"]
    products = {
        f"{letter}{digit}": Decimal(str(reliability)) * Decimal(str(credibility))
        for letter, reliability in grades["reliability"].items()
        for digit, credibility in grades["credibility"].items()
    }
    return [
        (one, other)
        for one, product in products.items()
        for other, same in products.items()
        if one != other and product == same > 0
    ]


def draw_tie(rng: Random, number: int, date: dt.date, model: Data) -> list[Data]:
    """Draw two reports of one origin, equally good, that contradict each other."""
    first, second = rng.choice(tied_grades(model))
    later = shift(date, rng.choice((0, 0, 2)))
    pair = [
        {"grade": first, "published": date, "stance": "asserts"},
        {"grade": rng.choice((first, second)), "published": later, "stance": "denies"},
    ]
    rng.shuffle(pair)
    shared = {"source": "source-0", "origin": rng.choice(ORIGINS)}
    return [
        {"id": f"r{number + place}", **shared, **half}
        for place, half in enumerate(pair)
    ]


def draw_value(rng: Random, indicator: Data) -> str | float:
    """Draw a level of a state, or a number near or far for a measure."""
    if indicator["kind"] == "state":
        levels = indicator.get("levels")
        listed = levels or next(iter(indicator["likelihoods"].values()))
        return str(rng.choice(list(listed)))
    if indicator.get("distribution") == "lognormal":
        return rng.choice((draw_number(rng, 0.0001, 90), 1, 0.000001, 2500000))
    expected = rng.choice(list(indicator["expects"].values()))
    near = round(rng.gauss(expected["mean"], expected["sd"]), 3)
    return rng.choice((near, near, near, rng.randint(-9, 9), 1000000))


def draw_observation(rng: Random, path: str, indicator: Data) -> str | Data:
    """Draw an observation, in the short form where nothing needs saying."""
    kind = indicator.get("kind", "event")
    if kind in {"state", "measure"}:
        return {"indicator": path, "value": draw_value(rng, indicator)}
    strength = rng.choice((1, draw_number(rng, 0.05, 1, 2)))
    options = keep(rng, 0.4, strength=strength)
    if kind == "event":
        options |= keep(rng, 0.3, absent=True)
    if not options and chance(rng, 0.7):
        return path
    return {"indicator": path, **options}


def edge_dates(scenario: Data) -> list[dt.date]:
    """List the days on which something begins or ends, and those beside the ends."""
    opens, closes = scenario["horizon"]["opens"], scenario["horizon"]["closes"]
    dates = [shift(opens, -1), opens, closes, shift(closes, 1)]
    return dates + [day for window in windows(scenario) for day in window]


def windows(scenario: Data) -> list[tuple[dt.date, dt.date, dt.date]]:
    """List the first day, the last day and the day after of each window."""
    found = []
    for indicator in scenario["indicators"].values():
        if "within" in indicator:
            start = indicator.get("from", scenario["horizon"]["opens"])
            end = shift(start, int(indicator["within"].removesuffix("d")))
            found.append((start, end, shift(end, 1)))
    return found


def draw_event_date(rng: Random, scenario: Data, dates: list[dt.date]) -> dt.date:
    """Draw a date: mostly inside, at times an edge or that of another development."""
    inside = span_of(scenario).draw_date(rng)
    outside = span_of(scenario).draw_date(rng, before=30, after=30)
    again = rng.choice(dates) if dates else inside
    edge = rng.choice(edge_dates(scenario))
    return rng.choice((inside, inside, inside, outside, again, edge))


def draw_observes(rng: Random, scenarios: list[Data]) -> list[str | Data]:
    """Draw observations of indicators of any scenario, each at most once."""
    paths = {
        f"{scenario['id']}/{name}": indicator
        for scenario in scenarios
        for name, indicator in scenario["indicators"].items()
    }
    chosen = rng.sample(sorted(paths), min(len(paths), rng.choice((0, 1, 1, 2, 3, 5))))
    return [draw_observation(rng, path, paths[path]) for path in chosen]


def draw_development(rng: Random, name: str, date: dt.date, workspace: Data) -> Data:
    """Draw a development with one to seven reports."""
    number = rng.randint(1, 5)
    sources = workspace["sources"]
    reports = [draw_report(rng, place, date, sources) for place in range(number)]
    if chance(rng, 0.3):
        reports += draw_tie(rng, number, date, workspace["model"])
    return {
        "id": name,
        "date": date,
        "title": f"Something happens ({name})",
        "observes": draw_observes(rng, workspace["scenarios"]),
        "reports": reports,
    }


def draw_developments(rng: Random, workspace: Data) -> list[Data]:
    """Draw up to 25 developments, listed in any order."""
    names = [f"{name}{mark}" for name in NAMES for mark in ("", "-b", "2")]
    dates: list[dt.date] = []
    developments = []
    for name in rng.sample(names, rng.choice((0, 1, 4, 10, 25, rng.randint(0, 25)))):
        scenario = rng.choice(workspace["scenarios"])
        dates.append(draw_event_date(rng, scenario, dates))
        developments.append(draw_development(rng, name, dates[-1], workspace))
    return developments


# The workspace


def draw_dates(rng: Random, workspace: Data) -> list[dt.date]:
    """Draw dates to assess at: every edge, days inside and days about the reports."""
    dates: set[dt.date] = set()
    for scenario in workspace["scenarios"]:
        span = span_of(scenario)
        dates.update(rng.sample(edge_dates(scenario), 3))
        dates.update((span.opens, span.closes, span.draw_date(rng)))
        dates.update((shift(span.opens, -3), shift(span.closes, 300)))
        dates.update(window[1] for window in windows(scenario)[:1])
        dates.update([scenario["resolved"]["on"]] if "resolved" in scenario else [])
    reports = [
        report for item in workspace["developments"] for report in item["reports"]
    ]
    told = [report["published"] for report in reports if "published" in report]
    withdrawn = [
        report["retracted"]["on"] for report in reports if "retracted" in report
    ]
    for days in (told, withdrawn):
        dates.update(rng.sample(days, min(1, len(days))))
    return sorted(dates)


def random_workspace(rng: Random) -> Data:
    """Draw a workspace: scenarios (one or two), model, sources, developments, dates."""
    model = draw_model(rng)
    names = rng.choice((["first"], ["first"], ["first", "second"]))
    about = shift(dt.date(2019, 1, 1), rng.randint(0, 2000))
    scenarios = [draw_scenario(rng, name, model, about) for name in names]
    sources = draw_sources(rng, span_of(scenarios[0]))
    workspace: Data = {"scenarios": scenarios, "model": model, "sources": sources}
    workspace["developments"] = draw_developments(rng, workspace)
    workspace["dates"] = draw_dates(rng, workspace)
    return workspace


# Its text


def write_scalar(value: object) -> str:
    """Write a scalar: bare dates, plain decimals, text quoted where it must be."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (int, float, Decimal)):
        return format(Decimal(str(value)), "f")
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*|[0-9]+d", text)
    reserved = text.lower() in {"null", "true", "false"}
    return text if plain and not reserved else json.dumps(text, ensure_ascii=False)


def write_item(head: str, value: object, indent: int) -> list[str]:
    """Write one entry of a mapping or a list."""
    if isinstance(value, (dict, list)) and value:
        return [" " * indent + head, *write_block(value, indent + 2)]
    # An empty mapping or list is the same in JSON.
    text = json.dumps(value) if value in ({}, []) else write_scalar(value)
    return [f"{' ' * indent}{head} {text}"]


def write_block(value: Data | list[Any], indent: int = 0) -> list[str]:
    """Write a mapping or a list as lines of YAML's block style."""
    if isinstance(value, list):
        entries = [("-", item) for item in value]
    else:
        entries = [(f"{write_scalar(key)}:", item) for key, item in value.items()]
    return [line for head, item in entries for line in write_item(head, item, indent)]


def write_yaml(path: Path, value: Data) -> None:
    """Write a YAML file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*write_block(value), ""]), encoding="utf-8")


def write_workspace(workspace: Data, folder: Path) -> None:
    """Write a workspace as the files a command-line program reads."""
    for scenario in workspace["scenarios"]:
        write_yaml(folder / "scenarios" / f"{scenario['id']}.yaml", scenario)
    write_yaml(folder / "models" / "default.yaml", workspace["model"])
    write_yaml(folder / "sources.yaml", workspace["sources"])
    lines = [
        json.dumps(development, default=str, ensure_ascii=False) + "\n"
        for development in workspace["developments"]
    ]
    (folder / "developments.jsonl").write_text("".join(lines), encoding="utf-8")
