"""Where a demonstration is played: its phones, its clock, its loudspeaker and its tally."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AsyncExitStack

from ringtree.demo.listening import Tone
from ringtree.demo.phones import Phone, ServerAddress
from ringtree.demo.script import DemoResult, DemoScript, Finding
from ringtree.demo.words import Expectation, Line, expectation, line, tone_words

Say = Callable[[str], None]


class Stage:
    """The phones of a play, its clock and its loudspeaker."""

    def __init__(self, server: ServerAddress, script: DemoScript, say: Say) -> None:
        self.script = script
        self.result = DemoResult()
        self._say = say
        self._started = time.monotonic()
        self._expected = ""
        self.carrier = Phone("carrier", server=server, port=script.carrier_port, expires=0)
        self.phones = {
            number: Phone(
                number,
                server=server,
                user=account.user,
                password=account.password,
                expires=600 if script.register else 0,
            )
            for number, account in script.accounts.items()
        }

    async def set_up(self, stack: AsyncExitStack) -> None:
        """Start every phone and register those of the company."""
        self.expect(Expectation.PHONES_START)
        for phone in (self.carrier, *self.phones.values()):
            await stack.enter_async_context(phone)
        if self.script.register:
            for phone in self.phones.values():
                self.expect(Expectation.REGISTERED, phone=phone.name)
                await phone.register()
            if self.phones:
                self.tell(Line.REGISTERED, phones=", ".join(self.phones))

    def tell(self, name: Line, **fields: object) -> None:
        """Say a line with the time since the play began."""
        minutes, seconds = divmod(time.monotonic() - self._started, 60)
        text = line(name, self.script.language, **fields)
        self._say(f"{int(minutes):02}:{seconds:04.1f}  {text}")

    def expect(self, name: Expectation, **fields: object) -> None:
        """What the next step waits for; if it fails, this was expected."""
        self._expected = expectation(name, self.script.language, **fields)

    def miss(self, why: object) -> None:
        """The step that was expected did not come."""
        language = self.script.language
        sentence = line(Line.EXPECTED, language, expected=self._expected, actual=why)
        self.result.findings.append(Finding(False, sentence))
        self.tell(Line.EXPECTED, expected=self._expected, actual=why)

    def check(self, is_met: bool, actual: object, name: Expectation, **fields: object) -> bool:
        """Remember whether an expectation was met; say so if not."""
        self.expect(name, **fields)
        if is_met:
            self.result.findings.append(Finding(True, self._expected))
        else:
            self.miss(actual)
        return is_met

    def compare(
        self, by_low: Tone, by_high: Tone, name: Expectation, told: Line, **fields: object
    ) -> None:
        """Check that who sent 440 Hz hears 1000 Hz and the other way round, and say it."""
        language = self.script.language
        heard = {
            "heard_by_low": tone_words(by_low, language),
            "heard_by_high": tone_words(by_high, language),
        }
        is_met = by_low.is_about(1000) and by_high.is_about(440)
        if self.check(is_met, line(told, language, **heard, **fields), name, **fields):
            self.tell(told, **heard, **fields)

    def close(self) -> None:
        """Say how it went."""
        self.result.seconds = time.monotonic() - self._started
        missed = sum(not finding.is_met for finding in self.result.findings)
        if self.result.is_success:
            self.tell(Line.SUCCESS, count=len(self.result.findings))
        else:
            self.tell(Line.FAILURE, count=missed)
