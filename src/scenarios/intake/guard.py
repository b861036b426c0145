"""Guards of the net: which addresses may be asked at all.

A feed's address is chosen by an analyst, but its redirects and its name's numbers are
chosen by others: they must not lead into the analyst's own network (SSRF).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from typing import Final
from urllib.parse import urlsplit

from scenarios.errors import ScenariosError

__all__ = ["RefusedAddressError", "Target", "check_numbers", "read_target"]

_HTTPS: Final = 443
_ELSEWHERE: Final[tuple[IPv4Network | IPv6Network, ...]] = (
    *map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")),
    *map(
        IPv6Network,
        # Embedded or translated IPv4 (RFC 4291, 8215, 2765), and what no host has
        # (RFC 9637, 9602); Python before 3.13 takes most of it for public.
        ("::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "3fff::/20", "5f00::/16"),
    ),
)
"""Networks that no feed is in, whatever a library says of them."""

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""Addresses that a gateway turns into the IPv4 address in their last 32 bits."""


class RefusedAddressError(ScenariosError):
    """An address must not be asked."""

    def __init__(self, address: str, why: str) -> None:
        self.address, self.why = address, why
        super().__init__(f"{address}: {why}")


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked.

    Attributes:
        host: The host, in ASCII.
        port: The port.
        path: Path and query, as they are sent.
    """

    host: str
    port: int
    path: str


def read_target(address: str) -> Target:
    """Take an address apart.

    Raises:
        RefusedAddressError: It is not https, names a user, or is no address.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or _HTTPS
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        raise RefusedAddressError(address, "is no address of the web") from None
    if parts.scheme != "https" or not host:
        raise RefusedAddressError(address, "only https is asked")
    if parts.username is not None or parts.password is not None:
        raise RefusedAddressError(address, "names a user; feeds are read by nobody")
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    if not path.isascii() or not path.isprintable() or " " in path:
        raise RefusedAddressError(address, "has letters that must be escaped")
    return Target(host, port, path)


def check_numbers(address: str, numbers: Iterable[str]) -> str:
    """Return the number to connect to, where all that a name resolves to are public.

    One private answer refuses them all: which one is taken must not be up to chance.

    Args:
        address: The address that is asked, for the message.
        numbers: Everything that its host resolves to.

    Raises:
        RefusedAddressError: A number is not public, or there is none.
    """
    given = list(numbers)
    if not given:
        raise RefusedAddressError(address, "its host has no address")
    for number in given:
        if not _is_public(ip_address(number.partition("%")[0])):
            raise RefusedAddressError(
                address, f"leads to {number}, which is not public"
            )
    return given[0]


def _is_public(number: IPv4Address | IPv6Address) -> bool:
    if isinstance(number, IPv6Address):
        carried = _inside(number)
        if carried is not None:
            return _is_public(carried)
        if number.is_site_local:
            return False
    if any(number in network for network in _ELSEWHERE):
        return False
    return number.is_global and not number.is_multicast


def _inside(number: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address carries, or None."""
    if number.teredo is not None:
        return number.teredo[1]
    if number in _TRANSLATED:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour
