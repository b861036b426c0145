"""The picture of what-ifs shows the table of what-ifs."""

from pictures import by_name, data, labels, said
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import points
from scenarios.report.pictures.kinds import draw


def test_its_numbers_are_those_of_the_table(full: Dossier) -> None:
    spec = draw("cases", full)
    table = {
        (row["case"], row["scenario"], row["outcome"]): row
        for row in by_name(tables_of(full)["cases"])
    }
    rows = data(spec, "bases")
    assert rows == data(spec, "what-ifs") == data(spec, "moves")
    assert rows
    for row in rows:
        each = table[row["case"], row["scenario"], row["outcome"]]
        assert row["base"] == float(str(each["base"]))
        assert row["probability"] == float(str(each["probability"]))
        assert row["points"] == float(str(each["points"]))
        assert points(row["points"]) in labels(spec)


def test_what_does_not_move_is_named_below_or_shown_alone(full: Dossier) -> None:
    shown = {row["scenario"] for row in data(draw("cases", full), "bases")}
    notes = " ".join(row["label"] for row in data(draw("cases", full), "notes"))
    assert ("The ballot" in notes) == ("vote" not in shown)
    alone = draw("cases", full, "vote")
    assert {row["scenario"] for row in data(alone, "bases")} == {"vote"}


def test_the_claim_is_the_largest_move(full: Dossier) -> None:
    spec = draw("cases", full)
    most = max(data(spec, "bases"), key=lambda row: abs(row["points"]))
    assert f"«{most['title']}» would move most, {points(most['points'])}" in said(spec)
