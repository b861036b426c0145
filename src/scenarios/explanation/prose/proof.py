"""Proofreading: from a text to what is wrong with its estimative language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios.assessment.results import Assessment
from scenarios.domain.scenario import Scenario
from scenarios.explanation.prose.agreement import Agreement, is_statement
from scenarios.explanation.prose.bindings import Binder, Binding
from scenarios.explanation.prose.claims import Reading, read_sentence
from scenarios.explanation.prose.confidence import confidences_in
from scenarios.explanation.prose.finding import Finding, Remark
from scenarios.explanation.prose.names import Names
from scenarios.explanation.prose.page import Page, form_of, read_page
from scenarios.explanation.prose.pairs import Pairs
from scenarios.explanation.prose.silence import Silence
from scenarios.explanation.prose.vocabulary import Vocabulary
from scenarios.explanation.prose.wording import Wording
from scenarios.loading.document import Source

__all__ = ["Proof", "Prose", "proofread", "read_prose"]


@dataclass(frozen=True)
class Prose:
    """A text that was read, with what it claims of which outcomes.

    Attributes:
        page: The text.
        standard: The standard of its words.
        readings: What each sentence says.
        bindings: For each sentence, its claims that are about an outcome now.
        binder: What bound them.
    """

    page: Page
    standard: str
    readings: Sequence[Reading]
    bindings: Sequence[Sequence[Binding]]
    binder: Binder

    @property
    def scenarios(self) -> Sequence[str]:
        """Return the ids of the scenarios whose assessment is needed, each once."""
        claimed = [b.target.scenario for each in self.bindings for b in each]
        stated = [
            self.binder.scenario_at(each.sentence.start)
            for each in self.readings
            if any(c.is_own for c in confidences_in(each.sentence.tokens))
        ]
        return list(dict.fromkeys([*claimed, *filter(None, stated)]))

    @property
    def unplaced(self) -> Sequence[str]:
        """Return the outcome of each sentence that names one, but no scenario."""
        return [self.page.words(each.start, each.end) for each in self.binder.unplaced]


@dataclass(frozen=True, slots=True)
class Proof:
    """What proofreading found.

    Attributes:
        findings: In order of place.
        sentences: How many sentences were read.
        held: How many statements were held against the assessment.
    """

    findings: tuple[Finding, ...]
    sentences: int
    held: int


def read_prose(
    source: Source, standard: str, scenarios: Mapping[str, Scenario]
) -> Prose:
    """Read a text, by the ending of its name as Markdown or as plain text.

    Args:
        source: The text.
        standard: A key of `STANDARDS`.
        scenarios: The scenarios that it may speak of, by id.
    """
    page = read_page(source, form_of(source.path))
    vocabulary = Vocabulary(standard)
    readings = [read_sentence(s, vocabulary, source.text) for s in page.sentences]
    binder = Binder(page, Names(scenarios))
    bindings = [
        [b for b in binder.bind(each) if is_statement(b, each, page)]
        for each in readings
    ]
    return Prose(page, standard, readings, bindings, binder)


def proofread(
    prose: Prose, assessment: Assessment | None, *, strict: bool = False
) -> Proof:
    """Check a text, and hold it against an assessment where there is one.

    Args:
        prose: The text.
        assessment: Of the scenarios that it speaks of; None checks the words alone.
        strict: Whether a word needs a number too.
    """
    page = prose.page
    silence = Silence(page)
    agreement = None
    if assessment is not None:
        agreement = Agreement(page, assessment, prose.standard)
    remarks = [
        *silence.remarks,
        *prose.binder.remarks,
        *Wording(page, prose.readings, prose.standard).remarks(),
        *_numbers(prose, agreement, strict=strict),
    ]
    heard = sorted({each for each in remarks if not silence.covers(each)})
    findings = tuple(Finding.of(each, page.source) for each in heard)
    held = agreement.held if agreement else 0
    return Proof(findings, len(prose.readings), held)


def _numbers(
    prose: Prose, agreement: Agreement | None, *, strict: bool
) -> Iterator[Remark]:
    """Yield what is found of words and numbers, the assessment's word going first."""
    pairs = Pairs(prose.page, prose.standard)
    for reading, bindings in zip(prose.readings, prose.bindings, strict=True):
        yield from pairs.against(reading)
        wrong: set[int] = set()
        if agreement is not None:
            yield from agreement.confidence(reading, prose.binder)
            for binding in bindings:
                remark = agreement.claim(binding, reading)
                if remark is not None:
                    wrong.add(remark.start)
                    yield remark
        bound = [each.claim for each in bindings]
        for remark in pairs.alone(reading, bound, strict=strict):
            if remark.start not in wrong:
                yield remark
