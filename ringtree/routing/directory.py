"""Everything call processing may ask of the published companies, by the key it has in hand.

A snapshot is one published revision. Publishing replaces a company's snapshot in one step; a call
keeps the one it entered with. No question here touches the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from ringtree.company.address import TrunkAddress, parse_address
from ringtree.company.model import Company, Number, Person, Trunk


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One company as published."""

    company: Company
    revision: int

    @property
    def code(self) -> str:
        """The company's code, unique on the server."""
        return self.company.code


@dataclass(frozen=True, slots=True)
class TrunkSource:
    """A trunk by the address its calls come from; by none, if its carrier proves a password."""

    address: TrunkAddress | None
    snapshot: Snapshot
    trunk: Trunk


class Directory:
    """The live snapshots, indexed by company, account, number and trunk address."""

    def __init__(self) -> None:
        self._companies: dict[str, Snapshot] = {}
        self._accounts: dict[str, tuple[Snapshot, Person]] = {}
        self._numbers: dict[str, tuple[Snapshot, Number]] = {}
        self._sources: list[TrunkSource] = []
        self._trunk_accounts: dict[str, TrunkSource] = {}
        self._learned: dict[tuple[str, str], frozenset[str]] = {}
        self._by_address: dict[tuple[str, int], tuple[TrunkSource, ...]] = {}

    def publish(self, snapshot: Snapshot) -> None:
        """Put a company's new revision in the place of its old one."""
        self._companies[snapshot.code] = snapshot
        self._index()

    def withdraw(self, code: str) -> None:
        """Take a company off the server."""
        self._companies.pop(code, None)
        self._index()

    def learn(self, code: str, trunk: str, hosts: frozenset[str]) -> None:
        """Numeric addresses behind the names of a trunk, in the place of those known before."""
        if self._learned.get((code, trunk), frozenset()) != hosts:
            self._learned[code, trunk] = hosts
            self._index()

    def companies(self) -> Iterator[Snapshot]:
        """Every live snapshot."""
        return iter(self._companies.values())

    def company(self, code: str) -> Snapshot | None:
        """The live snapshot of a company."""
        return self._companies.get(code)

    def account(self, name: str) -> tuple[Snapshot, Person] | None:
        """Whose SIP account this is."""
        return self._accounts.get(name)

    def trunk_of(self, account: str) -> TrunkSource | None:
        """The trunk whose carrier proves this account's password."""
        return self._trunk_accounts.get(account)

    def number(self, digits: str) -> tuple[Snapshot, Number] | None:
        """Whose number this is; `digits` are E.164 without the plus."""
        return self._numbers.get(digits)

    def trunks_at(self, host: str, port: int) -> tuple[TrunkSource, ...]:
        """The trunks whose calls come from this address; those that name the port come first."""
        key = (host, port)
        if (found := self._by_address.get(key)) is None:
            if len(self._by_address) > 4096:  # strangers must not fill the memory
                self._by_address.clear()
            found = self._by_address[key] = tuple(self._matching(host, port))
        return found

    def _matching(self, host: str, port: int) -> list[TrunkSource]:
        matches = [
            (source.address.port is None, source)
            for source in self._sources
            if source.address is not None and source.address.matches(host, port)
        ]
        return [source for _, source in sorted(matches, key=itemgetter(0))]

    def _index(self) -> None:
        snapshots = tuple(self._companies.values())
        self._accounts = {
            one.company.account(person.extension): (one, person)
            for one in snapshots
            for person in one.company.people
        }
        self._numbers = {
            number.number.lstrip("+"): (one, number)
            for one in snapshots
            for number in one.company.numbers
        }
        self._sources = [
            TrunkSource(address, one, trunk)
            for one in snapshots
            for trunk in one.company.trunks.values()
            if not trunk.authenticates
            for address in (*trunk.sources, *self._addresses_of(one.code, trunk.name))
        ]
        self._trunk_accounts = {
            trunk.account(one.code): TrunkSource(None, one, trunk)
            for one in snapshots
            for trunk in one.company.trunks.values()
            if trunk.authenticates
        }
        self._by_address = {}

    def _addresses_of(self, code: str, trunk: str) -> Iterator[TrunkAddress]:
        return (parse_address(host) for host in self._learned.get((code, trunk), ()))
