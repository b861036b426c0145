"""A Python for arm64 on a machine of another kind: Debian's own, run by an emulator.

Nothing is installed. Packages are fetched into a folder that apt takes for a system of
its own, and taken apart there; our libraries come as wheels. The folder is kept, and
the next run finds all of it there.
"""

import platform
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree, which

import numpy as np

__all__ = ["Emulated", "NotEmulatedError", "emulate"]

ROOT = Path(__file__).resolve().parents[2]
KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
SOURCE = f"deb [signed-by={KEYS}] http://deb.debian.org/debian bookworm main\n"
PACKAGES = ("python3", "libstdc++6", "qemu-user-static:amd64")
PYTHON = "3.11"
"""The Python of that Debian."""
WHEELS = ("manylinux2014_aarch64", "manylinux_2_28_aarch64")
WHO = "import platform as it; print(it.python_version(), it.machine(), sep=', ')"


class NotEmulatedError(Exception):
    """There is no such Python here; it says why in a line."""


@dataclass(frozen=True, slots=True)
class Emulated:
    """A Python for another processor.

    Attributes:
        command: What runs it.
        libraries: The folder of its libraries.
        name: Its version and its processor, in its own words.
    """

    command: Sequence[str]
    libraries: Path
    name: str


def emulate(folder: Path) -> Emulated:
    """Return a Python for arm64; what is not in the folder yet is fetched.

    Raises:
        NotEmulatedError: It cannot be had here.
    """
    if platform.machine() != "x86_64":
        raise NotEmulatedError(f"this machine is {platform.machine()}, not x86_64")
    lacking = [name for name in ("apt-get", "dpkg-deb") if which(name) is None]
    if lacking or not KEYS.exists():
        raise NotEmulatedError("this is no Debian, whose packages it is made of")
    system, libraries = folder / "system", folder / "libraries"
    for part, fetch in ((system, _fetch_system), (libraries, _fetch_libraries)):
        if not part.exists():
            fetch(_emptied(folder / "unfinished")).rename(part)
    emulator = system / "usr" / "bin" / "qemu-aarch64-static"
    interpreter = system / "usr" / "bin" / f"python{PYTHON}"
    command = (str(emulator), "-L", str(system), str(interpreter))
    return Emulated(command, libraries, _run(*command, "-c", WHO).strip())


def _fetch_system(folder: Path) -> Path:
    """Fetch packages with all that they need, and take them apart."""
    for name in ("state/lists/partial", "cache/archives/partial", "system"):
        (folder / name).mkdir(parents=True)
    (folder / "status").touch()
    (folder / "sources.list").write_text(SOURCE, "utf-8")
    settings = {
        "Dir::State": folder / "state",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "APT::Architecture": "arm64",
        "APT::Architectures": "arm64,amd64",
        "APT::Install-Recommends": "false",
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", *(f"-o{name}={value}" for name, value in settings.items())]
    _run(*apt, "update")
    _run(*apt, "install", "--yes", "--download-only", *PACKAGES)
    for package in sorted((folder / "cache" / "archives").glob("*.deb")):
        _run("dpkg-deb", "--extract", str(package), str(folder / "system"))
    return folder / "system"


def _fetch_libraries(folder: Path) -> Path:
    """Fetch the wheels of what the program needs, with our version of numpy."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], f"numpy=={np.__version__}"]
    platforms = [f"--platform={each}" for each in WHEELS]
    chosen = [*platforms, f"--python-version={PYTHON}", "--only-binary=:all:"]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile"]
    _run(*pip, f"--target={folder}", *chosen, *wanted)
    return folder


def _emptied(folder: Path) -> Path:
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _run(*command: str) -> str:
    """Return what a program says.

    Raises:
        NotEmulatedError: It failed.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        *_, said = ["", *done.stderr.strip().splitlines()]
        raise NotEmulatedError(f"{Path(command[0]).name} failed: {said}")
    return done.stdout
