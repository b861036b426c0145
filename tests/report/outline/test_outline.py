"""The assessment as a text: every part in its place, every number as in the tables."""

from pathlib import Path

import pytest

from dossiers import FULL, PLAIN, compile_here
from scenarios.report.dossier import Order
from scenarios.report.numbers import percent_of_word
from scenarios.report.outline.blocks import Bullets, Grid, Heading, Paragraph
from scenarios.report.outline.outline import outline_of


def headings(tmp_path: Path, order: Order) -> list[tuple[int, str]]:
    blocks = outline_of(compile_here(tmp_path, order))
    return [(each.level, each.text) for each in blocks if isinstance(each, Heading)]


def test_each_question_has_its_parts_and_the_end_says_where_it_is_from(
    tmp_path: Path,
) -> None:
    parts = [(3, "Ledger"), (3, "Developments"), (3, "History"), (3, "What-ifs")]
    assert headings(tmp_path, FULL) == [
        (1, "Assessment as of 2024-04-15"),
        (2, "The dockers' strike (strike)"),
        *parts,
        (2, "The ballot (vote)"),
        *parts,
        (2, "Sources"),
        (2, "About"),
    ]


def test_what_was_not_asked_for_is_left_out(tmp_path: Path) -> None:
    found = headings(tmp_path, Order(PLAIN.as_of, scenarios=("strike",)))
    assert (3, "History") not in found
    assert (3, "What-ifs") not in found


def test_a_text_on_several_questions_begins_with_an_overview(tmp_path: Path) -> None:
    title, opening, overview, *_ = outline_of(compile_here(tmp_path, FULL))
    assert isinstance(title, Heading)
    assert isinstance(opening, Paragraph)
    assert opening.text.startswith("2 questions, assessed under the model default")
    assert "Changes are since 2024-02-10." in opening.text
    assert isinstance(overview, Grid)
    assert [row[0] for row in overview.table.rows] == [
        "The dockers' strike",
        "The ballot",
    ]


def test_a_question_is_told_with_its_horizon_and_how_it_was_settled(
    tmp_path: Path,
) -> None:
    blocks = list(outline_of(compile_here(tmp_path)))
    said = [each.text for each in blocks if isinstance(each, Paragraph)]
    assert "Horizon 2024-01-01 to 2024-12-31; open." in said
    assert (
        "Horizon 2024-01-01 to 2024-02-29. Settled on 2024-02-20: «They vote for it»: "
        "the returning officer said so."
    ) in said


def test_likelihood_and_confidence_never_share_a_sentence(tmp_path: Path) -> None:
    # ICD 203 D.6.e; a table may hold both, each in a column of its own.
    blocks = list(outline_of(compile_here(tmp_path)))
    texts = [each.text for each in blocks if isinstance(each, Paragraph)]
    about = [text for text in texts if "onfidence" in text]
    assert len(about) == 2
    assert all("likel" not in text for text in about)


def test_probabilities_carry_their_word(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    exact = dossier.assessment["strike"].probabilities["deal"]
    grids = [b for b in outline_of(dossier) if isinstance(b, Grid)]
    names = [column.name for column in grids[1].table.columns]
    (deal,) = (row for row in grids[1].table.rows if row[1] == "deal")
    row = dict(zip(names, deal, strict=True))
    assert row["word"] == "almost certain"
    assert row["probability"] == percent_of_word(exact, "icd-203")


def test_a_question_that_nothing_counts_for_says_so(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, files={"news.yaml": "[]\n"})
    blocks = list(outline_of(dossier))
    assert blocks.count(Paragraph("None counts yet.")) == 2


@pytest.mark.parametrize("order", [PLAIN, FULL], ids=["plain", "full"])
def test_every_list_has_entries(order: Order, tmp_path: Path) -> None:
    blocks = outline_of(compile_here(tmp_path, order))
    lists = [each for each in blocks if isinstance(each, Bullets)]
    # Grounds of confidence for both questions, and developments of one.
    assert len(lists) == 3
    assert all(each.items for each in lists)
