"""Endpoints of language models: one guarded POST to an address that the user named.

The user's own machine may be asked without encryption, for llama.cpp and Ollama answer
there; any other is asked by https with its certificate checked. No redirect is
followed, no proxy of the environment is used, and the key goes to that address alone:
it stands in no message and in nothing that is kept.
"""

import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from scenarios.errors import ScenariosError
from scenarios.intake.deadline import Deadline

__all__ = ["Endpoint", "EndpointError", "ask", "read_endpoint"]

MOST_BYTES: Final = 1_000_000
_SECONDS: Final = 120.0
_LONGEST_WAIT: Final = 20.0
_TRIES: Final = 2
_PIECE: Final = 1 << 16
_FINE: Final = 200
_BUSY: Final = frozenset((429, 503))
_LOCAL: Final = "localhost"
_ADVICE: Final = {
    401: "; set SCENARIOS_CODER_KEY",
    403: "; set SCENARIOS_CODER_KEY",
    404: "; is its address right, and does it know the model",
}


class EndpointError(ScenariosError):
    """An endpoint cannot be asked, or brought no answer."""

    def __init__(self, address: str, why: str) -> None:
        self.address, self.why = address, why
        super().__init__(f"{address}: {why}")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked.

    Attributes:
        address: Its address as shown to people, such as http://127.0.0.1:8080.
        host: The host.
        port: The port.
        path: The path that is asked.
        is_plain: Whether it is asked without encryption; only this machine is.
        model: The model's name.
        key: What opens it; empty where it needs none.
        seconds: Longest time for an answer.
    """

    address: str
    host: str
    port: int
    path: str
    is_plain: bool
    model: str
    key: str = field(default="", repr=False)
    seconds: float = _SECONDS


def read_endpoint(
    url: str, model: str, key: str = "", seconds: float = _SECONDS
) -> Endpoint:
    """Take the address of an endpoint apart.

    Args:
        url: The base of an OpenAI-compatible service; `/v1` may stand at its end.
        model: The model's name.
        key: What opens it.
        seconds: Longest time for an answer.

    Raises:
        EndpointError: It must not be asked so.
    """
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise EndpointError(url, "is no address of the web") from None
    if parts.username is not None or parts.password is not None:
        # What stands before the @ is a secret: it is not repeated.
        raise EndpointError(host, "names a user; the key goes into SCENARIOS_CODER_KEY")
    if parts.scheme not in ("http", "https") or not host or parts.query:
        raise EndpointError(url, "is no base of a service, such as https://host/v1")
    if parts.scheme == "http" and not _is_this_machine(host):
        raise EndpointError(url, "only this machine is asked without https")
    if not key.isascii() or not key.isprintable():
        raise EndpointError(url, "its key has characters that no header can hold")
    is_plain = parts.scheme == "http"
    base = parts.path.rstrip("/").removesuffix("/v1")
    return Endpoint(
        address=f"{parts.scheme}://{parts.netloc}{base}",
        host=host,
        port=port or (80 if is_plain else 443),
        path=f"{base}/v1/chat/completions",
        is_plain=is_plain,
        model=model,
        key=key,
        seconds=seconds,
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == _LOCAL


def ask(
    endpoint: Endpoint,
    body: bytes,
    wait: Callable[[float], None],
    trust: ssl.SSLContext | None = None,
) -> bytes:
    """Ask an endpoint, and return the body of its answer as it came.

    One that is busy, and says for how long, is asked once more after that time.

    Args:
        endpoint: Whom to ask.
        body: The request.
        wait: Waits for so many seconds.
        trust: Certificates to trust; those of the system where None.

    Raises:
        EndpointError: It brought no answer, or one beyond the limits.
    """
    for is_last in (False, True):
        status, pause, answer = _post(endpoint, body, trust)
        if status == _FINE:
            return answer
        if is_last or status not in _BUSY or pause is None:
            break
        wait(pause)
    raise EndpointError(endpoint.address, f"answers {status}{_ADVICE.get(status, '')}")


def _post(
    endpoint: Endpoint, body: bytes, trust: ssl.SSLContext | None
) -> tuple[int, float | None, bytes]:
    """Return the status, how long to wait where it says so, and the body of a 200."""
    connection = _connection(endpoint, trust)
    with closing(connection), Deadline(endpoint.seconds) as deadline:
        try:
            connection.connect()
            deadline.hold(connection.sock)
            connection.request("POST", endpoint.path, body, _headers(endpoint))
            response = connection.getresponse()
            pause = _pause(response.headers.get("Retry-After"))
            answer = _read(response, endpoint) if response.status == _FINE else b""
            # What was cut short may look whole.
            deadline.check()
        except (OSError, HTTPException, ValueError) as error:
            why = "takes too long" if deadline.has_passed else _said(error)
            raise EndpointError(endpoint.address, why) from error
    return response.status, pause, answer


def _connection(endpoint: Endpoint, trust: ssl.SSLContext | None) -> HTTPConnection:
    timeout = endpoint.seconds
    if endpoint.is_plain:
        return HTTPConnection(endpoint.host, endpoint.port, timeout=timeout)
    context = trust or ssl.create_default_context()
    return HTTPSConnection(
        endpoint.host, endpoint.port, timeout=timeout, context=context
    )


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    return headers | (
        {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    )


def _read(response: HTTPResponse, endpoint: Endpoint) -> bytes:
    answer = bytearray()
    while piece := response.read1(_PIECE):
        answer += piece
        if len(answer) > MOST_BYTES:
            message = f"answers with more than {MOST_BYTES:,} bytes"
            raise EndpointError(endpoint.address, message)
    if response.length:
        raise EndpointError(endpoint.address, "broke off its answer")
    return bytes(answer)


def _pause(text: str | None) -> float | None:
    """Read Retry-After in seconds; None where it says another thing, or too long."""
    if text is None or not text.isascii() or not text.isdigit():
        return None
    return float(text) if float(text) <= _LONGEST_WAIT else None


def _said(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"cannot be asked: {text}"
