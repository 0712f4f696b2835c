"""A company of three people on a server made of fakes, and a way to call it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types the company uses
from ringtree.calls.call import Call
from ringtree.calls.exchange import Exchange
from ringtree.calls.occupancy import Occupancy
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Device, Target
from ringtree.calls.timeline import Timeline, utc_now
from ringtree.company.model import Company
from ringtree.records.record import CallRecord, Direction
from ringtree.routing.directory import Directory, Snapshot
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.uri import Uri
from ringtree.tasks import TaskOwner
from tests.unit.calls.fakes import (
    CARRIER,
    FakeEndpoint,
    FakePlane,
    FakePrompts,
    FakeRecords,
    FakeRegistrar,
    FakeSession,
    sdp,
)

NUMBER = "+74950000001"
ANNA = "acme-101"
BORIS = "acme-102"


def company(language: str = "en", **changes: Any) -> Company:
    """101, 102 and 103; a number for the tree `main`, one for each other tree."""
    trees = {
        "main": {
            "start": "menu",
            "fallback": "bye",
            "nodes": {
                "menu": {
                    "type": "menu",
                    "prompt": "Choose.",
                    "choices": ["1", "2"],
                    "attempts": 1,
                    "timeout": 2,
                    "exits": {"1": "anna", "2": "sales", "no_input": "bye", "no_match": "bye"},
                },
                "anna": {"type": "dial", "targets": ["101"], "ring_time": 20},
                "sales": {"type": "queue", "queue": "sales"},
                "bye": {"type": "hang_up", "prompt": "Goodbye."},
            },
        },
        "straight": {
            "start": "all",
            "nodes": {
                "all": {"type": "dial", "targets": ["all"], "ring_time": 20},
            },
        },
        "waiting": {
            "start": "sales",
            "fallback": "bye",
            "nodes": {
                "sales": {"type": "queue", "queue": "sales"},
                "bye": {"type": "hang_up", "prompt": "Goodbye."},
            },
        },
    }
    return Company.model_validate(
        {
            "code": "acme",
            "name": "Acme",
            "language": language,
            "timezone": "Europe/Moscow",
            "trunks": {"carrier": {"addresses": ["203.0.113.1"], "max_calls": 3}},
            "numbers": [
                {"number": NUMBER, "trunk": "carrier", "tree": "main"},
                {"number": "+74950000002", "trunk": "carrier", "tree": "straight"},
                {"number": "+74950000003", "trunk": "carrier", "tree": "waiting"},
            ],
            "people": [
                {"extension": "101", "name": "Anna"},
                {"extension": "102", "name": "Boris"},
                {"extension": "103", "name": "Vera"},
            ],
            "groups": {"all": {"extensions": ["101", "102"]}},
            "queues": {
                "sales": {
                    "title": "Sales",
                    "strategy": "ring_all",
                    "agents": ["101", "102"],
                    "ring_time": 10,
                    "retry": 2,
                    "wrap_up": 1,
                    "max_wait": 60,
                }
            },
            "trees": trees,
            **changes,
        }
    )


class House:
    """The parts of a server, and what happened in it, in order."""

    def __init__(self, clock: Callable[[], float], of: Company) -> None:
        self.log: list[str] = []
        self.endpoint = FakeEndpoint(self.log)
        self.media = FakePlane()
        self.registrar = FakeRegistrar()
        self.records = FakeRecords(self.log)
        self.prompts = FakePrompts()
        self.occupancy = Occupancy()
        self.directory = Directory()
        self.snapshot = Snapshot(of, 1)
        self.directory.publish(self.snapshot)
        self.tasks = TaskOwner("test")
        self.exchange = exchange(self, clock)
        for extension in ("101", "102"):
            self.registrar.add(of.account(extension), f"192.0.2.{extension}")

    # -- callers

    def call(self, body: bytes | None = None, *, called: str = NUMBER, **headers: str) -> Call:
        """A caller's INVITE has come in and nothing has been done about it."""
        record = CallRecord(
            id=f"c{len(self.endpoint.sessions)}",
            company=self.snapshot.code,
            direction=Direction.INBOUND,
            caller="+79990000000",
            caller_name="Carl",
            called=called,
            started=utc_now(),
        )
        timeline = Timeline(record, self.exchange.clock)
        shown = Presentation("Carl", "+79990000000")
        call = Call(self.exchange, self.snapshot, shown, timeline)
        call.take(cast(Any, None), invite(called, body, **headers), CARRIER)
        return call

    # -- the far sides

    @property
    def caller(self) -> FakeSession:
        return self.endpoint.caller

    def phone(self, name: str) -> FakeSession:
        """The session with the device of an internal number that was called last."""
        return self.endpoint.to(name)[-1]

    def said(self, name: str) -> list[str]:
        """What we sent to one far side."""
        return [line.partition(": ")[2] for line in self.log if line.startswith(f"{name}: ")]

    # -- the end

    def check(self, calls: int = 1) -> None:
        """Everything is as if nobody had called, but for one record for each."""
        assert self.endpoint.errors == []
        assert len(self.records.written) == calls
        assert self.occupancy.taken() == ()
        assert self.media.open_legs == []
        for session in self.endpoint.sessions:
            assert session.is_given_up, f"{session.name} is still {session.state}"


def exchange(house: House, clock: Callable[[], float]) -> Exchange:
    """What calls are made with, out of a house's fakes."""
    return Exchange(
        endpoint=cast(Any, house.endpoint),
        media=cast(Any, house.media),
        registrar=cast(Any, house.registrar),
        occupancy=house.occupancy,
        directory=house.directory,
        prompts=cast(Any, house.prompts),
        records=cast(Any, house.records),
        tasks=house.tasks,
        clock=clock,
    )


@asynccontextmanager
async def house(of: Company | None = None) -> AsyncIterator[House]:
    """A house on the clock of the running loop; no listener may have failed in it."""
    made = House(asyncio.get_running_loop().time, of or company())
    yield made
    await made.tasks.stop()
    assert made.endpoint.errors == []


def invite(dialled: str, body: bytes | None = None, **headers: str) -> Request:
    """An INVITE as it came in; `headers` with underscores for hyphens, b"" for no offer."""
    request = Request("INVITE", f"sip:{dialled}@192.0.2.1")
    request.add("Via", "SIP/2.0/UDP 203.0.113.1;branch=z9hG4bK1")
    request.add("From", headers.pop("From", '"Carl" <sip:+79990000000@203.0.113.1>;tag=a'))
    request.add("To", f"<sip:{dialled}@192.0.2.1>")
    request.add("Call-ID", "1")
    request.add("CSeq", "1 INVITE")
    for name, value in headers.items():
        request.add(name.replace("_", "-"), value)
    request.body = sdp() if body is None else body
    return request


def target(label: str = "101", *hosts: str, account: str | None = ANNA) -> Target:
    """Somebody with devices at these addresses."""
    devices = tuple(Device(Uri("sip", label, host, 5060), Hop("udp", host, 5060)) for host in hosts)
    return Target(label, account, devices)


async def moment(seconds: float = 0.1) -> None:
    """Let everybody do what they are about to do. Virtual time: it costs nothing."""
    await asyncio.sleep(seconds)
