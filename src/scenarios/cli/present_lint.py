"""What `scenarios lint` prints."""

from textwrap import fill, indent
from typing import TYPE_CHECKING

import typer

from scenarios.cli.present import issue_json, print_json, terminal_width
from scenarios.report.visible import visible

if TYPE_CHECKING:
    from scenarios.cli.proofs import Proofs
    from scenarios.explanation.prose.finding import Finding
    from scenarios.explanation.prose.rules import Rule

__all__ = ["present_proofs", "present_rules"]

INDENT = "    "
WIDEST = 100


def present_proofs(proofs: "Proofs", *, as_json: bool, strict: bool) -> bool:
    """Print what was found and tell whether the check failed.

    Args:
        proofs: What was found.
        as_json: Whether to print JSON.
        strict: Whether a warning is a failure too.
    """
    found = [each for proof in proofs.proofs for each in proof.findings]
    errors = sum(each.is_error for each in found)
    if as_json:
        print_json(_proofs_json(proofs, found))
    else:
        for each in found:
            typer.echo(visible(str(each.issue)))
        typer.echo(_sum(proofs, errors, len(found) - errors), err=True)
    return bool(found) if strict else bool(errors)


def _sum(proofs: "Proofs", errors: int, warnings: int) -> str:
    from scenarios.assessment.confidence import count
    from scenarios.explanation.prose.terms import TITLES

    sentences = sum(proof.sentences for proof in proofs.proofs)
    held = sum(proof.held for proof in proofs.proofs)
    wrong = count(errors, "error") if errors else "no error"
    told = (
        f"{count(sentences, 'sentence')}, words of {TITLES[proofs.words]}: {wrong}, "
        f"{count(warnings, 'warning')}"
    )
    assessment = proofs.assessment
    if assessment is None:
        return told
    day, model = assessment.as_of.isoformat(), assessment.model.id
    against = f"held against the assessment as of {day}, model {model}"
    return f"{told}; {count(held, 'statement')} {against}"


def _proofs_json(proofs: "Proofs", found: "list[Finding]") -> dict[str, object]:
    assessment = proofs.assessment
    return {
        "words": proofs.words,
        "as_of": assessment.as_of.isoformat() if assessment else None,
        "model": assessment.model.id if assessment else None,
        "sentences": sum(proof.sentences for proof in proofs.proofs),
        "held": sum(proof.held for proof in proofs.proofs),
        "issues": [_finding_json(each) for each in found],
    }


def _finding_json(finding: "Finding") -> dict[str, str | int]:
    issue = finding.issue
    return {**issue_json(issue), "rule": issue.key, "text": finding.text}


def present_rules(*, as_json: bool) -> None:
    """Print the rules with their sources."""
    from scenarios.explanation.prose.rules import RULES

    if as_json:
        print_json({"rules": [_rule_json(rule) for rule in RULES.values()]})
        return
    width = min(WIDEST, terminal_width())
    for rule in RULES.values():
        when = f"{rule.severity}, with --strict" if rule.strict else rule.severity
        typer.echo(f"{rule.id}  ({when})")
        for text in (rule.asks, f"Source: {rule.source}."):
            typer.echo(indent(fill(text, width - len(INDENT)), INDENT))


def _rule_json(rule: "Rule") -> dict[str, str | bool]:
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "strict": rule.strict,
        "asks": rule.asks,
        "source": rule.source,
    }
