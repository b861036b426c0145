"""The disk of the power experiment forgets what POSIX lets it forget, and no more."""

from random import Random

import pytest
from benchmarks.reliability.disk import WAYS, Disk
from hypothesis import given
from hypothesis import strategies as st

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 1500), st.binary(max_size=1200)),
        st.tuples(st.just("end"), st.integers(0, 1500), st.just(b"")),
        st.tuples(st.just("sync"), st.just(0), st.just(b"")),
    ),
    max_size=12,
)


def disk_of(content: bytes) -> tuple[Disk, int]:
    """Return a disk with one file that is safe."""
    disk = Disk()
    file = disk.open("a")
    disk.write(file, 0, content)
    disk.sync(file)
    disk.sync_folder()
    return disk, file


def states(disk: Disk, way: str, times: int = 60) -> list[dict[str, bytes]]:
    """Return what is found after some losses of power."""
    rng = Random(way)
    return [disk.lose_power(way, rng) for _ in range(times)]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_synced_is_there(way: str) -> None:
    disk, _ = disk_of(b"safe")
    assert states(disk, way) == [{"a": b"safe"}] * 60


def test_what_was_not_synced_is_lost_kept_or_cut() -> None:
    disk, file = disk_of(b"....")
    disk.write(file, 1, b"A")
    disk.write(file, 2, b"B")
    found = {way: {each["a"] for each in states(disk, way)} for way in WAYS}
    assert found["lost"] == {b"...."}
    assert found["kept"] == {b".AB."}
    assert found["cut"] == {b"....", b".A..", b".AB."}
    assert found["some"] == {b"....", b".A..", b"..B.", b".AB."}


def test_a_write_is_torn_between_sectors() -> None:
    disk, file = disk_of(bytes(1024))
    disk.write(file, 256, b"x" * 512)
    halves = {(each["a"][511:512], each["a"][512:513]) for each in states(disk, "torn")}
    assert halves == {(a, b) for a in (b"\0", b"x") for b in (b"\0", b"x")}


def test_a_name_is_safe_only_once_its_folder_is() -> None:
    disk, file = disk_of(b"safe")
    new = disk.open("b")
    disk.write(new, 0, b"new")
    disk.sync(new)
    disk.delete("a")
    assert {tuple(sorted(each)) for each in states(disk, "some")} == {
        ("a",),
        ("b",),
        ("a", "b"),
        (),
    }
    disk.sync_folder()
    assert states(disk, "lost", 1) == [{"b": b"new"}]
    assert disk.open("b") == new != file != disk.open("a")


@given(STEPS)
def test_with_everything_kept_it_is_a_file_like_any_other(
    steps: list[tuple[str, int, bytes]],
) -> None:
    disk, file = disk_of(b"")
    plain = bytearray()
    for name, offset, data in steps:
        if name == "sync":
            disk.sync(file)
            continue
        disk.write(file, offset, data if name == "write" else None)
        if name == "end":
            del plain[offset:]
        plain.extend(bytes(max(0, offset - len(plain))))
        plain[offset : offset + len(data)] = data
    assert disk.lose_power("kept", Random(1)) == {"a": bytes(plain)}
    disk.sync(file)
    assert disk.lose_power("lost", Random(1)) == {"a": bytes(plain)}
