"""Whatever is broken is told in a line with its place: no traceback, no hang.

Each workspace is the good one of `desk` with one thing changed.
"""

import os
import re
from pathlib import Path

import pytest

from desk import WORKSPACE, Answer, replace_once, run, spawn, write_workspace

pytestmark = pytest.mark.no_cover

SCENARIO = "scenarios/strike.yaml"
DEFAULT = "models/default.yaml"
WARY = "models/wary.yaml"
SOURCES = "sources.yaml"
CASE = "cases/calm.yaml"
NEWS = "news.yaml"
SETTINGS = "workspace.yaml"

ALIAS_BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
MERGE_BOMB = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)

# One text of one file changed: (file, what stood there, what stands there now).
CHANGES = {
    # Numbers beyond the bounds of design.md, section 3.
    "prior 0": (SCENARIO, "prior: 0.3", "prior: 0"),
    "prior 1": (SCENARIO, "prior: 0.3", "prior: 1"),
    "prior below 1e-9": (SCENARIO, "prior: 0.3", "prior: 9.99e-10"),
    "prior below 0": (SCENARIO, "prior: 0.3", "prior: -0.3"),
    "priors that do not sum": (SCENARIO, "prior: 0.3", "prior: 0.30001"),
    "prior in words": (SCENARIO, "prior: 0.3", "prior: likely"),
    "prior with a comma": (SCENARIO, "prior: 0.3", 'prior: "0,3"'),
    "prior in percent": (SCENARIO, "prior: 0.3", "prior: 30 %"),
    "prior missing": (SCENARIO, ", prior: 0.3", ""),
    "likelihood 0": (SCENARIO, "{deal: 0.5,", "{deal: 0,"),
    "likelihood 1": (SCENARIO, "{deal: 0.5,", "{deal: 1,"),
    "likelihood of an outcome missing": (SCENARIO, ", ruling: 0.3}", "}"),
    "level likelihood above 1": (SCENARIO, "{filed: 0.7,", "{filed: 1.7,"),
    "level likelihood below 0": (SCENARIO, "{filed: 0.7,", "{filed: -0.7,"),
    "level likelihoods that do not sum": (SCENARIO, "{filed: 0.7,", "{filed: 0.6,"),
    "rate 0": (SCENARIO, "rates: {deal: 0.4", "rates: {deal: 0"),
    "rate below 0": (SCENARIO, "rates: {deal: 0.4", "rates: {deal: -0.4"),
    "rate of an outcome missing": (SCENARIO, "{deal: 0.4, ", "{"),
    "sd 0": (SCENARIO, "sd: 0.8", "sd: 0"),
    "sd below 0": (SCENARIO, "sd: 0.8", "sd: -1"),
    "sd missing": (SCENARIO, ", sd: 0.8", ""),
    "count expected 0": (SCENARIO, "expected: 0.6", "expected: 0"),
    "event expected 0": (SCENARIO, "expected: 0.7", "expected: 0"),
    "event expected above 1": (SCENARIO, "expected: 0.7", "expected: 1.0001"),
    "coverage 0": (SCENARIO, "coverage: 0.8", "coverage: 0"),
    "coverage above 1": (SCENARIO, "coverage: 0.8", "coverage: 8"),
    "weight above 100": (SCENARIO, "-3.5", "100.001"),
    "weight below -100": (SCENARIO, "-3.5", "-101"),
    "duration 0d": (SCENARIO, "within: 90d", "within: 0d"),
    "duration below 0": (SCENARIO, "within: 90d", "within: -90d"),
    "duration of half days": (SCENARIO, "within: 90d", "within: 0.5d"),
    "duration in weeks": (SCENARIO, "within: 90d", "within: 12w"),
    "duration without end": (SCENARIO, "within: 90d", f"within: {'9' * 30}d"),
    "half-life 0d": (SCENARIO, "half_life: 200d", "half_life: 0d"),
    "per 0d": (SCENARIO, "per: 30d", "per: 0d"),
    "horizon reversed": (SCENARIO, "closes: 2024-12-31", "closes: 2023-12-31"),
    "horizon of no length": (SCENARIO, "closes: 2024-12-31", "closes: 2024-01-01"),
    "horizon without end": (SCENARIO, ", closes: 2024-12-31", ""),
    "day that no calendar has": (SCENARIO, "2024-12-31", "2024-02-30"),
    "day in another order": (SCENARIO, "2024-12-31", "31.12.2024"),
    "month 13": (SCENARIO, "2024-12-31", "2024-13-01"),
    "reliability above 1": (DEFAULT, "B: 0.75", "B: 1.1"),
    "reliability below 0": (DEFAULT, "B: 0.75", "B: -0.1"),
    "credibility above 1": (DEFAULT, "2: 0.9", "2: 1.1"),
    "certain report": (DEFAULT, "A: 0.95", "A: 1"),
    "E not 0": (DEFAULT, "E: 0,", "E: 0.1,"),
    "5 not 0": (DEFAULT, "5: 0,", "5: 0.1,"),
    "dependence of reports 1": (DEFAULT, "reports: 0.2", "reports: 1"),
    "dependence of indicators below 0": (DEFAULT, "indicators: 0.5", "indicators: -1"),
    "theta from 0": (DEFAULT, "[0.0001, 0.99]", "[0, 0.99]"),
    "theta to 1": (DEFAULT, "[0.0001, 0.99]", "[0.0001, 1]"),
    "theta reversed": (DEFAULT, "[0.0001, 0.99]", "[0.99, 0.0001]"),
    "theta of one number": (DEFAULT, "[0.0001, 0.99]", "[0.99]"),
    "report_db 0": (DEFAULT, "report_db: 30", "report_db: 0"),
    "report_db below 0": (DEFAULT, "report_db: 30", "report_db: -30"),
    "draws 0": (DEFAULT, "draws: 200", "draws: 0"),
    "draws without end": (DEFAULT, "draws: 200", "draws: 1000000000000"),
    "level 1": (DEFAULT, "level: 0.9", "level: 1"),
    "weight_db below 0": (DEFAULT, "weight_db: 2", "weight_db: -2"),
    "scale beyond 100": (DEFAULT, "strong_for: 10", "strong_for: 1000"),
    # What is no number at all.
    "NaN": (SCENARIO, "prior: 0.3", "prior: NaN"),
    ".nan": (SCENARIO, "prior: 0.3", "prior: .nan"),
    ".inf": (SCENARIO, "-3.5", ".inf"),
    "-.INF": (SCENARIO, "-3.5", "-.INF"),
    "Infinity": (SCENARIO, "mean: 3.1", "mean: Infinity"),
    "1e999": (SCENARIO, "mean: 3.1", "mean: 1e999"),
    "1e-999": (SCENARIO, "sd: 0.8", "sd: 1e-999"),
    "true for a number": (SCENARIO, "prior: 0.3", "prior: true"),
    "sixty for a number": (SCENARIO, "prior: 0.3", "prior: 1:30"),
    "a number of 5,000 digits": (SCENARIO, "prior: 0.3", f"prior: 0.{'3' * 5000}"),
    "a whole number of 5,000 digits": (SCENARIO, "mean: 3.1", f"mean: {'3' * 5000}"),
    "an exponent of 5,000 digits": (SCENARIO, "mean: 3.1", f"mean: 1e{'9' * 5000}"),
    # Names.
    "unknown word of the scale": (SCENARIO, "deal: strong_for", "deal: strongish"),
    "unknown outcome in weights": (SCENARIO, "deal: strong_for", "daal: strong_for"),
    "unknown outcome in levels": (SCENARIO, "{deal: moderate_for}", "{daal: 3}"),
    "unknown outcome in likelihoods": (SCENARIO, "{deal: 0.5,", "{daal: 0.5,"),
    "unknown outcome in rates": (SCENARIO, "{deal: 0.4,", "{daal: 0.4,"),
    "unknown outcome in expects": (SCENARIO, "deal: {mean: 4", "daal: {mean: 4"),
    "unknown outcome resolved": (
        "scenarios/vote.yaml",
        "{outcome: for,",
        "{outcome: fro,",
    ),
    "unknown kind": (
        SCENARIO,
        "    kind: measure\n    unit: per",
        "    kind: number\n    unit: per",
    ),
    "unknown scenario": (NEWS, "strike/talks", "striek/talks"),
    "unknown indicator": (NEWS, "strike/talks", "strike/talk"),
    "unknown source": (NEWS, "source: union, credibility: 3", "source: onion"),
    "unknown level": (NEWS, "value: cold", "value: cool"),
    "unknown model": (SETTINGS, "", "model: wry\n"),
    "unknown model in a case": (CASE, "{model: wary}", "{model: wry}"),
    "unknown method": (DEFAULT, "weight-of-evidence", "astrology"),
    "unknown standard of words": (WARY, "phia", "pythia"),
    "unknown key": (SCENARIO, "ordered: true", "oredred: true"),
    "unknown key of a model": (WARY, "words: phia", "wrods: phia"),
    "unknown key of a report": (NEWS, "url: ", "urls: "),
    "unknown key of the settings": (SETTINGS, "", "modle: wary\n"),
    "scenario id with ..": (SCENARIO, "id: strike", "id: ../strike"),
    "scenario id with a slash": (SCENARIO, "id: strike", "id: a/strike"),
    "outcome id with a slash": (SCENARIO, "  ruling: {title", "  a/b: {title"),
    "indicator id with ..": (SCENARIO, "  talks:\n", "  ../talks:\n"),
    "indicator id with a blank": (SCENARIO, "  talks:\n", "  the talks:\n"),
    "source id with ..": (SOURCES, "gazette: {", "../../etc/passwd: {"),
    "development id with ..": (NEWS, "- id: d1", "- id: ../../d1"),
    "report id with a slash": (
        NEWS,
        "{id: r2, source: union, credibility: 3",
        "{id: r/2, source: union",
    ),
    "id of another file": (SCENARIO, "id: strike", "id: ties"),
    "id that is no text": (SCENARIO, "id: strike", "id: 7"),
    "duplicate key": (SCENARIO, "ordered: true\n", "ordered: true\nordered: false\n"),
    "duplicate indicator": (SCENARIO, "  marches:\n", "  talks:\n"),
    "duplicate development": (NEWS, "- id: d3", "- id: d1"),
    "duplicate report": (
        NEWS,
        "{id: r2, source: union, credibility: 3",
        "{id: r1, source: union",
    ),
    "duplicate observation": (
        NEWS,
        "strike/walkouts, {indicator: strike/mood, value: cold}",
        "strike/walkouts, strike/walkouts",
    ),
    "duplicate letter of a source": (
        SOURCES,
        "{from: 2020-01-01, grade: B}",
        "{from: 2020-01-01, grade: B}, {from: 2020-01-01, grade: C}",
    ),
    # What belongs elsewhere, or is missing.
    "deadline on all outcomes": (
        "scenarios/vote.yaml",
        "prior: 0.7}\n  against: {title: They vote against it, prior: 0.3}",
        (
            "prior: 0.7, deadline: true}\n"
            "  against: {title: They vote against it, prior: 0.3, deadline: true}"
        ),
    ),
    "one outcome only": (
        "scenarios/vote.yaml",
        "  against: {title: They vote against it, prior: 0.3}\n",
        "",
    ),
    "strength on a state": (NEWS, "value: cold}", "value: cold, strength: 0.5}"),
    "strength 0": (NEWS, "strength: 0.8", "strength: 0"),
    "strength above 1": (NEWS, "strength: 0.8", "strength: 1.5"),
    "absent on a count": (
        NEWS,
        "[strike/walkouts,",
        "[{indicator: strike/walkouts, absent: true},",
    ),
    "value on an event": (NEWS, "strength: 0.8", "value: 3"),
    "value of a state missing": (NEWS, ", value: heard", ""),
    "value of a measure missing": (NEWS, ", value: 3.5", ""),
    "value of a measure in words": (NEWS, "value: 3.5", "value: plenty"),
    "lognormal 0": (NEWS, "value: 18", "value: 0"),
    "lognormal below 0": (NEWS, "value: 18", "value: -18"),
    "retracted without date": (NEWS, "on: 2024-05-01, ", ""),
    "grade Z9": (NEWS, "grade: A2", "grade: Z9"),
    "credibility 7": (NEWS, "credibility: 1", "credibility: 7"),
    "credibility 0": (NEWS, "credibility: 1", "credibility: 0"),
    "stance of another word": (NEWS, "stance: denies", "stance: doubts"),
    "news of a day that is none": (NEWS, "date: 2024-02-05", "date: 2024-02-30"),
    "news without a day": (NEWS, "  date: 2024-02-05\n", ""),
    "report without a source": (
        NEWS,
        "source: union, credibility: 3",
        "credibility: 3",
    ),
    "weights and likelihoods": (
        SCENARIO,
        "    likelihoods: {deal: 0.5",
        "    weights: {deal: 3}\n    likelihoods: {deal: 0.5",
    ),
    "measure without expectations": (
        SCENARIO,
        (
            "    expects:\n      deal: {mean: 4, sd: 1}\n      defeat: "
            "{mean: 1, sd: 0.8}\n      ruling: {mean: 2.5, sd: 2}\n"
        ),
        "",
    ),
    "case with two changes in one": (CASE, "{drop: d1}", "{drop: d1, model: wary}"),
    "case without an outcome": (
        CASE,
        "{deal: 0.5, defeat: 0.4, ruling: 0.1}",
        "{deal: 0.5, defeat: 0.5}",
    ),
    # Formats.
    "future scenario": (SCENARIO, "scenario@1", "scenario@2"),
    "future model": (DEFAULT, "model@1", "model@2"),
    "future case": (CASE, "case@1", "case@7"),
    "future sources": (
        SOURCES,
        "gazette: {",
        "format: scenarios/sources@2\ngazette: {",
    ),
    "future settings": (SETTINGS, "", "format: scenarios/workspace@2\n"),
    "a model for a scenario": (SCENARIO, "scenarios/scenario@1", "scenarios/model@1"),
    # YAML that is not ours.
    "a tag": (
        SCENARIO,
        "title: The dockers",
        "title: !!python/name:os.system The dockers",
    ),
    "a tag that runs": (
        NEWS,
        "title: Both sides met for an hour",
        "title: !!python/object/apply:os.system [touch pwned]",
    ),
    "a merge key": (SCENARIO, "ordered: true", "<<: {ordered: true}"),
    "an alias of nothing": (SCENARIO, "ordered: true", "ordered: *nothing"),
    "a tabulator": (SCENARIO, "ordered: true", "\tordered: true"),
    "a quote left open": (
        SCENARIO,
        "title: The dockers' strike",
        "title: 'The dockers",
    ),
    "a bidi character": (SCENARIO, "The dockers' strike", "The dockers \u202eekirts"),
    "a zero-width blank": (SCENARIO, "id: strike", "id: str\u200bike"),
    "an escape sequence": (SCENARIO, "The dockers' strike", "The \x1b[31mdockers"),
    "a second document": (SCENARIO, "ordered: true", "---\nordered: true"),
}

