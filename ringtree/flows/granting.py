"""Who of a conversation may hand the other on, and to whom: decided at once, when a phone asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.conversation import Conversation
from ringtree.calls.events import LegEvent, TransferAsked
from ringtree.calls.leg import Leg
from ringtree.calls.presentation import Presentation
from ringtree.calls.transfer import OverSignal, Transferor
from ringtree.company.model import Person, Tree, split_account
from ringtree.flows.consultation import consultation
from ringtree.flows.reach import Reach
from ringtree.flows.trace import FlowTrace
from ringtree.flows.transfer_words import handed_on, joined
from ringtree.flows.world import World
from ringtree.routing.outbound import (
    Destination,
    Nowhere,
    Refusal,
    ToCode,
    ToExtension,
    ToOutside,
    route_outbound,
)
from ringtree.sip.replaces import Replaces

_STATUS = {
    Refusal.NO_SUCH_NUMBER: (404, "Nobody Has This Number"),
    Refusal.NOT_PERMITTED: (403, "You May Not Call This Number"),
    Refusal.NOT_PRESENTABLE: (403, "You May Not Present This Number"),
    Refusal.NO_TRUNK: (480, "No Trunk Takes This Call"),
}


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer that has been accepted. `label` is what the trace calls its target.

    It leads `to` a destination, once the transferor's own call there is `over`; or to `partner`,
    who has answered already.
    """

    transferor: Transferor
    label: str
    by_caller: bool
    to: Destination | None = None
    over: OverSignal | None = None
    partner: Attempt | None = None


