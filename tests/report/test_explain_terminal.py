"""A ledger in a terminal: what is said of each row, report and prospect."""

from datetime import date
from pathlib import Path

from desk import NEWS, SCENARIO, Files, replace_once, write_workspace
from scenarios.assessment.assess import assess
from scenarios.explanation.prospects import prospects
from scenarios.explanation.withdrawn import withdrawn_reports
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.explain_terminal import show_explanation
from scenarios.report.layout import paint


def lines_of(root: Path, day: date, *, width: int = 110) -> list[str]:
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    assessment = assess(workspace, news, day, scenarios=["strike"])
    strike = assessment["strike"]
    ahead = prospects(assessment, strike)
    gone = withdrawn_reports(strike, news, day)
    return [
        paint(line, colour=False)
        for line in show_explanation(assessment, strike, ahead, gone, width)
    ]


def test_rows_come_with_the_heaviest_first(tmp_path: Path) -> None:
    lines = lines_of(write_workspace(tmp_path), date(2024, 4, 15))
    start = next(n for n, line in enumerate(lines) if line.startswith("row "))
    end = next(n for n, line in enumerate(lines) if line.startswith("score "))
    table = [line.split() for line in lines[start + 3 : end]]
    assert len(table) == 8
    spans = [
        max(entries) - min(entries)
        for row in table
        if (entries := [float(cell.replace("−", "-")) for cell in row[2:5]])
    ]
    assert spans == sorted(spans, reverse=True)


def test_a_row_leads_to_the_line_of_its_indicator(tmp_path: Path) -> None:
    lines = lines_of(write_workspace(tmp_path), date(2024, 4, 15))
    (row,) = (
        line for line in lines if line.startswith("talks ") and "observed" in line
    )
    assert row.split()[-1].endswith("12")
    assert any(
        line.startswith("talks Both sides meet in person scenarios/strike.yaml:12")
        for line in lines
    )


def test_a_report_leads_to_the_item_and_the_feed_that_it_came_from(
    tmp_path: Path,
) -> None:
    text = replace_once(
        replace_once(NEWS, "url: http://x/1}", "url: http://x/1, item: i-7, feed: f}"),
        "summary: They met.}",
        "summary: They met., item: i-8}",
    )
    root = write_workspace(tmp_path, {"news.yaml": text})
    told = " ".join("\n".join(lines_of(root, date(2024, 4, 15))).split())
    assert "http://x/1 [i-7 of f]" in told
    assert "They met. [i-8]" in told


def test_what_is_told_of_a_development_is_told_with_its_reports(tmp_path: Path) -> None:
    text = "\n".join(lines_of(write_workspace(tmp_path), date(2024, 4, 15)))
    assert "2024-02-05 Both sides met for an hour" in text
    assert "strength 0.8" in text
    assert "78 % left after 70 days" in text
    assert "http://x/1" in text
    assert "known not to have happened" in text
    assert "2 reports, the best counts" in text
    assert "value cold" in text


def test_a_development_without_a_title_is_told_by_its_id(tmp_path: Path) -> None:
    news = replace_once(NEWS, "  title: Both sides met for an hour\n", "")
    root = write_workspace(tmp_path, {"news.yaml": news})
    assert any("2024-02-05 d1 [" in line for line in lines_of(root, date(2024, 4, 15)))


def test_before_it_opens_there_is_nothing_to_explain_and_much_ahead(
    tmp_path: Path,
) -> None:
    text = "\n".join(lines_of(write_workspace(tmp_path), date(2023, 12, 1)))
    assert "What silence says" not in text
    assert "\nWhat was observed\n  No development counts yet.\n\n" in text
    assert "«A deal is signed» would go from 60 % to" in text


def test_a_sign_that_changes_no_figure_is_left_out(tmp_path: Path) -> None:
    text = "\n".join(lines_of(write_workspace(tmp_path), date(2024, 4, 15), width=400))
    ahead = text.partition("What would change the picture\n")[2]
    assert "would go from " in ahead
    for line in ahead.splitlines():
        _, told, figures = line.partition(" would go from ")
        if told:
            now, _, then = figures.partition("%")
            assert not then.startswith(f" to {now}%")


def test_signs_that_all_change_no_figure_are_told_as_one(tmp_path: Path) -> None:
    scenario = SCENARIO[: SCENARIO.index("  mediator:")]
    scenario = replace_once(
        scenario, "{deal: strong_for, defeat: -3.5}", "{deal: 0.001}"
    )
    files: Files = {
        "scenarios/strike.yaml": scenario,
        "cases/calm.yaml": None,
        "news.yaml": "[]",
    }
    text = "\n".join(lines_of(write_workspace(tmp_path, files), date(2024, 1, 15)))
    assert text.endswith("\n  None would move an outcome by a whole percent.")
    assert "would go from" not in text


def test_a_sign_that_takes_the_lead_is_told_to(tmp_path: Path) -> None:
    scenario = replace_once(SCENARIO, "{defeat: strong_for}", "{defeat: 40}")
    files: Files = {"scenarios/strike.yaml": scenario, "news.yaml": "[]"}
    text = " ".join(lines_of(write_workspace(tmp_path, files), date(2024, 1, 15)))
    assert "mood cold: «The union gives in» would go from " in text
    assert "and take the lead." in text
    assert "No single sign would take the lead" not in text


def test_at_most_five_prospects_are_told(tmp_path: Path) -> None:
    lines = lines_of(write_workspace(tmp_path), date(2024, 1, 15), width=400)
    start = lines.index("What would change the picture")
    told = [line for line in lines[start:] if "would go from" in line]
    assert len(told) == 5


def test_how_it_ended_stands_under_the_ledger(tmp_path: Path) -> None:
    day = date(2024, 4, 15)
    for why, said in (("both signed.", ": both signed"), ("", "")):
        end = f"resolved: {{outcome: deal, on: 2024-04-10, why: '{why}'}}\n"
        files: Files = {"scenarios/strike.yaml": SCENARIO + end}
        lines = lines_of(write_workspace(tmp_path, files), day, width=200)
        start = next(n for n, line in enumerate(lines) if line.startswith("probab"))
        assert lines[start + 1] == (
            f"Settled on 2024-04-10 as «A deal is signed»{said}. The score is what "
            "the news alone says, as if that were open."
        )
    open_still = lines_of(write_workspace(tmp_path), day)
    assert not any(line.startswith("Settled on") for line in open_still)
