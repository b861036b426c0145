"""What a file says of itself: where it is from, and what it cannot tell."""

from pathlib import Path

from dossiers import FULL, compile_here
from scenarios.report.about import LIMITS, about, about_table


def test_a_file_says_what_it_was_made_from(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, FULL)
    said = {item.name: item.text for item in about(dossier)}
    now = dossier.assessment
    assert said["as of"] == "2024-04-15"
    assert said["changes since"] == "2024-02-10"
    assert said["scenarios"] == "strike, vote"
    assert said["filters"] == "cases: calm"
    assert said["model"] == "default: The desk's model"
    assert said["interval"] == "90 % of 200 draws"
    assert said["journal"] == "none: the news is from a file"
    assert said["digest of strike"] == now["strike"].digest
    assert said["digest of the developments"] == now.developments_digest
    assert said["command"] == "scenarios export --as-of 2024-04-15"


def test_a_file_says_what_the_method_cannot_do(tmp_path: Path) -> None:
    texts = [item.text for item in about(compile_here(tmp_path))]
    assert texts[-len(LIMITS) :] == list(LIMITS)


def test_nothing_narrows_a_plain_dossier(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    said = {item.name: item.text for item in about(dossier)}
    assert said["filters"] == "none"
    assert "changes since" not in said
    assert next(iter(about_table(dossier).rows)) == ("as of", "2024-04-15")
