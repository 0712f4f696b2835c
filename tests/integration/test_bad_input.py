"""A whole server under what it should never be sent: it answers or keeps silent, and lives on."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from ringtree.cli import main
from ringtree.company.prompt import Prompt
from ringtree.flows.nodes.greeting import Greeting
from ringtree.prompts.phrases import APOLOGY
from ringtree.records.outcome import Outcome
from ringtree.sip.transaction.timers import Timings
from ringtree.wire.endpoint import EndpointSettings
from ringtree.wire.tcp import TcpLimits
from tests.conformance.test_rfc4475 import ACCEPT, EXPECTED, FOLDER
from tests.integration.companies import DAISY
from tests.integration.hearing import wait_heard
from tests.integration.phones import phones
from tests.integration.raw_phone import RawPhone, bound, description
from tests.integration.server import Server, running, until
from tests.integration.torture import SENDER, status_of, trickle, via_port

#: The torture messages come from an address that is a carrier's, so that no password stops them.
TRUSTING = DAISY.replace('["{trunk}"]', f'["{{trunk}}", "{SENDER}"]')
CALL_ID = re.compile(rb"^(?:call-id|i)[ \t]*:\s*(\S+)", re.I | re.M)
TLS = re.compile(rb"^via:\s*SIP/2.0/TLS [\w.-]+;", re.I | re.M)
QUICK = Timings(t1=0.02, t2=0.1, t4=0.1, d=0.2)
INVITE = (
    "INVITE sip:+74950000002@127.0.0.1 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP {0}:{1};rport;branch=z9hG4bK{2}\r\n"
    "From: <sip:+79210000001@example.com>;tag=1\r\nTo: <sip:+74950000002@127.0.0.1>\r\n"
    "Call-ID: {2}\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContact: <sip:x@{0}:{1}>\r\n"
    "Content-Type: application/sdp\r\nContent-Length: {3}\r\n\r\n"
)


@asynccontextmanager
async def unimpressed(tmp_path: Path, document: str, **settings: Any) -> AsyncIterator[Server]:
    """A server that must live through the block without an error in its log, and then serve.

    It bans nobody: what is sent here would cut off its sender soon.
    """
    with capture_logs() as log:
        async with running(tmp_path, document, never_banned="127.0.0.0/8", **settings) as server:
            yield server
            assert await is_serving(server), "it does not answer any more"
            assert server.app.endpoint.statistics()["errors"] == 0
    errors = [entry for entry in log if entry["log_level"] in ("error", "critical")]
    assert errors == []
    assert not any(entry.get("exc_info") for entry in log)


async def is_serving(server: Server) -> bool:
    async with RawPhone(server.address) as phone:
        names = ("From: <sip:probe@x>;tag=1", f"To: <sip:{server.address}>")
        phone.send(
            phone.message(
                f"OPTIONS sip:{server.address}", "1 OPTIONS", f"probe-{phone.port}", names
            )
        )
        return (await phone.until(lambda packet: packet.status > 0)).status == 200


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Timers of a few hundredths, so that what is never acknowledged is over soon."""
    limits = TcpLimits(message_time=1.0)
    settings = partial(EndpointSettings, timings=QUICK, tcp=limits)
    monkeypatch.setattr("ringtree.parts.ground.EndpointSettings", settings)


@pytest.mark.usefixtures("quick")
async def test_each_torture_message_gets_its_answer_by_udp(tmp_path: Path) -> None:
    async with unimpressed(tmp_path, TRUSTING) as server:
        wrong = {}
        for name, expected in EXPECTED.items():
            message = (FOLDER / f"{name}.dat").read_bytes()
            status = await over_udp(server, message)
            if expected not in (ACCEPT, status):  # perhaps taken for one with the same branch
                await until(lambda: not server.app.endpoint.statistics()["transactions"], "busy")
                status = await over_udp(server, message)
            if expected != ACCEPT and status != expected:
                wrong[name] = (status, expected)
        assert wrong == {}
        await until(lambda: not server.app.calls.calls, "calls are left", limit=10.0)
        await server.released()


async def over_udp(server: Server, message: bytes, patience: float = 0.15) -> int | None:
    """The status of the answer to this message: others, of earlier messages, still come."""
    call_id = CALL_ID.search(message)
    loop = asyncio.get_running_loop()
    port = 5061 if TLS.search(message) else via_port(message)
    with bound(SENDER, port) as sender:
        sender.sendto(message, server.address)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while answer := await loop.sock_recv(sender, 65535):
                    if call_id is None or call_id[1] in answer:
                        return status_of(answer)
    return None


