"""Draw the gallery from the shipped workspace, or check that it is current.

Each picture comes from the very command that its page shows. Committed are the SVG
files, the page, and a digest of each specification: what the renderer makes of one may
differ from release to release, and the specification does not. Numbers count to nine
digits in it, because intervals are floats.

    python docs/gallery/make.py           draws all pictures and writes the page
    python docs/gallery/make.py --check   exits 1 where anything would change
"""

import json
import os
import re
import shlex
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from scenarios.cli.app import app
from scenarios.report.pictures.palette import PAPER
from scenarios.report.pictures.rendering import to_svg

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DIGESTS = HERE / "digests.json"
PAGE = HERE / "README.md"
SETTINGS = {
    "SCENARIOS_DEVELOPMENTS": "examples/us-pakistan/developments.jsonl",
    "SCENARIOS_AS_OF": "2024-06-30",
}
LONG_NUMBER = re.compile(r"-?\d+\.\d{10,}(e-\d+)?")

Json = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """A picture of the gallery.

    Attributes:
        kind: Which kind it is.
        options: The rest of the command that makes it.
        reading: How it is read, and what for.
    """

    kind: str
    options: str
    reading: str

    @property
    def command(self) -> str:
        """Return the command that makes it, as one would type it."""
        words = f"scenarios plot {self.kind} {self.options}".split()
        return shlex.join([*words, "-o", f"{self.kind}.svg"])


PICTURES = (
    Picture(
        "overview",
        "--since 2024-03-31",
        "All questions on one page: where each outcome stands, how far the model's own "
        "doubt reaches, and what has changed since an earlier day. For the first page "
        "of a report.",
    ),
    Picture(
        "history",
        "ties --since 2024-03-31",
        "How one question moved, and which developments moved it: each number on the "
        "scale is a line below.",
    ),
    Picture(
        "waterfall",
        "ct-cooperation",
        "Why an outcome stands where it does: the prior, the clock and each row of the "
        "ledger, largest first. Decibans add up, so the bars do; percent stand only at "
        "the ends.",
    ),
    Picture(
        "matrix",
        "ct-cooperation",
        "What each indicator says of each outcome, as in an analysis of competing "
        "hypotheses. Rows that tell the outcomes apart most stand first; signs say "
        "what the colours say.",
    ),
    Picture(
        "tornado",
        "policy-shift",
        "What an assessment hangs on: where the likeliest outcome would stand if one "
        "judgement were a step off. The scale does not begin at 0 %, and says so.",
    ),
    Picture(
        "cases",
        "--case no-imf",
        "What would be different if: base and what-if side by side, with the change in "
        "percentage points. Questions that do not move are named below.",
    ),
    Picture(
        "board",
        "aid-changes",
        "What is known of every indicator and how old that is: observed, silent within "
        "its window, or open.",
    ),
    Picture(
        "sources",
        "",
        "Whose word it is: how much of what counts comes from each source, beside its "
        "share of all reports. A long bar with one name is a reason to ask for more.",
    ),
    Picture(
        "draws",
        "diplomatic-engagement",
        "What lies behind an interval: how often each probability came out when the "
        "model's doubt was drawn ten thousand times.",
    ),
)


def main(arguments: list[str]) -> int:
    """Draw or check the gallery, and return the exit code."""
    os.chdir(ROOT)
    os.environ.update(SETTINGS)
    specs = {picture.kind: specification(picture) for picture in PICTURES}
    made = {DIGESTS: digests(specs), PAGE: page(specs)}
    if "--check" in arguments:
        stale = [path for path, text in made.items() if not is_current(path, text)]
        for path in stale:
            sys.stderr.write(f"{path}: out of date; run {Path(__file__).name}\n")
        return int(bool(stale))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    for kind, spec in specs.items():
        svg = to_svg(spec, ground=PAPER)
        (HERE / f"{kind}.svg").write_text(f"{svg}\n", encoding="utf-8")
    return 0


def specification(picture: Picture) -> Json:
    """Return the specification that a picture's own command makes."""
    words = shlex.split(picture.command)[1:-2]
    printed = BytesIO()
    with redirect_stdout(TextIOWrapper(printed, encoding="utf-8")) as stream:
        app(words, standalone_mode=False)
        stream.flush()
        found: Json = json.loads(printed.getvalue())
    return found


def digests(specs: Mapping[str, Json]) -> str:
    """Return the claim and the digest of each specification as JSON."""
    found = {
        kind: {"claim": claim(spec), "digest": digest(spec)}
        for kind, spec in specs.items()
    }
    return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n"


def digest(spec: Json) -> str:
    """Return the SHA-256 of a specification, its numbers to nine digits."""
    bare = {key: part for key, part in spec.items() if key != "usermeta"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True)
    short = LONG_NUMBER.sub(lambda match: f"{float(match[0]):.9f}", text)
    return f"sha256:{sha256(short.encode()).hexdigest()}"


def claim(spec: Json) -> str:
    """Return what a picture claims."""
    return " ".join(spec["title"]["text"])


def page(specs: Mapping[str, Json]) -> str:
    """Return the page of the gallery."""
    settings = " ".join(f"{name}={value}" for name, value in SETTINGS.items())
    parts = [
        "# Gallery",
        HEAD,
        f"```console\n$ export {settings}\n```",
    ]
    for picture in PICTURES:
        said = claim(specs[picture.kind])
        parts += [
            f"## {picture.kind}",
            f"![{said}]({picture.kind}.svg)",
            picture.reading,
            f"```console\n$ {picture.command}\n```",
        ]
    parts += ["## Letters", LETTERS]
    return "\n\n".join(parts) + "\n"


HEAD = """\
A picture of each kind, made from the shipped workspace by the command beside it.
Each says what it claims, in which unit, of which day and under which model, so that it
can be handed on alone.

`python docs/gallery/make.py` draws this page. `-o FILE.vl.json` gives the specification
with its data, to restyle in any program that reads Vega-Lite. The commands assume"""

LETTERS = """\
Pictures are set in Liberation Sans, which the renderer brings with it, else in Arial or
Helvetica, whose letters are as wide. Whatever these lack (Chinese, Urdu, Hindi) comes
from the fonts of a system: the reader's for SVG and HTML, that of the machine that
draws for PNG. Where it has none, as in a bare container, boxes stand in their place;
`apt-get install fonts-noto-core fonts-noto-cjk` brings them. Text that runs from right
to left is set apart, so that it does not turn round the numbers beside it."""


def is_current(path: Path, text: str) -> bool:
    """Tell whether a file holds a text."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