# A whole file replaced: (file, its bytes).
CONTENTS = {
    "alias bomb": (SCENARIO, ALIAS_BOMB.encode()),
    "merge bomb": (SCENARIO, MERGE_BOMB.encode()),
    "alias bomb in the news": (NEWS, ALIAS_BOMB.encode()),
    "100,000 brackets": (SCENARIO, b"[" * 100_000),
    "100,000 braces": (WARY, b"{a: " * 100_000),
    "100,000 dashes": (SOURCES, b"- " * 100_000),
    "100,000 brackets of JSON": ("news.json", b"[" * 100_000),
    "100,000 brackets on a line": ("news.jsonl", b"[" * 100_000 + b"\n"),
    "a key of a million characters": (SOURCES, b"a" * 1_000_000 + b": {title: x}\n"),
    "binary": (SCENARIO, bytes(range(256)) * 4),
    "binary sources": (SOURCES, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "binary news": (NEWS, bytes(range(255, -1, -1))),
    "binary JSON lines": ("news.jsonl", bytes(range(255, -1, -1))),
    "UTF-16": (SCENARIO, str(WORKSPACE[SCENARIO]).encode("utf-16")),
    "UTF-16 without a mark": (SOURCES, str(WORKSPACE[SOURCES]).encode("utf-16-le")),
    "Latin-1": (SCENARIO, "title: Häfen\n".encode("latin-1")),
    "NUL": (SCENARIO, b"id: stri\0ke\n"),
    "truncated JSON": ("news.json", b'[{"id": "d1", "date": "2024-02-05", "obse'),
    "truncated JSON line": ("news.jsonl", b'{"id": "d1", "date": "2024-02-05", "obse'),
    "JSON with NaN": ("news.json", b'[{"id": "d1", "date": NaN}]'),
    "JSON with 1e999": (
        "news.jsonl",
        (
            b'{"id": "d1", "date": "2024-02-05", "observes": '
            b'[{"indicator": "strike/pay", "value": 1e999}]}\n'
        ),
    ),
    "JSON with a key twice": (
        "news.jsonl",
        b'{"id": "d1", "date": "2024-02-05", "id": "d2"}\n',
    ),
    "JSON with half a character": (
        "news.jsonl",
        b'{"id": "d1", "date": "2024-02-05", "title": "\\ud800"}\n',
    ),
    "JSON with a comma too many": ("news.json", b'[{"id": "d1",}]'),
    "JSON in quotes of Python": ("news.json", b"[{'id': 'd1'}]"),
    "two values of JSON": ("news.json", b"[] []"),
    "empty scenario": (SCENARIO, b""),
    "scenario of comments": (SCENARIO, b"# later\n"),
    "empty model": (WARY, b""),
    "empty case": (CASE, b"\n\n"),
    "empty news": (NEWS, b""),
    "empty JSON": ("news.json", b""),
    "scenario that is a list": (SCENARIO, b"- format: scenarios/scenario@1\n"),
    "scenario that is a text": (SCENARIO, b"scenario\n"),
    "model that is a list": (WARY, b"[]\n"),
    "sources that are a list": (SOURCES, b"- gazette\n"),
    "case that is a list": (CASE, b"- {drop: d1}\n"),
    "settings that are a text": (SETTINGS, b"wary\n"),
    "outcomes that are a list": (
        SCENARIO,
        replace_once(
            str(WORKSPACE[SCENARIO]), "outcomes:\n", "outcomes: []\nx:\n"
        ).encode(),
    ),
    "news that is a mapping": (NEWS, b"id: d1\ndate: 2024-02-05\n"),
    "news that is a number": ("news.json", b"5"),
    "news of nothing": (NEWS, b"- \n-\n"),
    "HTML for news": ("news.json", b"<!doctype html><title>404</title>"),
}


def write_change(root: Path, file: str, old: str, new: str) -> None:
    good = str(WORKSPACE.get(file, ""))
    write_workspace(root, {file: replace_once(good, old, new) if old else new})


def news_of(root: Path, file: str) -> str:
    return (
        file
        if file.startswith("news")
        else next(path.name for path in sorted(root.glob("news.*")))
    )


def check(answer: Answer, told: str, file: str) -> None:
    assert answer.code == 1, answer
    assert "Traceback" not in answer.out + answer.err
    lines = [line for line in told.splitlines() if line.startswith(f"{file}:")]
    assert lines, told
    assert any(re.match(r"^.+:\d+:\d+: error: .{8}", line) for line in lines), told
    assert max(map(len, told.splitlines())) < 2_000


def check_both(root: Path, file: str) -> None:
    """Check that `validate` tells it on stdout, and `assess` on stderr."""
    news = news_of(root, file)
    answer = run(root, "validate", news)
    check(answer, answer.out, file)
    answer = run(root, "assess", "--developments", news, "--as-of", "2024-06-30")
    check(answer, answer.err, file)
    assert answer.out == ""


@pytest.mark.parametrize(("file", "old", "new"), CHANGES.values(), ids=CHANGES)
def test_one_wrong_text_is_told_at_its_place(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    write_change(tmp_path, file, old, new)
    check_both(tmp_path, file)
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(("file", "content"), CONTENTS.values(), ids=CONTENTS)
def test_one_wrong_file_is_told_at_its_place(
    tmp_path: Path, file: str, content: bytes
) -> None:
    write_workspace(tmp_path, {file: content})
    check_both(tmp_path, file)


@pytest.mark.parametrize("file", [SCENARIO, DEFAULT, CASE, SOURCES, SETTINGS])
def test_a_folder_where_a_file_is_due_is_told(tmp_path: Path, file: str) -> None:
    root = write_workspace(tmp_path)
    (root / file).unlink(missing_ok=True)
    (root / file).mkdir()
    check_both(root, file)


@pytest.mark.parametrize("file", [SCENARIO, SOURCES])
def test_a_pipe_where_a_file_is_due_is_told_and_not_waited_for(
    tmp_path: Path, file: str
) -> None:
    root = write_workspace(tmp_path)
    (root / file).unlink(missing_ok=True)
    os.mkfifo(root / file)
    answer = spawn(root, "validate", "news.yaml")
    check(answer, answer.out, file)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads"
)
@pytest.mark.parametrize("file", [SCENARIO, DEFAULT, CASE, SOURCES])
def test_a_file_without_permission_is_told(tmp_path: Path, file: str) -> None:
    root = write_workspace(tmp_path)
    (root / file).chmod(0)
    check_both(root, file)


@pytest.mark.parametrize("arguments", [("validate", "{}"), ("assess", "-d", "{}")])
@pytest.mark.parametrize("file", ["nowhere.yaml", "scenarios", "nowhere/news.jsonl"])
def test_news_that_cannot_be_read_is_wrong_usage(
    tmp_path: Path, arguments: tuple[str, ...], file: str
) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, *(argument.format(file) for argument in arguments))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {file}: cannot be read: ")


