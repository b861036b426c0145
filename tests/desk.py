"""A small good workspace, ways to break it, and the program to run on it."""

import gc
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from scenarios import __version__
from scenarios.cli.app import main
from scenarios.errors import Issue
from scenarios.journal.place import find_place, open_journal

__all__ = [
    "NEWS",
    "PATIENCE",
    "SCENARIO",
    "SOURCES",
    "WORKSPACE",
    "Answer",
    "Files",
    "check_golden",
    "clean_environment",
    "command",
    "enter",
    "head_of",
    "replace_once",
    "rounded",
    "run",
    "spawn",
    "tell",
    "write_workspace",
]

Files = Mapping[str, str | bytes | None]

PATIENCE = 120.0
"""Seconds after which a program has gone wrong, on any machine."""

SCENARIO = """\
format: scenarios/scenario@1
id: strike
title: The dockers' strike
question: How will the strike at the docks end by the end of 2024?
horizon: {opens: 2024-01-01, closes: 2024-12-31}
ordered: true
outcomes:
  defeat: {title: The union gives in, prior: 0.3, criteria: work resumes unpaid}
  ruling: {title: A court ends it, prior: 0.1, deadline: true}
  deal: {title: A deal is signed, prior: 0.6, why: most strikes of the port did}
indicators:
  talks:
    title: Both sides meet in person
    weights: {deal: strong_for, defeat: -3.5}
    expected: 0.7
    within: 90d
    coverage: 0.8
    half_life: 200d
    group: table
    why: nothing is signed without them
  mediator:
    title: A mediator is named
    likelihoods: {deal: 0.5, defeat: 0.2, ruling: 0.3}
    from: 2024-02-01
    within: 120d
    group: table
  walkouts:
    title: A further port walks out
    kind: count
    per: 30d
    rates: {deal: 0.4, defeat: 1.5, ruling: 0.9}
  marches:
    title: A march is held
    kind: count
    per: 60d
    weights: {defeat: 3, ruling: 1}
    expected: 0.6
  mood:
    title: The union's tone
    kind: state
    levels: {warm: {deal: moderate_for}, cold: {defeat: strong_for}}
  court:
    title: Where the case stands
    kind: state
    likelihoods:
      deal: {filed: 0.7, heard: 0.3}
      defeat: {filed: 0.6, heard: 0.4}
      ruling: {filed: 0.1, heard: 0.9}
  pay:
    title: The rise that is offered
    kind: measure
    unit: per cent
    expects:
      deal: {mean: 4, sd: 1}
      defeat: {mean: 1, sd: 0.8}
      ruling: {mean: 2.5, sd: 2}
  tonnage:
    title: Goods that leave the port
    kind: measure
    unit: thousand tons
    distribution: lognormal
    expects:
      deal: {mean: 3.1, sd: 0.4}
      defeat: {mean: 2.2, sd: 0.5}
      ruling: {mean: 2.6, sd: 0.7}
"""

SETTLED = """\
format: scenarios/scenario@1
id: vote
title: The ballot
question: Will the members vote for the strike?
horizon: {opens: 2024-01-01, closes: 2024-02-29}
outcomes:
  for: {title: They vote for it, prior: 0.7}
  against: {title: They vote against it, prior: 0.3}
indicators:
  turnout:
    title: More than half take part
    weights: {for: slight_for}
resolved: {outcome: for, on: 2024-02-20, why: the returning officer said so}
"""

DEFAULT = """\
format: scenarios/model@1
id: default
title: The desk's model
method: weight-of-evidence
scale: {strong_for: 10, moderate_for: 5, slight_for: 2, neutral: 0}
grades:
  reliability: {A: 0.95, B: 0.75, C: 0.5, D: 0.25, E: 0, F: 0.2}
  credibility: {1: 1, 2: 0.9, 3: 0.7, 4: 0.4, 5: 0, 6: 0.5}
expected: 0.5
coverage: 0.9
dependence: {reports: 0.2, indicators: 0.5}
half_life: null
limits: {theta: [0.0001, 0.99], report_db: 30}
uncertainty: {weight_db: 2, prior_db: 1, draws: 200, level: 0.9}
words: icd-203
confidence:
  high:
    {origins: 6, grade: 0.6, largest_share: 0.3, width: 0.25, days: 45, observed: 0.6}
  moderate:
    {origins: 3, grade: 0.4, largest_share: 0.6, width: 0.5, days: 99, observed: 0.3}
  high_needs: 4
  low_needs: 3
"""

WARY = """\
format: scenarios/model@1
id: wary
title: Flatter grades
grades: {reliability: {A: 0.7, B: 0.5}}
words: phia
"""

SOURCES = """\
gazette: {title: The Gazette, reliability: [{from: 2020-01-01, grade: B}]}
union: {title: The union, reliability: [{from: 2020-01-01, grade: C}]}
"""

CASE = """\
format: scenarios/case@1
id: calm
title: The talks never met
changes:
  - {drop: d1}
  - {add: {id: x1, date: 2024-03-01, observes: [strike/marches]}}
  - {regrade: {source: union, reliability: D}}
  - {prior: {scenario: strike, outcomes: {deal: 0.5, defeat: 0.4, ruling: 0.1}}}
  - {weight: {indicator: strike/talks, weights: {deal: 3}}}
  - {model: wary}
  - {as_of: 2024-12-31}
"""

