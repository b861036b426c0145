"""What was found, and heads as people keep them."""

import pytest

from journal.clerk import LOG, chance
from scenarios.journal.checkpoint import Checkpoint, sign_checkpoint
from scenarios.journal.errors import BrokenChainError
from scenarios.journal.findings import (
    Finding,
    KeptHead,
    State,
    Verdict,
    find,
    parse_kept_head,
)
from scenarios.journal.note import MalformedTextError, SigningKey

HEAD = Checkpoint(LOG, 7, bytes(range(32)))
SIGNED = sign_checkpoint(HEAD, SigningKey(LOG, chance()(32)))
LINES = SIGNED.partition(b"\n\n")[0]


def test_only_what_holds_or_need_not_be_there_leaves_a_journal_whole() -> None:
    for state in State:
        verdict = Verdict("x", None, None, (Finding("a", State.HOLDS, ""),) * 2)
        assert verdict.holds
        mixed = Verdict("x", None, None, (*verdict.findings, Finding("b", state, "")))
        assert mixed.holds == (state in {State.HOLDS, State.ABSENT})


def test_a_check_that_raises_fails_with_what_it_said() -> None:
    def broken() -> str:
        raise BrokenChainError(3, "a fault")

    assert find("a", broken).state is State.FAILS
    assert "breaks at record 3: a fault" in find("a", broken).said
    assert find("a", lambda: "fine") == Finding("a", State.HOLDS, "fine")
    other = Finding("b", State.ABSENT, "nothing")
    assert find("a", lambda: other) is other


def test_a_check_with_a_mistake_of_its_own_is_not_taken_for_a_finding() -> None:
    def wrong() -> str:
        raise KeyError("x")

    with pytest.raises(KeyError):
        find("a", wrong)


def test_a_signed_head_is_read_with_all_of_it() -> None:
    assert parse_kept_head(SIGNED, "x") == KeptHead("x", HEAD, SIGNED)


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        LINES + b"\n",
        LINES + b"\n\n",
        b"\n  " + LINES.replace(b"\n", b" \r\n\t") + b"\r\n",
    ],
)
def test_three_lines_typed_from_paper_are_a_head_too(text: bytes) -> None:
    assert parse_kept_head(text, "x") == KeptHead("x", HEAD, None)


@pytest.mark.parametrize("text", [b"", b"\xff", b"a\nb\n", SIGNED[:-1], b"{}\n\n{}"])
def test_what_is_no_head_is_told_with_its_file(text: bytes) -> None:
    with pytest.raises(MalformedTextError, match="x: holds no head: "):
        parse_kept_head(text, "x")