# The real program, for what could crash or hang the interpreter itself.
SPAWNED = [
    "alias bomb",
    "merge bomb",
    "alias bomb in the news",
    "100,000 brackets",
    "100,000 braces",
    "100,000 dashes",
    "100,000 brackets of JSON",
    "100,000 brackets on a line",
    "a key of a million characters",
    "binary",
    "UTF-16",
    "truncated JSON",
]


@pytest.mark.parametrize("name", SPAWNED)
def test_the_real_program_survives(tmp_path: Path, name: str) -> None:
    file, content = CONTENTS[name]
    write_workspace(tmp_path, {file: content})
    news = news_of(tmp_path, file)
    answer = spawn(tmp_path, "validate", news)
    check(answer, answer.out, file)


@pytest.mark.parametrize("name", ["a whole number of 5,000 digits", "a tag that runs"])
def test_the_real_program_survives_a_text(tmp_path: Path, name: str) -> None:
    file, old, new = CHANGES[name]
    write_change(tmp_path, file, old, new)
    answer = spawn(tmp_path, "assess", "-d", "news.yaml", "--as-of", "2024-06-30")
    check(answer, answer.err, file)
    assert not (tmp_path / "pwned").exists()


def test_every_fault_of_a_workspace_is_told_by_one_command(tmp_path: Path) -> None:
    files = {
        SCENARIO: "prior: 0.3",
        DEFAULT: "B: 0.75",
        SOURCES: "grade: B",
        WARY: "phia",
    }
    root = write_workspace(
        tmp_path,
        {
            file: replace_once(str(WORKSPACE[file]), old, f"{old}?")
            for file, old in files.items()
        },
    )
    answer = run(root, "assess", "-d", "news.yaml")
    told = [line.partition(":")[0] for line in answer.err.splitlines()]
    assert (answer.code, answer.out) == (1, "")
    assert sorted(set(told)) == sorted(files)
