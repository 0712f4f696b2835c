"""OPTIONS to a registered phone: keeps its way through a NAT open and shows that it lives."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ringtree.registrar.service import SendOptions
from ringtree.sip.headers import CSeq, NameAddr
from ringtree.sip.message import Request, Response
from ringtree.sip.registrar import Binding
from ringtree.sip.uri import Uri
from ringtree.wire.endpoint import SipEndpoint


def options_sender(endpoint: SipEndpoint) -> SendOptions:
    """What the registrar sends its OPTIONS with."""

    def send(binding: Binding, on_response: Callable[[Response | None], None]) -> None:
        request = Request("OPTIONS", binding.uri.as_request_uri())
        host = endpoint.local_host(binding.source)
        own = NameAddr(Uri("sip", None, host), params={"tag": secrets.token_hex(5)})
        request.add("From", str(own))
        request.add("To", str(NameAddr(binding.uri)))
        request.add("Call-ID", secrets.token_hex(12))
        request.add("CSeq", str(CSeq(1, "OPTIONS")))
        request.add("Max-Forwards", "70")
        for hop in binding.path:
            request.add("Route", hop)
        endpoint.request(request, binding.source, on_response)

    return send
