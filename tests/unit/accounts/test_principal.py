"""Who is asking."""

from __future__ import annotations

from dataclasses import replace

from ringtree.accounts.principal import Principal, PrincipalKind
from ringtree.accounts.role import Permission


def test_a_history_names_the_operator_behind_an_administrator() -> None:
    anna = Principal(
        kind=PrincipalKind.USER, id="1", name="Anna", permissions=frozenset({Permission.DESK})
    )
    assert anna.author == "Anna"
    assert replace(anna, acting="root@example.com").author == "Anna (root@example.com)"
    assert anna.may(Permission.DESK)
    assert not anna.may(Permission.OPERATE)