@pytest.mark.usefixtures("quick")
async def test_each_torture_message_is_survived_by_tcp(tmp_path: Path) -> None:
    async with unimpressed(tmp_path, TRUSTING) as server:
        messages = [(FOLDER / f"{name}.dat").read_bytes() for name in EXPECTED]
        statuses = [await over_tcp(server, message) for message in messages]
        answered = dict(zip(EXPECTED, statuses, strict=True))
        assert answered["badvers"] == 505
        assert answered["ncl"] in (400, None) and answered["scalar02"] == 400


async def over_tcp(server: Server, message: bytes, patience: float = 0.12) -> int | None:
    """Send on a connection of its own; the status of the first answer."""
    reader, writer = await asyncio.open_connection(*server.address)
    try:
        writer.write(message)
        async with asyncio.timeout(patience):
            return status_of(await reader.read(65536))
    except (TimeoutError, ConnectionError):
        return None
    finally:
        writer.close()


@pytest.mark.usefixtures("quick")
async def test_random_damage_is_survived(tmp_path: Path) -> None:
    """Torture messages and sound calls, with octets changed, cut out, doubled and cut off."""
    async with unimpressed(tmp_path, TRUSTING) as server:
        torture = [(FOLDER / f"{name}.dat").read_bytes() for name in EXPECTED]
        chance = random.Random(4475)
        async with RawPhone(server.address, host=SENDER) as sender:
            for number in range(900):
                sound = invite(sender, number)
                data = damage(chance.choice([sound, sound, chance.choice(torture)]), chance)
                sender.socket.sendto(data, server.address)
                if number % 30 == 29:
                    assert await is_serving(server)
            streams = [damage(chance.choice(torture), chance) for _ in range(60)]
            for some in range(0, 60, 10):
                await asyncio.gather(
                    *(over_tcp(server, one, 0.05) for one in streams[some : some + 10])
                )
            await until(lambda: not server.app.calls.calls, "calls are left", limit=15.0)
            await server.released()
            assert len(await server.records()) > 50, "hardly a call was taken: nothing is proven"


def invite(sender: RawPhone, number: int) -> bytes:
    body = description(sender.host, 4000, more="a=fmtp:101 0-16\r\na=ptime:20\r\n")
    return (INVITE.format(sender.host, sender.port, f"d{number}", len(body)) + body).encode()


def damage(data: bytes, chance: random.Random) -> bytes:
    """Some random octets changed, and often a piece cut out or doubled."""
    octets = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        octets[chance.randrange(len(octets))] = chance.choice(b'\x00\r\n \t:;,<>@"%=/09aZ\xff\xd0')
    first = chance.randrange(len(octets))
    last = min(len(octets), first + chance.randrange(40))
    match chance.randrange(4):
        case 0:
            del octets[first:last]
        case 1:
            octets[first:first] = octets[first:last] * chance.choice((1, 30))
        case 2:
            del octets[last:]
        case _:
            pass
    return bytes(octets)


async def test_the_largest_datagrams_are_survived(tmp_path: Path) -> None:
    async with unimpressed(tmp_path, DAISY) as server, RawPhone(server.address) as phone:
        for data in (
            b"A" * 65507,
            b"\x00" * 65507,
            b"\r\n" * 32753,
            (INVITE.format("127.0.0.1", 9, "big", 0)[:-4].encode() + b"\r\nX: y" * 10000)[:65507],
            (INVITE.format("127.0.0.1", 9, "via", 0).encode()).replace(
                b"Via: ", b"Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx,  " * 1400
            )[:65507],
            b"INVITE sip:" + b"(" * 65000 + b" SIP/2.0\r\n\r\n",
        ):
            phone.socket.sendto(data, server.address)
            begun = asyncio.get_running_loop().time()
            assert await is_serving(server)
            assert asyncio.get_running_loop().time() - begun < 1.0, "it stood still"


@pytest.mark.usefixtures("quick")
async def test_peers_of_one_byte_at_a_time_hold_nobody_up_and_are_cut_off(tmp_path: Path) -> None:
    async with unimpressed(tmp_path, DAISY) as server:
        message = INVITE.format("127.0.0.1", 9, "slow", 0).encode()
        slow = [trickle(message, server.address, interval=0.2, limit=20.0) for _ in range(10)]
        loop = asyncio.get_running_loop()
        begun = loop.time()
        peers = asyncio.gather(*slow)
        for _ in range(5):
            assert await is_serving(server)
        assert loop.time() - begun < 1.0, "they hold others up"
        await peers
        assert loop.time() - begun < 6.0, "they may go on for ever"
        await until(
            lambda: server.app.endpoint.statistics()["tcp_connections"] == 0, "still connected"
        )


