"""The measured company: a number and a tree for each of many people, and one queue."""

from __future__ import annotations

import json
import time

import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.company.revisions import Revisions
from ringtree.queues.strategies import STRATEGIES
from ringtree.settings import Settings
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database
from ringtree.storage.registrations import Registrations, StoredBinding

CODE = "bench"
PEOPLE = 600
#: Each has a number that rings them, and a registered telephone.
CALLED = tuple(str(1000 + index) for index in range(PEOPLE))
#: Each has a password, and registers in the measurement of registrations.
REGISTERING = tuple(str(2000 + index) for index in range(PEOPLE))
#: Serves the queue, and never has a telephone.
ABSENT = "3000"
QUEUE_NUMBER = "+74959999999"
#: Its callers are recorded, and may be silent for a long time.
MAILBOX_NUMBER = "+74959999998"


def number_of(extension: str) -> str:
    """The number whose tree rings this person."""
    return f"+7495000{extension}"


def document(trunk_port: int) -> str:
    """The company's text; JSON is YAML, too."""
    people = (*CALLED, *REGISTERING, ABSENT)
    queue = {"title": "Queue", "agents": [ABSENT], "max_wait": None, "announce_place": False}
    mailbox = {
        "title": "Box",
        "mail": "box@bench.test",
        "attach": "none",
        "instructions": False,
        "silence": 30,
        "longest": 900,
        "max_messages": 9999,
        "greetings": {"unavailable": "Speak."},
    }
    numbers = [_number(number_of(one), f"t{one}") for one in CALLED]
    company = {
        "code": CODE,
        "name": "Bench",
        "language": "en",
        "timezone": "Europe/Moscow",
        "trunks": {"carrier": {"addresses": [f"127.0.0.1:{trunk_port}"]}},
        "numbers": [*numbers, _number(QUEUE_NUMBER, "waiting"), _number(MAILBOX_NUMBER, "message")],
        "people": [{"extension": one, "name": f"Person {one}"} for one in people],
        "queues": {"waiting": queue},
        "mailboxes": {"box": mailbox},
        "trees": {
            **{f"t{one}": _tree({"type": "dial", "targets": [one]}) for one in CALLED},
            "waiting": _tree({"type": "queue", "queue": "waiting"}),
            "message": _tree({"type": "voicemail", "mailbox": "box"}),
        },
    }
    return json.dumps(company, indent=1)


def _number(number: str, tree: str) -> dict[str, str]:
    return {"number": number, "trunk": "carrier", "tree": tree}


def _tree(node: dict[str, object]) -> dict[str, object]:
    return {"start": "only", "nodes": {"only": node}}


async def populate(settings: Settings, trunk_port: int, phone_port: int) -> dict[str, str]:
    """Publish the company, make the passwords and register the telephones, before the start.

    Returns:
        The passwords by account.
    """
    database = Database(settings.database)
    await database.start()
    try:
        await Revisions(database, strategies=tuple(STRATEGIES)).publish(
            document(trunk_port), author="bench"
        )
        credentials, passwords = Credentials(database), dict[str, str]()
        for extension in REGISTERING:
            account = f"{CODE}-{extension}"
            passwords[account] = await credentials.renew(account, settings.realm)
        await _register(Registrations(database, settings.data_dir / "registrations"), phone_port)
    finally:
        await database.stop()
    return passwords


async def _register(registrations: Registrations, port: int) -> None:
    await registrations.start()
    for extension in CALLED:
        registrations.save(
            StoredBinding(
                account=f"{CODE}-{extension}",
                contact=f"sip:{extension}@127.0.0.1:{port}",
                expires=time.time() + 3600,
                call_id=f"bench-{extension}",
                cseq=1,
                transport="udp",
                host="127.0.0.1",
                port=port,
                user_agent="bench",
            )
        )
    await registrations.stop()
