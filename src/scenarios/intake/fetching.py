"""Fetching: one guarded request, with its redirects, within limits.

The host is resolved once, every answer must be public, and the connection goes to the
number that was checked, so that a name which changes its answer gains nothing. Each
redirect is checked anew. No proxy of the environment is used. Limits hold for what is
received and for what it unpacks to.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final, Protocol
from urllib.parse import urljoin

from scenarios.errors import ScenariosError
from scenarios.intake.guard import (
    RefusedAddressError,
    Target,
    check_numbers,
    read_target,
)

__all__ = ["FetchError", "Limits", "Reply", "Response", "Web", "fetch"]

_PERMANENT: Final = frozenset((301, 308))
_REDIRECTS: Final = _PERMANENT | {302, 303, 307}
_GZIP: Final = 16 + zlib.MAX_WBITS


class FetchError(ScenariosError):
    """A request brought no answer that can be read."""

    def __init__(self, address: str, why: str) -> None:
        self.address, self.why = address, why
        super().__init__(f"{address}: {why}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a request may take.

    Attributes:
        bytes: Most bytes of a body, unpacked.
        seconds: Longest time from the first connection to the last byte.
        redirects: Most redirects that are followed.
    """

    bytes: int = 5_000_000
    seconds: float = 30.0
    redirects: int = 3


class Reply(Protocol):
    """An answer whose body has not been read yet."""

    @property
    def status(self) -> int:
        """The status, such as 200."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, by name in lower case."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body piece by piece, as it comes."""

    def close(self) -> None:
        """Close the connection."""


class Web(Protocol):
    """The net, or a stand-in for it."""

    def resolve(self, host: str, port: int) -> list[str]:
        """Return every number that a host has.

        Raises:
            OSError: It cannot be resolved.
        """

    def get(self, number: str, target: Target, headers: Mapping[str, str]) -> Reply:
        """Ask the host of a target, at a number, for its path.

        Raises:
            OSError: There is no connection.
            HTTPException: The answer is no HTTP.
        """

    def elapsed(self) -> float:
        """Return seconds that have gone by since some fixed moment."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back.

    Attributes:
        status: The status of the last answer.
        headers: Its headers, by name in lower case.
        body: Its body, unpacked; empty unless the status is 200.
        moved: Where permanent redirects alone led, or None.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str | None


def fetch(
    address: str, headers: Mapping[str, str], web: Web, limits: Limits | None = None
) -> Response:
    """Ask for an address.

    Args:
        address: An https address.
        headers: What is sent beside the host.
        web: The net.
        limits: How much the request may take; the defaults of `Limits` where None.

    Raises:
        RefusedAddressError: It, or a redirect of it, must not be asked.
        FetchError: There is no answer, or one beyond the limits.
    """
    allowed = limits or Limits()
    until = web.elapsed() + allowed.seconds
    place, is_permanent = address, True
    for _ in range(allowed.redirects + 1):
        reply = _ask(place, headers, web)
        try:
            if reply.status not in _REDIRECTS:
                moved = place if is_permanent and place != address else None
                body = _body(place, reply, web, allowed.bytes, until)
                return Response(reply.status, reply.headers, body, moved)
            is_permanent = is_permanent and reply.status in _PERMANENT
            place = _next(place, reply)
        finally:
            reply.close()
    raise FetchError(address, f"redirects more than {allowed.redirects} times")


def _ask(address: str, headers: Mapping[str, str], web: Web) -> Reply:
    target = read_target(address)
    try:
        number = check_numbers(address, web.resolve(target.host, target.port))
        return web.get(number, target, headers)
    except (OSError, HTTPException) as error:
        raise FetchError(address, _said(error)) from error


def _next(address: str, reply: Reply) -> str:
    where = reply.headers.get("location", "")
    if not where:
        raise FetchError(address, f"answers {reply.status} and does not say where to")
    try:
        return urljoin(address, where)
    except ValueError:
        raise RefusedAddressError(where, "is no address of the web") from None


def _body(address: str, reply: Reply, web: Web, most: int, until: float) -> bytes:
    if reply.status != 200:  # noqa: PLR2004 the one status with news
        return b""
    packing = reply.headers.get("content-encoding", "identity").lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FetchError(address, f"is packed as {packing}, which was not asked for")
    body = bytearray()
    try:
        for chunk in _unpacked(reply.chunks(), is_packed=packing != "identity"):
            body += chunk
            if len(body) > most:
                raise FetchError(address, f"is larger than {most:,} bytes")
            if web.elapsed() > until:
                raise FetchError(address, "takes too long")
    except (OSError, HTTPException, zlib.error) as error:
        raise FetchError(address, _said(error)) from error
    return bytes(body)


def _unpacked(chunks: Iterator[bytes], *, is_packed: bool) -> Iterator[bytes]:
    """Yield a body in pieces that are small whatever they were packed from.

    Raises:
        zlib.error: It is not packed as it says, or breaks off.
    """
    if not is_packed:
        yield from chunks
        return
    unpacker, is_begun = zlib.decompressobj(_GZIP), False
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacker.eof:
                # Several parts may follow each other (RFC 1952, 2.2).
                unpacker = zlib.decompressobj(_GZIP)
            is_begun = True
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
    if is_begun and not unpacker.eof:
        message = "it breaks off"
        raise zlib.error(message)


_PIECE: Final = 1 << 16


def _said(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"cannot be fetched: {text}"
