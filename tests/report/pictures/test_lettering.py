"""Letters: widths, lines that fit, labels that do not touch."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.pictures.lettering import (
    broken,
    clean,
    fitted,
    spread,
    text_width,
)

LINES = st.text(max_size=200)
PLACES = st.lists(st.tuples(st.floats(-50, 350), st.floats(5, 40)), max_size=9)


def test_a_number_stays_with_its_unit() -> None:
    assert broken("likely at 73 %, +7 pp since", 12, 70) == [
        "likely at",
        "73 %, +7 pp",
        "since",
    ]


def test_what_is_left_over_is_told() -> None:
    assert broken("one two three four", 10, 40, most=2) == ["one two", "three f…"]


def test_letters_without_spaces_are_broken_anywhere() -> None:
    assert broken("世界和平", 10, 20) == ["世界", "和平"]
    assert len(broken("a" * 90, 10, 100)) == 6


@given(LINES.map(clean), st.integers(40, 300))
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    for line in broken(text, 10, width):
        longest = max((text_width(w, 10) for w in line.split()), default=0)
        assert text_width(line, 10) <= max(width, longest) + 0.2


@given(LINES.map(clean))
def test_nothing_is_lost_in_breaking(text: str) -> None:
    assert "".join("".join(broken(text, 10, 80)).split()) == "".join(text.split())


@given(LINES, st.integers(20, 200))
def test_a_fitted_text_fits(text: str, width: int) -> None:
    assert text_width(fitted(text, 10, width), 10) <= max(width, 10)


@given(PLACES)
def test_labels_never_lie_over_one_another(labels: list[tuple[float, float]]) -> None:
    wanted, sizes = [at for at, _ in labels], [size for _, size in labels]
    found = spread(wanted, sizes, 0, 300)
    edges = sorted(
        (at - size / 2, at + size / 2) for at, size in zip(found, sizes, strict=True)
    )
    for (_, end), (start, _) in itertools.pairwise(edges):
        assert end <= start + 1e-6
    if labels and sum(sizes) <= 300:
        assert edges[0][0] >= -1e-6
        assert edges[-1][1] <= 300 + 1e-6


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert spread([50, 10, 120], [20, 20, 20], 0, 200) == [50, 10, 120]


def test_labels_that_touch_part_evenly() -> None:
    assert spread([50, 52], [20, 20], 0, 200) == [41, 61]


def test_control_letters_are_shown_and_never_reach_the_file() -> None:
    assert clean("a\x00\u202eb\n c") == "a\\x00\\u202eb c"
