"""Answers about many pairs as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from scenarios.assessment.confidence import count
from scenarios.assessment.words import likelihood_word
from scenarios.bulk.codes import country_name
from scenarios.bulk.explaining import Explained, News
from scenarios.bulk.finished import Finished
from scenarios.bulk.moving import Mover
from scenarios.bulk.template import Pair, fill
from scenarios.bulk.watching import Alert, Watched
from scenarios.engine.ledger import Row
from scenarios.engine.parameters import Vector
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.numbers import decibans, percent_of_word, points

__all__ = ["show_explained", "show_movers", "show_run", "show_watched"]

INDENT = "  "
FATES = {
    "evidence": "evidence",
    "unmatched": "observe no indicator",
    "outside": "outside the horizon",
    "unwatched": "of pairs not watched",
    "no_pair": "not between two countries",
    "unreadable": "lack a number, a date or a code",
    "rejected": "no rows of such a file",
}
BAD = ("unreadable", "rejected")
MOST_BAD = 10


def show_run(manifest: Mapping[str, Any], width: int) -> Iterator[Line]:
    """Yield what a run came to: every row of its files, its pairs and its days."""
    accounts = manifest["accounts"]
    sums = {fate: sum(a["fates"][fate] for a in accounts) for fate in FATES}
    rows = sum(sums.values())
    files = _grouped(len(accounts), "file")
    yield plain(f"{_grouped(rows, 'row')} of {files}", "bold")
    cells = [
        [Piece(f"{number:,}"), Piece(FATES[fate], "yellow" if fate in BAD else "")]
        for fate, number in sums.items()
        if number
    ]
    yield from columns(cells, right=(0,), indent=INDENT) if cells else ()
    bad = [f"{each['path']}: {told}" for each in accounts for told in each["bad"]]
    for told in bad[:MOST_BAD]:
        yield from wrap(plain(told, "dim"), width, first=INDENT * 2, rest=INDENT * 3)
    pairs, days = manifest["pairs"], manifest["days"]
    yield plain()
    yield plain(
        f"{_grouped(manifest['contributions'], 'contribution')} to "
        f"{_grouped(pairs, 'pair')}, "
        f"{days['first']} to {days['last']}, by model {manifest['model']['id']}"
    )


def _grouped(number: int, noun: str) -> str:
    """Write how many there are, with commas between thousands.

    >>> _grouped(1, "row"), _grouped(2345, "row")
    ('1 row', '2,345 rows')
    """
    return count(number, noun).replace(str(number), f"{number:,}", 1)


def show_explained(explained: Explained, width: int) -> Iterator[Line]:
    """Yield a pair's probabilities, its ledger, and the events behind each row."""
    scenario = explained.run.template.scenario
    title = fill(scenario.title, explained.pair)
    yield plain(f"{title}  as of {explained.day}", "bold")
    yield from wrap(
        plain(fill(scenario.question, explained.pair), "dim"), width, first="", rest=""
    )
    yield plain()
    yield from _outcomes(explained)
    yield plain()
    yield plain("Ledger, in decibans", "bold")
    yield from _ledger(explained)
    for row in explained.ledger.rows:
        if explained.news[row.reading.id]:
            yield plain()
            yield from _trail(row, explained, width)


def _outcomes(explained: Explained) -> list[Line]:
    outcomes = explained.run.template.scenario.outcomes.values()
    words = explained.run.model.model.words
    before = explained.before or explained.probabilities
    rows = [
        [
            Piece(fill(outcome.title, explained.pair)),
            Piece(likelihood_word(Decimal(now), words)),
            Piece(percent_of_word(Decimal(now), words), "bold"),
            Piece(points(now - then), "dim"),
        ]
        for outcome, now, then in zip(
            outcomes, explained.probabilities, before, strict=True
        )
    ]
    return columns(rows, right=(2, 3), indent=INDENT)


def _ledger(explained: Explained) -> list[Line]:
    ledger = explained.ledger
    head = [Piece(text, "dim") for text in ("", *ledger.outcomes, "")]
    rows = [head, _entries("prior", ledger.prior, "")]
    if ledger.clock is not None:
        rows.append(_entries("clock", ledger.clock, ""))
    ordered = sorted(
        ledger.rows, key=lambda row: max(row.decibans) - min(row.decibans), reverse=True
    )
    rows += [
        _entries(row.reading.id, row.decibans, row.reading.state.value)
        for row in ordered
    ]
    rows.append(_entries("sum", ledger.score, "", style="bold"))
    right = range(1, len(ledger.outcomes) + 1)
    return columns(rows, right=right, indent=INDENT)


