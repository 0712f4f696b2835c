"""What whoever is called is shown of the caller."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ringtree.calls.target import TrunkWay
from ringtree.trunks.identity import Shown


@dataclass(frozen=True, slots=True)
class Presentation:
    """What the callee is shown of the caller.

    `diverted_by` is the number of ours that the caller dialled and that passes the call on to
    the outside: a carrier takes a number that is not ours only together with one that is.
    `hops_left` is what the caller's INVITE has left of Max-Forwards: a call that leads back to us
    over a trunk ends in the end [RFC 3261 §16.3]. A carrier is told an `anonymous` caller's number
    and shows it to nobody [RFC 3323 §4.1, RFC 3325 §9.3]. `called` is the number of ours that the
    caller dialled, for whoever is rung here.
    """

    display: str
    number: str
    diverted_by: str = ""
    hops_left: int | None = None
    anonymous: bool = False
    rounds: int | None = None
    """How often the call has passed through us before, None for one that began here."""
    called: str = ""

    def over(self, way: TrunkWay) -> Presentation:
        """The same caller as presented on a trunk; a name only goes with the caller's number."""
        return replace(
            self,
            display=self.display if way.diverted_by else "",
            number=way.caller_id.number,
            anonymous=way.caller_id.anonymous,
            diverted_by=way.diverted_by,
        )

    def called_party(self, host: str) -> tuple[tuple[str, str], ...]:
        """Which number was called, for phones and programs that read it [RFC 7315 §4.2]."""
        return (("P-Called-Party-ID", f"<sip:{self.called}@{host}>"),) if self.called else ()

    @property
    def shown(self) -> Shown:
        """The same, for a trunk to render."""
        return Shown(self.number, self.display, self.anonymous, self.diverted_by)
