"""Take no callers of the queues until ready again."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.agent_phrases import NowLoggedOut
from ringtree.queues.agent import Presence

LOGGED_OUT = "logged_out"


@feature_code("log_out", "*52", title="Log out of the queues", results=(LOGGED_OUT,))
async def log_out(call: CallControl, dialler: Dialler) -> str:
    """Logs the person out of the own queues, until ready again."""
    company, extension = dialler.company, dialler.person.extension
    await dialler.world.duty.say(company.code, extension, Presence.LOGGED_OUT, by=extension)
    await call.play(NowLoggedOut())
    return LOGGED_OUT
