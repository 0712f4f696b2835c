"""The mail with a link to choose a password."""

from __future__ import annotations

from ringtree.company.prompt import Language
from ringtree.mail.mail import Mail

_SUBJECT = {
    "reset": {"ru": "Новый пароль для Ringtree", "en": "A new password for Ringtree"},
    "invitation": {"ru": "Приглашение в Ringtree", "en": "Your invitation to Ringtree"},
}
_TEXT = {
    "reset": {
        "ru": "Здравствуйте, {name}!\n\nКто-то, вероятно вы, попросил новый пароль. Выберите его "
        "по ссылке, она действует два часа и один раз:\n\n{link}\n\n"
        "Если это были не вы, ничего не делайте: пароль останется прежним.\n",
        "en": "Hello {name},\n\nsomebody, probably you, asked for a new password. Choose it by "
        "this link, which works once and for two hours:\n\n{link}\n\n"
        "If it was not you, do nothing: the password stays as it is.\n",
    },
    "invitation": {
        "ru": "Здравствуйте, {name}!\n\nДля вас создана учётная запись. Выберите пароль по ссылке, "
        "она действует семь дней и один раз:\n\n{link}\n",
        "en": "Hello {name},\n\nan account was made for you. Choose a password by this link, which "
        "works once and for seven days:\n\n{link}\n",
    },
}


def password_mail(
    kind: str, *, company: str, to: str, name: str, link: str, language: Language
) -> Mail:
    """`kind` is `reset` or `invitation`."""
    return Mail(
        company=company,
        kind=f"password_{kind}",
        to=(to,),
        subject=_SUBJECT[kind][language],
        text=_TEXT[kind][language].format(name=name, link=link),
        language=language,
        is_gatherable=False,
    )