def _entries(name: str, entries: Vector, state: str, style: str = "") -> list[Piece]:
    cells = [Piece(decibans(entry), style) for entry in entries]
    return [Piece(name, style), *cells, Piece(state, "dim")]


def _trail(row: Row, explained: Explained, width: int) -> Iterator[Line]:
    name = row.reading.id
    title = fill(row.reading.indicator.title, explained.pair)
    yield from wrap(
        [Piece(title, "bold"), Piece(explained.run.template.where[name], "dim")],
        width,
        rest=INDENT,
    )
    head = [
        Piece(text, "dim") for text in ("events", "told", "by", "", "known", "newest")
    ]
    rows = [head, *map(_told, explained.news[name])]
    yield from columns(
        rows, right=(0, 1), indent=INDENT, flexible=len(head) - 1, width=width
    )


def _told(news: News) -> list[Piece]:
    span = f"{news.first} to {news.last}"
    latest = ", ".join(map(str, news.latest))
    told = news.weight.decibans if news.weight.counts else Decimal(0)
    return [
        Piece(f"{news.events:,}"),
        Piece(f"{decibans(told)} dB"),
        Piece("".join(news.weight.grade)),
        Piece(count(news.outlets, "outlet")),
        Piece(str(news.first) if news.first == news.last else span),
        Piece(latest, "dim"),
    ]


def show_movers(
    run: Finished, day: date, movers: Sequence[Mover], width: int
) -> Iterator[Line]:
    """Yield the pairs that moved most on a day."""
    yield plain(f"{run.template.scenario.id}: what moved on {day}", "bold")
    if not movers:
        yield plain(f"{INDENT}nothing; look at another day with --on")
        return
    rows = [
        [
            Piece("-".join(each.pair), "bold"),
            Piece(_names(each.pair)),
            Piece(each.outcome),
            Piece(_percent(each.before)),
            Piece("→"),
            Piece(_percent(each.now)),
            Piece(_points(each.change), "green" if each.change > 0 else "red"),
            Piece(_news(each), "dim"),
        ]
        for each in movers
    ]
    yield from columns(
        rows, right=(3, 5, 6), indent=INDENT, flexible=len(rows[0]) - 1, width=width
    )


def _news(mover: Mover) -> str:
    if not mover.news:
        return "no news: clock, silence and fading"
    told = ", ".join(f"{number:,} {name}" for name, number in mover.news.items())
    return f"{told}; {count(mover.outlets, 'outlet')}"


def show_watched(watched: Watched, width: int) -> Iterator[Line]:
    """Yield the alerts of a rule."""
    rule = watched.rule
    yield plain(rule.title, "bold")
    yield from wrap(plain(_said(watched), "dim"), width, first=INDENT, rest=INDENT)
    yield plain()
    if watched.alerts:
        yield from columns(
            [_alert(each) for each in watched.alerts], right=(3, 4), indent=INDENT
        )
    else:
        yield plain(f"{INDENT}no alert")
    if watched.held_back:
        held = count(len(watched.held_back), "more")
        yield plain()
        yield plain(
            f"{INDENT}{held.removesuffix('s')} held back: told by fewer than "
            f"{count(rule.sources, 'outlet')}",
            "dim",
        )


def _said(watched: Watched) -> str:
    rule = watched.rule
    rise = f"{float(rule.rise or 0) * 100:g} pp"
    risen = "" if rule.rise is None else f", risen by {rise} or more"
    least = float(rule.at_least) * 100
    return (
        f"{rule.outcome} at {least:g} % or more{risen}, borne out by "
        f"{count(rule.sources, 'outlet')} or more; looking back {rule.within} days"
    )


def _alert(alert: Alert) -> list[Piece]:
    return [
        Piece(str(alert.day)),
        Piece("-".join(alert.pair), "bold"),
        Piece(_names(alert.pair)),
        Piece(_percent(alert.probability), "bold"),
        Piece(_points(alert.rise)),
        Piece(count(alert.outlets, "outlet"), "dim"),
    ]


def _percent(share: float) -> str:
    """Write a share to a tenth of a percent, since most of what moves is rare.

    >>> _percent(0.0216), _percent(0.0001), _percent(0.99999)
    ('2.2 %', '<0.1 %', '>99.9 %')
    """
    least = 0.0005
    if share < least:
        return "<0.1 %"
    return ">99.9 %" if share > 1 - least else f"{share * 100:.1f} %"


def _points(change: float) -> str:
    """Write a change of a share to a tenth of a percentage point.

    >>> _points(-0.0016)
    '−0.2 pp'
    """
    return f"{change * 100:+.1f} pp".replace("-", "−")


def _names(pair: Pair) -> str:
    return " → ".join(map(country_name, pair))
