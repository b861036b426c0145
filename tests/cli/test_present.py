"""What a terminal is spared, and a program is given."""

import sys

import pytest

from scenarios.cli.options import Form
from scenarios.cli.present import print_table
from scenarios.report.tables import Column, Table

TABLE = Table((Column("title"),), (("a\x1b[31mred",),))


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_a_terminal_obeys_no_text_of_a_table(
    form: Form, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    print_table(TABLE, form)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\\x1b" in shown


def test_a_program_gets_every_character_of_a_csv(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(TABLE, "csv")
    assert "\x1b[31mred" in capsys.readouterr().out
