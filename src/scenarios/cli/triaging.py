"""How `triage` works: from a file, in a terminal, or as a draft to complete."""

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.interview import QUIT, SKIP, interview
from scenarios.errors import FaultyDataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scenarios.assessment.briefing import Briefing
    from scenarios.assessment.proposing import Proposal
    from scenarios.assessment.recording import Recorded
    from scenarios.assessment.triaging import Triage
    from scenarios.domain.item import Item
    from scenarios.explanation.impact import Effect
    from scenarios.journal.inbox import Inbox
    from scenarios.journal.store import Store
    from scenarios.loading.decisions import DecisionsFile
    from scenarios.loading.workspace import Workspace

__all__ = ["Hearing", "apply_decisions", "go_through", "print_draft"]

ANSWERS = "your answers.json"
NEWS = "news"
"""An item was decided on, and became a report."""
SETTLED = "settled"
"""An item was decided on, and is no matter of ours."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is heard beside words.

    Attributes:
        coder: The language model that is configured.
        semantic: The model of sense.
    """

    coder: bool
    semantic: bool


@dataclass
class _Sitting:
    """Somebody who sits down to decide: the workspace, its journal and its inbox."""

    desk: "Workspace"
    store: "Store"
    box: "Inbox"
    day: date
    model: str | None

    def plan(self, decisions: "DecisionsFile") -> tuple["Triage", "Briefing"]:
        """Turn decisions into drafts, on what the journal was told by now."""
        from scenarios.assessment.triaging import Desk, plan_triage
        from scenarios.cli.desk import author, brief_from

        before = brief_from(self.store, self.desk)
        box = self.box
        desk = Desk(self.desk, before.news, box.find, box.decisions_on, author())
        return plan_triage(decisions, desk), before

    def waiting(self, most: int) -> "Sequence[Item]":
        """Return the newest items that wait."""
        from scenarios.journal.inbox_search import Search

        return self.box.search(Search(most=most))

    def foresee(self, plan: "Triage", before: "Briefing") -> "Effect":
        """Return what decisions would move."""
        from scenarios.assessment.recording import foresee_drafts
        from scenarios.explanation.impact import effect_of

        foreseen = foresee_drafts(self.store, self.desk, before, plan.drafts)
        return effect_of(foreseen, self.day, self.model)

    def record(self, plan: "Triage", before: "Briefing") -> "Recorded":
        """Put decisions on record."""
        from scenarios.assessment.recording import record_drafts

        recorded = record_drafts(self.store, self.desk, before, plan.drafts)
        self.box.learn(self.store)
        return recorded


def apply_decisions(
    file: str,
    folder: Path | None,
    day: date,
    model: str | None,
    *,
    preview: bool,
    as_json: bool,
) -> None:
    """Put a file of decisions on record, or show what it would move.

    Raises:
        FaultyDataError: A decision cannot be carried out; carries all such faults.
    """
    from scenarios.cli.desk import read_input
    from scenarios.cli.present_inbox import present_triage
    from scenarios.explanation.impact import effect_of
    from scenarios.loading.decisions import parse_decisions

    name, data = read_input(file)
    decisions = parse_decisions(data, name)
    with _sitting(folder, day, model) as sitting:
        plan, before = sitting.plan(decisions)
        if preview:
            present_triage(plan, None, sitting.foresee(plan, before), as_json=as_json)
            return
        recorded = sitting.record(plan, before)
    effect = effect_of(recorded, day, model)
    present_triage(plan, recorded, effect, as_json=as_json)


def print_draft(folder: Path | None, most: int, hearing: Hearing) -> None:
    """Print a file of decisions on the newest items, to be completed.

    Raises:
        typer.BadParameter: A language model is to be asked, and none is configured.
    """
    from scenarios.report.decision_draft import draft_decisions

    with _sitting(folder, date.max, None) as sitting:
        items = sitting.waiting(most)
        proposals = _proposer(items, sitting, hearing)()
    typer.echo(draft_decisions(proposals).encode(), nl=False)


def go_through(
    folder: Path | None, most: int, day: date, model: str | None, hearing: Hearing
) -> None:
    """Go through the newest items in a terminal, and record each decision.

    Raises:
        typer.BadParameter: There is no terminal to ask in; or a language model is to be
            asked, and none is configured.
    """
    from scenarios.cli.present_inbox import present_proposal

    if sys.stdin is None or not sys.stdin.isatty():
        message = "it asks questions in a terminal; without one, use --draft and "
        raise typer.BadParameter(f"{message}--apply FILE")
    with _sitting(folder, day, model) as sitting:
        items = sitting.waiting(most)
        propose = _proposer(items, sitting, hearing)
        proposals = propose()
        for place in range(len(items)):
            present_proposal(proposals[place], f"{place + 1} of {len(items)}")
            end = _settle(proposals[place], sitting)
            if end == QUIT:
                break
            if end == NEWS:
                # The next item may be another report of what was just recorded.
                proposals = propose()
        typer.echo(f"{sitting.box.count():,} still wait.")


@contextmanager
def _sitting(folder: Path | None, day: date, model: str | None) -> "Iterator[_Sitting]":
    from scenarios.cli.desk import found_journal, open_weighable
    from scenarios.cli.inbox_file import learning_inbox

    desk = open_weighable(folder, model)
    with found_journal(desk) as store, learning_inbox(desk, store) as box:
        yield _Sitting(desk, store, box, day, model)


def _proposer(
    items: "Sequence[Item]", sitting: _Sitting, hearing: Hearing
) -> "Callable[[], Sequence[Proposal]]":
    """Return what proposes what items may be, on what the journal was told by then.

    The language model is asked once.
    """
    from scenarios.assessment.proposing import propose
    from scenarios.cli.coder import ask_coder
    from scenarios.cli.desk import brief_from, sense_model

    codings = ask_coder(items, sitting.desk, sitting.store) if hearing.coder else {}
    embedder = sense_model(sitting.desk, wanted=hearing.semantic)

    def proposals() -> "Sequence[Proposal]":
        news = brief_from(sitting.store, sitting.desk).news
        return propose(items, sitting.desk, news.developments, codings, embedder)

    return proposals


def _settle(proposal: "Proposal", sitting: _Sitting) -> str:
    """Ask about an item until it is decided or skipped; return how that ended."""
    while True:
        answer = interview(proposal, _ask)
        if answer in {SKIP, QUIT}:
            return answer
        try:
            if end := _decide(answer, sitting):
                return end
        except FaultyDataError as error:
            for issue in error.issues:
                typer.echo(f"{issue.key}: {issue.message}", err=True)


def _decide(answer: str, sitting: _Sitting) -> str:
    """Show what a decision would move, and record it if that is wanted.

    Returns:
        `NEWS` or `SETTLED`; empty where it was not wanted.
    """
    from scenarios.cli.present_inbox import present_effect
    from scenarios.loading.decisions import parse_decisions

    plan, before = sitting.plan(parse_decisions(answer.encode(), ANSWERS))
    present_effect(sitting.foresee(plan, before))
    if not typer.confirm("record it?", default=True, err=True):
        return ""
    sitting.record(plan, before)
    return SETTLED if plan.decided[0][1].kind == "not_ours" else NEWS


def _ask(question: str, default: str) -> str:
    has_default = bool(default)
    told = typer.prompt(question, default=default, show_default=has_default, err=True)
    return str(told)
