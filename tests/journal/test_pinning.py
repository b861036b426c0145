"""A journal holds the bytes of each file once, and gives them back as they were."""

import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.clerk import journal_at, who
from scenarios.journal.errors import MissingTextError
from scenarios.journal.pinning import (
    PinnedFile,
    draft_pinning,
    file_list,
    find_files,
)
from scenarios.journal.record import Draft, Kind
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_file, about_kind

PLAIN = PinnedFile("scenarios/q.yaml", "id: q\ntitle: Café\n".encode())
MODEL = PinnedFile("models/default.yaml", b"id: default\r\n")
ODD = {
    "empty": b"",
    "no UTF-8": b"title: Caf\xe9\n",
    "not in normal form": unicodedata.normalize("NFD", "title: Café\n").encode(),
    "with a byte order mark": "\ufeffid: q\n".encode(),
    "in UTF-16": "id: q\n".encode("utf-16"),
    "with half a letter": "id: \ud800".encode(errors="surrogatepass"),
    "with a letter that is none yet": "id: \u0378\n".encode(),
    "with a new emoji": "id: \U0001faff\n".encode(),
    "with other ends of lines": b"a: 1\r\nb: 2\r\x0bc: 3\x00",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with journal_at(tmp_path_factory.mktemp("pinning")) as journal:
        yield journal


def pin(store: Store, *files: PinnedFile) -> int:
    """Pin files; return how many records that took."""
    return len(store.append(draft_pinning(files, store, who(f"{store.head().size}"))))


def pinned(texts: list[dict[str, str]], writer: str) -> Draft:
    """Draft that texts are pinned, whether or not they are what they say."""
    return who(writer).draft(Kind.WORKSPACE_PINNED, {"texts": tuple(texts)})


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_any_bytes_come_back(store: Store, data: bytes) -> None:
    file = PinnedFile("sources.yaml", data)
    pin(store, file)
    assert find_files(file_list([file]), store) == (file,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=40) | st.text(max_size=9).map(str.encode)))
def test_all_bytes_come_back_together(store: Store, contents: list[bytes]) -> None:
    files = tuple(PinnedFile(f"models/m{n}.yaml", d) for n, d in enumerate(contents))
    pin(store, *files)
    assert find_files(file_list(files), store) == files


def test_a_digest_is_that_of_the_bytes() -> None:
    assert PLAIN.digest == f"sha256:{sha256(PLAIN.data).hexdigest()}"
    assert file_list([PLAIN]) == [{"path": PLAIN.path, "digest": PLAIN.digest}]


def test_a_text_is_held_once(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        twin = PinnedFile("scenarios/twin.yaml", PLAIN.data)
        assert pin(store, PLAIN, twin) == 1
        assert pin(store, PLAIN) == 0
        assert pin(store, twin, MODEL, PLAIN) == 1
        changed = PinnedFile(PLAIN.path, PLAIN.data + b"ordered: true\n")
        assert pin(store, changed, MODEL) == 1
        for file in (PLAIN, MODEL, changed):
            assert len(store.mentions(about_file(file.digest))) == 1
        pinnings = store.mentions(about_kind(Kind.WORKSPACE_PINNED))
        held = [store.record(seq).data.count(b"id: q") for seq in pinnings]
        assert held == [1, 0, 1]
        assert find_files(file_list([twin, changed]), store) == (twin, changed)


def test_a_text_can_be_read_in_the_record(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        odd = PinnedFile("sources.yaml", b"\xff")
        pin(store, PLAIN, odd)
        [*_, record] = store.read()
        assert record.draft.body["texts"] == (
            {"digest": PLAIN.digest, "text": "id: q\ntitle: Café\n"},
            {"digest": odd.digest, "base64": "/w=="},
        )


@pytest.mark.parametrize(
    "path",
    [
        "../x.yaml",
        "/etc/x.yaml",
        "scenarios/../../x.yaml",
        "scenarios/../x.yaml",
        "scenarios/..yaml",
        "scenarios/.hidden.yaml",
        "scenarios//x.yaml",
        "scenarios/deep/x.yaml",
        "cases/x.yaml",
        "scenarios\\..\\..\\x.yaml",
        "C:x.yaml",
        "sources.yaml\n",
        "sources.yml",
        "",
    ],
)
def test_no_pinned_path_leaves_the_folder(store: Store, path: str) -> None:
    pin(store, PLAIN)
    with pytest.raises(MissingTextError, match="no such file is part of a workspace"):
        find_files([{"path": path, "digest": PLAIN.digest}], store)


def test_a_text_that_was_never_pinned_cannot_be_had(store: Store) -> None:
    lost = PinnedFile("sources.yaml", b"herald: {}\n")
    with pytest.raises(MissingTextError, match=lost.digest) as caught:
        find_files(file_list([lost]), store)
    assert caught.value.path == "sources.yaml"


@pytest.mark.parametrize("text", [{"text": "id: p\n"}, {"base64": "/w=="}])
def test_a_text_that_is_not_what_its_digest_says_is_refused(
    tmp_path: Path, text: dict[str, str]
) -> None:
    file = PinnedFile("sources.yaml", b"id: q\n")
    others = [{"digest": MODEL.digest, "text": "x"}, {"digest": file.digest, **text}]
    honest = [{"digest": file.digest, "text": "id: q\n"}]
    with journal_at(tmp_path) as store:
        for texts, writer in ((others, "forger"), (honest, "mender")):
            with pytest.raises(MissingTextError, match=file.digest):
                find_files(file_list([file]), store)
            store.append([pinned(texts, writer)])
        assert find_files(file_list([file]), store) == (file,)
