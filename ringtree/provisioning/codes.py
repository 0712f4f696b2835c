"""What QR codes hold, for telephones on a smartphone that read one."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

from ringtree.provisioning.account import PhoneAccount


def codes_for(one: PhoneAccount) -> dict[str, str]:
    """The text of each code, by the apps that read it."""
    return {"Acrobits Groundwire, Softphone": acrobits(one), "Grandstream Wave": wave(one)}


def acrobits(one: PhoneAccount) -> str:
    """`csc:account:password@server`, by which Acrobits' apps fill in a generic SIP account."""
    return f"csc:{quote(one.account)}:{quote(one.password)}@{one.server}"


def wave(one: PhoneAccount) -> str:
    """The account as XML, as a Grandstream PBX shows it."""
    values = {
        "RegisterServer": one.server,
        "OutboundServer": one.server,
        "UserID": one.account,
        "AuthID": one.account,
        "AuthPass": one.password,
        "AccountName": one.name,
        "DisplayName": one.name,
    }
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?><AccountConfig version="1"><Account>'
        f"{inner}</Account></AccountConfig>"
    )
