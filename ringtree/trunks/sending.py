"""The REGISTER and OPTIONS sent for a trunk. Pure: requests are made and answers are read here."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Protocol

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import parse_number
from ringtree.sip.headers import NameAddr, Star
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.uri import Uri
from ringtree.trunks.line import Line

_MOST = 2**31

OnResponse = Callable[[Response | None], None]


class Endpoint(Protocol):
    """What is needed of the SIP endpoint."""

    def local_host(self, remote: Hop) -> str:
        """Our address as a peer sees it."""

    def local_address(self, remote: Hop) -> str:
        """The same with the port."""

    def failure(self, hop: Hop) -> str | None:
        """Why no connection could be made."""

    def request(
        self,
        request: Request,
        hop: Hop,
        on_response: OnResponse,
        credentials: Credentials | None = None,
    ) -> None:
        """Send a request outside of dialogs."""


def register(line: Line, hop: Hop, own: str, expires: float) -> Request:
    """A REGISTER for a trunk's account [RFC 3261 §10.2]; `own` is our `host:port` as `hop` sees it.

    The contact's user is the line's token: the carrier's calls name it.
    """
    domain = line.domain or hop.host
    account = NameAddr(Uri("sip", line.trunk.username, domain))
    request = _request("REGISTER", Uri("sip", None, domain), account, account)
    line.cseq += 2  # an answered challenge uses the number between
    request.set("Call-ID", line.call_id)
    request.set("CSeq", f"{line.cseq} REGISTER")
    transport = "" if hop.transport == "udp" else f";transport={hop.transport}"
    request.set("Contact", f"<sip:{line.token}@{own}{transport}>;expires={expires:.0f}")
    request.set("Expires", f"{expires:.0f}")
    return request


def options(line: Line, hop: Hop, host: str) -> Request:
    """An OPTIONS to see whether anybody is there [RFC 3261 §11.1]; `host` is our address."""
    server = next((one.name for one in line.trunk.servers if not one.is_numeric), hop.host)
    user = line.trunk.username
    domain = line.domain or host
    to = Uri("sip", None, server, None if server != hop.host else hop.port)
    request = _request("OPTIONS", to, NameAddr(Uri("sip", user, domain)), NameAddr(to))
    request.set("Call-ID", secrets.token_hex(12))
    request.set("CSeq", "1 OPTIONS")
    request.set("Accept", "application/sdp")
    return request


def _request(method: str, uri: Uri, from_: NameAddr, to: NameAddr) -> Request:
    request = Request(method, uri)
    request.set("Max-Forwards", "70")
    request.set("From", f"{from_};tag={secrets.token_hex(5)}")
    request.set("To", str(to))
    return request


def granted(response: Response, token: str, asked: float) -> float:
    """For how many seconds a 200 registers us: our contact's own time goes before the rest."""
    try:
        contacts = response.contacts
        for contact in () if isinstance(contacts, Star) else contacts:
            if contact.uri.user == token:
                seconds = parse_number(contact.params.get("expires") or "", _MOST)
                if seconds is not None:
                    return float(seconds)
        expires = response.expires
    except BadHeader:
        return asked
    return asked if expires is None else float(expires)


def least(response: Response) -> float:
    """What a 423 asks for at least [RFC 3261 §10.3 step 7], in seconds."""
    return float(parse_number((response.get("Min-Expires") or "").strip(), _MOST) or 0)


def retry_after(response: Response) -> float:
    """Seconds after which a failure may be gone [RFC 3261 §20.33]."""
    digits = (response.get("Retry-After") or "").strip().partition(" ")[0].partition(";")[0]
    return float(min(parse_number(digits, _MOST) or 0, 3600))
