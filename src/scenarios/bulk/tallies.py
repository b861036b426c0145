"""Tallies: counts that are added up together, since their rows are.

Counts whose news fades alike, and that share no group, move the score by sums of the
same form; one running sum for all of them is enough. A count in a group has a tally of
its own, since the group's discount needs its row alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.bulk.weighing import Sign, Weight

__all__ = ["Tally", "tallies_of"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that are added up together.

    Attributes:
        place: Its place among the tallies, from 0.
        signs: The counts, in the order of the file.
        half_life: Days in which their news fades by half; None for never.
        group: The group that its one count shares with others; None for none.
    """

    place: int
    signs: tuple[Sign, ...]
    half_life: int | None
    group: str | None

    @property
    def id(self) -> str:
        """Return the ids of its counts, with + between."""
        return "+".join(sign.id for sign in self.signs)

    @property
    def telling(self) -> list[Weight]:
        """Return the weights of its counts that say anything."""
        return [weight for sign in self.signs for weight in sign.telling]

    def column(self, outcome: int) -> str:
        """Return the column of what its news adds to an outcome against the first."""
        return f"t{self.place}_{outcome}"


def tallies_of(signs: Sequence[Sign]) -> list[Tally]:
    """Return the tallies of some indicators, in the order of their first counts."""
    sizes = Counter(sign.indicator.group for sign in signs)
    gathered: dict[tuple[object, ...], list[Sign]] = {}
    for sign in signs:
        if not sign.is_count:
            continue
        group = sign.indicator.group
        shares = group is not None and sizes[group] > 1
        key = (sign.id,) if shares else ("ungrouped", sign.half_life)
        gathered.setdefault(key, []).append(sign)
    return [
        Tally(
            place,
            tuple(members),
            members[0].half_life,
            members[0].indicator.group if len(key) == 1 else None,
        )
        for place, (key, members) in enumerate(gathered.items())
    ]
