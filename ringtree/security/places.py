"""From where accounts are used: a country by the operator's file, or the network's beginning."""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

#: Bits of an address that count as its place where no file knows better.
PREFIX = {4: 16, 6: 32}


class BadNetworksFile(ValueError):
    """The operator's file of networks can't be used."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path}, line {line}: {why}; a line is network,country")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address is. `is_country` False: nobody knows, it is a network's beginning."""

    name: str
    is_country: bool


class Places:
    """Which place an address is in. Without networks every place is a network's beginning."""

    __slots__ = ("_countries", "_ends", "_starts")

    def __init__(self, networks: dict[str, str] | None = None) -> None:
        ranges = sorted(
            (network.version, int(network[0]), int(network[-1]), country)
            for text, country in (networks or {}).items()
            for network in (ip_network(text, strict=False),)
        )
        self._starts = [(version, first) for version, first, _, _ in ranges]
        self._ends = [last for _, _, last, _ in ranges]
        self._countries = [country for *_, country in ranges]

    @classmethod
    def read(cls, path: Path) -> Places:
        """The networks of a file.

        Raises:
            BadNetworksFile: a line is no network and country.
            OSError: it can't be read.
        """
        networks = {}
        with path.open(encoding="utf-8") as file:
            for number, row in enumerate(csv.reader(file), 1):
                if not row or row[0].startswith("#"):
                    continue
                if len(row) < 2 or len(row[1].strip()) != 2:
                    raise BadNetworksFile(path, number, f"{','.join(row)!r} names no country")
                try:
                    ip_network(row[0].strip(), strict=False)
                except ValueError as error:
                    raise BadNetworksFile(path, number, str(error)) from error
                networks[row[0].strip()] = row[1].strip().upper()
        return cls(networks)

    def of(self, host: str) -> Place | None:
        """Where a numeric address is; None for what is no address, or not in the public network."""
        try:
            address = ip_address(host.partition("%")[0])
        except ValueError:
            return None
        if (country := self._country(address)) is not None:
            return Place(country, is_country=True)
        if address.is_private or address.is_loopback:
            return None
        network = ip_network(f"{address}/{PREFIX[address.version]}", strict=False)
        return Place(str(network), is_country=False)

    def _country(self, address: IPv4Address | IPv6Address) -> str | None:
        index = bisect_right(self._starts, (address.version, int(address))) - 1
        if index < 0 or self._starts[index][0] != address.version:
            return None
        return self._countries[index] if int(address) <= self._ends[index] else None
