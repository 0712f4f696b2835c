"""The mail with a link, in both languages."""

from __future__ import annotations

import pytest

from ringtree.api.session.mails import password_mail
from ringtree.company.prompt import Language


@pytest.mark.parametrize("kind", ["reset", "invitation"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_link_stands_alone_on_its_line(kind: str, language: Language) -> None:
    mail = password_mail(
        kind, company="daisy", to="a@x.example", name="Анна", link="https://l", language=language
    )
    assert "\n\nhttps://l\n" in mail.text
    assert "Анна" in mail.text
    assert not mail.is_gatherable
