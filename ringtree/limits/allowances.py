"""What every company of the server may use, at hand for each call."""

from __future__ import annotations

from ringtree.company.allowance import EVERYTHING, Allowance
from ringtree.storage.allowances import Allowances, Bounds


class AllowanceBook:
    """What is stored, as `Allowance`; `load` takes over what another process has changed."""

    __slots__ = ("_of", "_store")

    def __init__(self, store: Allowances) -> None:
        self._store = store
        self._of: dict[str, Allowance] = {}

    def of(self, company: str) -> Allowance:
        """What a company may use."""
        return self._of.get(company, EVERYTHING)

    async def load(self, company: str | None) -> None:
        """Read one company's, or with None those of all."""
        stored = await self._store.all(company)
        if company is None:
            self._of.clear()
        else:
            self._of.pop(company, None)
        self._of.update((code, _read(bounds)) for code, bounds in stored.items())

    async def set(self, company: str, allowance: Allowance) -> None:
        """Set what a company may use from now on; calls that go on are not cut for it."""
        await self._store.set(company, allowance.model_dump(mode="json", exclude_defaults=True))
        await self.load(company)


def _read(bounds: Bounds) -> Allowance:
    return Allowance.model_validate(bounds)
