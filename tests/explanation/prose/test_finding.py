"""A remark at its place."""

from __future__ import annotations

from scenarios.errors import Severity
from scenarios.explanation.prose.finding import Finding, Remark
from scenarios.loading.document import Source


def test_a_finding_tells_its_place_its_rule_and_its_words() -> None:
    source = Source("ä.md", "é\t😀\r\n\tit may")
    start = source.text.index("may")
    finding = Finding.of(Remark(start, start + 3, "vague-word", "wrong"), source)
    assert str(finding.issue) == "ä.md:2:5: warning: vague-word: wrong"
    assert finding.text == "may"
    assert not finding.is_error
    error = Finding.of(Remark(0, 1, "mixed-rows", "wrong"), source)
    assert error.is_error
    assert error.issue.severity is Severity.ERROR
