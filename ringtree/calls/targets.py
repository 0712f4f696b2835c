"""From a name in the document to the devices that can be rung."""

from __future__ import annotations

from ringtree.calls.attempt import Device, Target, TrunkWay
from ringtree.calls.permit import TrunkCall
from ringtree.company.model import Trunk
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Snapshot
from ringtree.routing.outbound import ToOutside, Way
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri

SIP_PORT = 5060  # RFC 3261 §19.1.2


def extension_target(registrar: RegistrarService, snapshot: Snapshot, extension: str) -> Target:
    """An internal number with the devices registered for it now; none is a target all the same."""
    account = snapshot.company.account(extension)
    devices = tuple(
        Device(binding.uri, binding.source, binding.path, binding.is_natted)
        for binding in registrar.contacts(account)
    )
    return Target(label=extension, account=account, devices=devices)


def trunk_target(trunk: Trunk, number: str) -> Target:
    """A number of the public network, dialled at the trunk's addresses."""
    hops = [
        Hop("udp", source.host, source.port or SIP_PORT) for source in trunk.sources if source.host
    ]
    devices = tuple(Device(Uri("sip", number, hop.host, hop.port), hop) for hop in hops[:1])
    return Target(label=number, account=None, devices=devices)


def outside_target(snapshot: Snapshot, to: ToOutside, extension: str | None) -> Target:
    """A number of the public network with every trunk that may be tried for it, in order.

    `extension` is the person's whose call it is, None for a tree's own.
    """
    ways = tuple(_trunk_way(snapshot, to, way, extension) for way in to.ways)
    return Target(label=to.number, account=None, ways=ways)


def _trunk_way(snapshot: Snapshot, to: ToOutside, way: Way, extension: str | None) -> TrunkWay:
    call = TrunkCall(
        snapshot=snapshot,
        trunk=way.trunk,
        number=to.number,
        extension=extension,
        is_emergency=to.is_emergency,
    )
    devices = trunk_target(way.trunk, to.number).devices
    return TrunkWay(call, devices, way.caller_id, way.diverted_by)
