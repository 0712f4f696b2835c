"""What the feature codes for forwarding have in common."""

from __future__ import annotations

from ringtree.flows.code import Dialler
from ringtree.flows.control import CallControl
from ringtree.forwarding.rules import BadForwarding, Rule, When
from ringtree.prompts.forwarding_phrases import ForwardedTo, NoForwardingThere, NotForwarded
from ringtree.routing.outbound import outside_number

SET, CLEARED, REFUSED = "set", "cleared", "refused"
RESULTS = (SET, CLEARED, REFUSED)


async def forward(call: CallControl, dialler: Dialler, when: When) -> str:
    """Forward to the digits after the code, or with none of them no more; say which."""
    company, extension, book = dialler.company, dialler.person.extension, dialler.world.forwarding
    wishes = book.of(company.code, extension)
    if not dialler.digits:
        await book.set(company, extension, wishes.without(when), author=extension)
        await call.play(NotForwarded(when))
        return CLEARED
    target = _target(dialler)
    try:
        rule = Rule(when=when, target=target)
        await book.set(company, extension, wishes.with_rule(rule), author=extension)
    except BadForwarding:
        await call.play(NoForwardingThere())
        return REFUSED
    await call.play(ForwardedTo(when, target))
    return SET


def _target(dialler: Dialler) -> str:
    """A colleague, or a telephone number as people of the country dial it."""
    company, digits = dialler.company, dialler.digits.strip("*#")
    if company.person(digits) is not None or not digits:
        return digits
    return outside_number(company, digits) or digits
