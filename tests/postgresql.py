"""A private PostgreSQL server."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from pathlib import Path

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"))
#: No test waits for the disk, and each database has its own few connections.
OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=300"


class PostgreSQL:
    """A server for this process alone, reached by a socket in its directory."""

    def __init__(self) -> None:
        self.home = Path("/tmp", f"rt-pg-{os.getpid()}-{secrets.token_hex(4)}")

    def start(self) -> None:
        """Make the directory and a cluster in it, and serve it."""
        self.home.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(self.home, "postgres")
        self._run("initdb", "-U", "ringtree", "-A", "trust", "--no-sync")
        self._run("pg_ctl", "-w", "-l", str(self.home / "log"), "-o", self._options, "start")

    def stop(self) -> None:
        """End the server and remove all it had."""
        self._run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.home)

    def url(self, name: str) -> str:
        """The URL of a database, as the settings take it."""
        return f"postgresql://ringtree@/{name}?host={self.home}"

    def create(self, name: str, template: str = "template1") -> None:
        """Make a database, a copy of another one."""
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")

    def drop(self, *names: str) -> None:
        """Remove databases, whoever is still connected."""
        self._do(*(f"DROP DATABASE {name} WITH (FORCE)" for name in names))

    @property
    def _options(self) -> str:
        return f"-k {self.home} {OPTIONS}"

    def _do(self, *statements: str) -> None:
        where = ("-h", str(self.home), "-U", "ringtree", "-d", "postgres")
        each = [part for one in statements for part in ("-c", one)]
        psql = str(BINARIES / "psql")
        subprocess.run([psql, *where, "-q", *each], check=True, capture_output=True)

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL; as root (in a container) as somebody less."""
        command = [str(BINARIES / program), "-D", str(self.home / "data"), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, cwd=self.home, capture_output=True)
