"""What intake proposes, in a terminal: each indicator with all that speaks for it."""

from datetime import date
from typing import Any

from items import GAZETTE
from scenarios.intake.precedents import Precedent
from scenarios.intake.sifting import Sifted, Sifting
from scenarios.intake.suggesting import Suggestion
from scenarios.report.intake_terminal import show_intake

LIKE = Precedent("d1", date(2024, 3, 1), "Dockers walk out", ("s/walkouts",), 0.9)


def shown(**grounds: Any) -> str:  # noqa: ANN401 any ground of a suggestion
    fields: dict[str, Any] = {"terms": (), "words": (), **grounds}
    sign = Suggestion("s/walkouts", 9.0, title="Walkouts", **fields)
    sifted = Sifted(GAZETTE, None, None, None, None, (sign,))
    lines = show_intake(Sifting((sifted,), ()), 400)
    told = ["".join(piece.text for piece in line) for line in lines]
    (line,) = [each for each in told if "may observe" in each]
    return line.partition("s/walkouts")[2].strip()


def test_what_it_reads_like_is_told_behind_terms_and_words() -> None:
    like = "reads like “Dockers walk out” of 2024-03-01, which observed it"
    assert shown(like=LIKE) == like
    assert shown(words=("hull",), like=LIKE) == f"by its words: hull; {like}"
    assert shown(terms=(("walk*", "walks"),), like=LIKE) == f"“walks”; {like}"
    assert shown(near=0.1, like=LIKE) == f"(sense +0.100: “Walkouts”); {like}"


def test_sense_alone_is_told_as_such() -> None:
    assert shown(near=0.1) == "by its sense alone (sense +0.100: “Walkouts”)"


def test_a_long_title_is_cut_and_where_there_is_none_the_id_stands() -> None:
    day, observed = date(2024, 3, 1), ("s/walkouts",)
    long = Precedent("d1", day, "Dockers " * 20, observed, 0.9)
    assert f"“{'Dockers ' * 7}Doc…”" in shown(like=long)
    assert "“d1”" in shown(like=Precedent("d1", day, "", observed, 0.9))
