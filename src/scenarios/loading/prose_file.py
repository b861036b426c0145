"""Text of a file of prose."""

from scenarios.errors import FaultyDataError
from scenarios.loading.document import Source, UnreadableError

__all__ = ["read_text"]


def read_text(data: bytes, path: str) -> Source:
    """Read bytes as UTF-8 text, with or without a byte order mark.

    Raises:
        FaultyDataError: A byte is not UTF-8.
    """
    try:
        return Source.decode(data, path)
    except UnreadableError as error:
        raise FaultyDataError([error.issue]) from error
