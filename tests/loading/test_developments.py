"""Developments are read from three formats, checked, and kept in order."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import NEWS, Files, replace_once, tell, write_workspace
from scenarios.errors import FaultyDataError, Location, UnreadableFileError
from scenarios.loading import developments
from scenarios.loading.developments import (
    Developments,
    Position,
    Whole,
    load_developments,
    parse_developments,
    read_all,
    read_news,
)
from scenarios.loading.reading import read_workspace
from scenarios.loading.workspace import Workspace
from scenarios.loading.yaml_reader import read_yaml


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return read_workspace(write_workspace(tmp_path))


def plain_news(text: str = NEWS) -> list[object]:
    document, _ = read_yaml(text.encode(), "news.yaml")
    assert document is not None
    value = plain(document.value)
    assert isinstance(value, list)
    return value


def plain(value: object) -> object:
    match value:
        case dict():
            return {key: plain(entry) for key, entry in value.items()}
        case list():
            return [plain(entry) for entry in value]
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
    return value


def as_json() -> bytes:
    return json.dumps(plain_news(), indent=1).encode()


def as_jsonl() -> bytes:
    return "\n".join(map(json.dumps, plain_news())).encode()


FORMS = {
    "yaml": (NEWS.encode(), "news.yaml"),
    "yml": (NEWS.encode(), "news.yml"),
    "YAML in capitals": (NEWS.encode(), "NEWS.YAML"),
    "json": (as_json(), "news.json"),
    "jsonl": (as_jsonl(), "news.jsonl"),
    "ndjson": (as_jsonl(), "news.ndjson"),
    "yaml without a name": (NEWS.encode(), "<stdin>"),
    "json without a name": (as_json(), "<stdin>"),
    "jsonl without a name": (as_jsonl(), "<stdin>"),
    "jsonl after a byte order mark": (b"\xef\xbb\xbf \n" + as_jsonl(), "news"),
    "json of an unknown ending": (b"\n  " + as_json(), "news.txt"),
}


@pytest.mark.parametrize(("data", "name"), FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_developments(
    workspace: Workspace, data: bytes, name: str
) -> None:
    news = parse_developments(data, name, workspace)
    assert [item.id for item in news.items] == ["d1", "d2", "d3", "d4", "d5"]
    assert news.items[0].date == date(2024, 2, 5)
    assert news.items[0].observes[0].strength == Decimal("0.8")
    assert news.items == parse_developments(NEWS.encode(), "n.yaml", workspace).items
    assert news.digest == (
        parse_developments(NEWS.encode(), "n.yaml", workspace).digest
    )


def test_a_file_is_loaded_by_its_path(tmp_path: Path, workspace: Workspace) -> None:
    by_text = load_developments(str(tmp_path / "news.yaml"), workspace)
    by_path = load_developments(tmp_path / "news.yaml", workspace)
    assert by_text.items == by_path.items
    assert by_text.locate("d2") == Location(str(tmp_path / "news.yaml"), 8, 3)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, workspace: Workspace) -> None:
    path = tmp_path / "olds.yaml"
    with pytest.raises(UnreadableFileError) as raised:
        load_developments(path, workspace)
    assert str(raised.value) == f"{path}: cannot be read: No such file or directory"


def test_the_order_of_the_file_is_kept_and_the_digest_does_not_depend_on_it(
    workspace: Workspace,
) -> None:
    backwards = json.dumps(plain_news()[::-1]).encode()
    news = parse_developments(backwards, "news.json", workspace)
    assert [item.id for item in news.items] == ["d5", "d4", "d3", "d2", "d1"]
    assert news.digest == (
        parse_developments(NEWS.encode(), "n.yaml", workspace).digest
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("strength: 0.8", "strength: 0.81"),
        ("The port of Leith", "The port of Hull"),
        ("grade: A2", "grade: A1"),
        ("published: 2024-02-06", "published: 2024-02-07"),
        ("an hour is short", "an hour is long"),
        ("origin: readout", "origin: read-out"),
    ],
)
def test_the_digest_depends_on_everything_that_is_said(
    workspace: Workspace, old: str, new: str
) -> None:
    text = replace_once(NEWS, old, new)
    changed = parse_developments(text.encode(), "news.yaml", workspace)
    assert changed.digest.startswith("sha256:")
    assert changed.digest != (
        parse_developments(NEWS.encode(), "n.yaml", workspace).digest
    )


def test_the_digest_does_not_depend_on_comments_or_on_what_goes_without_saying(
    workspace: Workspace,
) -> None:
    text = "# late\n" + replace_once(
        NEWS,
        "source: gazette, grade: A2",
        "grade: A2, stance: asserts, source: gazette",
    )
    assert parse_developments(text.encode(), "news.yaml", workspace).digest == (
        parse_developments(NEWS.encode(), "n.yaml", workspace).digest
    )


@pytest.mark.parametrize(
    ("data", "name"), [(b"[]", "a.json"), (b"", "a.jsonl"), (b"[]", "a.yaml")]
)
def test_no_news_is_no_fault(workspace: Workspace, data: bytes, name: str) -> None:
    news = parse_developments(data, name, workspace)
    assert news.items == ()
    # The SHA-256 of the two bytes `[]`.
    assert news.digest == (
        "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"id: d1\ndate: 2024-02-05\n", "news.yaml"),
        (b'{"id": "d1", "date": "2024-02-05"}', "news.json"),
        (b"d1", "news.yaml"),
        (b"null", "news.json"),
    ],
)
def test_what_is_no_list_is_refused_whole(
    workspace: Workspace, data: bytes, name: str
) -> None:
    news, issues = read_news(data, name, workspace)
    assert tell(issues) == [f"{name}:1:1: error: must be a list of developments"]
    assert news.items == ()


def test_the_same_id_twice_is_told_with_the_line_of_the_first(
    workspace: Workspace,
) -> None:
    text = replace_once(NEWS, "- id: d3", "- id: d1")
    news, issues = read_news(text.encode(), "news.yaml", workspace)
    assert tell(issues)[0] == (
        "news.yaml:15:7: error: 2.id: `d1` is already the id of the development at "
        "line 1"
    )
    assert [item.id for item in news.items] == ["d1", "d2", "d4", "d5"]


def test_the_same_id_twice_is_told_in_jsonl_too(workspace: Workspace) -> None:
    data = as_jsonl().replace(b'"id": "d3"', b'"id": "d2"', 1)
    with pytest.raises(FaultyDataError) as raised:
        parse_developments(data, "news.jsonl", workspace)
    assert str(raised.value) == (
        "news.jsonl:3:8: error: 2.id: `d2` is already the id of the development at "
        "line 2"
    )


def test_every_development_is_told_of_at_once(workspace: Workspace) -> None:
    data = b"""\
{"id": "d1", "date": "2024-02-05", "observes": ["strike/talk"]}

