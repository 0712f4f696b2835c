"""The registrar's bindings in the database's words and back."""

from __future__ import annotations

import time

import structlog

from ringtree.sip.errors import BadUri
from ringtree.sip.hop import Hop
from ringtree.sip.registrar import Binding
from ringtree.sip.uri import Uri
from ringtree.storage.registrations import Registrations, StoredBinding

log = structlog.get_logger(__name__)


class StoredBindings:
    """Implements the registrar's store over the journalled table of registrations."""

    __slots__ = ("_registrations",)

    def __init__(self, registrations: Registrations) -> None:
        self._registrations = registrations

    def save(self, binding: Binding) -> None:
        """Keep a binding; `expires` is seconds since 1970."""
        source = binding.source
        self._registrations.save(
            StoredBinding(
                account=binding.account,
                contact=binding.contact,
                expires=binding.expires,
                call_id=binding.call_id,
                cseq=binding.cseq,
                q=binding.q,
                path=binding.path,
                transport=source.transport,
                host=source.host,
                port=source.port,
                user_agent=binding.user_agent,
            )
        )

    def remove(self, account: str, contact: str) -> None:
        """Forget a binding."""
        self._registrations.remove(account, contact)

    async def load(self) -> list[Binding]:
        """Every binding that has not expired."""
        stored = await self._registrations.load_all(now=time.time())
        return [binding for one in stored if (binding := _binding(one)) is not None]


def _binding(stored: StoredBinding) -> Binding | None:
    """The binding, or None for a row nobody can call: one bad row must not stop a server."""
    try:
        Uri.parse(stored.contact)
    except BadUri as error:
        log.warning("stored contact unreadable", account=stored.account, why=str(error))
        return None
    return Binding(
        account=stored.account,
        contact=stored.contact,
        expires=stored.expires,
        call_id=stored.call_id,
        cseq=stored.cseq,
        q=stored.q,
        path=stored.path,
        source=Hop(stored.transport, stored.host, stored.port),
        user_agent=stored.user_agent,
    )