async def test_a_content_length_of_two_gigabytes_is_refused(tmp_path: Path) -> None:
    async with unimpressed(tmp_path, DAISY) as server:
        for length in ("2147483648", "-1", "99999999999999999999", "0x10", ""):
            message = INVITE.format("127.0.0.1", 9, "huge", length).encode()
            reader, writer = await asyncio.open_connection(*server.address)
            writer.write(message)
            answer = await asyncio.wait_for(reader.read(), 3.0)  # to the end: it is closed
            assert status_of(answer) in (400, 413, 513), (length, answer)
            writer.close()


# -- documents


WRONG = {
    "unknown key": ("    ring_time: 4\n    retry", "    ringtime: 4\n    retry", "ringtime"),
    "wrong type": ("strategy: longest_idle\n    agents: [101, 102]",
                   "strategy: longest_idle\n    agents: 101", "agents"),
    "wrong number": ("max_calls: 20", "max_calls: many", "max_calls"),
    "no such node": ("exits: {next: menu}", "exits: {next: menyu}", "menyu"),
    "no such type": ("type: greeting", "type: greting", "greting"),
    "endless loop": ("exits: {next: menu}", "exits: {next: greeting}", "greeting"),
    "no such queue": ("{type: queue, queue: sales, exits: {overflow: goodbye, closed: goodbye}}\n"
                      "      support", "{type: queue, queue: tales, exits: {overflow: goodbye, "
                      "closed: goodbye}}\n      support", "tales"),
    "not YAML": ("people:", "people: [", ""),
}  # fmt: skip


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory for the commands."""
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_document_is_refused_with_its_place_and_nothing_is_published(
    at_home: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    right, wrong, named = WRONG[what]
    sound = DAISY.replace("{trunk}", "192.0.2.1").replace("    fallback:\n", "")
    assert right in sound
    document = sound.replace(right, wrong, 1)
    (at_home / "daisy.yaml").write_text(document)
    assert main(["apply", "daisy.yaml"]) == 1
    told = capsys.readouterr()
    assert told.out == "" and "Traceback" not in told.err
    places = [line for line in told.err.splitlines() if line.startswith("daisy.yaml:")]
    assert places, told.err
    _, line, column, words = places[0].split(":", 3)
    assert line.isdigit() and column.isdigit() and len(words.split()) > 3
    assert named in told.err
    lines = document.splitlines()
    around = "\n".join(lines[int(line) - 1 : int(line) + 2])  # a node's place is its first line
    assert named in around or what == "endless loop", told.err
    assert main(["apply", "daisy.yaml", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert problems[0]["line"] == int(line)
    assert main(["export"]) == 1
    assert "none is published" in capsys.readouterr().err


def test_a_missing_file_a_binary_one_and_a_broken_database_are_told_in_words(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (at_home / "binary.yaml").write_bytes(b"\xff\xfe\x00code")
    for name in ("nothing.yaml", "binary.yaml", "."):
        assert main(["apply", name]) == 1
        told = capsys.readouterr().err
        assert name in told and "Traceback" not in told
    (at_home / "data").mkdir(exist_ok=True)
    (at_home / "data" / "ringtree.sqlite").write_bytes(b"this is no database " * 300)
    assert main(["calls"]) == 1
    assert "database" in capsys.readouterr().err


def test_without_espeak_ng_the_words_say_what_to_install(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = DAISY.replace("{trunk}", "192.0.2.1").replace("    fallback:\n", "")
    (at_home / "daisy.yaml").write_text(sound)
    monkeypatch.setenv("PATH", str(at_home))
    assert main(["apply", "daisy.yaml"]) == 1
    assert "apt-get install espeak-ng" in capsys.readouterr().err
    assert main(["export"]) == 1


def test_the_command_itself_exits_with_status_1(at_home: Path) -> None:
    (at_home / "wrong.yaml").write_text("code: x\nnonsense: 1\n")
    run = subprocess.run(
        [sys.executable, "-m", "ringtree", "apply", "wrong.yaml"],
        capture_output=True,
        text=True,
        timeout=30,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert run.returncode == 1 and run.stdout == ""
    assert "wrong.yaml:2:1" in run.stderr


# -- what breaks inside


async def test_a_failing_node_apologises_is_recorded_and_leads_to_the_fallback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(self: Greeting, call: object) -> str:
        raise ZeroDivisionError("a mistake in a node")

    monkeypatch.setattr(Greeting, "run", fail)
    with capture_logs() as log:
        async with running(tmp_path, DAISY) as server, phones(carrier := server.carrier()):
            call = await carrier.dial("+74950000001", caller="+79210000001")
            apology = await wait_heard(server, call, APOLOGY)
            goodbye = await wait_heard(server, call, Prompt(text="Goodbye."))
            assert apology < goodbye
            await call.wait_ended()
            await until(lambda: not server.app.calls.calls, "the call did not end")
            record = await server.record()
    [failure] = [entry for entry in log if entry["event"] == "node failed"]
    assert isinstance(failure["exc_info"], ZeroDivisionError)
    assert record.trace[0].exit == "error"
    assert failure["error"] in json.dumps(record.trace[0].to_dict())
    assert record.trace[1].node == "goodbye"


async def test_a_server_without_espeak_ng_takes_calls_and_says_why_they_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prompts").mkdir()  # nothing spoken earlier
    monkeypatch.setenv("PATH", str(tmp_path))
    with capture_logs() as log:
        async with running(tmp_path, DAISY) as server:
            async with RawPhone(server.address, "+79210000001", port=server.trunk_port) as trunk:
                call = trunk.dial("+74950000001")
                await call.answered()
                await until(lambda: call.over, "the caller was left in silence")
                waiting = trunk.dial("+74950000002")  # a queue needs no speech
                await waiting.answered()
                await asyncio.sleep(0.5)
                assert not waiting.over
                waiting.bye()
                await until(lambda: not server.app.calls.calls, "the call did not end")
                record = next(one for one in await server.records() if one.called.endswith("1"))
    assert record.outcome is Outcome.FAILED
    assert "apt-get install espeak-ng" in json.dumps([one.to_dict() for one in record.trace])
    assert any("espeak-ng" in str(entry.get("why")) for entry in log), "not told at publication"


async def one_call(server: Server) -> float:
    """A caller who waits and hangs up; the seconds until the BYE was answered."""
    async with RawPhone(server.address, "+79210000001", port=server.trunk_port) as trunk:
        call = trunk.dial("+74950000002")
        await call.answered()
        begun = asyncio.get_running_loop().time()
        call.bye()
        assert (await call.final(call.cseq)).status == 200
        return asyncio.get_running_loop().time() - begun


async def test_a_database_that_cannot_be_written_holds_no_call_up_and_loses_no_record(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server:
        other = sqlite3.connect(tmp_path / "ringtree.sqlite", timeout=1.0)
        other.execute("BEGIN EXCLUSIVE")
        for _ in range(3):
            assert await one_call(server) < 1.0
        async with RawPhone(server.address, "daisy-101", server.passwords["daisy-101"]) as phone:
            assert (await phone.register()).status == 200
        other.rollback()
        other.close()
        await until(lambda: not server.app.calls.calls, "calls did not end")
        assert len(await server.records()) == 3


async def test_a_database_file_that_was_removed_stops_no_call(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        for file in os.listdir(tmp_path):
            if file.startswith("ringtree.sqlite"):
                os.unlink(tmp_path / file)
        for _ in range(2):
            assert await one_call(server) < 1.0
        await asyncio.sleep(1.2)  # publications are looked for meanwhile
        assert await one_call(server) < 1.0


@contextmanager
def full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file below `folder` takes another octet from this process."""
    write = os.write

    def refuse(descriptor: int, data: bytes) -> int:
        if os.readlink(f"/proc/self/fd/{descriptor}").startswith(str(folder)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        yield


async def test_a_full_disk_stops_neither_calls_nor_registrations_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with capture_logs() as log:
        async with running(tmp_path, DAISY) as server:
            with full_disk(tmp_path, monkeypatch):
                assert await one_call(server) < 1.0
                phone = RawPhone(server.address, "daisy-101", server.passwords["daisy-101"])
                async with phone:
                    assert (await phone.register()).status == 200
                    assert server.app.registrar.is_reachable("daisy-101")
            assert await one_call(server) < 1.0
            assert len(await server.records()) == 2, "the record is lost though memory had it"
    assert any("disk is full" in str(entry) for entry in log)
