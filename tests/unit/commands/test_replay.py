"""`ringtree queue replay` and `ringtree queue staff`."""

from __future__ import annotations

import json

import pytest

from ringtree.cli import main
from tests.unit.commands.test_queue import monday

__all__ = ["monday"]


def test_one_more_agent_shortens_the_wait(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    day = ["--day", "2026-03-02"]
    assert main(["queue", "replay", *day, "--agents", "+1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["as it was"]["joined"] == found["changed"]["joined"] == 30
    assert found["changed"]["wait_answered"]["mean"] <= found["replayed"]["wait_answered"]["mean"]
    assert main(["queue", "replay", *day, "--strategy", "ring_all", "--set", "wrap_up=0"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "queue",
        "as",
        "replayed",
        "changed",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--strategy", "ringall"], "there is no strategy 'ringall'"),
        (["--set", "colour=1"], "only ring_time"),
        (["--set", "ring_time=soon"], "'soon' is no number of seconds"),
    ],
)
def test_what_can_not_be_tried(
    wrong: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["queue", "replay", *wrong]) == 1
    assert said in capsys.readouterr().err


def test_the_half_hours_and_what_they_need(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["queue", "staff", "--day", "2026-03-02", "--target", "80/20"]) == 0
    shown = capsys.readouterr().out
    assert "sales: 80% within 20 s" in shown
    assert "\n12:00      30.0    1:00" in shown
    assert main(["queue", "staff", "--day", "2026-03-01", "--json"]) == 0
    empty = json.loads(capsys.readouterr().out)["sales"]
    assert len(empty) == 48
    assert main(["queue", "staff", "--day", "2026-03-01"]) == 0
    assert "nobody called" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["queue", "staff", "--target", "200/20"])
