"""The INVITE for one device: to a telephone's contact, or as a carrier wants it."""

from __future__ import annotations

from ringtree.calls.circles import ROUNDS_HEADER
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Device, Target
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.replaces import OPTION as REPLACES
from ringtree.sip.uri import Uri
from ringtree.trunks.line import Line


def invite_for(
    device: Device,
    target: Target,
    presentation: Presentation,
    *,
    host: str,
    offer: bytes,
    ring_limit: float,
) -> OutgoingInvite:
    """What is sent to a device of a target's. `host` is our address as the device sees it."""
    if device.line is not None:
        return _over_trunk(
            device.line, target.label, presentation, host=host, offer=offer, ring_limit=ring_limit
        )
    return OutgoingInvite(
        target=device.uri,
        hop=device.hop,
        route=device.route,
        behind_nat=device.behind_nat,
        from_=NameAddr(Uri("sip", presentation.number, host), presentation.display),
        to=NameAddr(device.uri),
        offer=offer,
        ring_limit=ring_limit,
        headers=(*presentation.called_party(host), ("Supported", REPLACES)),
        max_forwards=presentation.hops_left,
    )


def _over_trunk(
    line: Line,
    number: str,
    presentation: Presentation,
    *,
    host: str,
    offer: bytes,
    ring_limit: float,
) -> OutgoingInvite:
    invite = line.invite(
        number,
        presentation.shown,
        host=host,
        offer=offer,
        ring_limit=ring_limit,
        max_forwards=presentation.hops_left,
    )
    assert invite is not None, "a device is made only of a trunk that has an address"
    if presentation.rounds is not None:
        rounds = (ROUNDS_HEADER, str(presentation.rounds + 1))
        invite.headers = (*invite.headers, rounds)
    return invite
