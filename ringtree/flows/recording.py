"""A live caller speaks after the beep, and a node is told what became of it."""

from __future__ import annotations

from ringtree.calls.call import Call
from ringtree.calls.message import BYTES_PER_SECOND, Message, MessageResult
from ringtree.calls.message_file import MessageFile
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.flows.trace import FlowTrace


class Recording:
    """Records what one call's caller says."""

    __slots__ = ("_call", "_trace")

    def __init__(self, call: Call, trace: FlowTrace) -> None:
        self._call = call
        self._trace = trace

    async def record(self, request: RecordRequest) -> RecordOutcome:
        """Answer, beep and record; see `CallControl.record`.

        A caller who leaves meanwhile cancels this, and leaves what was said.
        """
        await self._call.answer()
        file = self._file(request)
        if file is None:
            return RecordOutcome.FULL
        await self._beep()
        message = Message(self._call, file.path)
        try:
            await message.take(limit=request.limit, silence=request.silence)
        finally:
            outcome = self._keep(file, message.result, request)
        # What ended the recording must not choose from the menu that follows.
        self._call.keys.clear()
        return outcome

    async def _beep(self) -> None:
        tone = self._call.exchange.prompts.tone
        await self._call.player.play((tone("beep"),))
        self._call.keys.clear()
        self._call.player.loop((tone("silence"),))

    def _file(self, request: RecordRequest) -> MessageFile | None:
        if request.file is not None:
            return MessageFile(request.file, self._call.exchange.data_dir / request.file)
        return MessageFile.of(self._call, room=round(request.limit * BYTES_PER_SECOND))

    def _keep(
        self, file: MessageFile, result: MessageResult | None, request: RecordRequest
    ) -> RecordOutcome:
        if result is None:
            return RecordOutcome.NOTHING_SAID
        named = self._call if request.for_record else None
        kept = file.keep(named, result, shortest=request.shortest)
        facts = {"seconds": round(result.seconds, 1), "ended_by": result.end.value}
        self._trace.note(**facts, **({"recording": file.name} if kept else {}))
        if result.error is not None:
            self._trace.note(reason=result.error)
            return RecordOutcome.FULL
        return RecordOutcome.RECORDED if kept else RecordOutcome.NOTHING_SAID
