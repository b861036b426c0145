"""A real browser for the tests of pages: Chromium, with no network at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

from machine import need_program

__all__ = ["Visit", "launch", "visit"]

ADDRESS = "http://report.test/"
STRICT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass
class Visit:
    """A page as it was shown, and what it did meanwhile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@contextmanager
def launch() -> Iterator[Browser]:
    """Start Chromium."""
    path = need_program("chromium", "chromium-browser", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@contextmanager
def visit(
    browser: Browser,
    file: Path,
    *,
    scheme: str = "light",
    lax: bool = False,
    width: int = 1280,
) -> Iterator[Visit]:
    """Show a file as a server with a strict policy would send it.

    Args:
        browser: The browser.
        file: An HTML file.
        scheme: `light` or `dark`.
        lax: Whether to lift every policy, the page's own as well.
        width: Of the window, in pixels.
    """
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=lax,
        viewport={"width": width, "height": 1000},
    )
    seen = Visit(context.new_page())

    def answer(route: Route) -> None:
        seen.requests.append(route.request.url)
        if route.request.url != ADDRESS:
            route.abort()
            return
        headers = {"content-type": "text/html; charset=utf-8"}
        if not lax:
            headers["content-security-policy"] = STRICT
        route.fulfill(body=file.read_bytes(), headers=headers)

    context.route("**/*", answer)
    seen.page.on("console", lambda message: seen.said.append(message.text))
    seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.page.on("dialog", lambda dialog: _dismiss(dialog, seen))
    seen.page.goto(ADDRESS)
    yield seen
    context.close()


def _dismiss(dialog: object, seen: Visit) -> None:
    seen.dialogs.append(getattr(dialog, "message", ""))
    getattr(dialog, "dismiss")()  # noqa: B009 playwright types it as Any
