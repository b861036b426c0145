"""What holds the confidence of an assessment where it is, and how its day lies."""

from datetime import date

from scenarios.assessment.confidence import count
from scenarios.assessment.results import ScenarioAssessment

__all__ = ["because", "timing"]


def timing(each: ScenarioAssessment, as_of: date) -> str:
    """Say how a day lies to the horizon; empty where it lies inside."""
    horizon = each.scenario.horizon
    if as_of < horizon.opens:
        return f"The horizon opens in {count((horizon.opens - as_of).days, 'day')}."
    if as_of > horizon.closes:
        ago = count((as_of - horizon.closes).days, "day")
        return f"The horizon closed {ago} ago: say in the file how it was `resolved`."
    return ""


def because(each: ScenarioAssessment) -> str:
    """Name the criteria that hold the confidence where it is."""
    told = [reason.rsplit(": ", 1) for reason in each.confidence.reasons]
    weak = [text for text, level in told if level == "low"]
    strong = [text for text, level in told if level == "high"]
    if not each.ground.observed:
        return "nothing is observed yet"
    parts = []
    if strong:
        parts.append("for it, " + ", ".join(strong))
    if weak:
        parts.append("against it, " + ", ".join(weak))
    return "; ".join(parts) or "every criterion is moderate"
