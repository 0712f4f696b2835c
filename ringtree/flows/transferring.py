"""Transfers of one call: who may hand whom on, to whom, and what becomes of it.

A phone asks by REFER; whether it is done is decided at once, and the other side then rings whom the
transferor named, by the transferor's own permissions and limits. If nobody takes the call there, it
returns to the transferor, and in the end goes where the transferor's unanswered calls go: nobody is
lost. Nothing of it is passed on as REFER: see docs/decisions/.
"""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import CallRefused
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.hunt import Plan
from ringtree.calls.ringing import RingResult
from ringtree.calls.targets import outside_target
from ringtree.calls.transfer import Transferor
from ringtree.company.model import Tree
from ringtree.flows.following import Following
from ringtree.flows.granting import Granting, Transfer
from ringtree.flows.mailbox.tree import mailbox_tree, tree_after
from ringtree.flows.number_tree import tree_of
from ringtree.flows.requests import RINGING
from ringtree.flows.transfer_words import coming_back, returned
from ringtree.prompts.library import PromptUnavailable
from ringtree.prompts.phrases import (
    EXTENSION_BUSY,
    EXTENSION_UNREACHABLE,
    NO_ANSWER,
    Phrase,
)
from ringtree.routing.outbound import (
    ToExtension,
    ToMailbox,
    ToNumber,
    ToOutside,
)

#: Seconds within which the transferor's own call to the target is over, once it was given up.
OWN_CALL_LIMIT = 2.0

#: Seconds that a phone rings for a transferred call, and for one that returns.
RING_TIME = 30.0

_SPOKEN: dict[CauseKind, Phrase] = {
    CauseKind.BUSY: EXTENSION_BUSY,
    CauseKind.UNREACHABLE: EXTENSION_UNREACHABLE,
}


@dataclass(slots=True)
class Transferring(Granting):
    """Hands the conversations of one call on, as they were granted.

    `follow` is to be given what each conversation ended with.
    """

    # -- carried out by the call's task

    async def follow(self, why: Cause) -> Cause:
        """Go on after a conversation, as long as it was handed on; why the last one ended."""
        while (transfer := self._pending) is not None:
            self._pending = None
            try:
                why = await self._carry_out(transfer)
            finally:
                self.call.on_ringing = None
                transfer.transferor.release()
        return why

    async def _carry_out(self, transfer: Transfer) -> Cause:
        company, transferor = self.call.snapshot.company, transfer.transferor
        if transfer.partner is not None:
            return await self._join(transfer, transfer.partner)
        if transfer.over is not None:
            await transfer.over.wait(OWN_CALL_LIMIT)
        match transfer.to:
            case ToMailbox(mailbox=mailbox):
                return await self._walk(transferor, mailbox_tree(mailbox))
            case ToNumber(number=number):
                return await self._walk(transferor, tree_of(company, number))
        self.call.on_ringing = partial(transferor.tell, 180)
        result = await self._ring(transfer)
        self.call.on_ringing = None
        transferor.tell(200 if result.winner else result.cause.status)
        transferor.release()
        if result.winner is not None:
            return await self.call.converse(result.winner, after_transfer=True)
        return await self._recall(transfer, result.cause)

    async def _join(self, transfer: Transfer, partner: Attempt) -> Cause:
        """Let the two hear each other; where there is no media for it, the call returns."""
        # At once: a phone that has asked in its other call is hung up there in this moment.
        transfer.transferor.tell(200)
        transfer.transferor.release()
        try:
            await self.call.move_in(partner)
        except CallRefused as refused:
            partner.cancel(refused.cause)
            return await self._recall(transfer, refused.cause)
        return await self.call.converse(partner, after_transfer=True)

    async def _walk(self, transferor: Transferor | None, tree: Tree) -> Cause:
        if transferor is not None:
            transferor.tell(200)
            transferor.release()
        await self.walk(tree)
        return cause(CauseKind.NORMAL)

    async def _ring(self, transfer: Transfer) -> RingResult:
        match transfer.to:
            case ToExtension(extension=extension):
                return await self._person_rung(extension)
            case ToOutside() as to:
                by = transfer.transferor.extension
                found = outside_target(self.call.exchange.trunks, self.call.snapshot, to, by)
                return await self._rung(
                    self.reach.ring(Plan(waves=[[found]], ring_time=RING_TIME, early=True))
                )
        return RingResult(None, cause(CauseKind.UNKNOWN_NUMBER))

    async def _person_rung(self, extension: str) -> RingResult:
        shown = self.call.presentation.number
        following = Following(self.call, self.reach, self.trace, self.world, self.called, shown)
        return await self._rung(following.person(extension, RING_TIME))

    async def _rung(self, ringing: Awaitable[RingResult]) -> RingResult:
        """Ring; media that can't be had is one more reason for nobody's answering."""
        try:
            await self.reach.hear(RINGING)
            return await ringing
        except CallRefused as refused:
            return RingResult(None, refused.cause)

    # -- nobody is lost

    async def _recall(self, transfer: Transfer, why: Cause) -> Cause:
        """Nobody took the call: back to the transferor, and then wherever that person's
        unanswered calls go."""
        call, by = self.call, transfer.transferor.extension
        company = call.snapshot.company
        note = returned(by, transfer.label, why.kind, company.language)
        self.trace.step(returned=by, note=note)
        usual = call.presentation
        # What phones show else may be which of the company's numbers was called.
        own_name = call.timeline.record.caller_name if self._name is None else self._name
        name = own_name or usual.number
        call.presentation = replace(usual, display=coming_back(name, company.language))
        result = await self._person_rung(by)
        call.presentation = usual
        if result.winner is not None:
            return await call.converse(result.winner, after_transfer=True)
        if (tree := tree_after(company, by, result.cause.kind)) is not None:
            return await self._walk(None, tree)
        await self._apologise(result.cause.kind)
        return result.cause

    async def _apologise(self, why: CauseKind) -> None:
        with suppress(PromptUnavailable):
            await self.call.player.play((await self.reach.prepare(_SPOKEN.get(why, NO_ANSWER)),))
