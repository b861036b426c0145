"""A page of prose: its blocks and sentences, with what is not read written over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenarios.explanation.prose.blocks import Block, blocks_of
from scenarios.explanation.prose.markup import Comment, Form, read_markup, write_over
from scenarios.explanation.prose.quotations import quotations_in
from scenarios.explanation.prose.sentences import sentences_in
from scenarios.explanation.prose.tokens import OPAQUE, Token, tokens_of
from scenarios.loading.document import Source

__all__ = ["Page", "Sentence", "form_of", "read_page"]

# All lengths are bounded, so that a sign which is never closed costs no more than that.
_ADDRESS = re.compile(
    r"\]\((?:[^()\s<>\]]|\([^()\s]{0,200}\)){0,500}+(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
    r"|\]\[[^\]\n]{0,200}\]|\[\^[^\]\n]{1,200}\]:?"
)
_LONGEST = 80
_KEPT = 30
_SIGNS = re.compile(r"[*~\[\]]|(?<![^\W_])_|_(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or a row of a table.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        block: Number of the block that it is in.
        tokens: Its words, numbers and signs.
    """

    start: int
    end: int
    block: int
    tokens: Sequence[Token]


@dataclass(frozen=True)
class Page:
    """A text read as prose.

    Attributes:
        source: The text as it is.
        plain: The same with markup and quotations written over, as long as it was.
        comments: Its HTML comments.
        scenario: The scenario that its head names.
        blocks: Its blocks.
        sentences: Its sentences.
    """

    source: Source
    plain: str
    comments: tuple[Comment, ...]
    scenario: Comment | None
    blocks: Sequence[Block]
    sentences: Sequence[Sentence]

    def words(self, start: int, end: int) -> str:
        """Return a part of the text as it is, on one line; a long one is cut.

        What is quoted in a message is a few words; a page of them helps nobody.
        """
        text = self.source.text
        if end - start > _LONGEST:
            first, last = text[start : start + _KEPT], text[end - _KEPT : end]
            return f"{' '.join(first.split())} … {' '.join(last.split())}"
        return " ".join(text[start:end].split())


def read_page(source: Source, form: Form) -> Page:
    """Read a text as prose."""
    markup = read_markup(source.text, form)
    blocks = blocks_of(markup.plain, form)
    plain = _without_signs(markup.plain) if form == "markdown" else markup.plain
    plain = write_over(plain, list(_quoted(plain, blocks)))
    sentences = list(_sentences(plain, blocks))
    return Page(source, plain, markup.comments, markup.scenario, blocks, sentences)


def form_of(path: str) -> Form:
    """Return how a file is written, by its ending: `.txt` and `.text` are plain."""
    return "plain" if path.lower().endswith((".txt", ".text")) else "markdown"


def _without_signs(plain: str) -> str:
    bare = _ADDRESS.sub(lambda match: " " * len(match[0]), plain)
    return _SIGNS.sub(" ", bare)


def _quoted(plain: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, str]]:
    for block in blocks:
        for start, end in quotations_in(plain, block.start, block.end):
            # A full stop inside the marks ends the sentence that quotes, too.
            stop = end - 2 if plain[end - 2 : end - 1] in {".", "!", "?"} else end
            yield start, stop, OPAQUE
            if stop < end:
                yield end - 1, end, OPAQUE


def _sentences(plain: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    for number, block in enumerate(blocks):
        for start, end in _parts(plain, block):
            yield Sentence(start, end, number, tokens_of(plain, start, end))


def _parts(plain: str, block: Block) -> Iterator[tuple[int, int]]:
    if block.kind == "row":
        yield block.start, block.end
    else:
        yield from sentences_in(plain, block.start, block.end)
