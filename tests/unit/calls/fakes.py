"""A telephone network without sockets: phones, media, prompts, registrations and records.

A `FakeSession` moves by the real table of call states, so it allows and refuses what a real one
does; what it would send goes into the `log` all parts share, one line for each message, in order.
The test plays the far side: `rings`, `answers`, `refuses`, `hangs_up`, `cancels` …
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ringtree.media.plane import (
    Family,
    MediaEvent,
    NoPortLeft,
    PlaneUnavailable,
    PlaybackFinished,
    Playlist,
    RemoteMedia,
    WorkerLost,
)
from ringtree.media.quality import MediaStatistics
from ringtree.prompts.library import Unspoken
from ringtree.prompts.speech import SpeechFailed
from ringtree.sdp.description import Direction
from ringtree.sdp.negotiation import LocalMedia, offer
from ringtree.sip.dialog import events
from ringtree.sip.dialog.call_states import TRANSITIONS, Action, Input, State
from ringtree.sip.dialog.events import EndReason, SessionEvent
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.registrar import Binding
from ringtree.sip.replaces import Replaces
from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.wire.endpoint import EndpointSettings

CARRIER = Hop("udp", "203.0.113.1", 5060)
#: How long a file plays, seconds, and how long the media worker takes to open a port.
FILE = 3.0
OPENING = 0.001


def sdp(
    port: int = 4000, *, host: str = "198.51.100.7", direction: Direction = Direction.SENDRECV
) -> bytes:
    """A phone's offer or answer: both of G.711, and telephone-event."""
    return offer(LocalMedia(host, port, session_id=1, direction=direction))


ON_HOLD = sdp(direction=Direction.SENDONLY)
ONLY_G729 = sdp().replace(b"8 0 101", b"18").replace(b"8 PCMA", b"18 G729")

_REASONS = {
    Input.REJECT: EndReason.REFUSED,
    Input.CANCEL: EndReason.WITHDRAWN,
    Input.BYE: EndReason.HUNG_UP,
    Input.RECV_CANCEL: EndReason.CANCELLED,
    Input.RECV_BYE: EndReason.PEER_HUNG_UP,
    Input.RECV_FAILURE: EndReason.REJECTED,
    Input.TIMER_RING: EndReason.NO_ANSWER,
    Input.TIMER_ACK: EndReason.NO_ACK,
    Input.TIMEOUT: EndReason.TIMEOUT,
    Input.TRANSPORT_ERROR: EndReason.UNREACHABLE,
    Input.DIALOG_LOST: EndReason.LOST,
}
_OUR_END = (State.CLOSING, State.CANCEL_HELD, State.CANCELLING, State.ENDING, State.ENDED)
_SPOKEN = {
    Action.ACKNOWLEDGE: "ACK",
    Action.SEND_CANCEL: "CANCEL",
    Action.SEND_BYE: "BYE",
    Action.SEND_487: "487",
    Action.ANSWER_BYE: "200 to BYE",
}


