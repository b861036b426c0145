"""Random changes of a drawn workspace, as a case says them and as an editor makes them.

Each comes twice: the plain data of a change, and the plain data of the workspace after
an editor changed its files by hand. It computes none of the sums.
"""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from oracle.workspaces import (
    Data,
    chance,
    draw_development,
    draw_event_date,
    draw_model,
    draw_number,
    draw_shares,
)

if TYPE_CHECKING:
    from random import Random


def draw_changes(
    rng: Random, workspace: Data, most: int = 4
) -> tuple[list[Data], Data]:
    """Draw up to so many changes, and make them by hand in a copy of the workspace.

    `workspace["as_of"]` is the day, `workspace["models"]` the models by id and
    `workspace["model_id"]` the one in use.
    """
    edited = deepcopy(workspace)
    changes: list[Data] = []
    while len(changes) < rng.randint(1, most):
        change = rng.choice(EDITORS)(rng, edited)
        if change is not None:
            changes.append(change)
    return changes, edited


def edit_drop(rng: Random, workspace: Data) -> Data | None:
    """Delete a development."""
    items = workspace["developments"]
    if not items:
        return None
    name = rng.choice(items)["id"]
    workspace["developments"] = [each for each in items if each["id"] != name]
    return {"drop": name}


def edit_add(rng: Random, workspace: Data) -> Data:
    """Write one more development at the end."""
    scenario = rng.choice(workspace["scenarios"])
    date = draw_event_date(rng, scenario, [])
    name = f"added-{len(workspace['developments'])}"
    made = draw_development(rng, name, date, workspace)
    workspace["developments"].append(made)
    return {"add": deepcopy(made)}


def edit_drop_source(rng: Random, workspace: Data) -> Data:
    """Delete every report of a source."""
    source = rng.choice(sorted(workspace["sources"]))
    for each in workspace["developments"]:
        each["reports"] = [r for r in each["reports"] if r["source"] != source]
    return {"drop_source": source}


def edit_regrade(rng: Random, workspace: Data) -> Data:
    """Write one letter over all periods of a source."""
    source, letter = rng.choice(sorted(workspace["sources"])), rng.choice("ABCDEF")
    always = [{"from": dt.date(1, 1, 1), "grade": letter}]
    workspace["sources"][source]["reliability"] = always
    return {"regrade": {"source": source, "reliability": letter}}


def edit_regrade_origin(rng: Random, workspace: Data) -> Data:
    """Write a grade into every report of an origin that has none of its own."""
    wanted, letter = rng.choice(("wire", "r*", "spokes*")), rng.choice("ABCDEF")
    for each in workspace["developments"]:
        for report in each["reports"]:
            origin = report.get("origin") or ""
            alike = origin[: len(wanted) - 1] == wanted[:-1]
            if "grade" not in report and (
                alike if wanted[-1] == "*" else origin == wanted
            ):
                report["grade"] = f"{letter}{report.get('credibility', 6)}"
    return {"regrade": {"origin": wanted, "reliability": letter}}


def edit_prior(rng: Random, workspace: Data) -> Data:
    """Write other priors."""
    scenario = rng.choice(workspace["scenarios"])
    shares = draw_shares(rng, len(scenario["outcomes"]))
    for outcome, share in zip(scenario["outcomes"].values(), shares, strict=True):
        outcome["prior"] = share
    priors = dict(zip(scenario["outcomes"], shares, strict=True))
    return {"prior": {"scenario": scenario["id"], "outcomes": priors}}


def edit_weight(rng: Random, workspace: Data) -> Data | None:
    """Write some other weights of an indicator, or of a level of one."""
    scenario = rng.choice(workspace["scenarios"])
    name = rng.choice(list(scenario["indicators"]))
    indicator: Data = scenario["indicators"][name]
    outcomes = list(scenario["outcomes"])
    chosen = rng.sample(outcomes, rng.randint(1, len(outcomes)))
    weights: Data = {outcome: draw_weight(rng) for outcome in chosen}
    change: Data = {"indicator": f"{scenario['id']}/{name}", "weights": weights}
    if "weights" in indicator:
        indicator["weights"] = {**indicator["weights"], **weights}
    elif "levels" in indicator:
        change["level"] = rng.choice(list(indicator["levels"]))
        levels = indicator["levels"]
        levels[change["level"]] = {**levels[change["level"]], **weights}
    else:
        return None
    return {"weight": change}


def draw_weight(rng: Random) -> Any:  # noqa: ANN401 a word or a number
    """Draw a word of every scale, or decibans."""
    return "strong_for" if chance(rng, 0.3) else draw_number(rng, -30, 30, 2)


def edit_model(_: Random, workspace: Data) -> Data:
    """Take the other model."""
    workspace["model_id"] = "other"
    return {"model": "other"}


def edit_day(rng: Random, workspace: Data) -> Data:
    """Look at another day."""
    workspace["as_of"] = rng.choice(workspace["dates"])
    return {"as_of": workspace["as_of"]}


EDITORS: tuple[Any, ...] = (
    edit_drop,
    edit_drop,
    edit_add,
    edit_add,
    edit_drop_source,
    edit_regrade,
    edit_regrade_origin,
    edit_prior,
    edit_weight,
    edit_weight,
    edit_model,
    edit_day,
)


def with_models(rng: Random, workspace: Data) -> Data:
    """Add another model with the same scale, and a day to look at."""
    other = {**draw_model(rng), "id": "other", "scale": workspace["model"]["scale"]}
    return {
        **workspace,
        "models": {"default": workspace["model"], "other": other},
        "model_id": "default",
        "as_of": rng.choice(workspace["dates"]),
    }
