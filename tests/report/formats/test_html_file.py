"""The report as HTML: whole, every number the JSON's, every link with an end."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desk import Files, check_golden, rounded
from dossiers import FULL, PLAIN, compile_here
from pages import Element, read_page
from scenarios import __version__
from scenarios.assessment.words import percent, percent_range
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.dossier import Dossier, Order, compile_dossier
from scenarios.report.exporting import Choices, write
from scenarios.report.formats.json_file import export_json
from scenarios.report.numbers import decibans, percent_of_word, points
from scenarios.report.pictures import press

ROOT = Path(__file__).resolve().parents[3]
NEWS = ROOT / "examples/us-pakistan/developments.jsonl"
TEXT = """\
## Reading the talks

What was said in [February](#development:d1) is *thin*; see the
[port's own page](https://port.example/talks). <script>alert(1)</script>
"""
TEXTS: Files = {"scenarios/strike.md": TEXT}

Json = dict[str, Any]


def html_of(dossier: Dossier) -> str:
    file = io.BytesIO()
    write(dossier, file, "html", Choices())
    return file.getvalue().decode()


def page_of(root: Path, order: Order = FULL, files: Files | None = None) -> Element:
    return read_page(html_of(compile_here(root, order, files)))


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """Return all nine scenarios with everything that a report can hold."""
    workspace = load_workspace(ROOT)
    order = Order(
        as_of=date(2024, 6, 30), since=date(2024, 3, 31), every=30, cases=("no-imf",)
    )
    return compile_dossier(workspace, load_developments(NEWS, workspace), order)


@pytest.fixture(scope="module")
def page(shipped: Dossier) -> Element:
    return read_page(html_of(shipped))


@pytest.fixture(scope="module")
def told(shipped: Dossier) -> Json:
    return export_json(shipped)


def test_the_page_is_as_it_was(tmp_path: Path) -> None:
    text = html_of(compile_here(tmp_path, FULL, TEXTS)).replace(f"{tmp_path}/", "")
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    text = re.sub(r"<figure.*?</figure>", "<figure>…</figure>", text, flags=re.DOTALL)
    text = re.sub(r'(?<==")-?\d+\.\d+( \d+\.\d+)?(e-\d+)?(?=")', _nine, text)
    check_golden("report.html", rounded(text).replace(__version__, "…"))


def _nine(found: re.Match[str]) -> str:
    return " ".join(f"{float(number):.9f}" for number in found[0].split())


def test_every_place_is_named_once_and_every_link_has_an_end(page: Element) -> None:
    ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    links = [a.attributes["href"] for a in page.all("a")]
    inside = {href[1:] for href in links if href.startswith("#")}
    assert len(inside) > 200
    assert inside <= set(ids)
    outside = [href for href in links if not href.startswith("#")]
    assert outside
    assert all(href.startswith(("http://", "https://")) for href in outside)


def test_what_leads_out_tells_nothing_of_where_from(page: Element) -> None:
    for link in page.all("a"):
        out = not link.attributes["href"].startswith("#")
        assert (link.attributes.get("rel") == "noopener noreferrer") == out


def test_the_page_needs_nothing_else(page: Element) -> None:
    for element in page.all():
        assert element.tag not in {"script", "img", "iframe", "object", "embed", "form"}
        assert element.tag not in {"link", "base", "audio", "video", "image", "use"}
        assert not [name for name in element.attributes if name.startswith("on")]
        assert not {"src", "srcset", "xlink:href"} & set(element.attributes)
    style = page.one("style").raw
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = [m for m in page.all("meta") if "http-equiv" in m.attributes]
    assert policy.attributes["content"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )


def test_headings_skip_no_level(page: Element) -> None:
    levels = [int(h.tag[1]) for h in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_table_has_a_caption_and_heads(page: Element) -> None:
    for table in page.all("table"):
        assert table.one("caption").text
        assert len(list(table.all("thead"))) == 1
        for head in table.all("th"):
            assert head.attributes["scope"] in {"col", "row"}


def test_every_number_is_written_as_it_is_meant(page: Element) -> None:
    seen = set()
    for mark in page.all("data"):
        numbers = [float(number) for number in mark.attributes["value"].split()]
        text = mark.text.replace("\xa0", " ")
        kind = _kind(text, numbers)
        assert kind, f"{mark.attributes['value']} is written as {text}"
        seen.add(kind)
    assert seen == {"range", "percent", "points", "decibans", "size"}


def _kind(text: str, numbers: list[float]) -> str:
    """Tell as what a number is written; empty where it is written wrongly."""
    if len(numbers) == 2:
        return "range" if text == percent_range(numbers[0], numbers[1]) else ""
    (number,) = numbers
    kinds = {
        "points": text == points(number),
        "percent": text == percent(number) or _as_word(text, number),
        "decibans": text == decibans(number),
        "size": text == decibans(number).lstrip("+−"),
    }
    return next((kind for kind, fits in kinds.items() if fits), "")


def _as_word(text: str, number: float) -> bool:
    """Tell whether tenths are there because a whole per cent would say another word."""
    return text.endswith(" %") and text == percent_of_word(Decimal(number), "icd-203")


def test_outcomes_are_those_of_the_json(page: Element, told: Json) -> None:
    for scenario in told["explanation"]["scenarios"]:
        for outcome in scenario["outcomes"]:
            place = f"outcome:{scenario['id']}:{outcome['id']}"
            row = page.one("tr", id=place)
            values = [mark.attributes["value"] for mark in row.all("data")]
            assert values[0] == repr(outcome["probability"])
            assert values[1] == f"{outcome['low']!r} {outcome['high']!r}"
            assert values[3] == repr(outcome["prior"])
            cells = [cell.text for cell in row.all("th", "td")]
            assert cells[:2] == [outcome["title"], outcome["word"]]


def test_changes_are_those_of_the_json(page: Element, told: Json) -> None:
    for found in told["differences"]:
        scenario = found["scenario"]
        for outcome in found["outcomes"]:
            row = page.one("tr", id=f"outcome:{scenario}:{outcome['id']}")
            values = [mark.attributes["value"] for mark in row.all("data")]
            assert abs(float(values[2]) - outcome["points"]) < 1e-12
        table = page.one(
            "div", **{"aria-label": f"What changed: {_title(scenario, told)}"}
        )
        shown = [float(m.attributes["value"]) for m in table.all("data")]
        parts = [p for p in found["parts"] if p["rows"] or any(p["points"].values())]
        expected = [o["from"] for o in found["outcomes"]]
        expected += [value for part in parts for value in part["points"].values()]
        expected += [o["to"] for o in found["outcomes"]]
        assert shown == expected


def test_ledgers_are_those_of_the_json(page: Element, told: Json) -> None:
    numbers = {e.attributes["id"]: e for e in page.all("tr") if "id" in e.attributes}
    for scenario in told["explanation"]["scenarios"]:
        for row in scenario["ledger"]:
            name = row.get("indicator")
            kind = row["kind"]
            place = f"{kind}:{scenario['id']}" + (f":{name}" if name else "")
            shown = numbers[place.replace("indicator:", "row:", 1)]
            values = [float(m.attributes["value"]) for m in shown.all("data")]
            assert values == list(row["decibans"].values())
            if name:
                assert row["where"] in shown.text
                assert row["state"] in shown.text
                linked = [a.attributes["href"] for a in shown.all("a")]
                assert linked == [
                    f"#development:{d['id']}" for d in row["developments"]
                ]


def test_developments_and_reports_are_those_of_the_json(
    page: Element, told: Json
) -> None:
    shown = {
        e.attributes["id"]: e for e in page.all("li", "tr") if "id" in e.attributes
    }
    for development in _developments(told):
        entry = shown[f"development:{development['id']}"]
        assert development["where"] in entry.text
        assert development["title"] in entry.text
        reports = [r for voice in development["origins"] for r in voice["reports"]]
        assert len(list(entry.one("ul", **{"class": "reports"}).all("li"))) == len(
            reports
        )
        targets = [a.attributes["href"] for a in entry.all("a")]
        for report in reports:
            assert f"#source:{report['source']}" in targets
            assert report["url"] in targets
            assert report["published"] in entry.text
            assert f"source:{report['source']}" in shown
        for voice in development["origins"]:
            assert voice["grade"] in entry.text
            assert decibans(voice["db"]) in entry.text


def _developments(told: Json) -> Iterator[Json]:
    for scenario in told["explanation"]["scenarios"]:
        for row in scenario["ledger"]:
            yield from row.get("developments", ())


def test_days_are_those_of_the_json(page: Element, told: Json) -> None:
    for scenario in told["history"]["scenarios"]:
        region = page.one(
            "div", **{"aria-label": f"Table over time: {_title(scenario['id'], told)}"}
        )
        rows = [r for r in region.all("tr") if list(r.all("td"))]
        assert len(rows) == len(scenario["points"])
        for row, point in zip(rows, scenario["points"][::-1], strict=True):
            marks = [m.attributes["value"] for m in row.all("data")]
            assert row.one("time").text == point["on"]
            assert marks[::2] == [repr(p) for p in point["probabilities"].values()]
            ends = zip(point["low"].values(), point["high"].values(), strict=True)
            assert marks[1::2] == [f"{low!r} {high!r}" for low, high in ends]


def _title(scenario: str, told: Json) -> str:
    found = told["explanation"]["scenarios"]
    return str(next(each["title"] for each in found if each["id"] == scenario))


def test_what_ifs_are_those_of_the_json(page: Element, told: Json) -> None:
    (case,) = told["whatif"]["cases"]
    region = page.one("section", **{"aria-labelledby": "cases"})
    values = {m.attributes["value"] for m in region.all("data")}
    moved = [
        outcome["probability"]
        for scenario in case["assessment"]["scenarios"]
        if any(d["points"] for d in case["differences"][scenario["id"]].values())
        for outcome in scenario["outcomes"]
    ]
    assert moved
    assert {repr(p) for p in moved} <= values


def test_of_one_question_the_judgement_is_told_once(tmp_path: Path) -> None:
    said = "It is almost certain"
    alone = page_of(tmp_path, replace(PLAIN, scenarios=("strike",)))
    assert alone.text.count(said) == 1
    assert alone.one("body").attributes["class"] == "alone"
    assert alone.text.count("How will the strike at the docks end") == 1
    assert "against it, gazette is" in alone.one("ol", **{"class": "judgements"}).text


def test_of_several_questions_each_chapter_tells_it_again(tmp_path: Path) -> None:
    several = page_of(tmp_path, PLAIN)
    assert several.text.count("It is almost certain") == 2
    assert "class" not in several.one("body").attributes


def test_each_picture_has_its_table(page: Element) -> None:
    pictures = list(page.all("figure"))
    assert len(pictures) == 10
    summaries = [s.text for s in page.all("summary")]
    assert "Every outcome as a table" in summaries
    assert summaries.count("The probabilities over time as a table") == 9


def test_without_pictures_the_page_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pictures = page_of(tmp_path)
    monkeypatch.setattr(press, "find_spec", lambda _: None)
    without = page_of(tmp_path)
    assert list(without.all("figure")) == []
    both = [
        [mark.attributes["value"] for mark in each.all("data")]
        for each in (with_pictures, without)
    ]
    assert both[0] == both[1]


def test_the_analysts_text_stands_in_its_chapter(tmp_path: Path) -> None:
    found = page_of(tmp_path, PLAIN, TEXTS)
    chapter = found.one("section", **{"aria-labelledby": "scenario:strike"})
    text = chapter.one("div", **{"class": "text"})
    assert text.one("h4").text == "Reading the talks"
    assert "<script>alert(1)</script>" in text.text
    targets = [a.attributes["href"] for a in text.all("a")]
    assert targets == ["#development:d1", "https://port.example/talks"]
    about = found.one("dl", **{"class": "about"}).text
    assert "Digest of scenarios/strike.md" in about.replace("digest", "Digest")


def test_a_report_on_one_question_bears_its_title(tmp_path: Path) -> None:
    found = page_of(tmp_path, replace(PLAIN, scenarios=("strike",)))
    assert found.one("h1").text == "The dockers' strike"


def test_what_changed_in_one_question_is_told_in_its_chapter(tmp_path: Path) -> None:
    found = page_of(tmp_path, replace(FULL, scenarios=("strike",)))
    assert "What changed" not in [h.text for h in found.all("h2")]
    assert "What changed since 2024-02-10" in [h.text for h in found.all("h3")]
    assert "--since DATE" not in found.text


def test_a_development_that_counts_no_more_is_named_and_leads_nowhere(
    tmp_path: Path,
) -> None:
    # The only report of d5 is retracted on 2024-05-01.
    order = replace(PLAIN, as_of=date(2024, 5, 15), since=date(2024, 4, 15))
    found = page_of(tmp_path, order)
    region = found.one(
        "div", **{"aria-label": "Rows that changed: The dockers' strike"}
    )
    (row,) = [r for r in region.all("tr") if "retractions" in r.text]
    assert row.text.endswith("d5")
    assert "#development:d5" not in {a.attributes["href"] for a in found.all("a")}


def test_where_no_earlier_day_is_asked_for_the_page_says_how(tmp_path: Path) -> None:
    found = page_of(tmp_path, PLAIN)
    assert "--since DATE" in found.text
    assert "What changed" not in [h.text for h in found.all("h2")]
    assert "--since DATE" not in page_of(tmp_path, FULL).text


def test_before_any_news_the_page_says_so(tmp_path: Path) -> None:
    found = page_of(tmp_path, replace(PLAIN, as_of=date(2024, 1, 10)))
    assert "No development counts yet." in found.text
    assert "nothing is observed yet" in found.text.lower()
