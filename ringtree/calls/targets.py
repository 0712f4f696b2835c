"""From a name in the document to the devices that can be rung."""

from __future__ import annotations

from ringtree.calls.permit import TrunkCall
from ringtree.calls.target import Device, Target, TrunkWay
from ringtree.company.model import Company, Trunk
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Snapshot
from ringtree.routing.outbound import ToOutside, Way
from ringtree.sip.uri import Uri
from ringtree.trunks.service import TrunkService


def extension_target(registrar: RegistrarService, snapshot: Snapshot, extension: str) -> Target:
    """An internal number with the devices registered for it now; none is a target all the same."""
    account = snapshot.company.account(extension)
    devices = tuple(
        Device(binding.uri, binding.source, binding.path, binding.is_natted)
        for binding in registrar.contacts(account)
    )
    return Target(label=extension, account=account, devices=devices)


def trunk_devices(
    trunks: TrunkService, company: Company, trunk: Trunk, number: str
) -> tuple[Device, ...]:
    """A trunk as the one device that rings a number; none if it has no address at the moment."""
    line = trunks.line(company, trunk)
    hops = line.ways()
    return tuple(Device(Uri("sip", number, hop.host, hop.port), hop, line=line) for hop in hops[:1])


def outside_target(
    trunks: TrunkService, snapshot: Snapshot, to: ToOutside, extension: str | None
) -> Target:
    """A number of the public network with every trunk that may be tried for it, in order.

    `extension` is the person's whose call it is, None for a tree's own.
    """
    ways = tuple(_trunk_way(trunks, snapshot, to, way, extension) for way in to.ways)
    return Target(label=to.number, account=None, ways=ways)


def _trunk_way(
    trunks: TrunkService, snapshot: Snapshot, to: ToOutside, way: Way, extension: str | None
) -> TrunkWay:
    call = TrunkCall(
        snapshot=snapshot,
        trunk=way.trunk,
        number=to.number,
        extension=extension,
        is_emergency=to.is_emergency,
    )
    devices = trunk_devices(trunks, snapshot.company, way.trunk, to.number)
    return TrunkWay(call, devices, way.caller_id, way.diverted_by)
