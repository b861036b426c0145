"""The analyst's own text: read beside its scenario, with every fault located."""

from pathlib import Path

import pytest

from desk import Files, tell, write_workspace
from scenarios.errors import FaultyDataError
from scenarios.loading.commentary import MOST_BYTES, Commentary, load_commentaries
from scenarios.loading.document import digest_bytes
from scenarios.loading.reading import load_workspace

BOTH = ("strike", "vote")


def load(root: Path, files: Files) -> dict[str, Commentary]:
    workspace = load_workspace(write_workspace(root, files))
    return dict(load_commentaries(workspace, BOTH))


def refusals(root: Path, files: Files) -> list[str]:
    with pytest.raises(FaultyDataError) as refused:
        load(root, files)
    return tell(refused.value.issues, root)


def test_a_text_stands_beside_its_scenario(tmp_path: Path) -> None:
    found = load(tmp_path, {"scenarios/strike.md": "# Why\n\nZoë says so.\n"})
    assert list(found) == ["strike"]
    text = found["strike"]
    assert text.text == "# Why\n\nZoë says so.\n"
    assert text.path == "scenarios/strike.md"
    assert text.digest == digest_bytes("# Why\n\nZoë says so.\n".encode())


def test_a_scenario_without_a_text_is_whole(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == {}


def test_a_text_is_no_input_of_the_workspace(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    plain = load_workspace(tmp_path)
    write_workspace(tmp_path, {"scenarios/strike.md": b"\xff"})
    assert load_workspace(tmp_path) == plain


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    found = load(tmp_path, {"scenarios/vote.md": b"\xef\xbb\xbfYes."})
    assert found["vote"].text == "Yes."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"one\ntwo \xff", ":2:5: error: is not UTF-8 from here on; save it as such"),
        (b"a\nb\x00", ":2:2: error: holds U+0000, which no editor shows; remove it"),
        ("x\u202ey".encode(), ":1:2: error: holds U+202E, which no editor shows"),
        ("a\nZoe\u0308".encode(), ":2:1: error: is not in Unicode normal form C"),
        (b"a" * (MOST_BYTES + 1), ":1:1: error: is longer than 1,000,000 bytes"),
    ],
    ids=["bytes", "control", "order", "form", "length"],
)
def test_a_fault_of_a_text_is_located(
    content: bytes, said: str, tmp_path: Path
) -> None:
    (found,) = refusals(tmp_path, {"scenarios/strike.md": content})
    assert found.startswith(f"scenarios/strike.md{said}")


def test_the_faults_of_all_texts_are_told_at_once(tmp_path: Path) -> None:
    files = {"scenarios/strike.md": b"\xff", "scenarios/vote.md": b"\x07"}
    assert len(refusals(tmp_path, files)) == 2


def test_a_text_as_long_as_may_be_is_read(tmp_path: Path) -> None:
    found = load(tmp_path, {"scenarios/strike.md": b"a" * MOST_BYTES})
    assert len(found["strike"].text) == MOST_BYTES


def test_a_text_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    (tmp_path / "scenarios" / "strike.md").mkdir()
    (found,) = refusals(tmp_path, {})
    assert "scenarios/strike.md:1:1: error: cannot be read: " in found
