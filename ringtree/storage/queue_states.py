"""What the queues must not forget, one small file for each company.

A file is replaced as a whole and in one step: whoever is killed in between leaves the old one.
It is state for the next process on this machine, and no record: losing it costs places in queues
and nothing else.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class QueueStates:
    """The last states, by company. `directory` is ours alone."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def save(self, company: str, state: dict[str, Any], *, at: float) -> bool:
        """Keep a state of plain JSON values; `at` is seconds since 1970. False: it can't be kept.

        A full disk is logged and not raised: the calls go on.
        """
        path = self._path(company)
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            new = path.with_suffix(".new")
            new.write_text(json.dumps({"at": at, "state": state}), "utf-8")
            new.replace(path)
        except OSError as error:
            log.error("queues not kept", company=company, error=str(error))
            return False
        return True

    def load(self, company: str) -> tuple[dict[str, Any], float] | None:
        """The last state, and when it was kept; None if there is none that can be read."""
        try:
            found = json.loads(self._path(company).read_text("utf-8"))
            return found["state"], float(found["at"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.error("queues' last state can't be read", company=company, error=str(error))
            return None

    def _path(self, company: str) -> Path:
        return self._directory / f"{company}.json"
