"""What a notebook shows of an assessment: words, bars to scale, confidence apart."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from scenarios.assessment.showing import Line, table_html

LINE = Line("Up", "likely", "60 %", "40–80 %", 0.6, 0.4, 0.8, leads=True)


def show(*lines: Line) -> str:
    return table_html("A title", "Why?", lines, "low", ["one origin", "<two>"])


def test_the_bar_runs_from_low_to_high_on_a_scale_of_one_hundred() -> None:
    # 180 pixels for 100 %, 4 of margin: 76 to 148, and the dot at 112.
    html = show(LINE)
    assert "<rect x='76.0' y='4' width='72.0'" in html
    assert "<circle cx='112.0'" in html


def test_a_settled_outcome_has_a_dot_and_no_bar() -> None:
    html = show(replace(LINE, low=None, high=None, span="settled", probability=1.0))
    assert "<rect" not in html
    assert "<circle cx='184.0'" in html


def test_likelihood_and_confidence_stand_apart() -> None:
    html = show(LINE)
    table, _, rest = html.partition("</table>")
    assert "likely" in table
    assert "Confidence" not in table
    assert "Confidence: low." in rest
    assert "likely" not in rest
    assert "<li>&lt;two&gt;</li>" in rest


def test_the_likeliest_alone_is_bold() -> None:
    html = show(LINE, replace(LINE, title="Down", leads=False))
    assert "font-weight:bold'>Up</th>" in html
    assert "font-weight:normal'>Down</th>" in html


def test_it_reads_on_any_ground() -> None:
    # Text has the notebook's own colour, and nothing has a ground of its own.
    html = show(LINE)
    assert not re.search(r"[;'\"\s](color|background)\s*:", html)
    assert set(re.findall(r"(?:fill|stroke)='([^']+)'", html)) == {
        "#4a90c9",
        "currentColor",
    }


@pytest.mark.parametrize("attack", ["<script>alert(1)</script>", "' onclick='x", '"&'])
def test_nothing_from_outside_becomes_markup(attack: str) -> None:
    html = table_html(
        attack,
        attack,
        [replace(LINE, title=attack, word=attack, figure=attack, span=attack)],
        attack,
        [attack],
    )
    whole = ET.fromstring(f"<body>{html}</body>")  # noqa: S314 our own
    assert {element.tag for element in whole.iter()}.isdisjoint({"script"})
    assert not [e for e in whole.iter() if any(a.startswith("on") for a in e.attrib)]
    assert "".join(whole.itertext()).count(attack) == 8
