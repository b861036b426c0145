"""Golden files are all in use: one that no test names is an orphan."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
GOLDEN = sorted(path.name for path in (TESTS / "golden").iterdir())


def test_there_are_golden_files() -> None:
    assert GOLDEN


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_file_is_named_by_a_test(name: str) -> None:
    tests = TESTS.rglob("test_*.py")
    assert any(f'"{name}"' in path.read_text("utf-8") for path in tests)
