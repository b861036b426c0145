"""Options that do not fit a format are told, not dropped."""

import sys

import pytest
import typer

from scenarios.cli.fitting import check_choices, check_terminal
from scenarios.report.exporting import ENDINGS, Choices


@pytest.mark.parametrize("form", ENDINGS)
def test_what_is_usual_fits_every_format(form: str) -> None:
    check_choices(form, Choices())


@pytest.mark.parametrize(
    ("form", "choices"),
    [
        ("csv", Choices(table="ledger", wide=True, raw=True)),
        ("parquet", Choices(table="ledger", wide=True)),
        ("xlsx", Choices(wide=True)),
    ],
)
def test_what_fits_is_let_through(form: str, choices: Choices) -> None:
    check_choices(form, choices)


@pytest.mark.parametrize(
    ("form", "choices", "said"),
    [
        ("markdown", Choices(wide=True), "--wide concerns csv, parquet, xlsx, and not"),
        ("xlsx", Choices(table="ledger"), "--table concerns csv, parquet, and not"),
        ("parquet", Choices(raw=True), "--raw concerns csv, and not parquet"),
    ],
)
def test_what_does_not_fit_is_told(form: str, choices: Choices, said: str) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        check_choices(form, choices)


def test_a_terminal_is_not_filled_with_a_workbook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check_terminal("xlsx")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    check_terminal("csv")
    with pytest.raises(typer.BadParameter, match="xlsx is no text to show"):
        check_terminal("xlsx")
