"""Run the console examples of a page, and write or check their outputs.

A block of kind `console` holds commands after `$ ` (continued after `> `) and, below
each, what it prints. All blocks of a page run in order in one shell session that starts
in a copy of the shipped workspace, with a home of its own for keys and heads, so that
nothing in the checkout or in the home of who runs it changes.

    python docs/examples.py README.md           writes the outputs into the page
    python docs/examples.py --check README.md   exits 1 where the page differs
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = (
    "scenarios",
    "models",
    "cases",
    "sources.yaml",
    "workspace.yaml",
    "examples",
)
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
MARK = "=== end of output ==="


def main(arguments: list[str]) -> int:
    """Write or check the outputs of the pages named, and return the exit code."""
    check = "--check" in arguments
    stale = False
    for page in map(Path, (a for a in arguments if a != "--check")):
        text = page.read_text("utf-8")
        fresh = refresh(text)
        stale = stale or fresh != text
        if not check:
            page.write_text(fresh, "utf-8")
        elif fresh != text:
            sys.stderr.write(f"{page}: an output is out of date; run {__file__}\n")
    return int(check and stale)


def refresh(text: str) -> str:
    """Return a page with the outputs that its commands print now."""
    blocks = [match[1] for match in BLOCK.finditer(text)]
    commands = [list(commands_of(block)) for block in blocks]
    outputs = iter(run([command for block in commands for command in block]))
    written = iter(
        "".join(show(command, next(outputs)) for command in block) for block in commands
    )
    return BLOCK.sub(lambda _: next(written), text)


def commands_of(block: str) -> Iterator[str]:
    """Yield the commands of a block, each with its continuation lines."""
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            if lines:
                yield "\n".join(lines)
            lines = [line[2:]]
        elif line.startswith("> ") or line == ">":
            lines.append(line[2:])
    if lines:
        yield "\n".join(lines)


def show(command: str, output: str) -> str:
    """Write a command and its output as a page shows them."""
    first, *rest = command.split("\n")
    shown = [f"$ {first}", *(f"> {line}".rstrip() for line in rest)]
    printed = [line.rstrip() for line in output.splitlines()]
    return "\n".join([*shown, *printed]) + "\n"


def run(commands: list[str]) -> list[str]:
    """Run commands in one shell and return what each printed, both streams together."""
    script = "".join(f"{command}\necho '{MARK}'\n" for command in commands)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with TemporaryDirectory() as folder:
        desk = Path(folder, "desk")
        desk.mkdir()
        for name in SHIPPED:
            source, target = ROOT / name, desk / name
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            copy(source, target)
        done = subprocess.run(  # noqa: S603 the commands are the page's own
            ["/usr/bin/env", "bash", "-c", script],
            cwd=desk,
            env={**environment(Path(folder)), "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return done.stdout.split(f"{MARK}\n")[: len(commands)]


def environment(home: Path) -> dict[str, str]:
    """Return an environment that is the same for everybody, with a home of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SCENARIOS_")}
    return kept | {
        "SCENARIOS_ACTOR": "anna",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "NO_COLOR": "1",
        "COLUMNS": "110",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
