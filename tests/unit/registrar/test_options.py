"""The OPTIONS that keeps a phone reachable."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from ringtree.registrar.options import options_sender
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from tests.unit.calls.fakes import FakeEndpoint
from tests.unit.registrar.test_binding_store import BINDING


def sent(**changes: Any) -> tuple[Request, Hop, list[Response | None]]:
    endpoint, heard = FakeEndpoint([]), list[Response | None]()
    options_sender(cast(Any, endpoint))(replace(BINDING, **changes), heard.append)
    ((request, hop, on_response),) = endpoint.requests
    on_response(Response(200))
    parsed = parse(request.to_bytes())
    assert isinstance(parsed, Request)
    return parsed, hop, heard


def test_it_goes_where_the_phone_was_heard_from_by_the_way_it_came() -> None:
    request, hop, heard = sent()
    assert hop == BINDING.source
    assert request.method == "OPTIONS"
    assert request.uri.user == "101"
    assert request.get_all("Route") == list(BINDING.path)
    assert [response.status for response in heard if response] == [200]


def test_it_has_what_every_request_must_have() -> None:
    request, _, _ = sent(path=())
    assert request.from_.tag
    assert request.to.tag is None
    assert (request.cseq.number, request.cseq.method) == (1, "OPTIONS")
    assert request.max_forwards == 70
    assert request.get_all("Route") == []


def test_every_question_is_a_new_one() -> None:
    assert sent()[0].call_id != sent()[0].call_id
