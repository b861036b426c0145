"""What the linter finds: a rule, a place, what is wrong and what would be right."""

from dataclasses import dataclass

from scenarios.errors import Issue, Severity
from scenarios.explanation.prose.rules import RULES
from scenarios.loading.document import Source

__all__ = ["Finding", "Remark"]


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something found in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        rule: Id of the rule.
        message: What is wrong; what would be right.
    """

    start: int
    end: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark at its place in a file.

    Attributes:
        issue: Place, rule, message and severity.
        text: The words that it is about.
    """

    issue: Issue
    text: str

    @classmethod
    def of(cls, remark: Remark, source: Source) -> "Finding":
        """Place a remark in its file."""
        severity = RULES[remark.rule].severity
        place = source.locate(remark.start)
        issue = Issue(place, remark.rule, remark.message, severity)
        return cls(issue, source.text[remark.start : remark.end])

    @property
    def is_error(self) -> bool:
        """Tell whether it is an error."""
        return self.issue.severity is Severity.ERROR
