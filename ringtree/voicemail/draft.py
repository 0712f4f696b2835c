"""A message on its way into its mailbox: a recording, and beside it what is known of it.

The second file is there before the first sound is: whenever this process dies, what was recorded
until then can be told from a stranger's file, repaired and delivered.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

SUFFIX = ".draft.json"
FOLDER = "voicemail"
#: How the names of recordings begin that are no message: a greeting, an introduction.
SCRATCH = "scratch-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known before anything was said. `file` is below the data directory.

    `shortest` is in seconds of speech. `forwarded_by` is who sent it on, "" for a caller's own.
    """

    id: str
    company: str
    mailbox: str
    call: str
    caller: str
    caller_name: str
    called: str
    started: datetime
    path: tuple[str, ...]
    shortest: float
    file: str
    is_urgent: bool = False
    forwarded_by: str = ""

    def with_take(self, number: int) -> Draft:
        """The same message in another file: recorded once more."""
        return replace(self, file=str(folder_of(self.company) / f"{self.id}-{number}.wav"))


def folder_of(company: str) -> Path:
    """Where a company's messages are, below the data directory."""
    return Path(FOLDER, company)


def new_id() -> str:
    """An id that sorts by nothing and that nobody guesses."""
    return secrets.token_hex(12)


def make_private(folder: Path) -> None:
    """A folder that the server's user alone can look into."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.parent.chmod(0o700)
    folder.chmod(0o700)


def write_draft(data_dir: Path, draft: Draft) -> None:
    """Put a draft on the disk, whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    path = _note_of(data_dir, draft.id, draft.company)
    make_private(path.parent)
    facts = {**asdict(draft), "started": draft.started.isoformat()}
    whole = path.with_suffix(".new")
    descriptor = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with open(descriptor, "wb") as file:
        file.write(json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())
    os.replace(whole, path)


def forget_draft(data_dir: Path, draft: Draft) -> None:
    """The message is where it belongs, or was none."""
    _note_of(data_dir, draft.id, draft.company).unlink(missing_ok=True)


def drafts_left(data_dir: Path) -> Iterator[Draft]:
    """Those that an earlier process did not bring to their end; what can't be read is skipped."""
    for path in sorted((data_dir / FOLDER).glob(f"*/*{SUFFIX}")):
        try:
            facts: dict[str, Any] = json.loads(path.read_text("utf-8"))
            facts["started"] = datetime.fromisoformat(facts["started"])
            yield Draft(**{**facts, "path": tuple(facts["path"])})
        except (OSError, ValueError, TypeError, KeyError):
            path.rename(path.with_suffix(".unreadable"))


def _note_of(data_dir: Path, draft_id: str, company: str) -> Path:
    return data_dir / folder_of(company) / f"{draft_id}{SUFFIX}"
