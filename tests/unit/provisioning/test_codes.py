"""QR codes hold what the apps read."""

from __future__ import annotations

from xml.etree import ElementTree

from ringtree.provisioning.codes import codes_for
from tests.unit.provisioning.test_phones import ANNA


def test_both_kinds_of_code_can_be_read_back() -> None:
    codes = codes_for(ANNA)
    assert codes["Acrobits Groundwire, Softphone"] == (
        "csc:daisy-101:k7%26%3Cw%3Ep2@[2001:db8::1]:5061"
    )
    wave = ElementTree.fromstring(codes["Grandstream Wave"])
    assert wave.findtext("Account/AuthPass") == "k7&<w>p2"
