"""A review tells every issue of every file at once, in order of place."""

from pathlib import Path

import pytest

from desk import NEWS, SCENARIO, SOURCES, Files, replace_once, tell, write_workspace
from scenarios.errors import WorkspaceNotFoundError
from scenarios.loading.review import review


def test_a_good_workspace_and_its_news_have_one_warning(tmp_path: Path) -> None:
    found = review(write_workspace(tmp_path), [("news.yaml", NEWS.encode())])
    assert len(found.developments) == 5
    assert tell(found.issues) == [
        (
            "news.yaml:31:55: warning: 4.observes.1: does not count: dated outside the "
            "horizon, 2024-01-01 to 2024-02-29"
        )
    ]
    assert list(found.workspace.scenarios) == ["strike", "vote"]


def test_without_news_the_workspace_alone_is_reviewed(tmp_path: Path) -> None:
    found = review(write_workspace(tmp_path))
    assert (found.developments, found.issues) == ((), ())


def test_a_dozen_faults_of_five_files_are_told_at_once_and_in_order(
    tmp_path: Path,
) -> None:
    scenario = replace_once(SCENARIO, "prior: 0.3", "prior: 0.4")
    scenario = replace_once(
        scenario, "kind: state\n    levels", "kind: stat\n    levels"
    )
    scenario = replace_once(scenario, "within: 90d", "within: 90")
    scenario = replace_once(scenario, "deal: strong_for", "deal: strong")
    wary = "format: scenarios/model@1\nid: weary\ntitle: T\ncoverage: 1.5\n"
    sources = replace_once(SOURCES, "grade: C", "grade: 3") + "onion: {sites: []}\n"
    case = (
        "format: scenarios/case@1\nid: calm\ntitle: Calm\nchanges:\n"
        "  - {model: bold}\n  - {dorp: d1}\n"
    )
    news = replace_once(NEWS, "grade: A2", "grade: A9")
    news = replace_once(news, "credibility: 1, origin", "credibility: 9, origin")
    news = replace_once(news, "date: 2024-03-20", "date: 20.3.2024")
    files: Files = {
        "scenarios/strike.yaml": scenario,
        "models/wary.yaml": wary,
        "sources.yaml": sources,
        "cases/calm.yaml": case,
    }
    root = write_workspace(tmp_path, files)
    found = review(root, [("news.yaml", news.encode())])
    assert tell(found.issues, root) == [
        "cases/calm.yaml:6:6: error: changes.1.dorp: unknown key; did you mean `drop`?",
        "models/wary.yaml:2:5: error: id: must be the file's name, `wary`",
        "models/wary.yaml:4:11: error: coverage: must be at most 1",
        (
            "scenarios/strike.yaml:8:3: error: outcomes: priors sum to 1.1; they must "
            "sum to 1"
        ),
        (
            "scenarios/strike.yaml:14:21: error: indicators.talks.weights.deal: "
            "unknown word `strong`; did you mean `strong_for`?"
        ),
        (
            "scenarios/strike.yaml:16:13: error: indicators.talks.within: must be a "
            "duration in whole days of at least 1d, like 180d"
        ),
        (
            "scenarios/strike.yaml:40:11: error: indicators.mood.kind: unknown kind; "
            "did you mean `state`?"
        ),
        (
            "sources.yaml:2:67: error: union.reliability.0.grade: must be 'A', 'B', "
            "'C', 'D', 'E' or 'F'"
        ),
        "sources.yaml:3:8: error: onion: lacks `title`; add it",
        "news.yaml:13:46: error: 1.reports.0.credibility: must be a digit from 1 to 6",
        (
            "news.yaml:19:46: error: 2.reports.0.grade: must be a grade such as B2: a "
            "letter A-F and a digit 1-6"
        ),
        "news.yaml:21:9: error: 3.date: must be a date like 2024-05-31",
        (
            "news.yaml:31:55: warning: 4.observes.1: does not count: dated outside the "
            "horizon, 2024-01-01 to 2024-02-29"
        ),
    ]


def test_files_of_news_are_each_told_of(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    found = review(root, [("b.json", b"{}"), ("a.yaml", b"x"), ("c.jsonl", b"")])
    assert tell(found.issues) == [
        "a.yaml:1:1: error: must be a list of developments",
        "b.json:1:1: error: must be a list of developments",
    ]


def test_what_is_no_workspace_cannot_be_reviewed(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceNotFoundError):
        review(tmp_path)