{"id": "d2", "date": "2024-02-30"}
null
{"id": "d4", "date": "2024-02-05", "reports": [{"id": "r", "source": "onion"}]}
{"id": "d5", "date": "2024-02-05", "observes": ["strike/talks", "strike/mood"]}
{"id": "d6", "date": "2024-02-05", "titel": "x"}
"""
    news, issues = read_news(data, "news.jsonl", workspace)
    assert tell(issues) == [
        (
            "news.jsonl:1:49: error: 0.observes.0: strike has no indicator `talk`; did "
            "you mean `talks`?"
        ),
        (
            "news.jsonl:3:22: error: 1.date: is not a day of the calendar; write a "
            "date like 2024-05-31"
        ),
        "news.jsonl:4:1: error: 2: must be a mapping of keys to values",
        (
            "news.jsonl:5:70: error: 3.reports.0.source: unknown source `onion`; did "
            "you mean `union`?"
        ),
        (
            "news.jsonl:6:65: error: 4.observes.1: lacks the level of the state as "
            "`value`; the levels are warm, cold"
        ),
        "news.jsonl:7:36: error: 5.titel: unknown key; did you mean `title`?",
    ]
    assert [item.id for item in news.items] == ["d1", "d4", "d5"]


def test_a_line_that_is_no_json_does_not_hide_the_others(workspace: Workspace) -> None:
    data = b'{"id": "d1", "date": "2024-02-05"}\n{"id": \n{"id": "d3"}\n'
    news, issues = read_news(data, "news.jsonl", workspace)
    assert [(i.location.line, i.key) for i in issues] == [(2, ""), (3, "1")]
    assert [item.id for item in news.items] == ["d1"]


def test_a_file_that_is_far_too_long_is_not_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(developments, "MOST_BYTES", 99)
    _, issues = read_news(b" " * 100, "news.jsonl", workspace)
    (told,) = tell(issues)
    assert told.startswith("news.jsonl:1:1: error: ")
    assert "99 bytes" in told


def test_warnings_do_not_stop_the_loading(workspace: Workspace) -> None:
    text = replace_once(NEWS, "date: 2024-02-05", "date: 2023-02-05")
    news = parse_developments(text.encode(), "news.yaml", workspace)
    assert len(news.items) == 5


def test_a_development_and_its_parts_are_located(workspace: Workspace) -> None:
    news = parse_developments(NEWS.encode(), "news.yaml", workspace)
    assert news.locate("d2") == Location("news.yaml", 8, 3)
    assert news.locate("d1", "reports", 1, "origin") == Location("news.yaml", 7, 55)
    assert news.locate("d1", "reports", 7, "origin") == Location("news.yaml", 6, 5)


HALVES = NEWS.partition("- id: d3")
EARLY, LATE = HALVES[0], f"{HALVES[1]}{HALVES[2]}"


def test_several_files_are_read_as_one(workspace: Workspace) -> None:
    late = plain_news(LATE)
    files = [("early.yaml", EARLY.encode()), ("late.json", json.dumps(late).encode())]
    both = read_all(files, workspace)
    whole = parse_developments(NEWS.encode(), "news.yaml", workspace)
    assert both.items == whole.items
    assert both.whole == whole.whole
    assert both.locate("d2") == Location("early.yaml", 8, 3)
    place = both.locate("d4", "reports", 1, "stance")
    assert place is not None
    assert (place.path, place.line) == ("late.json", 1)


def test_no_file_holds_no_development(workspace: Workspace) -> None:
    assert read_all([], workspace).items == ()


def test_faults_of_all_files_are_told_together(workspace: Workspace) -> None:
    wrong = replace_once(LATE, "date: 2024-03-10", "date: 2024-13-10")
    bad = replace_once(EARLY, "strike/mood, value: cold", "strike/mood, value: cool")
    files = [("early.yaml", bad.encode()), ("late.yaml", wrong.encode())]
    with pytest.raises(FaultyDataError) as caught:
        read_all(files, workspace)
    assert [each.location.path for each in caught.value.issues] == [
        "early.yaml",
        "late.yaml",
    ]


def test_an_id_may_stand_in_one_file_alone(workspace: Workspace) -> None:
    files = [(name, EARLY.encode()) for name in ("a.yaml", "b.yaml")]
    with pytest.raises(FaultyDataError) as caught:
        read_all([*files, ("c.yaml", LATE.encode())], workspace)
    assert tell(caught.value.issues) == [
        (
            "b.yaml:1:7: error: id: `d1` is already the id of the development at "
            "a.yaml:1:3"
        ),
        (
            "b.yaml:8:7: error: id: `d2` is already the id of the development at "
            "a.yaml:8:3"
        ),
    ]


def test_warnings_do_not_stop_the_reading_of_several(workspace: Workspace) -> None:
    text = replace_once(EARLY, "date: 2024-02-05", "date: 2023-02-05")
    files = [("early.yaml", text.encode()), ("late.yaml", LATE.encode())]
    assert len(read_all(files, workspace).items) == 5


def test_the_whole_is_what_was_given_where_less_is_at_hand(
    workspace: Workspace,
) -> None:
    items = parse_developments(NEWS.encode(), "news.yaml", workspace).items
    whole = Whole.of(items)
    assert whole == Whole.of(reversed(items))
    assert (whole.count, whole.digest) == (5, Developments(items).digest)
    place = Position(9, "0" * 64)
    records = {"d1": (1, 7), "d2": (2,)}
    some = Developments(items[:2], given=whole, journal=place, records=records)
    assert (some.whole, some.digest) == (whole, whole.digest)
    assert Developments(items[:2]).digest != whole.digest
    assert (some.journal, some.records["d1"]) == (place, (1, 7))
    assert Developments(items).journal is None
    assert Developments(items).records == {}


def test_developments_without_a_file_are_nowhere(workspace: Workspace) -> None:
    items = parse_developments(NEWS.encode(), "news.yaml", workspace).items
    assert Developments(items).locate("d2") is None
    assert Developments(items).digest == (
        parse_developments(NEWS.encode(), "n.yaml", workspace).digest
    )


def test_a_development_may_speak_in_any_script(tmp_path: Path) -> None:
    files: Files = {"sources.yaml": "jang: {title: روزنامہ جنگ}\n"}
    workspace = read_workspace(write_workspace(tmp_path, files))
    text = (
        "- id: مذاکرات-۲\n  date: 2024-02-05\n  title: مذاکرات ہوئے\n"
        "  observes: [strike/talks]\n  reports: [{id: ر۲, source: jang}]\n"
    )
    news = parse_developments(text.encode(), "news.yaml", workspace)
    assert news.items[0].reports[0].id == "ر۲"
