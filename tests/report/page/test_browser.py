"""The report in a real browser, without a network and under a strict policy."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browsers import ADDRESS, visit
from desk import SCENARIO, Files, replace_once
from dossiers import FULL, compile_here
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.dossier import Order, compile_dossier
from scenarios.report.exporting import Choices, export
from scenarios.report.visible import visible

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).resolve().parents[3]
NEWS = ROOT / "examples/us-pakistan/developments.jsonl"
NAUGHTY = ROOT.parent / "shared/data/vectors/robustness/blns.json"
SCHEMES = ["light", "dark"]
UNSEEN = re.compile("[\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff]")
SCRIPTS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</svg><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "<svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% include 'x' %}",
    "<a href=javascript:alert(1)>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<base href=http://evil.test/>",
    "<meta http-equiv=refresh content='0;url=http://evil.test/'>",
    "]]><script>alert(1)</script><!--",
    "@import url(http://evil.test/x.css);",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.test/x",
    'http://evil.test/"onclick=alert(1)//',
    "https://good.test/a?b=1&c=2",
)


def export_shipped(path: Path, scenarios: tuple[str, ...] = ()) -> Path:
    """Export shipped scenarios with all that a report can hold."""
    workspace = load_workspace(ROOT)
    order = Order(
        as_of=date(2024, 6, 30),
        scenarios=scenarios,
        since=date(2024, 3, 31),
        every=30,
        cases=("no-imf",),
    )
    dossier = compile_dossier(workspace, load_developments(NEWS, workspace), order)
    export(dossier, path, "html", Choices())
    return path


@pytest.fixture(scope="module")
def nine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_shipped(tmp_path_factory.mktemp("nine") / "report.html")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("one") / "report.html"
    return export_shipped(path, ("aid-changes",))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_asks_for_nothing_and_breaks_no_rule(
    scheme: str, nine: Path, browser: Browser
) -> None:
    with visit(browser, nine, scheme=scheme) as seen:
        assert seen.page.locator("h1").inner_text() == "Assessment of 9 questions"
        for summary in seen.page.locator("summary").all()[:3]:
            summary.click()
        assert seen.requests == [ADDRESS]
        assert seen.said == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_is_for_everybody(scheme: str, one: Path, browser: Browser) -> None:
    with visit(browser, one, scheme=scheme, lax=True) as seen:
        seen.page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open=1)"
        )
        found: list[dict[str, Any]] = Axe().run(seen.page).response["violations"]
        assert [(each["id"], len(each["nodes"])) for each in found] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_over_the_side(width: int, nine: Path, browser: Browser) -> None:
    with visit(browser, nine, width=width, lax=True) as seen:
        seen.page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open=1)"
        )
        assert _width(seen.page) <= width


def test_paper_is_light_though_the_screen_is_dark(nine: Path, browser: Browser) -> None:
    with visit(browser, nine, scheme="dark", lax=True) as seen:
        assert _colours(seen.page) == ["rgb(20, 24, 29)", "rgb(230, 237, 243)"]
        seen.page.emulate_media(media="print", color_scheme="dark")
        assert _colours(seen.page) == ["rgba(0, 0, 0, 0)", "rgb(31, 35, 40)"]
        drawn = seen.page.locator("figure svg [fill='#1f2328']").first
        assert drawn.evaluate("e => getComputedStyle(e).fill") == "rgb(31, 35, 40)"


def test_pictures_change_with_the_screen(nine: Path, browser: Browser) -> None:
    for scheme, colour in (
        ("light", "rgb(31, 35, 40)"),
        ("dark", "rgb(230, 237, 243)"),
    ):
        with visit(browser, nine, scheme=scheme, lax=True) as seen:
            drawn = seen.page.locator("figure svg [fill='#1f2328']").first
            assert drawn.evaluate("e => getComputedStyle(e).fill") == colour


def test_what_is_folded_is_printed(nine: Path, browser: Browser) -> None:
    with visit(browser, nine, lax=True) as seen:
        folded = seen.page.locator("dl.meanings").first
        assert not folded.is_visible()
        seen.page.emulate_media(media="print")
        assert folded.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")


def _width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def _colours(page: Page) -> Sequence[str]:
    found: list[str] = page.evaluate(
        "(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))"
    )
    return found


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return scripts, and the big list of naughty strings where it is at hand."""
    naughty = json.loads(NAUGHTY.read_text("utf-8")) if NAUGHTY.is_file() else []
    kept = (text for text in naughty if text.strip() and _is_told(text))
    return [*SCRIPTS, *kept]


