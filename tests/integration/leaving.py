"""Leaving messages in tests: a company with mailboxes, a sentence, and a caller who says it."""

from __future__ import annotations

import asyncio
import subprocess

import numpy as np

from ringtree.voicemail.message import BoxKey
from tests.integration.phones import Phone, PhoneCall, Samples
from tests.integration.server import Server, until

COMPANY = """
code: romashka
name: Ромашка
language: ru
timezone: Europe/Moscow
trunks:
  carrier: {addresses: ["{trunk}"], max_calls: 200}
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Вера Петрова, voicemail: {mailbox: vera, after: 5}}
  - {extension: 102, name: Борис}
mailboxes:
  vera: {title: Вера Петрова, person: 101, mail: [vera@romashka.test, office@romashka.test],
         silence: 3, attach: mp3}
  office: {title: Отдел продаж, mail: office@romashka.test, dial: 190, attach: wav, silence: 2}
trees:
  main:
    start: box
    nodes:
      box: {type: voicemail, mailbox: vera}
"""
KEY = BoxKey("romashka", "vera")


def sentence(text: str = "Здравствуйте, это Анна. Перезвоните мне, пожалуйста, завтра.") -> Samples:
    """A sentence at telephone rate, with some silence before and after."""
    speak = ["espeak-ng", "-v", "ru", "-s", "150", "--stdout", text]
    said = subprocess.run(speak, check=True, capture_output=True).stdout
    convert = ["ffmpeg", "-v", "error", "-i", "-", "-f", "s16le", "-ar", "8000", "-ac", "1", "-"]
    raw = subprocess.run(convert, input=said, check=True, capture_output=True).stdout
    return np.frombuffer(raw, dtype=np.int16)


def decoded(content: bytes) -> Samples:
    """A recording of any format, at telephone rate."""
    command = ["ffmpeg", "-v", "error", "-i", "-", "-f", "s16le", "-ar", "8000", "-ac", "1", "-"]
    raw = subprocess.run(command, input=content, check=True, capture_output=True).stdout
    return np.frombuffer(raw, dtype=np.int16)


async def to_the_beep(server: Server, call: PhoneCall) -> None:
    """Skip the greeting; what is said from now on is recorded."""
    folder = server.app.settings.data_dir / "voicemail" / "romashka"
    await call.wait_heard(0.3)
    before = len(list(folder.glob("*.wav")))
    await call.press("#")
    await until(lambda: len(list(folder.glob("*.wav"))) > before, "no beep")


async def leave(server: Server, call: PhoneCall, words: Samples) -> None:
    """Skip to the beep, speak, hang up."""
    await to_the_beep(server, call)
    await call.say(words)
    await asyncio.sleep(len(words) / 8000 + 0.3)  # it is how long the words take to say
    await call.hang_up()


async def dial(carrier: Phone) -> PhoneCall:
    call = await carrier.dial("+74950000001", caller="+79211234567")
    await call.wait_answered()
    return call
