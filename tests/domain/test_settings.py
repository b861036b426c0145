"""The settings of a workspace."""

from __future__ import annotations

from scenarios.domain.settings import Settings
from support import refusal


def test_a_workspace_need_not_set_anything() -> None:
    settings = Settings()
    assert (settings.model, settings.journal) == ("default", None)


def test_a_setting_that_is_not_known_is_refused() -> None:
    assert refusal(Settings, {"modle": "x"}) == "modle: Extra inputs are not permitted"
