"""Likelihood words inside sentences: each word of each standard, and what leads to it.

Words are of several parts of speech («likely», «almost no chance», «probably not»), so
that each that is no adjective has a turn of phrase of its own.
"""

from collections.abc import Mapping

__all__ = ["opening", "predicate"]

_OPENINGS: Mapping[str, str] = {
    "below 1 %": "There is a chance of less than one in a hundred",
    "almost no chance": "There is almost no chance",
    "roughly even chance": "There is a roughly even chance",
    "above 99 %": "There is a chance of more than ninety-nine in a hundred",
    "ruled out": "It is ruled out",
    "remote chance": "There is a remote chance",
    "realistic possibility": "There is a realistic possibility",
    "impossibility": "It is an impossibility",
    "almost certainly not": "It is almost certainly not so",
    "probably not": "It is probably not so",
    "chances about even": "The chances are about even",
    "certainty": "It is a certainty",
}

_PREDICATES: Mapping[str, str] = {
    "below 1 %": "has a chance of less than one in a hundred",
    "almost no chance": "has almost no chance",
    "roughly even chance": "has a roughly even chance",
    "above 99 %": "has a chance of more than ninety-nine in a hundred",
    "remote chance": "has a remote chance",
    "realistic possibility": "is a realistic possibility",
    "impossibility": "is an impossibility",
    "almost certainly not": "is almost certainly not what comes",
    "probably not": "is probably not what comes",
    "chances about even": "has an about even chance",
    "certainty": "is a certainty",
}


def opening(word: str) -> str:
    """Return how a sentence opens that goes on with «that».

    >>> opening("likely"), opening("roughly even chance")
    ('It is likely', 'There is a roughly even chance')
    >>> opening("between highly unlikely and unlikely")
    'The likelihood lies between «highly unlikely» and «unlikely»'
    """
    if ends := _ends(word):
        return f"The likelihood lies {ends}"
    return _OPENINGS.get(word, f"It is {word}")


def predicate(word: str) -> str:
    """Return what a sentence says of an outcome.

    >>> predicate("unlikely"), predicate("almost no chance")
    ('is unlikely', 'has almost no chance')
    """
    if ends := _ends(word):
        return f"lies {ends}"
    return _PREDICATES.get(word, f"is {word}")


def _ends(word: str) -> str:
    """Return the neighbours of a gap; empty where the word is one word."""
    if not word.startswith("between "):
        return ""
    lower, upper = word.removeprefix("between ").split(" and ")
    return f"between «{lower}» and «{upper}»"
