"""SIPVicious against the server: it learns nothing, is banned within seconds, and hurts nobody."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.integration.companies import DAISY
from tests.integration.phones import assert_hear_each_other, phones
from tests.integration.raw_phone import RawPhone
from tests.integration.server import Server, running, until

#: Runs one of its programs from an address of the loopback network, which its own options can't.
OPEN = """
import socket, sys
_, source, tool, *words = sys.argv
class Socket(socket.socket):
    def bind(self, address):
        super().bind((source, address[1]))
socket.socket = Socket
sys.argv = [tool, *words]
from importlib import import_module
import_module("sipvicious." + tool).main()
"""
#: The same without the name by which it introduces itself.
DISGUISE = """
from sipvicious.libs import svhelper
made, names = svhelper.makeRequest, {"friendly-scanner": "Phone"}
made.__defaults__ = tuple(names.get(str(one), one) for one in made.__defaults__)
"""


async def attack(
    server: Server, folder: Path, script: str, tool: str, *words: str, source: str, seconds: int = 8
) -> str:
    """What the tool says of an attack from `source`."""
    target = f"udp://{server.address.host}:{server.address.port}"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script,
        source,
        tool,
        *words,
        f"--maximumtime={seconds}",
        target,
        cwd=folder,
        env={"HOME": str(folder)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(seconds + 15):
            out, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return out.decode("utf-8", "replace")


def is_banned(server: Server, source: str) -> bool:
    return server.app.doorkeeper.watch.banned.get(source, 0.0) > time.time()


def is_slowed(server: Server, source: str) -> bool:
    """Whether next to nothing is read that comes from there, over UDP without any answer."""
    return source in server.app.doorkeeper.watch.slowed


async def test_a_scanner_that_says_its_name_sees_no_server(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        words = ("-e", "100-120", "--force")
        await attack(server, tmp_path, OPEN, "svwar", *words, source="127.0.0.66", seconds=2)
        assert is_slowed(server, "127.0.0.66")
        assert server.app.endpoint.statistics()["messages_sent"] == 0


@pytest.mark.parametrize("method", ["REGISTER", "INVITE", "OPTIONS"])
async def test_one_in_disguise_finds_nothing(tmp_path: Path, method: str) -> None:
    async with running(tmp_path, DAISY) as server:
        words = ("-e", "90-400", "-m", method, "--template=daisy-%#03i", "--force")
        script = DISGUISE + OPEN
        seen = await attack(
            server, tmp_path, script, "svwar", *words, source="127.0.0.66", seconds=4
        )
    assert "found nothing" in seen


async def test_a_patient_one_is_slowed_in_seconds_and_phones_elsewhere_notice_nothing(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris):
            began = time.monotonic()
            async with asyncio.TaskGroup() as group:
                scan = group.create_task(ask_for_everybody(server, "127.0.0.68"))
                call = await anna.dial("102")
                await (await boris.wait_call()).answer()
                await assert_hear_each_other(call, boris.call)
                await call.hang_up()
            answers = scan.result()
    print(f"slowed after {time.monotonic() - began:.1f} s and {len(answers)} answers")
    assert {"daisy-101", "daisy-102"} <= answers.keys(), "it never came to those there are"
    assert len({answer.replace(name, "X") for name, answer in answers.items()}) == 1


async def test_who_writes_another_s_address_keeps_nobody_out(tmp_path: Path) -> None:
    """Whatever is sent under a telephone's address, the telephone there gets in and calls."""
    victim = "127.0.0.69"
    async with running(tmp_path, DAISY) as server:
        boris, password = server.phone("daisy-102"), server.passwords["daisy-101"]
        anna = RawPhone(server.address, "daisy-101", password, host=victim)
        async with phones(boris), anna:
            forge(server, victim)
            await until(lambda: is_slowed(server, victim), "the forged messages were not read")
            await register_patiently(anna)
            assert not is_slowed(server, victim)
            forge(server, victim)
            call = await boris.dial("101")
            rung = await asyncio.wait_for(anna.incoming.get(), 10)
            rung.answer()
            await call.wait_answered()
            await call.hang_up()
        assert not server.app.doorkeeper.watch.banned


async def register_patiently(phone: RawPhone) -> None:
    """As telephones do: again after a few seconds, until there is an answer."""
    async with asyncio.timeout(60):
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(3):
                    assert (await phone.register()).status == 200
                    return


def forge(server: Server, victim: str) -> None:
    """Send under an address what gets banned who proves to be there: scans and wrong passwords."""
    credentials = (
        'Authorization: Digest username="daisy-101", realm="ringtree", nonce="{nonce}", '
        'uri="sip:x", response="0123456789abcdef0123456789abcdef"\r\n'
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as forger:
        forger.bind((victim, 0))
        for number in range(60):
            request = _REGISTER.format(
                name=f"daisy-{number}", host=server.address.host, source=victim
            )
            given = credentials.format(nonce=f"{number:064x}")
            for text in (request, request.replace("Contact:", f"{given}Contact:")):
                scan = text.replace("Contact:", "User-Agent: friendly-scanner\r\nContact:")
                for one in (text, scan) if number > 30 else (text,):
                    forger.sendto(one.encode(), (server.address.host, server.address.port))


async def test_one_who_tries_passwords_is_banned_and_the_account_goes_on(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("\n".join(f"guess{index}" for index in range(500)))
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris):
            guesses = ("-u", "daisy-101", "-d", str(words))
            script = DISGUISE + OPEN
            seen = await attack(
                server, tmp_path, script, "svcrack", *guesses, source="127.0.0.67", seconds=4
            )
            assert is_banned(server, "127.0.0.67") and "found nothing" in seen
            call = await boris.dial("101")
            await (await anna.wait_call()).answer()
            await assert_hear_each_other(call, anna.call)
            await call.hang_up()


async def ask_for_everybody(server: Server, source: str) -> dict[str, str]:
    """Register as 90 to 400 until slowed: what each account was answered, but for what differs
    anyway."""
    answers: dict[str, str] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as scanner:
        scanner.bind((source, 0))
        scanner.setblocking(False)
        for number in range(90, 400):
            if is_slowed(server, source):
                return answers
            name = f"daisy-{number}"
            request = _REGISTER.format(name=name, host=server.address.host, source=source)
            scanner.sendto(request.encode(), (server.address.host, server.address.port))
            async with asyncio.timeout(2):
                data = await asyncio.get_running_loop().sock_recv(scanner, 9999)
            kept = re.sub(r'(nonce=")[0-9a-f]+|(;tag=)[0-9a-f]+|rport=\d+', "", data.decode())
            answers[name] = kept
            await asyncio.sleep(0.1)
    raise AssertionError("it was never slowed")


_REGISTER = (
    "REGISTER sip:{host} SIP/2.0\r\n"
    "Via: SIP/2.0/UDP {source};branch=z9hG4bK{name};rport\r\n"
    "From: <sip:{name}@{host}>;tag=1\r\nTo: <sip:{name}@{host}>\r\n"
    "Call-ID: {name}\r\nCSeq: 1 REGISTER\r\nContact: <sip:{name}@{source}>\r\n"
    "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
)
