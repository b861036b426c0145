"""The program `scenarios`: its commands, its exit codes and its last line of defence.

Exit 0: fine. 1: the data has faults or a check failed. 2: wrong usage, an unknown
scenario or model or a journal that is not there too. 130: interrupted.
"""

import gc
import os
import sys
from typing import Annotated

import typer

from scenarios import __version__, errors
from scenarios.cli.commands import Commands
from scenarios.journal.errors import JournalNotFoundError
from scenarios.report.visible import visible

__all__ = ["app", "main"]

EXIT_FAULTS = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="scenarios",
    cls=Commands,
    help="Follow a question for months: indicators in YAML, news in, a likelihood per "
    "outcome out, with every deciban explained.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"scenarios {__version__}")
        raise typer.Exit


@app.callback()
def _scenarios(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Follow a question for months; see `scenarios COMMAND --help`."""


def main() -> None:
    """Run the program and exit with its code; bad input never shows a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a bar gets a question mark, not a crash.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    try:
        _run()
    except errors.ScenariosError as error:
        _tell(error if _is_faults(error) else f"error: {error}")
        sys.exit(EXIT_FAULTS if _is_check(error) else EXIT_USAGE)
    except BrokenPipeError:
        # The reader has gone; leave without Python's complaint at closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAULTS)
    except OSError as error:
        what = error.filename or "cannot write the output"
        _tell(f"error: {what}: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAULTS)
    except UnicodeEncodeError:
        _tell(f"error: {_garbled_argument()!r} is not UTF-8")
        sys.exit(EXIT_USAGE)
    except MemoryError:
        _tell("error: there is not enough memory for this")
        sys.exit(EXIT_FAULTS)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)


def _garbled_argument() -> bytes:
    """Return the bytes of an argument that is no text.

    Raises:
        UnicodeEncodeError: All are text, and so something else is at fault.
    """
    for argument in sys.argv:
        try:
            argument.encode()
        except UnicodeEncodeError:
            return os.fsencode(argument)
    raise  # noqa: PLE0704 what is being handled


def _run() -> None:
    try:
        app(prog_name="scenarios")
    finally:
        # All of it goes with the process; looking through it for garbage takes 80 ms.
        # DuckDB complains on standard error of whatever is not collected.
        if "duckdb" not in sys.modules:
            gc.freeze()
        # A full disk must be noticed here, not when Python closes the stream.
        if sys.stdout is not None:
            sys.stdout.flush()


def _is_faults(error: errors.ScenariosError) -> bool:
    """Tell whether an error is a list of faults, each with its place."""
    return isinstance(error, errors.FaultyDataError)


def _is_check(error: errors.ScenariosError) -> bool:
    """Tell whether something does not hold, rather than not being there."""
    is_check = _is_faults(error) or isinstance(error, errors.FailedCheckError)
    return is_check and not isinstance(error, JournalNotFoundError)


def _tell(what: object) -> None:
    typer.echo(visible(str(what)), err=True)
