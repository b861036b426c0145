"""A file of decisions is read whole, and every fault has its place."""

import pytest

from scenarios.errors import FaultyDataError
from scenarios.loading.decisions import parse_decisions

GOOD = b"""\
format: scenarios/decisions@1
decisions:
  - {item: i-1, not_ours: true, why: cricket}
  - item: i-2
    report_of: d2
    report: {credibility: 2, origin: wire}
    why: another paper
"""


def test_yaml_and_json_say_the_same() -> None:
    found = parse_decisions(GOOD, "decisions.yaml").decisions
    assert [each.kind for each in found.decisions] == ["not_ours", "report_of"]
    as_json = found.model_dump_json(exclude_defaults=True).encode()
    assert parse_decisions(as_json, "decisions.json").decisions == found


def test_a_fault_of_a_decision_has_its_place() -> None:
    file = parse_decisions(GOOD, "decisions.yaml")
    issue = file.issue(1, ("report_of",), "unknown")
    assert str(issue) == "decisions.yaml:5:16: error: decisions.1.report_of: unknown"


def test_all_faults_are_told_at_once() -> None:
    bad = GOOD.replace(b"not_ours: true, ", b"").replace(b"origin", b"orign")
    with pytest.raises(FaultyDataError) as told:
        parse_decisions(bad, "decisions.yaml")
    first, second = told.value.issues
    assert "exactly one of" in str(first)
    assert "decisions.yaml:6:" in str(second)
    assert "did you mean `origin`" in str(second)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"{", "decisions.yaml:1"), (b"a: 1\na: 2\n", "twice")],
)
def test_what_is_no_yaml_is_told(data: bytes, said: str) -> None:
    with pytest.raises(FaultyDataError, match=said):
        parse_decisions(data, "decisions.yaml")
