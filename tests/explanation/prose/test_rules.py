"""The rules: each is explained, and each is found by something."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.explanation.prose.rules import RULES

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "lint.md").read_text("utf-8")
PROSE = ROOT / "src" / "scenarios" / "explanation" / "prose"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_explained_on_its_page_and_used_by_a_check(name: str) -> None:
    assert RULES[name].id == name
    assert f"### {name}" in PAGE
    users = [each for each in PROSE.glob("*.py") if each.name != "rules.py"]
    assert any(f'"{name}"' in each.read_text("utf-8") for each in users)


def test_a_rule_says_what_it_asks_and_who_says_so() -> None:
    for rule in RULES.values():
        assert rule.asks.endswith(".")
        assert rule.source
    assert [rule.id for rule in RULES.values() if rule.strict] == ["word-alone"]
