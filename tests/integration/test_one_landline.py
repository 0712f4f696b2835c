"""Ten employees share one landline, in and out at once, and none hinders another."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from pathlib import Path

from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from tests.integration.phones import Phone, PhoneCall, find_tone, is_silent, phones
from tests.integration.server import running, until

LANDLINE = "+74950000001"
PEOPLE = [str(extension) for extension in range(101, 111)]
OUT, IN = PEOPLE[:5], PEOPLE[5:]

COMPANY = f"""
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {{probe: null, addresses: ["{{trunk}}"]}}
numbers:
  - {{number: "{LANDLINE}", trunk: carrier, tree: main}}
people:
{"".join(f"  - {{extension: {one}, name: Person {one}}}" + chr(10) for one in PEOPLE)}
trees:
  main:
    start: whom
    nodes:
      whom:
        type: menu
        prompt: Whom would you like?
        choices: ["0", "6", "7", "8", "9"]
        timeout: 20
        exits:
          {{"6": p106, "7": p107, "8": p108, "9": p109, "0": p110, no_input: bye, no_match: bye}}
      bye: {{type: hang_up}}
{"".join(f'      p{one}: {{type: dial, targets: "{one}"}}' + chr(10) for one in IN)}
"""


def outsider(nth: int) -> str:
    """The number of somebody outside."""
    return f"+7921000000{nth}"


class Pair:
    """An employee's side of a call and the outsider's, with a tone for each."""

    def __init__(self, nth: int, employee: PhoneCall, other: PhoneCall) -> None:
        self.employee, self.other = employee, other
        self.tones = 400 + 100 * nth, 450 + 100 * nth

    async def speak(self) -> None:
        await self.employee.say_tone(self.tones[0])
        await self.other.say_tone(self.tones[1])

    async def check(self) -> None:
        """Either side hears the other's tone and nobody else's."""
        for call in (self.employee, self.other):
            await call.wait_heard(call.heard.seconds + 1.2)
        at_employee = find_tone(self.employee.heard.samples(-0.5))
        at_other = find_tone(self.other.heard.samples(-0.5))
        assert at_employee.is_about(self.tones[1]), f"{self.employee!r} heard {at_employee}"
        assert at_other.is_about(self.tones[0]), f"{self.other!r} heard {at_other}"


async def call_out(nth: int, phone: Phone, carrier: Phone) -> Pair:
    """Call an outsider, who has a telephone of their own at the carrier."""
    number = outsider(nth)
    await carrier.add_account(number)
    dialled = await phone.dial(number)
    rung = await carrier.wait_call(limit=20, user=number)
    await rung.answer(limit=20)
    await dialled.wait_answered(limit=20)
    return Pair(nth, dialled, rung)


async def call_in(nth: int, phone: Phone, carrier: Phone) -> Pair:
    """An outsider calls the landline and asks for this employee."""
    dialled = await carrier.dial(LANDLINE, caller=outsider(nth))
    await dialled.wait_answered(limit=20)
    await dialled.press(phone.name[-1])
    rung = await phone.wait_call(limit=20)
    assert outsider(nth) in rung.peer
    await rung.answer(limit=20)
    return Pair(nth, rung, dialled)


async def the_line_is_open_to_an_eleventh(carrier: Phone) -> None:
    """Who calls while ten talk hears the menu, and busy only from the one they ask for."""
    call = await carrier.dial(LANDLINE, caller="+79210000100")
    await call.wait_answered(limit=20)
    await call.wait_heard(0.6)
    assert not is_silent(call.heard.samples(-0.3))
    await call.press("6")
    await call.wait_ended(limit=20)


def presented_to(carrier: Phone) -> list[str]:
    """The numbers in From and P-Asserted-Identity of every INVITE the carrier was sent."""
    found = []
    for message in re.split(r"(?m)^(?=INVITE sip:)", carrier.sip_trace())[1:]:
        head = message.replace("\r", "").partition("\n\n")[0]
        if "Ringtree" in head:  # not those the carrier sends
            found += re.findall(r"(?m)^(?:From|P-Asserted-Identity):.*?sip:([^@]+)@", head)
    return found


def employee_of(record: CallRecord) -> str:
    """Who of the company talked, "" if nobody did."""
    is_out = record.direction is Direction.OUTGOING
    return record.caller if is_out else record.answered_by or ""


async def test_ten_on_one_landline_in_and_out_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, COMPANY) as server, AsyncExitStack() as stack:
        employees = {one: server.phone(f"daisy-{one}") for one in PEOPLE}
        carrier = server.carrier()
        await stack.enter_async_context(phones(carrier, *employees.values()))
        pairs = await asyncio.gather(
            *(call_out(nth, employees[one], carrier) for nth, one in enumerate(OUT)),
            *(call_in(nth, employees[one], carrier) for nth, one in enumerate(IN, start=5)),
        )
        for pair in pairs:
            await pair.speak()
        await asyncio.gather(*(pair.check() for pair in pairs))
        taken = server.app.occupancy.taken()
        assert sorted(taken) == [f"daisy-{one}" for one in PEOPLE]

        await the_line_is_open_to_an_eleventh(carrier)

        # Half of them hang up, from either side; the others talk on, and the line is theirs again.
        for nth, pair in enumerate(pairs[::2]):
            await (pair.employee if nth % 2 else pair.other).hang_up()
        taken_still = sorted(f"daisy-{one}" for one in PEOPLE[1::2])
        await until(lambda: sorted(server.app.occupancy.taken()) == taken_still, "not let go")
        rest = pairs[1::2]
        await asyncio.gather(*(pair.check() for pair in rest))
        again = await asyncio.gather(
            call_in(8, employees["109"], carrier), call_out(0, employees["101"], carrier)
        )
        for pair in again:
            await pair.speak()
        await asyncio.gather(*(pair.check() for pair in (*rest, *again)))
        for pair in (*rest, *again):
            await pair.other.hang_up()
            await pair.employee.wait_ended()
        await server.released()
        presented = presented_to(carrier)
        records = await server.records()
    assert presented == [LANDLINE] * 2 * 6
    assert sorted(record.outcome for record in records) == [Outcome.ANSWERED] * 12 + [Outcome.BUSY]
    talked = sorted(employee_of(record) for record in records)
    assert talked == sorted(["", *PEOPLE, "101", "109"])
    assert {(record.number, record.trunk) for record in records} == {(LANDLINE, "carrier")}
