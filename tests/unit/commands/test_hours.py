"""Working hours by command."""

from __future__ import annotations

import pytest

from tests.unit.commands.shell import Shell

SCHEDULES = """
schedules:
  офис:
    weekly: {monday..friday: "09:00-18:00"}
    exceptions:
      - {name: переучёт, date: 2026-12-30, closed: true}
"""


@pytest.fixture
def romashka(shell: Shell) -> Shell:
    text = shell.file.read_text("utf-8")
    if "schedules:" not in text:
        shell.file.write_text(text + SCHEDULES, "utf-8")
    shell("apply", shell.file)
    return shell


def only(shell: Shell) -> str:
    """The name of the company's schedule."""
    return str(shell.json("hours", "romashka")[0]["schedule"])


def test_hours_say_whether_it_is_open_and_what_callers_hear(romashka: Shell) -> None:
    said = romashka("hours", "romashka", "--at", "2026-11-23 12:00")
    assert "Сейчас открыто." in said and "Мы работаем" in said
    (told,) = romashka.json("hours", "romashka", "--at", "2026-11-22 22:00")
    assert not told["open"] and told["override"] is None


def test_an_override_holds_is_shown_and_is_revoked(romashka: Shell) -> None:
    words = ("--until", "revoked", "--author", "anna", "--note", "потоп")
    assert "Сейчас закрыто." in romashka("override", "romashka", "closed", *words)
    assert "override: closed, set by anna" in romashka("hours", "romashka")
    assert romashka.json("hours", "romashka")[0]["override"]["why"] == "потоп"
    romashka("override", "romashka", "revoke")
    assert romashka.json("hours", "romashka")[0]["override"] is None


def test_it_may_end_at_a_time(romashka: Shell) -> None:
    told = romashka.json("override", "romashka", "open", "--until", "2036-01-01 12:00")
    assert told["override"]["ends"].startswith("2036-01-01T09:00")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hours", "daisy"), "daisy"),
        (("hours", "romashka", "--schedule", "x"), "there is no schedule 'x'"),
        (("hours", "romashka", "--at", "soon"), "no moment"),
        (("override", "romashka", "lunch"), "only: open, closed"),
        (("override", "romashka", "open", "--until", "soon"), "no moment"),
        (("override", "romashka", "open", "--until", "2020-01-01 12:00"), "end after it begins"),
        (("hours", "romashka", "--osm"), "can't say it"),
        (("osm", "sunrise-sunset"), "times of the sun"),
    ],
)
def test_what_cannot_be_done_is_told(romashka: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in romashka(*words, status=1)


def test_openstreetmaps_text_goes_in_and_out(shell: Shell) -> None:
    said = shell("osm", "Mo-Fr 09:00-18:00; Sa 10:00-15:00", "--name", "office")
    assert "office:" in said and "monday..friday:" in said and "timezone" not in said
    body = shell.json("osm", "Mo-Fr 09:00-18:00", "--timezone", "Europe/Moscow")
    assert body["schedules"]["office"]["timezone"] == "Europe/Moscow"


def test_a_published_schedule_as_openstreetmap_writes_it(romashka: Shell) -> None:
    name = only(romashka)
    romashka.edit("    holidays: RU", "    #")
    romashka("apply", romashka.file, "--force-cases")
    said = romashka.json("hours", "romashka", "--osm")
    assert said[name].startswith("Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-15:00")
