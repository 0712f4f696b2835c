"""Take callers of the queues from now on."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.agent_phrases import NowReady
from ringtree.queues.agent import Presence

READY = "ready"


@feature_code("ready", "*50", title="Ready for calls", results=(READY,))
async def ready(call: CallControl, dialler: Dialler) -> str:
    """Makes the person ready for the callers of the own queues, and says for which."""
    company, extension = dialler.company, dialler.person.extension
    await dialler.world.duty.say(company.code, extension, Presence.READY, by=extension)
    await call.play(NowReady(tuple(queue.title for queue in company.queues_of(extension))))
    return READY
