"""What the indicator review finds, where it stands, and whether it was accepted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scenarios.errors import Issue, Severity
from scenarios.loading.document import Document, Path, dotted

__all__ = ["Finding", "issues_of"]

STALE = "accepts"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that no format forbids and no analyst should leave unanswered.

    Attributes:
        check: Name of the check.
        subject: Indicator or outcome that it is about; empty for the whole scenario.
        path: Where it stands in its file.
        what: What is found.
        reason: Why it matters.
        remedy: What to do.
    """

    check: str
    subject: str
    path: Path
    what: str
    reason: str
    remedy: str

    @property
    def id(self) -> str:
        """Return the name by which a scenario accepts it."""
        return f"{self.check}.{self.subject}" if self.subject else self.check

    def issue(self, document: Document, *, key: bool = True) -> Issue:
        """Return it as an issue at its place."""
        place = document.locate(self.path, key=key)
        message = f"{self.what} ({self.reason}); {self.remedy} [{self.id}]"
        return Issue(place, dotted(self.path), message, Severity.WARNING)


def issues_of(
    findings: Iterable[Finding], accepts: Mapping[str, str], document: Document
) -> Iterator[Issue]:
    """Yield the findings that a scenario does not accept, and what it accepts in vain.

    Args:
        findings: All that was found in the scenario.
        accepts: Reasons by finding, or by check for all findings of one.
        document: The scenario's file.
    """
    used = set()
    for each in findings:
        answers = {each.id, each.check} & set(accepts)
        used |= answers
        if not answers:
            yield each.issue(document)
    for name in accepts:
        if name not in used:
            yield Finding(
                STALE,
                name,
                ("accepts", name),
                "accepts what is not found",
                "a reason for nothing hides the next finding of that name",
                "remove it",
            ).issue(document)
