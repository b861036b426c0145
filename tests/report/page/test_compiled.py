"""What a template was compiled to is kept, and nothing depends on it."""

from pathlib import Path

from dossiers import PLAIN, compile_here
from scenarios.report.page.building import build_page
from scenarios.report.page.rendering import render


def test_a_page_is_the_same_from_what_was_kept(tmp_path: Path) -> None:
    page = build_page(compile_here(tmp_path, PLAIN))
    kept = tmp_path / "kept"
    plain = render(page)
    assert render(page, compiled=kept) == plain
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert files
    assert render(page, compiled=kept) == plain
    for path in files:
        path.write_bytes(b"not what was kept")
    assert render(page, compiled=kept) == plain


def test_a_template_that_was_changed_is_another(tmp_path: Path) -> None:
    page = build_page(compile_here(tmp_path, PLAIN))
    style = tmp_path / "house.html"
    for text in ("one", "two", "one"):
        style.write_text(text)
        assert render(page, style, compiled=tmp_path / "kept") == text


def test_a_folder_that_cannot_be_used_is_not_missed(tmp_path: Path) -> None:
    page = build_page(compile_here(tmp_path, PLAIN))
    occupied = tmp_path / "file"
    occupied.write_text("")
    assert render(page, compiled=occupied) == render(page)
