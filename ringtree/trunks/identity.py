"""Who calls, as a carrier wants to be told: From, identity, privacy, and for whom it is passed on.

Pure [RFC 3323, RFC 3325, RFC 5806, RFC 7044].
"""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.company.trunk import FromUser, Identity, Redirecting, Trunk
from ringtree.routing.writing import presented
from ringtree.sip.headers import NameAddr
from ringtree.sip.uri import Uri

ANONYMOUS = NameAddr(Uri("sip", "anonymous", "anonymous.invalid"), "Anonymous")  # RFC 3323 §4.1.1.3


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be presented: numbers in E.164.

    `diverted_by` is the number of ours that passes the call on. An anonymous caller's number is
    told to the carrier alone.
    """

    number: str
    display: str = ""
    anonymous: bool = False
    diverted_by: str = ""


@dataclass(frozen=True, slots=True)
class Identification:
    """From and the headers that go with it."""

    from_: NameAddr
    headers: tuple[tuple[str, str], ...]


def identify(
    trunk: Trunk, shown: Shown, *, called: Uri, region: str, domain: str
) -> Identification:
    """The headers of a call to `called`. `domain` stands behind every number of ours."""

    def address(number: str) -> Uri:
        return number_uri(trunk, presented(number, trunk.numbers, region), domain)

    headers: list[tuple[str, str]] = []
    own = NameAddr(address(shown.number), shown.display)
    if trunk.identity is not Identity.NONE:
        name = _IDENTITY[trunk.identity]
        headers.append((name, str(NameAddr(own.uri, "" if shown.anonymous else shown.display))))
    if shown.anonymous:
        headers.append(("Privacy", "id"))
    if shown.diverted_by:
        headers += _redirected(trunk.redirecting, address(shown.diverted_by), called)
    return Identification(_from(trunk, shown, own, domain), tuple(headers))


def number_uri(trunk: Trunk, number: str, host: str, port: int | None = None) -> Uri:
    """The address of a number at a carrier."""
    params: dict[str, str | None] = {"user": "phone"} if trunk.user_phone else {}
    return Uri("sip", number, host, port, params=params)


def _from(trunk: Trunk, shown: Shown, own: NameAddr, domain: str) -> NameAddr:
    if trunk.from_user is FromUser.ACCOUNT:
        display = "Anonymous" if shown.anonymous else shown.display
        return NameAddr(Uri("sip", trunk.username, domain), display)
    # Without an identity header the carrier would learn the number from nowhere.
    if shown.anonymous and trunk.identity is not Identity.NONE:
        return ANONYMOUS
    return NameAddr(own.uri, "Anonymous") if shown.anonymous else own


_IDENTITY = {Identity.PAI: "P-Asserted-Identity", Identity.PPI: "P-Preferred-Identity"}


def _redirected(how: Redirecting, by: Uri, called: Uri) -> list[tuple[str, str]]:
    match how:
        case Redirecting.DIVERSION:
            return [("Diversion", f"<{by}>;reason=unconditional")]
        case Redirecting.HISTORY_INFO:
            # Cause 302: passed on without ringing [RFC 4458 §3.1.1]; it stands at the new target.
            moved = called.replace(params={**called.params, "cause": "302"})
            return [("History-Info", f"<{by}>;index=1, <{moved}>;index=1.1")]
        case _:
            return []
