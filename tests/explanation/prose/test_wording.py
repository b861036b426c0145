"""The checks of the words themselves."""

from __future__ import annotations

from proofs import found, told


def test_a_page_keeps_to_the_row_that_it_uses_most() -> None:
    (said,) = told("It is likely. It is unlikely.\nIt is probable.")
    assert said == (
        "page.md:2:7: error: mixed-rows: «probable» is of the second row of ICD 203, "
        "and this page writes in the other; write «likely»"
    )
    (said,) = told("It is probable. It is improbable. It is unlikely.")
    assert said == (
        "page.md:1:41: error: mixed-rows: «unlikely» is of the first row of ICD 203, "
        "and this page writes in the other; write «improbable»"
    )


def test_of_rows_used_alike_the_first_counts() -> None:
    assert found("It is probable. It is likely.") == [("mixed-rows", "likely")]


def test_other_standards_have_no_rows() -> None:
    assert found("It is probable. It is likely.", words="phia") == []


def test_advice_keeps_to_the_row_of_the_page() -> None:
    (said,) = told("It is probable. It is highly likely.")
    assert said.endswith("write «highly probable» (80–95 %)")


def test_headings_and_questions_may_hedge() -> None:
    text = "# What may come\n\nMight it rain? (Could it?) What is inevitable?\n"
    assert found(text) == []
    assert found("# Highly likely\n") == [("outside-standard", "Highly likely")]
    assert found("Might it possibly rain?") == [("stacked-hedges", "Might it possibly")]
