"""The rules of the linter: what each asks for, how much it matters, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.errors import Severity

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of estimative language.

    Attributes:
        id: Its name.
        severity: How much it matters.
        asks: What it asks for, in a sentence.
        source: Who says so.
        strict: Whether only `--strict` asks for it.
    """

    id: str
    severity: Severity
    asks: str
    source: str
    strict: bool = False


ICD_203 = "ICD 203 (ODNI 2015, amended 2022) D.6.e.(2)"
KENT = "Kent, Words of Estimative Probability, 1964"

_ALL = (
    Rule(
        "outside-standard",
        Severity.ERROR,
        "Likelihood words are those of one named standard: no other standard's, none "
        "toned up or down, none with a «not» before it.",
        f"{ICD_203}(a); PHIA 2025; Mastrandrea et al. 2010; {KENT}",
    ),
    Rule(
        "mixed-rows",
        Severity.ERROR,
        "A page keeps to one of the two rows of ICD 203: likely or probable.",
        f"{ICD_203}(a)",
    ),
    Rule(
        "vague-word",
        Severity.WARNING,
        "A claim says how likely it is; may, might, could, possible, a chance and "
        "cannot be ruled out leave it open.",
        f"{KENT}; NIC, What We Mean When We Say, 2007; Kesselman 2008; Dhami & Mandel "
        "2021",
    ),
    Rule(
        "certainty",
        Severity.WARNING,
        "A forecast does not claim certainty.",
        f"{ICD_203}(a): the words end at 1 and 99 %",
    ),
    Rule(
        "stacked-hedges",
        Severity.ERROR,
        "A claim is hedged once: two hedges multiply into a likelihood nobody meant.",
        f"{KENT}, on doubled odds and on «possible», which takes no modifier",
    ),
    Rule(
        "confidence-beside-likelihood",
        Severity.ERROR,
        "Confidence and likelihood each have a sentence of their own (not under IPCC, "
        "which joins them).",
        f"{ICD_203}(b)",
    ),
    Rule(
        "confidence-level",
        Severity.WARNING,
        "Confidence is high, moderate or low (under IPCC also very high, medium and "
        "very low).",
        "NIC 2007; PHIA 2025; Mastrandrea et al. 2010; Friedman & Zeckhauser 2012",
    ),
    Rule(
        "word-against-number",
        Severity.ERROR,
        "A word and the number beside it say the same.",
        "the bands of the standard",
    ),
    Rule(
        "number-alone",
        Severity.WARNING,
        "A probability stands with its word.",
        f"{ICD_203}(a); Budescu et al. 2014",
    ),
    Rule(
        "word-alone",
        Severity.WARNING,
        "A likelihood word stands with its number.",
        "Wintle et al. 2019: readers come nearest to what is meant with the number "
        "in the sentence",
        strict=True,
    ),
    Rule(
        "against-assessment",
        Severity.ERROR,
        "What is said of an outcome is what the current assessment says.",
        "the assessment",
    ),
    Rule(
        "unknown-name",
        Severity.ERROR,
        "A marker names a scenario and an outcome of the workspace.",
        "the workspace",
    ),
    Rule(
        "unknown-comment",
        Severity.WARNING,
        "A comment to the linter says something that it knows.",
        "docs/lint.md",
    ),
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _ALL}
"""The rules by id, in the order in which they are explained."""
