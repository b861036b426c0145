"""Watch terms: the words by which news of an indicator may be known.

A term is a word or a phrase; a `*` at the end of a word stands for any ending. There
are no other patterns, so that matching takes time in proportion to the text.
"""

import re
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from scenarios.domain.noun import Noun

__all__ = ["Match", "Term"]

_MOST_CHARACTERS: Final = 100
_MOST_TERMS: Final = 200
_WORD = r"[^\s*]*[^\W_]{2}\*|[^\s*]*[^\W_][^\s*]*"
_TERM = re.compile(rf"(?:{_WORD})(?: (?:{_WORD}))*")


def _term(text: str) -> str:
    if len(text) > _MOST_CHARACTERS or not _TERM.fullmatch(text):
        raise PydanticCustomError(
            "term",
            "must be a word or a phrase of at most {most} characters, one blank "
            "between words; `*` may end a word after two letters, such as `tank*`",
            {"most": _MOST_CHARACTERS},
        )
    return text


Term = Annotated[
    str,
    AfterValidator(_term),
    WithJsonSchema(
        {"type": "string", "pattern": f"^{_TERM.pattern}$", "maxLength": 100}
    ),
]
"""A word or a phrase; `*` at the end of a word stands for any ending."""

_Terms = Annotated[tuple[Term, ...], Field(strict=False, max_length=_MOST_TERMS)]


class Match(Noun):
    """Which news may be of an indicator: watch terms, in any case of letters."""

    any: _Terms = ()
    """At least one of these must stand in the news, where there are any."""
    all: _Terms = ()
    """Every one of these must stand in it."""
    none: _Terms = ()
    """None of these may stand in it."""

    @model_validator(mode="after")
    def _says_what_to_look_for(self) -> Self:
        if not self.any and not self.all:
            raise PydanticCustomError(
                "match", "has nothing to look for; give terms in `any` or `all`"
            )
        return self
