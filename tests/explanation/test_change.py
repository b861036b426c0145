"""How far an assessment has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.explanation.change import changes_since
from support import assess_in, make_development, make_workspace, scenario_data

if TYPE_CHECKING:
    from pathlib import Path


def test_every_outcome_has_its_change(tmp_path: Path) -> None:
    """λ = 9: .5·7.4 against .5·2.6 is .74 and .26; before that, even."""
    signs = {"s": {"likelihoods": {"a": 0.8, "b": 0.2}}}
    workspace = make_workspace(tmp_path, scenario_data(signs))
    told = [make_development("d", 10, "s")]
    before, now = (assess_in(workspace, told, at) for at in (9, 10))
    changes = changes_since(now, before)
    assert list(changes) == ["q"]
    found = {name: float(change) for name, change in changes["q"].items()}
    assert found == pytest.approx({"a": 0.24, "b": -0.24}, abs=1e-12)
    assert changes_since(now, now) == {"q": {"a": 0, "b": 0}}
