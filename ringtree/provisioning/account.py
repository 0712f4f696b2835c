"""What a telephone has to know, and the register of telephones that can be told by a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ringtree.company.prompt import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneAccount:
    """One account. `transport` is udp, tcp or tls; `name` is shown by the phone."""

    account: str
    password: str
    host: str
    port: int
    transport: str
    extension: str
    name: str
    language: Language = "en"

    @property
    def server(self) -> str:
        """Host and port; IPv6 in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class PhoneFile:
    """A ready file for one kind of phone."""

    phone: str
    name: str
    content: str


Writer = Callable[[PhoneAccount], str]
#: By the phone's name: the file's name, in which `{account}` may stand, and who writes it.
PHONES: dict[str, tuple[str, Writer]] = {}


class DuplicatePhone(Exception):
    """Two files write for one kind of phone."""


def phone(name: str, file: str) -> Callable[[Writer], Writer]:
    """Register who writes the file of a kind of phone.

    Raises:
        DuplicatePhone: somebody does already.
    """

    def register(writer: Writer) -> Writer:
        if name in PHONES:
            raise DuplicatePhone(name)
        PHONES[name] = (file, writer)
        return writer

    return register


def files_for(account: PhoneAccount) -> list[PhoneFile]:
    """The files of every kind of phone, by the phone's name."""
    return [
        PhoneFile(name, file.format(account=account.account), writer(account))
        for name, (file, writer) in sorted(PHONES.items())
    ]


def plain(text: str) -> str:
    """Text for files of lines: nothing that would end one, or begin another setting."""
    return "".join(letter for letter in text if letter.isprintable()).strip()
