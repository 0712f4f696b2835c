"""The handle of a session passes wishes on, with the time, and flushes."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.sip.dialog.incoming import IncomingSession
from ringtree.sip.dialog.outgoing import OutgoingSession
from ringtree.sip.replaces import Replaces
from ringtree.wire.session import Session


class Endpoint:
    """A clock that stands at five, and a count of flushes."""

    flushed = 0

    def now(self) -> float:
        return 5.0

    def flush(self) -> None:
        self.flushed += 1


def handle(kind: type) -> tuple[Session, list[Any], Endpoint]:
    calls: list[Any] = []

    def recorder(name: str) -> Any:
        return lambda self, *args: calls.append((name, *args))

    wishes = (
        "ring", "accept", "reject", "cancel", "bye", "confirm_bye", "reoffer", "answer_offer",
        "refuse_offer", "end",
    )  # fmt: skip
    pretended = type("Pretended", (kind,), {name: recorder(name) for name in wishes})
    endpoint = Endpoint()
    session = Session(endpoint, pretended.__new__(pretended), None)  # type: ignore[arg-type]
    return session, calls, endpoint


@pytest.mark.parametrize(
    ("kind", "wish", "args", "expected"),
    [
        (IncomingSession, "ring", (183, b"x"), ("ring", 5.0, 183, b"x")),
        (IncomingSession, "accept", (b"x",), ("accept", 5.0, b"x")),
        (IncomingSession, "reject", (486, "no"), ("reject", 5.0, 486, "no", ())),
        (OutgoingSession, "cancel", (), ("cancel", 5.0, ())),
        (OutgoingSession, "bye", (), ("bye", 5.0, ())),
        (OutgoingSession, "bye", ("Q",), ("bye", 5.0, (("Reason", "Q"),))),
        (IncomingSession, "confirm_bye", (), ("confirm_bye", 5.0)),
        (IncomingSession, "reoffer", (None,), ("reoffer", 5.0, None, "INVITE")),
        (IncomingSession, "answer_offer", (b"x",), ("answer_offer", 5.0, b"x")),
        (IncomingSession, "refuse_offer", (), ("refuse_offer", 5.0, 488)),
        (IncomingSession, "end", (480, "Q"), ("end", 5.0, 480, (("Reason", "Q"),))),
    ],
)
def test_wishes(kind: type, wish: str, args: tuple[Any, ...], expected: tuple[Any, ...]) -> None:
    session, calls, endpoint = handle(kind)
    getattr(session, wish)(*args)
    assert calls == [expected]
    assert endpoint.flushed == 1


@pytest.mark.parametrize("wish", ["ring", "accept", "reject"])
def test_what_only_a_callee_may_do(wish: str) -> None:
    session, _, _ = handle(OutgoingSession)
    with pytest.raises(TypeError):
        getattr(session, wish)(*() if wish == "ring" else (b"x",))


class Referral:
    """What a REFER's answers and news were."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def accept(self, now: float) -> None:
        self.said.append(("accept", now))

    def refuse(self, now: float, status: int, reason: str | None) -> None:
        self.said.append(("refuse", now, status, reason))

    def tell(self, now: float, status: int, reason: str | None) -> None:
        self.said.append(("tell", now, status, reason))


def test_what_becomes_of_a_refer_is_passed_on_and_nothing_where_there_is_none() -> None:
    session, _, endpoint = handle(IncomingSession)
    session._inner.referral = None
    session.accept_refer(), session.refuse_refer(603), session.tell_referred(200)
    assert endpoint.flushed == 0
    session._inner.referral = referral = Referral()  # type: ignore[assignment]
    session.accept_refer(), session.refuse_refer(603, "no"), session.tell_referred(200)
    assert referral.said == [("accept", 5.0), ("refuse", 5.0, 603, "no"), ("tell", 5.0, 200, None)]
    assert endpoint.flushed == 3


def test_a_dialog_is_known_by_all_three_of_its_names() -> None:
    session, _, _ = handle(IncomingSession)
    inner = session._inner
    inner.dialog, inner.call_id, inner.local_tag = None, "c", "ours"
    assert not session.is_dialog(Replaces("c", "ours", "theirs"))
    inner.dialog = type("Named", (), {"remote_tag": "theirs"})()  # type: ignore[assignment]
    assert session.is_dialog(Replaces("c", "ours", "theirs"))
    assert not session.is_dialog(Replaces("c", "theirs", "ours"))
    assert not session.is_dialog(Replaces("d", "ours", "theirs"))
