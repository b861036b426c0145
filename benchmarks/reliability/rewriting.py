"""A past that is written anew: what a head kept elsewhere tells, and nothing else can.

Whoever can write to the file can make another journal that is sound in itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import Keeper

from scenarios.journal.record import Draft
from scenarios.journal.store import Head, Store
from scenarios.journal.tree import ProofError, consistency_proof, verify_consistency

__all__ = ["ATTACKS", "continues", "find_rewriting"]

PROMISE = "A head kept elsewhere shows a past that was rewritten"
RECORDS = 30

Attack = Callable[[Sequence[Draft]], Sequence[Draft]]
"""Returns what somebody would rather have said."""


def find_rewriting(setup: Setup) -> Iterator[Finding]:
    """Rewrite journals, and compare them with a head from before."""
    for keeper in setup.keepers:
        drafts = [draw_draft(number) for number in range(RECORDS)]
        head = _make(keeper, setup.fresh(), drafts)
        shown = unseen = 0
        for attack in ATTACKS.values():
            folder = setup.fresh()
            _make(keeper, folder, attack(drafts))
            with keeper.open(folder) as store:
                # It holds in itself, or this raises.
                unseen += store.verify() is not None
                shown += not continues(store, head)
        alarms = _false_alarms(keeper, setup.fresh(), drafts)
        yield Finding(
            PROMISE,
            keeper.name,
            (
                Figure(f"shown: {', '.join(ATTACKS)}", shown, least=len(ATTACKS)),
                Figure("false alarms as a journal grows", alarms, most=0),
            ),
            (Figure("unseen without the head", unseen, least=len(ATTACKS)),),
        )


def continues(store: Store, head: Head) -> bool:
    """Tell whether a journal continues what a head says of it."""
    now = store.head()
    try:
        proof = consistency_proof(head.size, now.size, store.node)
        verify_consistency(head.size, now.size, proof, head.root, now.root)
    except ProofError:
        return False
    return True


def _rewrite(drafts: Sequence[Draft]) -> Sequence[Draft]:
    return [*drafts[:9], draw_draft(9 + RECORDS), *drafts[10:]]


def _roll_back(drafts: Sequence[Draft]) -> Sequence[Draft]:
    return drafts[:-1]


def _fork(drafts: Sequence[Draft]) -> Sequence[Draft]:
    return [*drafts[:-1], draw_draft(2 * RECORDS), draw_draft(2 * RECORDS + 1)]


ATTACKS: Mapping[str, Attack] = {
    "forged anew": _rewrite,
    "rolled back": _roll_back,
    "forked": _fork,
}
"""Ways to another past."""


def _make(keeper: Keeper, folder: Path, drafts: Sequence[Draft]) -> Head:
    with keeper.create(folder) as store:
        store.append(drafts)
        return store.head()


def _false_alarms(keeper: Keeper, folder: Path, drafts: Sequence[Draft]) -> int:
    """Count the heads of a growing journal that its later states contradict."""
    with keeper.create(folder) as store:
        heads = [store.head()]
        for draft in drafts:
            store.append([draft])
            heads.append(store.head())
        return sum(not continues(store, head) for head in heads)
