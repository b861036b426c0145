"""The days on which a development came to be known, in words."""

from scenarios.whatif.series import Move

__all__ = ["known_days"]


def known_days(move: Move) -> str:
    """Write the day on which what was new of a move came, or the first and the last.

    Points of a history may lie a week apart; the news came on days of its own.
    """
    first, last = move.days[0].isoformat(), move.days[-1].isoformat()
    if first == last:
        return first
    same_year = first[:4] == last[:4]
    return f"{first} to {last[5:] if same_year else last}"
