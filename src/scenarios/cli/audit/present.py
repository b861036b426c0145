"""What the `audit` commands print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from scenarios.cli.present import print_json
from scenarios.report.visible import visible

if TYPE_CHECKING:
    from scenarios.journal.checkpoint import Checkpoint
    from scenarios.journal.findings import Finding, Verdict
    from scenarios.journal.record import Record

__all__ = [
    "checkpoint_json",
    "present_findings",
    "present_records",
    "present_verdict",
    "record_json",
    "show_verdict",
    "tell",
]

MARKS = {"holds": "ok", "absent": "--", "unknown": "??", "fails": "FAILS"}


def tell(line: str, *, as_json: object = None) -> None:
    """Print a line for people, or JSON for programs where that is given."""
    if as_json is None:
        typer.echo(visible(line))
    else:
        print_json(as_json)


def present_verdict(verdict: "Verdict", *, as_json: bool) -> None:
    """Print what checking a journal found, and fail unless all of it holds.

    Raises:
        typer.Exit: Something does not hold, or cannot be known; exit code 1.
    """
    show_verdict(verdict, as_json=as_json)
    if not verdict.holds:
        raise typer.Exit(code=1)


def show_verdict(verdict: "Verdict", *, as_json: bool) -> None:
    """Print what checking a journal found."""
    if as_json:
        print_json(_verdict_json(verdict))
        return
    for line in _verdict_lines(verdict):
        typer.echo(visible(line))


def present_findings(findings: Sequence["Finding"], *, as_json: bool) -> bool:
    """Print what an examination found and tell whether any of it is bad."""
    if as_json:
        print_json({"findings": _findings_json(findings)})
    else:
        for line in _finding_lines(findings):
            typer.echo(visible(line))
    return any(finding.state == "fails" for finding in findings)


def present_records(records: Iterable["Record"], *, as_json: bool) -> None:
    """Print records, a line each."""
    if as_json:
        print_json({"records": [record_json(record) for record in records]})
        return
    from scenarios.journal.wording import word_record

    for record in records:
        at = f"{record.draft.at:%Y-%m-%d %H:%M:%S}Z"
        line = f"{record.seq:>6}  {at}  {record.draft.actor}  {word_record(record)}"
        typer.echo(visible(line))


def record_json(record: "Record") -> Mapping[str, object]:
    """Return a record as JSON: its fields, its leaf and the texts kept for it."""
    import json

    from scenarios.journal.wording import texts_of

    fields: Mapping[str, object] = json.loads(record.data)
    return {**fields, "leaf": record.leaf, "texts": dict(texts_of(record))}


def checkpoint_json(
    checkpoint: "Checkpoint", vkey: str, signed: bytes
) -> dict[str, object]:
    """Return a signed checkpoint as JSON."""
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "key": vkey,
        "checkpoint": signed.decode(),
    }


def _finding_lines(findings: Sequence["Finding"]) -> Iterator[str]:
    width = max(len(finding.check) for finding in findings)
    for each in findings:
        yield f"{MARKS[each.state]:<5}  {each.check:<{width}}  {each.said}"


def _findings_json(findings: Sequence["Finding"]) -> list[dict[str, str]]:
    return [
        {"check": each.check, "state": each.state.value, "said": each.said}
        for each in findings
    ]


def _verdict_lines(verdict: "Verdict") -> Iterator[str]:
    yield from _finding_lines(verdict.findings)
    width = max(len(finding.check) for finding in verdict.findings)
    if verdict.head is not None:
        yield f"       {'origin':<{width}}  {verdict.origin}"
        yield f"       {'size':<{width}}  {verdict.head.size}"
        yield f"       {'root':<{width}}  {verdict.head.root.hex()}"
    yield f"{verdict.where}: {_sum(verdict)}"


def _sum(verdict: "Verdict") -> str:
    states = [finding.state.value for finding in verdict.findings]
    if "fails" in states:
        return f"DOES NOT HOLD: {states.count('fails')} of {len(states)} checks fail"
    if "unknown" in states:
        return "holds together, but is NOT VERIFIED: its key is unknown here"
    return "all of it holds" if verdict.whole else "what was looked at holds"


def _verdict_json(verdict: "Verdict") -> dict[str, object]:
    head = verdict.head
    return {
        "format": "scenarios/verification@1",
        "where": verdict.where,
        "holds": verdict.holds,
        "origin": verdict.origin,
        "size": None if head is None else head.size,
        "root": None if head is None else head.root.hex(),
        "checks": _findings_json(verdict.findings),
    }
