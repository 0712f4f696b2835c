from __future__ import annotations

from enum import StrEnum

import pytest

from ringtree.queues.errors import IllegalTransition, LocalError
from ringtree.queues.machine import move, step


class Lamp(StrEnum):
    ON = "on"
    OFF = "off"


class Press(StrEnum):
    PRESS = "press"


def test_a_row_gives_the_next_state_and_what_is_to_be_done():
    assert step("lamp", {(Lamp.OFF, Press.PRESS): (Lamp.ON, ())}, Lamp.OFF, Press.PRESS) == (
        Lamp.ON,
        (),
    )
    assert move("lamp", {(Lamp.OFF, Press.PRESS): Lamp.ON}, Lamp.OFF, Press.PRESS) is Lamp.ON


def test_a_missing_row_is_our_own_mistake_and_says_which():
    with pytest.raises(IllegalTransition, match="lamp cannot take 'press' while 'on'") as raised:
        move("lamp", {}, Lamp.ON, Press.PRESS)
    assert isinstance(raised.value, LocalError) and raised.value.state is Lamp.ON
    with pytest.raises(IllegalTransition):
        step("lamp", {}, Lamp.ON, Press.PRESS)
