"""Lamps follow their mailboxes, by whatever way these change."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

import ringtree.flows.codes  # noqa: F401 - registers the code that lamps name
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.registrar import Binding
from ringtree.voicemail.lamp import Lamps
from ringtree.voicemail.message import MessageState
from tests.unit.sip.dialog.test_subscription import asking
from tests.unit.voicemail.house import COMPANY, House

PEER = Hop("udp", "192.0.2.7", 5060)


class Network:
    """The endpoint and the registrar in one: what was sent, and who is registered."""

    def __init__(self) -> None:
        self.sent: list[Request] = []
        self.responses: list[Response] = []
        self.answers: list[Callable[[Response | None], None]] = []
        self.registered: set[str] = set()

    def contacts(self, account: str) -> list[Binding]:
        contact = "sip:101@192.0.2.7:5060"
        one = Binding(account, contact, 9e9, "c", 1, 1.0, (), PEER)
        return [one] if account in self.registered else []

    def reachable_accounts(self) -> list[str]:
        return sorted(self.registered)

    def listen(self, _listener: object) -> None: ...

    def local_host(self, _hop: Hop) -> str:
        return "pbx.example"

    def contact(self, _hop: Hop) -> str:
        return "<sip:pbx.example>"

    def request(
        self, request: Request, _hop: Hop, on_response: Callable[[Response | None], None]
    ) -> None:
        self.sent.append(request)
        self.answers.append(on_response)

    def respond(self, _tx: object, response: Response) -> None:
        self.responses.append(response)

    def reject(
        self, _tx: object, request: Request, status: int, headers: tuple[tuple[str, str], ...]
    ) -> None:
        self.responses.append(request.respond(status))

    @property
    def told(self) -> list[str]:
        """The voice-message lines of what was sent."""
        return [one.body.decode().splitlines()[2].partition(": ")[2] for one in self.sent]


@pytest.fixture
async def network() -> Network:
    network = Network()
    network.registered = {"acme-101"}
    return network


@pytest.fixture
async def lamps(house: House, network: Network) -> Lamps:
    lamps = Lamps(
        house.service, house.directory, cast(Any, network), cast(Any, network), lambda: 0.0
    )
    await lamps.light_all()
    network.sent.clear()
    return lamps


def subscribe(lamps: Lamps, request: Request) -> None:
    transaction = SimpleNamespace(to_tag="ours")
    lamps.on_subscribe(cast(Any, transaction), request, PEER, "acme-101")


async def test_who_subscribes_is_told_at_once_and_at_every_change(
    house: House, lamps: Lamps, network: Network
) -> None:
    subscribe(lamps, asking())
    assert [one.status for one in network.responses] == [200]
    await house.leave()
    message = await house.only()
    await house.service.mark(message.id, MessageState.OLD, by="x")
    await house.service.remove(message.id, by="x")
    await house.service.restore(message.id, by="x")
    assert network.told == ["0/0 (0/0)", "1/0 (0/0)", "0/1 (0/0)", "0/0 (0/0)", "0/1 (0/0)"]
    assert network.sent[1].get("Subscription-State") == "active;expires=3600"
    assert b"Message-Account: sip:*97@pbx.example" in network.sent[1].body


async def test_who_did_not_subscribe_is_told_unasked(
    house: House, lamps: Lamps, network: Network
) -> None:
    await house.leave()
    assert network.told == ["1/0 (0/0)"]
    assert str(network.sent[0].uri) == "sip:101@192.0.2.7:5060"
    assert network.sent[0].get("Event") == "message-summary"


async def test_a_device_that_wants_no_such_thing_is_left_alone_until_it_registers_anew(
    house: House, lamps: Lamps, network: Network
) -> None:
    await house.leave()
    network.answers[-1](network.sent[0].respond(489))
    await house.leave()
    assert len(network.sent) == 1
    lamps.on_reachable("acme-101", False)
    lamps.on_reachable("acme-101", True)
    assert network.told[-1] == "2/0 (0/0)"


async def test_a_subscriber_that_is_gone_is_forgotten(
    house: House, lamps: Lamps, network: Network
) -> None:
    subscribe(lamps, asking())
    network.answers[-1](None)
    assert len(lamps.subscriptions) == 0


async def test_the_lamp_goes_off_when_the_mailbox_is_removed(
    house: House, lamps: Lamps, network: Network
) -> None:
    """What leaves the lamps of other exchanges lit (mikopbx 390)."""
    await house.leave()
    text = COMPANY.replace("  ann: {title: Ann Smith, person: 101,", "  ann: {title: Ann Smith,")
    house.publish(text, 2)
    snapshot = house.directory.company("acme")
    assert snapshot is not None
    lamps.on_published(snapshot.company)
    assert network.told == ["1/0 (0/0)", "0/0 (0/0)"]


async def test_after_a_restart_every_telephone_is_told(house: House, network: Network) -> None:
    await house.leave()
    again = Lamps(
        house.service, house.directory, cast(Any, network), cast(Any, network), lambda: 0.0
    )
    await again.light_all()
    assert network.told == ["1/0 (0/0)"]


async def test_what_is_no_subscription_to_messages_is_refused(
    lamps: Lamps, network: Network
) -> None:
    subscribe(lamps, asking(Event="presence"))
    subscribe(lamps, asking(Event='message-summary;id="x y"'))
    assert [one.status for one in network.responses] == [489, 400] and not network.sent


async def test_others_may_watch_a_mailbox_too(house: House, lamps: Lamps, network: Network) -> None:
    network.registered.add("acme-102")
    house.publish(COMPANY.replace("max_messages: 3", "max_messages: 3, lights: [102]"), 2)
    await house.leave()
    assert network.told == ["1/0 (0/0)", "1/0 (0/0)"]
