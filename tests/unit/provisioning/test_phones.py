"""Each telephone's file says the account, the server and the password, whatever the name holds."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from ringtree.provisioning import phones  # noqa: F401 - registers them
from ringtree.provisioning.account import PHONES, PhoneAccount, files_for

ANNA = PhoneAccount(
    account="daisy-101",
    password="k7&<w>p2",
    host="2001:db8::1",
    port=5061,
    transport="tls",
    extension="101",
    name='Anna & "Co" <b>\naccount.1.enable = 0',
    language="ru",
)
every_phone = pytest.mark.parametrize("name", PHONES)


def content(name: str, account: PhoneAccount = ANNA) -> str:
    return next(one.content for one in files_for(account) if one.phone == name)


@every_phone
def test_a_file_says_account_server_and_password(name: str) -> None:
    text = content(name)
    if text.lstrip().startswith(("<?xml", "<flat")):
        text = " ".join(ElementTree.fromstring(text).itertext())
    assert "daisy-101" in text
    assert "2001:db8::1" in text
    assert "k7&<w>p2" in text


@every_phone
def test_a_name_cannot_write_settings(name: str) -> None:
    lines = [line.strip() for line in content(name).splitlines()]
    assert "account.1.enable = 0" not in lines


@every_phone
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_every_transport_can_be_told(name: str, transport: str) -> None:
    assert content(name, replace(ANNA, transport=transport, name="Anna"))


def test_files_have_names_of_their_own() -> None:
    names = [one.name for one in files_for(ANNA)]
    assert len(set(names)) == len(names) == len(PHONES)