@dataclass(slots=True)
class Granting:
    """Grants or refuses wishes to hand a conversation of one call on.

    `walk` takes the caller through a tree, to its end.
    """

    call: Call
    reach: Reach
    trace: FlowTrace
    world: World
    called: str
    walk: Callable[[Tree], Awaitable[None]]
    _pending: Transfer | None = None
    _name: str | None = None
    """The name of the side that stays, once that is not who called."""

    def __post_init__(self) -> None:
        self.call.transfers = self

    def asked(self, asked: TransferAsked, callee: Attempt, *, by_caller: bool) -> bool:
        """See `calls.transfer.Transfers`."""
        who = self._person(self.call.account if by_caller else callee.target.own_account)
        if who is None:
            asked.why = "Only The Company's Own People Transfer Calls"
            return False
        if self.call.gone is not None:
            asked.status, asked.why = 481, "The Other Side Has Hung Up"
            return False
        if asked.replaces is not None:
            return self._consulted(asked, asked.replaces, who, callee, by_caller)
        return self._blind(asked, who, callee, by_caller)

    def _blind(
        self,
        asked: TransferAsked,
        who: Person,
        callee: Attempt,
        by_caller: bool,
        instead_of: Call | None = None,
    ) -> bool:
        """Hand on to whatever was dialled; `instead_of` the transferor's own call there."""
        to = self._route(asked, who, self._other(callee, by_caller=by_caller))
        if to is None:
            return False
        over = None
        if instead_of is not None:
            over = OverSignal()
            instead_of.holds.append(over)
            instead_of.leave(cause(CauseKind.CANCELLED))
        label = to.number if isinstance(to, ToOutside) else asked.target
        transferor = self._let_go(who, callee, by_caller)
        self._hand_on(Transfer(transferor, label, by_caller, to=to, over=over))
        return True

    def _consulted(
        self,
        asked: TransferAsked,
        replaces: Replaces,
        who: Person,
        callee: Attempt,
        by_caller: bool,
    ) -> bool:
        """Hand on to whoever the transferor talks with in another call, or is about to."""
        call = self.call
        found = consultation(call.exchange, call.snapshot.company.account(who.extension), replaces)
        if found is None or found.call is call or found.call.gone is not None:
            asked.status, asked.why = 481, "You Have No Such Call"
        elif found.conversation is None:
            # It rings there still, or a machine answered: the other side dials it anew.
            asked.target = found.call.timeline.record.called
            return self._blind(asked, who, callee, by_caller, found.call)
        elif found.by_caller:
            self._take(found.conversation.callee, found.call, who, callee, by_caller)
            return True
        elif by_caller and isinstance(found.call.transfers, Granting):
            elder, own = found.call.transfers, found.conversation.callee
            elder._take(callee, call, who, own, False, teller=call.caller)
            return True
        else:
            asked.why = "Of Two Calls That Came In Neither Can Replace The Other"
        return False

    def _take(
        self,
        partner: Attempt,
        donor: Call,
        who: Person,
        callee: Attempt,
        by_caller: bool,
        teller: Leg | None = None,
    ) -> None:
        """Take the partner over from the call in which the transferor has asked them."""
        # This call's task goes on before the donor's, which hangs up on the transferor.
        transferor = self._let_go(who, callee, by_caller, teller)
        if isinstance(donor.activity, Conversation):
            donor.activity.end(cause(CauseKind.TRANSFERRED))
        donor.give_away(partner)
        self.call.adopt(partner)
        partner.listener = _nobody
        label, language = partner.target.label, self.call.snapshot.company.language
        if isinstance(donor.transfers, Granting):
            note = joined(who.extension, label, language)
            donor.transfers.trace.step(joined=label, call=self.call.id, note=note)
        self._hand_on(Transfer(transferor, label, by_caller, partner=partner))

    def _person(self, account: str | None) -> Person | None:
        found = split_account(account or "")
        company = self.call.snapshot.company
        return company.person(found[1]) if found and found[0] == company.code else None

    def _other(self, callee: Attempt, *, by_caller: bool) -> str:
        """The internal number of the side that stays, "" for one outside."""
        account = callee.target.own_account if by_caller else self.call.account
        found = split_account(account or "")
        return found[1] if found else ""

    def _route(self, asked: TransferAsked, who: Person, other: str) -> Destination | None:
        """Where the transferor's own call to the target would go; None: `asked` says why not."""
        snapshot = self.call.snapshot
        is_open = partial(self.world.is_open, snapshot.company)
        to = route_outbound(snapshot, who, asked.target, is_open=is_open)
        match to:
            case Nowhere(refusal=refusal):
                asked.status, asked.why = _STATUS[refusal]
            case ToCode():
                # A code acts for whoever dials it; the other side must not act for anybody.
                asked.status, asked.why = 403, "Feature Codes Are Not For Others"
            case ToExtension(extension=extension) if extension in (who.extension, other):
                asked.status, asked.why = 482, "That Is Who Is Talking"
            case _:
                return to
        return None

    def _let_go(
        self, who: Person, callee: Attempt, by_caller: bool, teller: Leg | None = None
    ) -> Transferor:
        """Part with the transferor: from here on the call is the other side's."""
        call = self.call
        if isinstance(call.activity, Conversation):
            call.activity.end(cause(CauseKind.TRANSFERRED))
        made = call.let_go(callee, who.extension, by_caller=by_caller, teller=teller)
        if by_caller:
            call.presentation = self._presentation(callee)
            self._name = call.presentation.display
        return made

    def _presentation(self, party: Attempt) -> Presentation:
        """What is shown of somebody who was called."""
        person = self._person(party.target.own_account)
        usual = replace(self.call.presentation, diverted_by="", anonymous=False)
        if person is None:
            return replace(usual, display="", number=party.target.label)
        return replace(usual, display=person.name, number=person.extension)

    def _hand_on(self, transfer: Transfer) -> None:
        by, language = transfer.transferor.extension, self.call.snapshot.company.language
        note = handed_on(by, transfer.label, language, by_caller=transfer.by_caller)
        self.trace.step(transferred=transfer.label, by=by, note=note)
        data = {"call": self.call.id, "by": by, "to": transfer.label}
        self.call.exchange.events.publish(self.call.snapshot.code, "call.transferred", data)
        self._pending = transfer


def _nobody(_party: Attempt, _event: LegEvent) -> None:
    """Between two conversations nobody listens; whoever has left meanwhile, the next one finds."""