def _is_told(text: str) -> bool:
    """Tell whether the reader takes a text; it refuses what no editor shows."""
    return visible(text) == text and not UNSEEN.search(text)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> Path:
    """Return a page whose every text wants to do harm."""
    scenario = SCENARIO
    for name in ("A deal is signed", "The union gives in", "A march is held"):
        scenario = replace_once(scenario, name, json.dumps(SCRIPTS[0] + SCRIPTS[4]))
    news = [
        {
            "id": f"d{place}<script>alert(1)</script>".replace("/", "|"),
            "date": "2024-03-01",
            "title": text,
            "observes": [{"indicator": "strike/walkouts", "why": text}],
            "reports": [
                {
                    "id": "r",
                    "source": "gazette",
                    "url": ADDRESSES[place % len(ADDRESSES)],
                    "origin": text,
                    "summary": text,
                }
            ],
        }
        for place, text in enumerate(texts)
    ]
    title, interest = json.dumps(SCRIPTS[4]), json.dumps(SCRIPTS[5])
    sources = (
        f"gazette: {{title: {title}, interest: {interest}}}\nunion: {{title: x}}\n"
    )
    files: Files = {
        "scenarios/strike.yaml": scenario,
        "sources.yaml": sources,
        "cases/calm.yaml": None,
        "news.yaml": json.dumps(news, ensure_ascii=False),
        "scenarios/strike.md": "\n\n".join(
            f"{text}\n\n[x]({address}) ![y]({address})"
            for text, address in zip(SCRIPTS, ADDRESSES * 3, strict=False)
        ),
    }
    root = tmp_path_factory.mktemp("hostile")
    order = replace(FULL, cases=())
    path = root / "report.html"
    export(compile_here(root, order, files), path, "html", Choices())
    return path


@pytest.mark.parametrize("policy", ["strict", "none"])
def test_no_text_from_outside_runs_or_asks_for_anything(
    policy: str, hostile: Path, browser: Browser
) -> None:
    with visit(browser, hostile, lax=policy == "none") as seen:
        for element in seen.page.locator("main td").all()[:20]:
            element.hover(force=True)
        assert seen.dialogs == []
        assert seen.requests == [ADDRESS]
        assert seen.said == []
        assert seen.page.evaluate("document.scripts.length") == 0


def test_no_text_from_outside_becomes_an_element(
    hostile: Path, browser: Browser
) -> None:
    with visit(browser, hostile, lax=True) as seen:
        attributes: list[str] = seen.page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        )
        assert not [name for name in attributes if name.startswith("on")]
        schemes = seen.page.evaluate(
            "[...new Set([...document.links].map(a => a.protocol))].sort()"
        )
        assert set(schemes) <= {"http:", "https:"}
        targets = seen.page.evaluate(
            "[...document.links].filter(a => a.host != 'report.test').map(a => a.href)"
        )
        assert set(targets) == {
            "http://evil.test/%22onclick=alert(1)//",
            "https://good.test/a?b=1&c=2",
        }
        strange = seen.page.locator("script, img, iframe, object, embed, base, form")
        assert strange.count() == 0


def test_text_from_outside_is_shown_as_it_stands(
    hostile: Path, texts: list[str], browser: Browser
) -> None:
    with visit(browser, hostile, lax=True) as seen:
        shown: list[str] = seen.page.evaluate(
            "[...document.querySelectorAll('.evidence h3')].map(e => e.textContent)"
        )
        assert sorted(shown) == sorted(texts)
