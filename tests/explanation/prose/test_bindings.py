"""Which outcome a claim is about."""

from __future__ import annotations

import pytest

from proofs import SCENARIOS, told
from scenarios.explanation.prose.proof import read_prose
from scenarios.loading.document import Source

HEAD = "---\nscenario: aid-changes\n---\n"
R, I = "aid-changes/reduced", "aid-changes/increased"  # noqa: E741 two outcomes
T = "talks/talk-only"

# A text, and what each claim in it is about.
BOUND = [
    pytest.param(f"{HEAD}Reduced is unlikely.", [R], id="the head of the file"),
    pytest.param("Reduced is unlikely.", [], id="no scenario"),
    pytest.param("# Changes in aid\nReduced is unlikely.", [R], id="a heading's title"),
    pytest.param("# The aid-changes\nReduced is unlikely.", [R], id="a heading's id"),
    pytest.param(
        "# TALKS\nTalk, no plan is likely.", [T], id="a heading of the id alone"
    ),
    pytest.param(
        "# Changes in aid\n## News\nReduced is unlikely.\n# Other\nReduced is likely.",
        [R],
        id="a section inside a section",
    ),
    pytest.param(
        "# Changes in aid\n## The talks\nTalk, no plan is likely.\n## More\n"
        "Increased is likely.",
        [T, I],
        id="a section after a section",
    ),
    pytest.param(
        "# Changes in aid and the talks\nReduced is unlikely.",
        [],
        id="two in a heading",
    ),
    pytest.param(
        "<!-- scenarios: aid-changes -->\nReduced is unlikely.\n# A\nReduced is so.",
        [R],
        id="a comment for a section",
    ),
    pytest.param(
        f"{HEAD}In the talks, talk-only is likely.", [T], id="the sentence's scenario"
    ),
    pytest.param(
        f"{HEAD}**Reduced** is unlikely, and **Increased** is likely.",
        [R, I],
        id="two clauses",
    ),
    pytest.param(
        f"{HEAD}**Reduced** and **Increased** are unlikely.", [I], id="an enumeration"
    ),
    pytest.param(
        f"{HEAD}**Reduced**, **Increased**: both unlikely.",
        [I],
        id="a list in a clause",
    ),
    pytest.param(
        f"{HEAD}**Reduced** **Increased**: both unlikely.", [], id="two in a clause"
    ),
    pytest.param(
        f"{HEAD}**Reduced**, we find, is unlikely.", [R], id="the only one named"
    ),
    pytest.param(
        f"{HEAD}**Reduced** is (18 %), **Reduced** unlikely.", [R, R], id="named twice"
    ),
    pytest.param(f"{HEAD}| Reduced | unlikely | 18 % |", [R], id="a row"),
    pytest.param(f"{HEAD}| Reduced | 18 % | 20 % |", [], id="a row of several days"),
    pytest.param(f"{HEAD}| Reduced | 18 % |", [R], id="a row with a number"),
    pytest.param(f"{HEAD}Reduced stands at 18 %.", [R], id="a number beside it"),
    pytest.param(f"{HEAD}“Reduced” (18 %).", [R], id="a number beside a quotation"),
    pytest.param(
        f"{HEAD}Reduced is what 18 % fear.", [], id="a number away from the name"
    ),
    pytest.param(f"{HEAD}At 18 % “Reduced” leads.", [], id="a number before the name"),
    pytest.param(f"{HEAD}Reduced is likely if it rains.", [], id="a condition"),
    pytest.param(f"{HEAD}Reduced was likely.", [], id="the past"),
    pytest.param(
        f"{HEAD}Reduced is likely, which nobody didn’t see.", [], id="a denial"
    ),
    pytest.param("It is likely if so [aid-changes/reduced].", [R], id="a bracket"),
    pytest.param(
        "It was likely <!-- scenarios: aid-changes/reduced -->.", [R], id="inside"
    ),
    pytest.param(
        "It is likely. <!-- scenarios: aid-changes/reduced -->\nIt is likely.",
        [R],
        id="a comment behind",
    ),
    pytest.param(
        "It is likely.\n\n<!-- scenarios: aid-changes/reduced -->\nIt is likely. So.",
        [R],
        id="a comment before",
    ),
    pytest.param(
        f"{HEAD}**Increased** is likely. <!-- scenario: aid-changes/reduced -->",
        [R],
        id="a comment against a title",
    ),
    pytest.param(
        "It is [talks/talk-only] likely. <!-- scenarios: aid-changes/reduced -->",
        [T],
        id="a bracket against a comment",
    ),
    pytest.param("<!-- scenarios: aid-changes/reduced -->", [], id="nothing to bind"),
    pytest.param(f"{HEAD}Reduced is gone.", [], id="nothing is claimed"),
    pytest.param("It is likely [and/or] so.", [], id="other brackets"),
    pytest.param("`[aid-changes/x]` is likely.", [], id="a bracket in code"),
]


@pytest.mark.parametrize(("text", "expected"), BOUND)
def test_a_claim_is_bound_only_where_it_is_plain(
    text: str, expected: list[str]
) -> None:
    prose = read_prose(Source("page.md", text), "icd-203", SCENARIOS)
    bound = [b.target for each in prose.bindings for b in each]
    assert [f"{each.scenario}/{each.outcome}" for each in bound] == expected
    assert prose.scenarios == list(dict.fromkeys(each.scenario for each in bound))


def test_the_only_scenario_of_a_workspace_is_implied() -> None:
    only = {"aid-changes": SCENARIOS["aid-changes"]}
    for text in ("Reduced is unlikely.", "# News\nReduced is unlikely."):
        prose = read_prose(Source("page.md", text), "icd-203", only)
        (bound,) = (b.target for each in prose.bindings for b in each)
        assert f"{bound.scenario}/{bound.outcome}" == R
        assert prose.unplaced == []


def test_a_sentence_that_names_an_outcome_but_no_scenario_is_noted_once() -> None:
    text = "**Reduced** is likely, Talk, no plan is not. It rains. Reduced is so."
    prose = read_prose(Source("page.md", text), "icd-203", SCENARIOS)
    assert prose.unplaced == ["Reduced"]
    assert prose.scenarios == []
    held = f"{HEAD}Reduced is unlikely. In the talks, Increased is likely."
    prose = read_prose(Source("page.md", held), "icd-203", SCENARIOS)
    assert prose.unplaced == []


def test_names_that_the_workspace_does_not_have_are_found() -> None:
    known = {
        "---\nscenario: aid-change\n---\n": (
            "page.md:2:11: error: unknown-name: the workspace has no scenario "
            "`aid-change`; did you mean `aid-changes`?"
        ),
        "A. <!-- scenarios: zebra/reduced -->": (
            "page.md:1:4: error: unknown-name: the workspace has no scenario `zebra`; "
            "there is aid-changes, talks"
        ),
        "A. <!-- scenarios: talks/zebra -->": (
            "page.md:1:4: error: unknown-name: `talks` has no outcome `zebra`; it has "
            "talk-only, reduced"
        ),
        "A [aid-changes/increase].": (
            "page.md:1:3: error: unknown-name: `aid-changes` has no outcome "
            "`increase`; did you mean `increased`?"
        ),
    }
    for text, expected in known.items():
        assert told(text) == [expected]
    (said,) = told("A. <!-- scenarios: x -->", scenarios={})
    assert said.endswith("the workspace has no scenario `x`; there is none")
