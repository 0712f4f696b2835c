"""A server killed while callers wait: who calls again has the place back, and duty goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ringtree.storage.queue_states import QueueStates
from tests.integration.phones import Phone, carrier, phones
from tests.integration.server import until
from tests.integration.test_restart import Machine

ZOYA, FIRST, SECOND, ASKED = (f"+7921000000{n}" for n in range(1, 5))
COMPANY = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {probe: null, addresses: ["127.0.0.1:{trunk}"], max_calls: 20}
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Anna Smith}
  - {extension: 102, name: Boris Brown}
queues:
  sales:
    title: Sales
    agents: [102, 101]
    strategy: fixed_order
    wrap_up: 600
    return_within: 600
    callbacks: {first: caller}
trees:
  main:
    start: wait
    fallback: goodbye
    nodes:
      wait: {type: queue, queue: sales}
      goodbye: {type: hang_up}
"""


class Kept:
    """What the server has put aside for its successor, as it is at the moment."""

    def __init__(self, machine: Machine) -> None:
        self._states = QueueStates(machine.settings.data_dir / "queues")

    @property
    def _state(self) -> dict[str, Any]:
        found = self._states.load("daisy")
        return found[0] if found is not None else {"entries": [], "agents": []}

    def callers(self) -> list[str]:
        """Who stands in the queue, in the order of joining."""
        entries = sorted(self._state["entries"], key=lambda one: one["since"])
        return [one["caller"] for one in entries]

    def is_writing(self, extension: str) -> bool:
        """Whether an agent's wrap-up is kept."""
        return any(
            one["extension"] == extension and one["wrap_up_until"] is not None
            for one in self._state["agents"]
        )


async def see(condition: Callable[[], bool], what: str) -> None:
    await until(condition, what, limit=30)


async def test_waiting_callers_get_their_places_back_after_a_kill_and_duty_goes_on(
    tmp_path: Path,
) -> None:
    machine = Machine(tmp_path)
    machine.company.write_text(COMPANY.replace("{trunk}", str(machine.trunk_port)))
    applied = await machine.command("apply", str(machine.company), "--json")
    anna, boris = (
        Phone(one, server=machine.address, password=applied["passwords"][one])
        for one in ("daisy-101", "daisy-102")
    )
    city = carrier(machine.address, port=machine.trunk_port)
    await machine.command("agent", "log-out", "101")
    kept = Kept(machine)
    async with machine.serving() as server, phones(anna, boris, city):
        served = await city.dial("+74950000001", caller=ZOYA)
        taken = await boris.wait_call()
        await taken.answer()
        await served.wait_answered()
        await served.hang_up()
        await see(lambda: kept.is_writing("102"), "no wrap-up was kept")
        for number in (FIRST, SECOND):
            await city.dial("+74950000001", caller=number)
            await see(lambda number=number: number in kept.callers(), f"{number} is not kept")
        await machine.command("callback", "add", "sales", ASKED)
        await see(lambda: ASKED in kept.callers(), "the callback is not kept")
        server.kill()
        await server.wait()
        async with machine.serving():
            await see(lambda: kept.callers() == [ASKED], "the callback does not stand any more")
            for number in (SECOND, FIRST):  # the other way round than they came
                await city.dial("+74950000001", caller=number)
                await see(lambda number=number: number in kept.callers(), f"{number} not in")
            assert kept.callers() == [FIRST, SECOND, ASKED]
            presence = await machine.command("agent", "show", "--json")
            assert [one["presence"] for one in presence] == ["logged_out", "ready"]
            assert kept.is_writing("102"), "the wrap-up was forgotten"
            (callback,) = await machine.command("callback", "list", "--json")
            assert (callback["number"], callback["state"]) == (ASKED, "waiting")
            await machine.command("agent", "ready", "101")
            rung = await anna.wait_call()
            assert FIRST in rung.peer, rung.peer
            assert not boris.is_ringing
            await rung.answer()
            await see(lambda: kept.callers() == [SECOND, ASKED], "the first was not served")
            seen = await machine.command("queue", "live", "--json")
            (sales,) = seen["queues"]
            assert (seen["serving"], sales["waiting"], sales["callbacks"]) == (True, 1, 1)
            assert sales["callers"][0]["caller"] == SECOND
            doing = {one["extension"]: one["activity"] for one in seen["agents"]}
            assert doing == {"101": "talking", "102": "wrap_up"}
            writing = await machine.command("agent", "extend-wrap-up", "102", "10", "--json")
            assert writing["activity"] == "wrap_up"
            assert not boris.is_ringing
            await machine.command("agent", "end-wrap-up", "102", "--json")
            assert SECOND in (await boris.wait_call()).peer
