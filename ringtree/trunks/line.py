"""One trunk at work: where it is reached, whether it knows us, and the INVITEs made for it.

Pure but for the clock it is given. The service asks the name servers and sends what is due.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from random import Random

from ringtree.company.address import Host, parse_address
from ringtree.company.trunk import Reliable, Trunk
from ringtree.routing.writing import called
from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import ANYBODY, Hop
from ringtree.sip.uri import Uri
from ringtree.trunks.identity import Shown, identify, number_uri
from ringtree.trunks.probe import Probe
from ringtree.trunks.registration import Registration, RegistrationState
from ringtree.trunks.status import TrunkState, TrunkStatus
from ringtree.trunks.targets import Targets

#: Seconds for which an address may leave an INVITE without any response.
PATIENCE = 3.0

Key = tuple[str, str]


@dataclass(slots=True)
class Counts:
    """What went wrong on a trunk since the server's start."""

    failed_out: int = 0
    unknown_numbers: int = 0


@dataclass(slots=True)
class Reported:
    """The last thing that went wrong. `at` is in seconds since 1970."""

    words: str | None = None
    at: float | None = None


class Line:
    """A trunk of a company, live. `wall` gives seconds since 1970, for what people read."""

    __slots__ = (
        "_clock",
        "_random",
        "_wall",
        "call_id",
        "company",
        "counts",
        "cseq",
        "error",
        "generation",
        "learned",
        "lookup_due",
        "lookup_failures",
        "password",
        "probe",
        "region",
        "registration",
        "targets",
        "token",
        "trunk",
    )

    def __init__(
        self,
        company: str,
        trunk: Trunk,
        *,
        region: str,
        clock: Callable[[], float],
        wall: Callable[[], float],
        random: Random,
    ) -> None:
        self._clock = clock
        self._wall = wall
        self._random = random
        self.company = company
        self.trunk = trunk
        self.region = region
        self.password: str | None = None
        self.targets = Targets()
        self.registration = Registration(trunk.expires, random)
        self.probe = Probe(trunk.probe)
        self.counts = Counts()
        self.error = Reported()
        self.learned: frozenset[str] = frozenset()
        """Where its calls come from besides the addresses it lists: `host`, `host:port`."""
        self.lookup_due = -inf
        self.lookup_failures = 0
        self.generation = 0
        """Grows when what is under way stops to matter: another address, another password."""
        self.token = "t" + hashlib.sha256(f"{company}/{trunk.name}".encode()).hexdigest()[:16]
        """The user of the contact we register: by it the carrier's calls are known."""
        self.call_id = f"{random.getrandbits(96):x}"
        self.cseq = random.randrange(1, 10_000)

    # -- what it is

    @property
    def key(self) -> Key:
        """The company's code and the trunk's name."""
        return self.company, self.trunk.name

    @property
    def domain(self) -> str | None:
        """What stands behind our numbers at the carrier; None: our own address."""
        if self.trunk.domain is not None:
            return self.trunk.domain
        if self.trunk.server is not None and self.trunk.username is not None:
            return self.trunk.servers[0].name
        return None

    @property
    def credentials(self) -> Credentials | None:
        """What the carrier's challenges are answered with."""
        if self.trunk.username is None or self.password is None:
            return None
        return Credentials(self.trunk.username, self.password)

    @property
    def tls_name(self) -> str | None:
        """What certificates must name; None: the server's own name."""
        return None if self.trunk.verify else ANYBODY

    @property
    def is_reachable(self) -> bool:
        """Whether a call is worth trying: there is an address, and nobody found it silent."""
        return self.targets.current is not None and self.probe.reachable is not False

    # -- calls to the carrier

    def ways(self) -> tuple[Hop, ...]:
        """Where a call goes, and where next if nobody answers there."""
        return self.targets.ways(self._clock())

    def invite(
        self,
        number: str,
        shown: Shown,
        *,
        host: str,
        offer: bytes | None,
        ring_limit: float,
        headers: Sequence[tuple[str, str]] = (),
        max_forwards: int | None = None,
    ) -> OutgoingInvite | None:
        """A call to `number`, E.164 or digits to be dialled as they are; `host` is our address.

        None if the trunk has no address.
        """
        hops = self.ways()
        if not hops:
            return None
        trunk, server = self.trunk, self._server(hops[0])
        target = number_uri(
            trunk, called(number, trunk.numbers, self.region), server.name, server.port
        )
        domain = self.domain or host
        told = identify(trunk, shown, called=target, region=self.region, domain=domain)
        return OutgoingInvite(
            target=target,
            hop=hops[0],
            fallbacks=hops[1:],
            patience=PATIENCE,
            from_=told.from_,
            to=NameAddr(target),
            offer=None if trunk.late_offer else offer,
            ring_limit=ring_limit,
            headers=(*told.headers, *headers),
            credentials=self.credentials,
            max_forwards=max_forwards,
            reliable=None if trunk.reliable is Reliable.NEVER else trunk.reliable.value,
            session_expires=trunk.session_expires,
            redirect=self.redirected if trunk.redirects else None,
        )

    def _server(self, hop: Hop) -> Host:
        """What stands in the Request-URI: the server's own name, else the address itself."""
        if self.trunk.servers and not (server := self.trunk.servers[0]).is_numeric:
            return server
        return Host(hop.host, hop.port)

    def redirected(self, uri: Uri) -> Hop | None:
        """Where a 3xx leads, if that is still this trunk."""
        current = self.targets.current
        if uri.scheme not in ("sip", "sips") or current is None:
            return None
        port = uri.port or (5061 if current.transport == "tls" else 5060)
        if self._is_ours(uri.host, port):
            return current._replace(host=uri.host, port=port)
        named = {server.name: server.port for server in self.trunk.servers}
        name = uri.host.lower()
        return current if name in named and uri.port in (None, named[name]) else None

    def _is_ours(self, host: str, port: int) -> bool:
        """Whether the trunk has this numeric address."""
        if any((hop.host, hop.port) == (host, port) for hop in self.targets.hops):
            return True
        learned = (parse_address(one) for one in self.learned)
        return self.trunk.sends_from(host, port) or any(one.matches(host, port) for one in learned)

    # -- what is learned of it

    def report(self, words: str) -> None:
        """Keep what went wrong, in words."""
        self.error = Reported(words[:300], self._wall())

    def located(self, hops: Sequence[Hop], learned: frozenset[str], ttl: float) -> bool:
        """A look-up came back; whether another address is in use now."""
        now = self._clock()
        self.lookup_due = now + ttl
        self.lookup_failures = 0
        self.learned = learned
        had = self.targets.current is not None
        if not self.targets.replace(hops):
            return False
        self.moved(now)
        return had

    def not_located(self, words: str) -> None:
        """A look-up failed: what was known before stays, and the next look comes soon."""
        self.report(words)
        self.lookup_failures += 1
        pause = min(300.0, 5.0 * 2 ** min(self.lookup_failures, 6))
        self.lookup_due = self._clock() + pause * self._random.uniform(0.5, 1.0)

    def hop_failed(self, hop: Hop, words: str) -> None:
        """A call, a registration or the probe got nowhere at an address."""
        now = self._clock()
        self.report(f"{hop}: {words}")
        if self.targets.failed(hop, now):
            self.moved(now)

    def hop_answered(self, hop: Hop) -> None:
        """Somebody answered at an address; a better one is used from now on."""
        if self.targets.answered(hop):
            self.moved(self._clock())

    def came_alive(self, hop: Hop, after: float) -> None:
        """The address in use answered the probe, `after` seconds late.

        A carrier that comes back after a silence may have been restarted, and have forgotten us.
        """
        was_silent = self.probe.reachable is False
        now = self._clock()
        self.probe.answered(now, after)
        self.hop_answered(hop)
        if was_silent and self.trunk.registers:
            self.registration.start(now)

    def moved(self, now: float) -> None:
        """Another address is in use: registration and probe follow at once."""
        self.generation += 1
        self.probe.start(now)
        if self.trunk.registers:
            self.registration.start(now)

    def set_password(self, password: str | None) -> None:
        """Use another password from now on."""
        if password == self.password:
            return
        self.password = password
        self.generation += 1
        if self.trunk.registers:
            self.registration.start(self._clock())

    def call_failed(self, status: int, reason: str, *, deserved: bool) -> None:
        """The carrier refused a call; `deserved`: it is the carrier that can't, not a person."""
        if deserved:
            self.counts.failed_out += 1
            self.report(f"a call was refused: {status} {reason}".rstrip())

    # -- how it is

    def status(
        self, calls_in: int, calls_out: int, total_in: int, total_out: int, refused: int
    ) -> TrunkStatus:
        """The trunk as it is now, with the calls it carries and has carried."""
        now, trunk, current = self._clock(), self.trunk, self.targets.current
        registered = self.registration.is_registered(now) if trunk.registers else None
        until = self.registration.until if registered else None
        return TrunkStatus(
            company=self.company,
            trunk=trunk.name,
            state=self._state(registered),
            target=None if current is None else str(current),
            targets=tuple(map(str, self.targets.hops)),
            registration=self.registration.state,
            registered=registered,
            registered_until=None if until is None else self._wall() + until - now,
            reachable=self.probe.reachable,
            latency=self.probe.latency,
            calls_in=calls_in,
            calls_out=calls_out,
            total_in=total_in,
            total_out=total_out,
            failed_out=self.counts.failed_out,
            refused=refused,
            unknown_numbers=self.counts.unknown_numbers,
            last_error=self.error.words,
            last_error_at=self.error.at,
        )

    def _state(self, registered: bool | None) -> TrunkState:
        trunk = self.trunk
        if not trunk.servers:
            return TrunkState.READY  # it only calls us
        if self.targets.current is None:
            return TrunkState.DOWN if self.lookup_failures else TrunkState.TRYING
        if self.probe.reachable is False:
            return TrunkState.DOWN
        if registered is False:
            is_new = self.registration.error is None
            return TrunkState.TRYING if is_new else TrunkState.DOWN
        if self.probe.reachable is None and trunk.probe is not None:
            return TrunkState.TRYING
        is_first = self.targets.current == self.targets.hops[0]
        is_safe = self.registration.state is not RegistrationState.WAITING
        return TrunkState.READY if is_first and is_safe else TrunkState.DEGRADED
