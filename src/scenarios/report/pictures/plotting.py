"""A picture → a file: SVG, PNG, a page or the specification, by ending."""

import json
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from scenarios.errors import ScenariosError, UnknownNameError
from scenarios.journal.files import file_to_hand_on
from scenarios.report.pictures.marks import Json
from scenarios.report.pictures.palette import DARK, PAPER, dark_rules
from scenarios.report.pictures.rendering import to_png, to_svg

__all__ = [
    "FORMS",
    "UnknownFormError",
    "UnknownPictureEndingError",
    "form_of",
    "picture_bytes",
    "plot",
]

FOR_EVERYBODY = 0o644

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root{{color-scheme:light dark}}
body{{margin:1rem;background:{light}}}
figure{{margin:0 auto;max-width:{width}px}}
svg{{width:100%;height:auto}}
h1{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
@media screen and (prefers-color-scheme:dark){{body{{background:{dark}}}{rules}}}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<figure>{svg}</figure>
</main>
</body>
</html>
"""


class UnknownFormError(UnknownNameError):
    """A form that pictures do not come in."""

    noun = "format"
    owner = "a picture"


class UnknownPictureEndingError(ScenariosError):
    """The name of a file does not tell what kind of file a picture is to be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: the ending names no format of pictures; write one of "
            f"{', '.join(f'.{form}' for form in FORMS)}, or give --format"
        )


def form_of(path: Path) -> str:
    """Return the form that the ending of a file's name means.

    Raises:
        UnknownPictureEndingError: It means none.
    """
    for form in FORMS:
        if path.name.lower().endswith(f".{form}"):
            return form
    raise UnknownPictureEndingError(path)


def picture_bytes(spec: Json, form: str) -> bytes:
    """Return a picture in a form.

    Args:
        spec: What `draw` returned.
        form: A key of `FORMS`.

    Raises:
        UnknownFormError: There is no such form.
        MissingExtraError: What draws it is not installed.
    """
    if form not in FORMS:
        raise UnknownFormError(form, FORMS)
    return FORMS[form](spec)


def plot(spec: Json, path: Path, form: str) -> None:
    """Write a picture to a file that takes its name only when it is whole.

    Args:
        spec: What `draw` returned.
        path: The file; one that is there is replaced.
        form: A key of `FORMS`.

    Raises:
        UnknownFormError: There is no such form.
        MissingExtraError: What draws it is not installed.
        OSError: The file cannot be written; what was there before is still there.
    """
    drawn = picture_bytes(spec, form)
    try:
        with file_to_hand_on(path, mode=FOR_EVERYBODY) as file:
            file.write(drawn)
    except OSError as error:
        # The file that was asked for, not the one that was to become it.
        raise OSError(error.errno, error.strerror, str(path)) from error


def _specification(spec: Json) -> bytes:
    return f"{json.dumps(spec, ensure_ascii=False, indent=1)}\n".encode()


def _svg(spec: Json) -> bytes:
    return f"{to_svg(spec)}\n".encode()


def _png(spec: Json) -> bytes:
    # A file of pixels cannot follow the ground it is laid on.
    return to_png(spec, ground=PAPER)


def _page(spec: Json) -> bytes:
    page = PAGE.format(
        title=escape(" ".join(spec["title"]["text"])),
        light=PAPER,
        dark=DARK[PAPER],
        width=round(spec["width"] * 1.2),
        rules=dark_rules(),
        svg=to_svg(spec),
    )
    return page.encode()


FORMS: Mapping[str, Callable[[Json], bytes]] = {
    "svg": _svg,
    "png": _png,
    "html": _page,
    "vl.json": _specification,
}
"""The forms of a picture by their ending."""