NEWS = """\
- id: d1
  date: 2024-02-05
  title: Both sides met for an hour
  observes: [{indicator: strike/talks, strength: 0.8, why: an hour is short}]
  reports:
    - {id: r1, source: gazette, published: 2024-02-06, credibility: 2, url: http://x/1}
    - {id: r2, source: union, credibility: 3, origin: readout, summary: They met.}
- id: d2
  date: 2024-02-20
  title: The port of Leith walks out
  observes: [strike/walkouts, {indicator: strike/mood, value: cold}]
  reports:
    - {id: r1, source: gazette, credibility: 1, origin: wire}
    - {id: r2, source: union, credibility: 2, origin: wire}
- id: d3
  date: 2024-03-10
  title: No mediator, says the ministry
  observes: [{indicator: strike/mediator, absent: true}]
  reports: [{id: r1, source: gazette, grade: A2}]
- id: d4
  date: 2024-03-20
  title: Four per cent on the table
  observes:
    [{indicator: strike/pay, value: 3.5}, {indicator: strike/tonnage, value: 18}]
  reports:
    - {id: r1, source: gazette, credibility: 2, stance: asserts}
    - {id: r2, source: union, credibility: 4, stance: denies}
- id: d5
  date: 2024-04-02
  title: The case is heard
  observes: [{indicator: strike/court, value: heard}, vote/turnout]
  reports:
    [{id: r1, source: gazette, retracted: {on: 2024-05-01, why: the wrong court}}]
"""

WORKSPACE: Files = {
    "scenarios/strike.yaml": SCENARIO,
    "scenarios/vote.yaml": SETTLED,
    "models/default.yaml": DEFAULT,
    "models/wary.yaml": WARY,
    "sources.yaml": SOURCES,
    "cases/calm.yaml": CASE,
    "news.yaml": NEWS,
}

GOLDEN = Path(__file__).parent / "golden"
WIDTH = "110"
PROGRAM = "from scenarios.cli.app import main; main()"
# What would change the output on one machine and not on another.
UNWANTED = re.compile(
    r"SCENARIOS_.*|(NO|FORCE|PY)_COLORS?|COLUMNS|LINES|GITHUB_ACTIONS"
)


@dataclass(frozen=True)
class Answer:
    """What the program said, and the code it ended with."""

    code: int
    out: str
    err: str


def write_workspace(root: Path, files: Files | None = None) -> Path:
    """Write the good workspace with other files in it; None leaves a file out."""
    for name, content in {**WORKSPACE, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
    return root


def replace_once(text: str, old: str, new: str) -> str:
    """Change one place of a text, which must be there and there alone."""
    assert text.count(old) == 1, f"{text.count(old)} × {old!r}"
    return text.replace(old, new)


def tell(issues: Iterable[Issue], root: Path | None = None) -> list[str]:
    """Write issues as people see them who stand in `root`."""
    lines = [str(issue) for issue in issues]
    return lines if root is None else [line.removeprefix(f"{root}/") for line in lines]


def run(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    encoding: str = "utf-8",
    **environment: str,
) -> Answer:
    """Run the program in this process, in a folder and a clean environment."""
    out, err = _stream(encoding=encoding), _stream(encoding=encoding)
    with pytest.MonkeyPatch.context() as patch:
        for name in filter(UNWANTED.fullmatch, list(os.environ)):
            patch.delenv(name)
        for name, value in {"COLUMNS": WIDTH, **environment}.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["scenarios", *arguments])
        patch.setattr(sys, "stdin", _stream(stdin))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = _exit_code()
    return Answer(code, _text(out), _text(err))


def enter(folder: Path, *arguments: str, **environment: str) -> Answer:
    """Run a command of the journal as anna, which must succeed in silence."""
    named = {"SCENARIOS_ACTOR": "anna", **environment}
    answer = run(folder, *arguments, stdin=b"", encoding="utf-8", **named)
    assert (answer.code, answer.err) == (0, ""), answer.err
    return answer


def head_of(folder: Path) -> int:
    """Return how many records the journal of a workspace holds."""
    with open_journal(find_place(None, folder)) as store:
        return store.head().size


def spawn(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    timeout: float = PATIENCE,
    **environment: str,
) -> Answer:
    """Run the real program, in a folder and a clean environment."""
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=clean_environment(**environment),
        input=stdin,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Answer(
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
    )


def command(*arguments: str) -> list[str]:
    """Return what starts the real program."""
    return [sys.executable, "-c", PROGRAM, *arguments]


def clean_environment(**environment: str) -> dict[str, str]:
    """Return an environment that is the same on every machine."""
    kept = {k: v for k, v in os.environ.items() if not UNWANTED.fullmatch(k)}
    return {**kept, "COLUMNS": WIDTH, **environment}


def check_golden(name: str, text: str) -> None:
    """Compare a text with tests/golden/`name`; SCENARIOS_UPDATE_GOLDEN=1 rewrites."""
    path = GOLDEN / name
    if os.environ.get("SCENARIOS_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"no golden file {name}: run with SCENARIOS_UPDATE_GOLDEN=1"
    assert text == path.read_text(encoding="utf-8")


def rounded(text: str) -> str:
    """Round long numbers of a text to 9 digits, and mask the engine's version."""
    text = text.replace(f'"version": "{__version__}"', '"version": "…"')
    return re.sub(r"-?\d+\.\d{10,}(e-\d+)?", lambda m: f"{float(m[0]):.9f}", text)


def _stream(content: bytes = b"", encoding: str = "utf-8") -> TextIOWrapper:
    return TextIOWrapper(BytesIO(content), encoding=encoding, newline="\n")


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, BytesIO)
    return content.getvalue().decode(errors="replace")


def _exit_code() -> int:
    threshold = gc.get_threshold()
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        gc.set_threshold(*threshold)
    return 0
