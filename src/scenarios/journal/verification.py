"""Checking a journal that is kept in a store, against itself and what is known of it.

A journal that was rewritten from end to end holds together as well as any other. Only
a head that was kept elsewhere can tell: the one that was seen last on this machine, or
one that somebody else has.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scenarios.journal.errors import ContradictedHeadError
from scenarios.journal.findings import Finding, KeptHead, State, Verdict, find
from scenarios.journal.heads import SeenHead, check_seen, root_at
from scenarios.journal.sealing import check_kept
from scenarios.journal.sql_audit import Progress
from scenarios.journal.store import Head, Store
from scenarios.journal.trust import KeyChain, keys_of

__all__ = ["Check", "Known", "verify_store"]

Check = Callable[[Store], Finding]
"""One more check of a journal."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a journal from elsewhere.

    Attributes:
        now: The journal as it presents itself.
        last: What was seen last of it on this machine.
        vkey: The key that its first record must name.
        kept: A head that somebody kept.
    """

    now: SeenHead
    last: SeenHead | None = None
    vkey: str | None = None
    kept: KeptHead | None = None


def verify_store(  # noqa: PLR0913 each of them is asked for on its own
    store: Store,
    known: Known,
    progress: Progress,
    *,
    quick: bool = False,
    texts: bool = True,
    processes: int = 1,
    more: Sequence[Check] = (),
) -> Verdict:
    """Check a journal, all of it or only what takes no time.

    Args:
        store: The journal.
        known: What is known of it from elsewhere.
        progress: Is told how many records are done.
        quick: Look at the ends and at the nodes that are kept, not at every record.
        texts: Whether every text must be there that nobody redacted.
        processes: How many check a large journal at once.
        more: Further checks, made where the records hold.
    """

    def records() -> str:
        if quick:
            return _ends(store)
        head = store.verify(progress, texts=texts, processes=processes)
        return f"{head.size:,} read and hashed"

    found = [find("records", records)]
    if found[0].state is State.FAILS:
        return Verdict(store.where, store.origin, None, tuple(found))
    head = store.head()
    found.append(find("keys", lambda: _keys(store, known.vkey)))
    found.append(find("checkpoint", lambda: _checkpoint(store, head)))
    found.append(find("last seen", lambda: _last_seen(store, known)))
    if known.kept is not None:
        kept = known.kept
        found.append(find("against", lambda: _against(store, kept, keys_of(store))))
    found.extend(check(store) for check in more)
    return Verdict(store.where, store.origin, head, tuple(found), whole=not quick)


def _against(store: Store, kept: KeptHead, chain: KeyChain) -> str:
    """Check a journal against a head that was kept elsewhere.

    Raises:
        ContradictedHeadError: The journal does not continue it.
        NoteError: It is signed, but not by the key in force at its size.
    """
    checkpoint = kept.checkpoint
    size, here = checkpoint.size, store.head().size
    if checkpoint.origin != store.origin:
        reason = f"{kept.where} is a head of {checkpoint.origin}, not {store.origin}"
    elif not 0 < size <= here:
        reason = f"it holds {here} records, but {kept.where} was made of {size}"
    elif root_at(store, size) != checkpoint.root:
        reason = f"its first {size} records are not those of {kept.where}"
    else:
        return f"it continues the {_signed(kept, chain)} of {size} in {kept.where}"
    raise ContradictedHeadError(store.where, reason)


def _signed(kept: KeptHead, chain: KeyChain) -> str:
    if kept.signed is None:
        return "unsigned head"
    chain.open(kept.signed)
    return "signed head"


def _ends(store: Store) -> str:
    size = store.head().size
    store.record(0)
    store.record(size - 1)
    return f"the first and last of {size} looked at; leave out --quick to read all"


def _keys(store: Store, wanted: str | None) -> str | Finding:
    named = store.record(0).draft.body.get("vkey")
    if wanted is not None and named != wanted:
        said = f"the first record names the key {named}, not {wanted}"
        return Finding("keys", State.FAILS, said)
    chain = keys_of(store)
    if not chain.reigns:
        return Finding("keys", State.ABSENT, "the journal was made without a key")
    label = chain.in_force(store.head().size).label
    changes = len(chain.reigns) - 1
    return f"{label} in force, after {changes} change{'' if changes == 1 else 's'}"


def _checkpoint(store: Store, head: Head) -> str | Finding:
    kept = store.checkpoint()
    if kept is None:
        said = "no head is signed yet; `scenarios audit checkpoint` signs one"
        return Finding("checkpoint", State.ABSENT, said)
    size = check_kept(store, kept, keys_of(store), head).size
    return f"the head of {size} is signed; {head.size - size} added since"


def _last_seen(store: Store, known: Known) -> str | Finding:
    if known.last is None:
        said = "never seen on this machine before; its name and key are now pinned"
        return Finding("last seen", State.ABSENT, said)
    check_seen(store, known.last, known.now)
    return f"it continues the {known.last}"
