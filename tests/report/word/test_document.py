"""The document: read back, held against the assessment, and rendered to pages."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from dossiers import FULL, PLAIN, compile_here
from hostile import NAUGHTY, compile_hostile
from report.word.reading import captioned, headings, links, opened, rows, said, xml
from scenarios.assessment.words import likelihood_word, percent, percent_range
from scenarios.errors import MissingExtraError
from scenarios.report.addresses import web_address
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices, export
from scenarios.report.numbers import decibans, percent_of_word, points
from scenarios.report.page.building import build_page
from scenarios.report.page.judgements import judge
from scenarios.report.word.document import document_of
from scenarios.report.word.legible import legible

pytestmark = pytest.mark.no_cover

PROSE = "## Our view\n\nThe port **cannot** afford it; see <b>below</b>.\n"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    files = {"scenarios/strike.md": PROSE}
    return compile_here(tmp_path_factory.mktemp("word"), FULL, files)


@pytest.fixture(scope="module")
def data(dossier: Dossier) -> bytes:
    return document_of(build_page(dossier))


@pytest.fixture
def document(data: bytes) -> Document:
    return opened(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    dossier = compile_hostile(tmp_path_factory.mktemp("hostile"), PLAIN)
    return document_of(build_page(dossier))


def test_of_one_question_the_judgement_is_told_once(tmp_path: Path) -> None:
    order = replace(PLAIN, scenarios=("strike",))
    document = opened(document_of(build_page(compile_here(tmp_path, order))))
    claims = [p for p in document.paragraphs if "that the outcome is" in p.text]
    assert len(claims) == 1
    (ground,) = (p for p in document.paragraphs if "Confidence in this" in p.text)
    assert "against it, gazette is" in ground.text
    breaks = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == []


def test_what_was_withdrawn_is_told_with_its_reason(tmp_path: Path) -> None:
    order = replace(PLAIN, as_of=date(2024, 5, 2))
    page = build_page(compile_here(tmp_path, order))
    document = opened(document_of(page))
    assert ("Heading 2", "Withdrawn") in headings(document)
    (table,) = captioned(document, "Reports that were retracted by 2024-05-02")
    (row,) = rows(table)[1:]
    assert row[0] == "The case is heard (2024-04-02, d5/r1)"
    assert row[1:] == [
        "The Gazette",
        "2024-04-02",
        "2024-05-01",
        "the wrong court",
        "does not count",
    ]


def test_the_headings_lead_through_the_report(document: Document) -> None:
    found = headings(document)
    assert [text for style, text in found if style == "Heading 1"] == [
        "Key judgements",
        "What changed",
        "The dockers' strike",
        "The ballot",
        "What-ifs",
        "Evidence",
        "Sources",
        "Method and its limits",
        "About this assessment",
    ]
    strike = found.index(("Heading 1", "The dockers' strike"))
    ballot = found.index(("Heading 1", "The ballot"))
    chapter = [text for style, text in found[strike:ballot] if style == "Heading 2"]
    assert chapter == [
        "The analyst's view",
        "Over time",
        "What changed since 2024-02-10",
        "Key assumptions and linchpins",
        "Alternatives",
        "Gaps",
        "The ledger",
    ]


def test_the_contents_are_links_and_a_field(document: Document) -> None:
    found = [p for p in document.paragraphs if p.style and p.style.name == "toc 1"]
    assert [p.text for p in found] == [
        text for style, text in headings(document) if style == "Heading 1"
    ]
    assert all(len(list(p.hyperlinks)) == 1 for p in found)
    told = [each.text for each in xml(document).iter(qn("w:instrText"))]
    assert told == [r' TOC \o "1-1" \h \z \n ']


def test_the_sentences_are_those_of_the_report(
    document: Document, dossier: Dossier
) -> None:
    text = said(document)
    for each in dossier.assessment.scenarios:
        judgement = judge(each, dossier.assessment)
        for sentence in (judgement.likelihood, judgement.alternative):
            assert sentence.striptags().replace("\N{NO-BREAK SPACE}", " ") in text
        if judgement.confidence:
            assert judgement.confidence.striptags() in text


def test_likelihood_and_confidence_share_no_sentence(document: Document) -> None:
    words = "unlikely|likely|even chance|almost no chance|almost certain"
    for line in said(document).splitlines():
        for sentence in re.split(r"(?<=[.!?])\s", line):
            if "confidence in this judgement" in sentence.lower():
                assert not re.search(words, sentence)


def test_every_number_of_outcomes_equals_the_assessment(
    document: Document, dossier: Dossier
) -> None:
    now, changes = dossier.assessment, dossier.changes
    assert changes is not None
    tables = captioned(document, "Outcomes")
    assert len(tables) == len(now.scenarios)
    for each, table in zip(now.scenarios, tables, strict=True):
        assert rows(table)[1:] == [
            [
                outcome.title,
                likelihood_word(outcome.probability, "icd-203")
                if outcome.low is not None
                else ("came true" if outcome.probability else "did not"),
                percent_of_word(outcome.probability, "icd-203"),
                "settled"
                if outcome.low is None or outcome.high is None
                else percent_range(outcome.low, outcome.high),
                points(changes[each.id][outcome.id]),
                percent(outcome.prior),
            ]
            for outcome in each.outcomes
        ]


def test_every_number_of_the_ledger_equals_the_assessment(
    document: Document, dossier: Dossier
) -> None:
    tables = captioned(document, "What each indicator says")
    for each, table in zip(dossier.assessment.scenarios, tables, strict=True):
        ledger, count = each.ledger, len(each.outcomes)
        plain = [ledger.prior] if ledger.clock is None else [ledger.prior, ledger.clock]
        entries = [*plain, *(row.decibans for row in ledger.rows), ledger.score]
        shown = [row[2 : 2 + count] for row in rows(table)[1:-1]]
        assert shown == [[decibans(entry) for entry in row] for row in entries]
        places = [row[0].split("\n")[-1] for row in rows(table)[1 + len(plain) : -2]]
        assert places == list(each.where.values())


def test_tables_repeat_their_head_and_set_numbers_to_the_right(
    document: Document,
) -> None:
    assert len(document.tables) > 20
    for table in document.tables:
        head, *others = xml(table).tr_lst
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(
            row.trPr.find(qn("w:cantSplit")) is not None for row in (head, *others)
        )
        order = [child.tag.rpartition("}")[2] for child in xml(table).tblPr]
        assert order == [
            "tblStyle",
            "tblW",
            "tblLayout",
            "tblLook",
            "tblCaption",
            "tblDescription",
        ]
    (ledger, _) = captioned(document, "What each indicator says")
    number = ledger.rows[1].cells[2].paragraphs[0]
    assert number.style is not None
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_every_style_that_is_used_is_there(data: bytes, hostile: bytes) -> None:
    for each in (data, hostile):
        with ZipFile(BytesIO(each)) as file:
            text = file.read("word/document.xml").decode()
            styles = file.read("word/styles.xml").decode()
        used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', text))
        assert used <= set(re.findall(r'w:styleId="([^"]+)"', styles))
        assert {"TableText", "TableNumber", "AssessmentTable", "Link"} <= used


def test_every_link_leads_somewhere(data: bytes, hostile: bytes) -> None:
    for each in (data, hostile):
        document = opened(each)
        marks = [m.get(qn("w:name")) for m in xml(document).iter(qn("w:bookmarkStart"))]
        assert len(marks) == len(set(marks))
        assert max(map(len, marks)) <= 40
        assert {*links(document)} <= {*marks}
        outside = [
            relation.target_ref
            for relation in document.part.rels.values()
            if relation.is_external
        ]
        assert all(web_address(address) for address in outside)


def test_every_page_says_its_day_and_its_number(document: Document) -> None:
    section = document.sections[0]
    head = section.header.paragraphs[0].text
    assert head == "Assessment of 2 questions\tAs of 2024-04-15"
    foot = xml(section.footer)
    told = [each.text for each in foot.iter(qn("w:instrText"))]
    assert told == [" PAGE ", " NUMPAGES "]


def test_its_properties_are_those_of_the_day(document: Document) -> None:
    told = document.core_properties
    morning = datetime(2024, 4, 15, tzinfo=UTC)
    assert (told.title, told.author) == ("Assessment of 2 questions", "scenarios")
    assert told.created == told.modified == morning
    assert (told.language, told.revision) == ("en-GB", 1)
    assert told.comments == FULL.command


def test_nothing_of_the_hour_or_of_another_document_is_left(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert file.namelist()[0] == "[Content_Types].xml"


def test_pictures_have_a_description(document: Document) -> None:
    pytest.importorskip("vl_convert")
    shapes = [each.get("descr") for each in xml(document).iter(qn("wp:docPr"))]
    assert len(shapes) >= 2
    assert all(shape and len(shape) > 40 for shape in shapes)
    numbers = [each.get("id") for each in xml(document).iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers))


def test_without_what_draws_the_tables_stand_alone(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, document: Document
) -> None:
    monkeypatch.setattr("scenarios.report.page.figures.missing_pictures", lambda: "no")
    bare = opened(document_of(build_page(dossier)))
    assert list(xml(bare).iter(qn("wp:docPr"))) == []
    assert len(bare.tables) == len(document.tables)


def test_the_analysts_view_is_in_its_chapter(document: Document) -> None:
    assert "The port cannot afford it; see <b>below</b>." in said(document)


def test_a_dossier_of_one_plain_question_has_no_empty_part(tmp_path: Path) -> None:
    order = replace(PLAIN, scenarios=("vote",))
    document = opened(document_of(build_page(compile_here(tmp_path, order))))
    found = [text for style, text in headings(document) if style == "Heading 1"]
    assert found[:3] == ["Key judgements", "The ballot", "Evidence"]
    assert "No development counts yet." in said(document)
    assert document.core_properties.title == "The ballot"
    assert captioned(document, "The leading outcome") == []


def test_hostile_text_comes_through_as_far_as_word_can_hold_it(hostile: bytes) -> None:
    document = opened(hostile)
    lines = {p.text for p in document.paragraphs}
    titles = {line.partition("] ")[2] for line in lines if line.startswith("[")}
    for text in NAUGHTY:
        if text.strip():
            assert legible(text) in titles


def test_hostile_text_makes_no_field_and_no_outside_part(hostile: bytes) -> None:
    with ZipFile(BytesIO(hostile)) as file:
        text = file.read("word/document.xml").decode()
        relations = file.read("word/_rels/document.xml.rels").decode()
    assert text.count("<w:instrText") == 1
    for target in re.findall(r'Target="([^"]*)" TargetMode="External"', relations):
        assert target.startswith(("http://", "https://"))


def test_without_the_library_the_extra_is_named(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.startswith("scenarios.report.word")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[docx\]"):
        export(dossier, tmp_path / "a.docx", "docx", Choices())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: soffice"
)
def test_another_program_sets_it_in_pages(data: bytes, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    (tmp_path / "a.docx").write_bytes(data)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    to_pdf = ("--headless", home, "--convert-to", "pdf", "--outdir", str(tmp_path))
    subprocess.run(
        ["soffice", *to_pdf, str(tmp_path / "a.docx")],  # noqa: S607 wherever it is
        check=True,
        capture_output=True,
        timeout=300,
    )
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages]
    assert len(pages) > 8
    assert "Key judgements" in pages[0]
    for number, page in enumerate(pages, start=1):
        assert "As of 2024-04-15" in page
        assert f"Page {number} of {len(pages)}" in page
