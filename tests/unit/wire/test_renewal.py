"""Renewed certificates and the warning before the end of one."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
import trustme
from structlog.testing import capture_logs

from ringtree.wire.renewal import look
from ringtree.wire.tls import Tls, TlsFiles


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "server.pem"


def issue(file: Path, days: float) -> None:
    ends = datetime.datetime.now() + datetime.timedelta(days=days)
    issued = trustme.CA().issue_cert("a.example", not_after=ends)
    issued.private_key_and_cert_chain_pem.write_to_path(str(file))


def events(tls: Tls, *, is_warning: bool = False) -> list[str]:
    with capture_logs() as logs:
        look(tls, is_warning=is_warning)
    return [log["event"] for log in logs]


def test_a_new_certificate_is_taken_over_and_told(file: Path) -> None:
    issue(file, 90)
    tls = Tls(TlsFiles(file))
    assert events(tls) == []
    issue(file, 90)
    os.utime(file, ns=(1, 1))
    assert events(tls) == ["certificates taken over"]


def test_a_broken_one_is_told_and_nothing_breaks(file: Path) -> None:
    issue(file, 90)
    tls = Tls(TlsFiles(file))
    file.write_text("rubbish")
    assert events(tls) == ["certificates can't be used, the old ones stay in use"]


@pytest.mark.parametrize(("days", "warned"), [(3, ["the certificate ends soon"]), (60, [])])
def test_the_operator_is_warned_before_the_end(file: Path, days: float, warned: list[str]) -> None:
    issue(file, days)
    assert events(Tls(TlsFiles(file)), is_warning=True) == warned


def test_a_server_without_certificates_has_nothing_to_tell() -> None:
    assert events(Tls(), is_warning=True) == []
