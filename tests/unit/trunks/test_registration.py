"""A registration's life over virtual days."""

from __future__ import annotations

from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.trunks.registration import (
    FIRST_PAUSE,
    FIRST_REFUSED,
    LONGEST_PAUSE,
    LONGEST_REFUSED,
    Registration,
    RegistrationState,
)


def started() -> Registration:
    registration = Registration(600, Random(1))
    registration.start(0)
    registration.begin(0)
    return registration


def test_nothing_is_due_before_it_is_wanted() -> None:
    registration = Registration(600, Random(1))
    assert (registration.due, registration.state) == (inf, RegistrationState.OFF)
    registration.accepted(0, 600)
    registration.failed(0, "late news")
    assert registration.state is RegistrationState.OFF


def test_it_is_refreshed_well_before_its_end_for_days() -> None:
    registration, now = started(), 0.0
    for _ in range(300):
        registration.accepted(now, 600)
        assert registration.is_registered(now)
        assert now + 300 <= registration.due <= now + 420
        now = registration.due
        registration.begin(now)
        assert registration.is_registered(now)
        assert registration.due == inf
    assert now > 86400


def test_failures_make_the_pauses_longer_and_it_is_never_given_up() -> None:
    registration, now, pauses = started(), 0.0, []
    for _ in range(50):
        registration.failed(now, "no answer")
        pauses.append(registration.due - now)
        now = registration.due
        registration.begin(now)
    assert FIRST_PAUSE / 2 <= pauses[0] <= FIRST_PAUSE
    assert all(LONGEST_PAUSE / 2 <= pause <= LONGEST_PAUSE for pause in pauses[8:])
    registration.accepted(now, 600)
    registration.failed(now, "no answer")
    assert registration.due - now <= FIRST_PAUSE


def test_many_trunks_do_not_come_back_together() -> None:
    pauses = set()
    for seed in range(50):
        registration = Registration(600, Random(seed))
        registration.start(0)
        registration.failed(0, "no answer")
        pauses.add(round(registration.due, 2))
    assert len(pauses) > 30


def test_a_refusal_is_not_insisted_on() -> None:
    registration = started()
    registration.accepted(0, 600)
    registration.refused(10, "403 Forbidden")
    assert not registration.is_registered(10)
    assert registration.error == "403 Forbidden"
    assert FIRST_REFUSED / 2 <= registration.due - 10 <= FIRST_REFUSED
    for _ in range(20):
        registration.refused(registration.due, "403 Forbidden")
    last = registration.due
    registration.refused(last, "403 Forbidden")
    assert registration.due - last <= LONGEST_REFUSED


def test_the_carrier_may_ask_for_patience() -> None:
    registration = started()
    registration.failed(0, "503 Service Unavailable", retry_after=120)
    assert registration.due == 120


def test_a_failed_refresh_leaves_us_registered_until_the_time_is_over() -> None:
    registration = started()
    registration.accepted(0, 600)
    registration.begin(350)
    registration.failed(382, "no answer")
    assert registration.is_registered(599) and not registration.is_registered(600)


def test_too_brief_a_time_is_made_longer_at_once_and_only_if_that_is_longer() -> None:
    registration = started()
    registration.too_brief(0, 1800)
    assert (registration.due, registration.expires) == (0, 1800)
    registration.begin(0)
    registration.too_brief(0, 1800)
    assert registration.due > 0 and registration.state is RegistrationState.WAITING


def test_starting_anew_forgets_the_failures() -> None:
    registration = started()
    for _ in range(10):
        registration.failed(0, "no answer")
    registration.start(5)
    assert registration.due == 5
    registration.stop()
    assert registration.due == inf and not registration.is_registered(5)


@given(
    st.lists(
        st.tuples(st.sampled_from(["accepted", "refused", "failed", "brief"]), st.floats(0, 1e4)),
        max_size=40,
    )
)
def test_whatever_comes_there_is_always_a_next_try(story: list[tuple[str, float]]) -> None:
    registration, now = started(), 0.0
    for what, value in story:
        if what == "accepted":
            registration.accepted(now, max(1.0, value))
        elif what == "refused":
            registration.refused(now, "no")
        elif what == "failed":
            registration.failed(now, "no", retry_after=min(value, 3600))
        else:
            registration.too_brief(now, value)
        assert now <= registration.due < now + 1e4 + 1
        now = registration.due
        registration.begin(now)


@pytest.mark.parametrize("granted", [1.0, 60.0, 86400.0])
def test_the_time_the_carrier_grants_is_what_counts(granted: float) -> None:
    registration = started()
    registration.accepted(0, granted)
    assert registration.until == granted
    assert registration.due < granted
