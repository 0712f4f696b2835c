"""A server that is killed or stopped, as a process of its own: nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from ringtree.serving import is_serving
from ringtree.settings import Settings, load_settings
from tests.integration.companies import DAISY
from tests.integration.phones import (
    Phone,
    ServerAddress,
    carrier,
    free_port,
    free_ports,
    phones,
)
from tests.integration.server import share_prompts


class Machine:
    """A data directory and ports that outlive the server processes on them."""

    def __init__(self, data_dir: Path) -> None:
        self.port, self.trunk_port = free_port(), free_port()
        self.address = ServerAddress("127.0.0.1", self.port)
        self.environment = {
            **os.environ,
            "RINGTREE_DATA_DIR": str(data_dir),
            "RINGTREE_SIP_BIND": f"udp:127.0.0.1:{self.port},tcp:127.0.0.1:{self.port}",
            "RINGTREE_HTTP_BIND": "",
            "RINGTREE_RTP_PORTS": free_ports(100),
            "RINGTREE_LOG_FORMAT": "json",
        }
        share_prompts(data_dir)
        self.company = data_dir / "daisy.yaml"
        self.company.write_text(DAISY.replace("{trunk}", f"127.0.0.1:{self.trunk_port}"))

    @property
    def settings(self) -> Settings:
        """What the server reads from the environment."""
        return load_settings(environment=self.environment)

    async def command(self, *arguments: str) -> Any:
        """Run `ringtree …` to its end; what it printed, as JSON where it is some."""
        process = await self._start(*arguments)
        output, errors = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, errors.decode()
        return json.loads(output) if "--json" in arguments else output.decode()

    async def _start(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "ringtree",
            *arguments,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """A server process; killed at the end if it still runs."""
        process = await self._start("serve")
        try:
            async with asyncio.timeout(30):
                while not await is_serving(self.settings):
                    assert process.returncode is None, await process.communicate()
                    await asyncio.sleep(0.1)
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    async def calls(self) -> list[dict[str, Any]]:
        """What `ringtree calls` shows, with or without a server."""
        found: list[dict[str, Any]] = await self.command("calls", "--json")
        return found


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


async def _applied(machine: Machine) -> dict[str, str]:
    applied = await machine.command("apply", str(machine.company), "--json")
    passwords: dict[str, str] = applied["passwords"]
    return passwords


def _phone(machine: Machine, passwords: dict[str, str], account: str) -> Phone:
    return Phone(account, server=machine.address, password=passwords[account])


async def test_a_killed_server_comes_back_with_its_registrations_and_records(
    machine: Machine,
) -> None:
    passwords = await _applied(machine)
    anna, boris = (_phone(machine, passwords, f"daisy-10{n}") for n in (1, 2))
    async with machine.serving() as server, phones(anna, boris):
        call = await anna.dial("102")
        rung = await boris.wait_call()
        await rung.answer()
        await call.wait_answered()
        await call.hang_up()  # returns when the BYE was answered
        server.kill()
        await server.wait()
        async with machine.serving():
            again = await anna.dial("102")  # nobody has registered anew
            rung = await boris.wait_call(nth=1)
            await rung.answer()
            await again.hang_up()
            records = await machine.calls()
    assert [record["outcome"] for record in records] == ["answered", "answered"]


async def test_a_record_is_found_by_the_command_even_while_no_server_runs(
    machine: Machine,
) -> None:
    passwords = await _applied(machine)
    async with (
        machine.serving() as server,
        phones(_phone(machine, passwords, "daisy-101")) as (anna,),
    ):
        call = await anna.dial("103")
        await call.wait_ended()
        server.kill()
        await server.wait()
    async with machine.serving() as server:
        server.send_signal(signal.SIGINT)
        await asyncio.wait_for(server.wait(), 20)
        assert server.returncode == 0
    records = await machine.calls()
    assert [record["outcome"] for record in records] == ["unreachable"]


async def test_ctrl_c_hangs_up_on_everybody_and_writes_the_records(machine: Machine) -> None:
    await _applied(machine)
    async with machine.serving() as server:
        async with phones(carrier(machine.address, port=machine.trunk_port)) as (caller,):
            call = await caller.dial("+74950000002", caller="+79210000001")
            await call.wait_answered()
            server.send_signal(signal.SIGINT)
            await call.wait_ended(5.0)
        await asyncio.wait_for(server.wait(), 20)
        assert server.returncode == 0
    (record,) = await machine.calls()
    assert record["termination"]["reason"] == "the server is stopping"


async def test_a_running_server_knows_a_new_password_within_a_second(machine: Machine) -> None:
    passwords = await _applied(machine)
    async with machine.serving():
        renewed = await machine.command("password", "daisy-101", "--json")
        await asyncio.sleep(1.0)
        old = _phone(machine, passwords, "daisy-101")
        new = Phone("daisy-101", server=machine.address, password=renewed["password"])
        async with phones(old, new, register=False):
            await new.register()
            with pytest.raises(Exception, match=r"401|Unauthorized"):
                await old.register()


async def test_a_second_server_on_the_same_data_directory_is_refused_with_words(
    machine: Machine,
) -> None:
    await _applied(machine)
    async with machine.serving():
        second = await machine._start("serve")
        _, errors = await asyncio.wait_for(second.communicate(), 30)
    assert second.returncode == 1
    last = errors.decode().strip().splitlines()[-1]
    assert last.startswith("ringtree: ") and "another" in last, last


async def test_a_wrong_setting_stops_the_start_with_its_name(machine: Machine) -> None:
    machine.environment["RINGTREE_RTP_PORTS"] = "many"
    process = await machine._start("serve")
    _, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 2
    assert "RINGTREE_RTP_PORTS" in errors.decode() and "first-last" in errors.decode()
    assert "Traceback" not in errors.decode()
