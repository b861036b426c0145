"""Alerts in sentences, for a mail or a terminal, and as `scenarios/alerts@1`."""

from collections.abc import Iterator, Sequence
from typing import Any

from scenarios.assessment.confidence import count
from scenarios.loading.workspace import Workspace
from scenarios.report.layout import Line, Piece, plain, wrap
from scenarios.report.numbers import percent_of_word
from scenarios.whatif.alerts import Alert

__all__ = ["alerts_json", "sentence", "show_alerts"]

Json = dict[str, Any]


def show_alerts(
    found: Sequence[Alert], workspace: Workspace, standard: str, look: str, width: int
) -> Iterator[Line]:
    """Yield the lines that tell of alerts.

    Args:
        found: The alerts.
        workspace: The titles.
        standard: The standard of the likelihood words.
        look: From where to where it was looked, as `diff` takes it.
        width: Most cells of a line.
    """
    if not found:
        yield plain("Nothing to tell.")
        return
    rules = {alert.rule.id: alert.rule for alert in found}
    for name, rule in rules.items():
        origins = count(rule.least_origins, "independent origin")
        ground = (
            f"  of what at least {origins} bear{'s' * (rule.least_origins == 1)} out"
        )
        yield [Piece(name, "bold"), Piece(ground, "dim")]
        if rule.why:
            yield from wrap(plain(rule.why, "italic"), width, first="  ", rest="  ")
        for alert in found:
            if alert.rule.id == name:
                head = Piece(f"{alert.scenario}:", "cyan")
                said = Piece(sentence(alert, workspace, standard))
                yield from wrap([head, said], width, first="  • ", rest="    ")
        yield plain()
    yield plain("Why:", "dim")
    for name in dict.fromkeys(alert.scenario for alert in found):
        yield plain(f"  scenarios diff {name} {look}", "dim")


def sentence(alert: Alert, workspace: Workspace, standard: str) -> str:
    """Say what an alert tells, in a sentence."""
    scenario = workspace.scenarios[alert.scenario].scenario
    if alert.when == "stale":
        days = count(alert.days or 0, "day")
        return f"nothing new was observed for {days}."
    if alert.when == "silence":
        title = scenario.indicators[alert.subject].title
        if alert.in_full:
            return f"«{title}»: its time has passed, and its silence counts in full."
        return f"«{title}»: its silence begins to count."
    title = scenario.outcomes[alert.subject].title
    ends = [
        (alert.word_before, alert.before),
        (alert.word_after, alert.after),
    ]
    told = [
        f"{word} ({percent_of_word(chance, standard)})"
        for word, chance in ends
        if chance is not None
    ]
    return f"«{title}» went from {' to '.join(told)}."


def alerts_json(
    found: Sequence[Alert], workspace: Workspace, standard: str, ends: tuple[str, str]
) -> Json:
    """Return alerts as plain values for `json.dumps`.

    Args:
        found: The alerts.
        workspace: The titles.
        standard: The standard of the likelihood words.
        ends: The earlier look and this one.
    """
    return {
        "format": "scenarios/alerts@1",
        "from": ends[0],
        "to": ends[1],
        "alerts": [_alert(each, workspace, standard) for each in found],
    }


def _alert(alert: Alert, workspace: Workspace, standard: str) -> Json:
    return {
        "rule": alert.rule.id,
        "when": alert.when,
        "least_origins": alert.rule.least_origins,
        "scenario": alert.scenario,
        "subject": alert.subject,
        "text": sentence(alert, workspace, standard),
        "before": None if alert.before is None else float(alert.before),
        "after": None if alert.after is None else float(alert.after),
        "word_before": alert.word_before,
        "word_after": alert.word_after,
        "days": alert.days,
    }