class FakeSession:
    """One dialog; `name` is what the log calls the far side."""

    def __init__(
        self,
        endpoint: FakeEndpoint,
        name: str,
        state: State,
        remote: Hop,
        listener: Callable[[SessionEvent], None],
        *,
        invite: OutgoingInvite | None = None,
        request: Request | None = None,
        remote_sdp: bytes | None = None,
    ) -> None:
        self.name = name
        self.state = state
        self.remote = remote
        self.invite = invite
        self.request = request
        self.remote_sdp = remote_sdp
        self.call_id = f"call-{name}-{len(endpoint.sessions)}"
        self.reason_header: str | None = None
        self.headers: dict[str, str] = {}
        self.local_sdp: bytes | None = invite.offer if invite else None
        self.obeys_cancel = True
        """Whether a CANCEL is answered by 487 at once; False to let something cross it."""
        self._endpoint = endpoint
        self._listener = listener
        self._reason: EndReason | None = None

    @property
    def is_given_up(self) -> bool:
        """Whether nothing is left for us to do: ended, or our CANCEL or BYE is under way."""
        return self.state in _OUR_END

    # -- our wishes

    def ring(self, status: int = 180, sdp: bytes | None = None) -> None:
        self._feed(Input.RING, say=str(status))

    def accept(self, sdp: bytes) -> None:
        self.local_sdp = sdp
        self._feed(Input.ACCEPT, say="200")

    def reject(
        self, status: int, reason: str | None = None, headers: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.headers = dict(headers)
        self._feed(Input.REJECT, say=f"{status} {reason or ''}".strip())

    def end(self, status: int = 487, reason_header: str | None = None) -> None:
        self.reason_header = reason_header
        if self.state is State.INVITED:
            self.reject(status)
        elif self.invite is not None and self.state is not State.TALKING:
            self._feed(Input.CANCEL)
        else:
            self._feed(Input.BYE)

    def confirm_bye(self) -> None:
        self._feed(Input.CONFIRM_BYE)

    def accept_refer(self) -> None:
        self._say("202")

    def refuse_refer(self, status: int, reason: str | None = None) -> None:
        self._say(f"{status} to REFER")

    def tell_referred(self, status: int, reason: str | None = None) -> None:
        if self.state is State.TALKING:
            self._say(f"NOTIFY {status}")

    def is_dialog(self, replaces: Replaces) -> bool:
        return replaces.call_id == self.call_id

    def reoffer(self, sdp: bytes | None, method: str = "INVITE") -> None:
        self.local_sdp = sdp or self.local_sdp
        self._say(f"re-{method}")

    def answer_offer(self, sdp: bytes) -> None:
        self.local_sdp = sdp
        self._say("200 to offer")

    def refuse_offer(self, status: int = 488) -> None:
        self._say(f"{status} to offer")

    # -- the far side

    def rings(self, status: int = 180) -> None:
        self._hear(Input.RECV_1XX, events.Provisional(status, None))

    def answers(self, answer: bytes | None = None, *, without_sdp: bool = False) -> None:
        answer = None if without_sdp else answer or sdp(6000)
        self._hear(Input.RECV_2XX, events.Accepted(answer))

    def refuses(self, status: int, reason: str = "") -> None:
        self._hear(Input.RECV_FAILURE, events.Rejected(status, reason, None))

    def acknowledges(self, answer: bytes | None = None) -> None:
        self._hear(Input.RECV_ACK, events.Confirmed(answer))

    def cancels(self) -> None:
        self._hear(Input.RECV_CANCEL, events.Cancelled(None))

    def hangs_up(self) -> None:
        self._hear(Input.RECV_BYE, events.ByeReceived(None))

    def offers(self, offer: bytes | None) -> None:
        self._tell(events.Offered(offer, "INVITE"))

    def refers(self, target: str, replaces: FakeSession | None = None) -> None:
        """It wants its other side connected with a number, or with another session of its own."""
        named = None if replaces is None else Replaces(replaces.call_id, "ours", "theirs")
        self._tell(events.Referred(target, named))

    def sends_info(self, body: bytes) -> None:
        self._tell(events.Info("application/dtmf-relay", body))

    def hears(self, given: Input) -> None:
        """A timer or a failure of the transport."""
        self._hear(given, None)

    # -- the machine

    def _hear(self, given: Input, event: SessionEvent | None) -> None:
        if (self.state, given) in TRANSITIONS:
            self._feed(given, event)

    def _feed(self, given: Input, event: SessionEvent | None = None, *, say: str = "") -> None:
        row = TRANSITIONS.get((self.state, given))
        if row is None:
            raise LocalProtocolError(type(self).__name__, self.state, given)
        state, actions = row
        if state is not self.state and self._reason is None:
            self._reason = _REASONS.get(given)
        self.state = state
        for action in actions:
            self._perform(action, event, say)
        self._endpoint.flush()

    def _perform(self, action: Action, event: SessionEvent | None, say: str) -> None:
        if action.value.startswith("tell"):
            if event is not None:
                self._tell(event, flush=False)
        elif action is Action.END:
            self._tell(events.Ended(self._reason or EndReason.HUNG_UP), flush=False)
        elif action in (Action.SEND_1XX, Action.SEND_2XX, Action.SEND_REFUSAL):
            self._say(say)
        elif action in _SPOKEN:
            self._say(_SPOKEN[action])
        if action is Action.SEND_BYE:
            self._endpoint.later(lambda: self._hear(Input.BYE_DONE, None))
        if action is Action.SEND_CANCEL and self.obeys_cancel:
            self._endpoint.later(lambda: self._hear(Input.RECV_FAILURE, None))

    def _say(self, what: str) -> None:
        self._endpoint.log.append(f"{self.name}: {what}")

    def _tell(self, event: SessionEvent, *, flush: bool = True) -> None:
        self._endpoint.later(lambda: self._listener(event))
        if flush:
            self._endpoint.flush()


class FakeEndpoint:
    """Delivers news as the real one does: in order, never one within another, and at once when a
    wish comes from outside of a delivery."""

    def __init__(self, log: list[str]) -> None:
        self.settings = EndpointSettings(bind=())
        self.log = log
        self.sessions: list[FakeSession] = []
        self.dead: set[Hop] = set()
        """Where nothing can be sent: an INVITE there fails before `invite` returns."""
        self.errors: list[Exception] = []
        self.responses: list[Response] = []
        self.requests: list[tuple[Request, Hop, Any]] = []
        self._news: deque[Callable[[], None]] = deque()
        self._delivering = False

    def local_host(self, hop: Hop) -> str:
        return "2001:db8::1" if ":" in hop.host else "192.0.2.1"

    def invite(
        self, invite: OutgoingInvite, listener: Callable[[SessionEvent], None]
    ) -> FakeSession:
        name = invite.target.user or invite.target.host
        session = FakeSession(self, name, State.CALLING, invite.hop, listener, invite=invite)
        self.sessions.append(session)
        self.log.append(f"{name}: INVITE")
        if invite.hop in self.dead:
            session.hears(Input.TRANSPORT_ERROR)
        return session

    def accept_invite(
        self,
        tx: Any,
        request: Request,
        source: Hop,
        listener: Callable[[SessionEvent], None],
    ) -> FakeSession:
        session = FakeSession(
            self,
            "caller",
            State.INVITED,
            source,
            listener,
            request=request,
            remote_sdp=request.body or None,
        )
        self.sessions.append(session)
        return session

    def respond(self, tx: Any, response: Response) -> None:
        self.responses.append(response)

    def challenge(self, tx: Any, response: Response) -> None:
        self.responses.append(response)

    def reject(self, tx: Any, request: Request, status: int, reason: str | None = None) -> None:
        self.responses.append(Response(status, reason))

    def request(self, request: Request, hop: Hop, on_response: Any) -> None:
        self.requests.append((request, hop, on_response))

    def later(self, news: Callable[[], None]) -> None:
        self._news.append(news)

    def flush(self) -> None:
        if self._delivering:
            return
        self._delivering = True
        try:
            while self._news:
                self._deliver(self._news.popleft())
        finally:
            self._delivering = False

    def _deliver(self, news: Callable[[], None]) -> None:
        try:
            news()
        except Exception as error:  # as the real one: a listener must not stop the endpoint
            self.errors.append(error)

    # -- finding the far side

    @property
    def caller(self) -> FakeSession:
        """The caller who came last."""
        return [one for one in self.sessions if one.name == "caller"][-1]

    def to(self, name: str) -> list[FakeSession]:
        """The sessions of an internal number's devices, in the order they were called."""
        return [one for one in self.sessions if one.name == name]


class FakeMediaLeg:
    """Remembers what it was told and plays by the loop's clock."""

    def __init__(self, room: FakeRoom, port: int, listener: Callable[[MediaEvent], None]) -> None:
        self.port = port
        self.is_lost = False
        self.is_closed = False
        self.remotes: list[RemoteMedia] = []
        self.other: FakeMediaLeg | None = None
        self.playing: Playlist | None = None
        self.played: list[Playlist] = []
        self.room = room
        self._listener = listener
        self._playback = 0
        self._began = 0.0
        self._end: asyncio.TimerHandle | None = None

    @property
    def remote(self) -> RemoteMedia:
        return self.remotes[-1]

    def configure(self, remote: RemoteMedia) -> None:
        self.remotes.append(remote)

    def can_hear(self, other: FakeMediaLeg) -> bool:
        return other.room is self.room

    def connect(self, other: FakeMediaLeg) -> None:
        if other.room is not self.room:
            raise ValueError("legs of two rooms")
        self.disconnect()
        other.disconnect()
        self.other, other.other = other, self

    def disconnect(self) -> None:
        if self.other is not None:
            self.other.other = None
            self.other = None

    def play(self, playlist: Playlist) -> int:
        self.stop_playing()
        room = self.room
        room.playbacks += 1
        self._playback = room.playbacks
        self.playing = playlist
        self.played.append(playlist)
        loop = asyncio.get_running_loop()
        self._began = loop.time()
        if not playlist.loop:
            self._end = loop.call_later(FILE * len(playlist.files), self._finish, True)
        return self._playback

    def stop_playing(self) -> None:
        if self.playing is not None:
            self._finish(False)

    def _finish(self, complete: bool) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
        assert self.playing is not None
        loop = asyncio.get_running_loop()
        position = self.playing.start + loop.time() - self._began
        self.playing = None
        # The worker is another process: its word always comes later.
        loop.call_soon(self.tell, PlaybackFinished(self._playback, position, complete))

    def tell(self, event: MediaEvent) -> None:
        """Say something as the worker."""
        if not self.is_closed:
            self._listener(event)

    def begin_close(self) -> None:
        """Nothing to hurry here: `close` is done at once."""

    async def close(self) -> MediaStatistics:
        self.is_closed = True
        await asyncio.sleep(OPENING)
        return MediaStatistics()

    def record(self, path: Path, *, channels: int = 1, limit: float = 3600.0) -> None: ...

    def stop_recording(self) -> None: ...

    def send_digits(self, digits: str) -> None: ...


class FakeRoom:
    """Opens legs as long as the plane has ports."""

    def __init__(self, plane: FakePlane) -> None:
        self.plane = plane
        self.playbacks = 0

    async def open_leg(
        self, listener: Callable[[MediaEvent], None], *, family: Family = Family.IPV4
    ) -> FakeMediaLeg:
        await asyncio.sleep(OPENING)
        if self.plane.is_lost:
            raise WorkerLost
        if len(self.plane.open_legs) >= self.plane.ports:
            raise NoPortLeft("every port is in use")
        leg = FakeMediaLeg(self, 10000 + 2 * len(self.plane.legs), listener)
        self.plane.legs.append(leg)
        return leg


class FakePlane:
    """The media of a server with a number of ports."""

    def __init__(self) -> None:
        self.ports = 1000
        self.is_lost = False
        self.is_unavailable = False
        self.legs: list[FakeMediaLeg] = []

    @property
    def open_legs(self) -> list[FakeMediaLeg]:
        return [leg for leg in self.legs if not leg.is_closed]

    async def open_room(self) -> FakeRoom:
        if self.is_unavailable:
            raise PlaneUnavailable("no media worker runs")
        return FakeRoom(self)

    def lose_worker(self) -> None:
        """The worker dies: every leg hears of it."""
        self.is_lost = True
        for leg in self.open_legs:
            leg.is_lost = True
            leg.tell(WorkerLost())


class FakePrompts:
    """Files named by what is said in them."""

    def __init__(self) -> None:
        self.is_mute = False

    async def prepare(self, prompt: Any, language: str, *, company: str = "") -> Path:
        await asyncio.sleep(0)
        text = getattr(prompt, "text", None)
        words = text(language) if callable(text) else text
        if self.is_mute:
            raise Unspoken(words, SpeechFailed("espeak-ng", "is not there"))
        return Path(words)

    def music(self, name: str = "default", *, company: str = "") -> tuple[Path, ...]:
        return (Path(f"music {name}"),)

    def tone(self, name: str) -> Path:
        return Path(f"tone {name}")


class FakeRegistrar:
    """Whatever devices the test says there are."""

    def __init__(self) -> None:
        self._bindings: dict[str, list[Binding]] = {}
        self._listeners: list[Callable[[str, bool], None]] = []
        self.registers: list[Request] = []

    def add(self, account: str, host: str = "192.0.2.20", port: int = 5060) -> Hop:
        """Register one more device; where it is."""
        extension = account.rpartition("-")[2]
        hop = Hop("udp", host, port)
        shown = f"[{host}]" if ":" in host else host
        binding = Binding(
            account=account,
            contact=f"sip:{extension}@{shown}:{port}",
            expires=1e9,
            call_id="r",
            cseq=1,
            q=1.0,
            path=(),
            source=hop,
        )
        self._bindings.setdefault(account, []).append(binding)
        self._tell(account)
        return hop

    def remove(self, account: str) -> None:
        self._bindings.pop(account, None)
        self._tell(account)

    def contacts(self, account: str) -> list[Binding]:
        return list(self._bindings.get(account, ()))

    def is_reachable(self, account: str) -> bool:
        return account in self._bindings

    def listen(self, listener: Callable[[str, bool], None]) -> None:
        self._listeners.append(listener)

    def handle(self, request: Request, source: Hop) -> Response:
        self.registers.append(request)
        return Response(200)

    def _tell(self, account: str) -> None:
        for listener in self._listeners:
            listener(account, self.is_reachable(account))


class FakeRecords:
    """Keeps records, and says in the log when one was written."""

    def __init__(self, log: list[str]) -> None:
        self.log = log
        self.written: list[Any] = []
        self.quality: dict[str, Any] = {}

    def write(self, record: Any) -> None:
        record.to_dict()  # as the journal does at once
        self.written.append(record)
        self.log.append("record")

    def add_quality(self, record_id: str, quality: Any) -> None:
        self.quality[record_id] = quality
