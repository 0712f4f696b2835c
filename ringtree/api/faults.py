"""What other machines did wrong, in the reader's language.

Trunks, mails and webhooks keep their last fault as a sentence, in English, for logs, commands and
years. Who reads Russian gets our part of it in Russian; what the other machine said itself (a
reason phrase, an SMTP answer) stays in its own words.
"""

from __future__ import annotations

import re

from ringtree.company.prompt import Language

_RUSSIAN = [
    (re.compile(pattern), russian)
    for pattern, russian in (
        # trunks
        (
            r"^registration refused: (.*); no password is stored, see (ringtree trunk secret)$",
            r"в регистрации отказано: \1; пароль не сохранён, см. \2",
        ),
        (
            r"^registration refused: (.*); is the user name or the password wrong\?$",
            r"в регистрации отказано: \1; проверьте имя пользователя и пароль",
        ),
        (r"^a call was refused: ", "в звонке отказано: "),
        (r"no answer to (OPTIONS|REGISTER)$", r"нет ответа на \1"),
        (r"(\d{3} .*) to REGISTER$", r"\1 в ответ на REGISTER"),
        (r"no answer in time$", "нет ответа вовремя"),
        (r"no answer in ([\d.]+) s$", r"нет ответа за \1 с"),
        (r"no whole answer in ([\d.]+) s$", r"ответ не пришёл целиком за \1 с"),
        (r"no answer$", "нет ответа"),
        (r"it can't be sent to$", "отправить туда не удаётся"),
        (r"its certificate is not valid for it: ", "сертификат не подходит: "),
        (r"no name server answered within ([\d.]+) s$", r"ни один сервер имён не ответил за \1 с"),
        (r"the name servers can't answer for it$", "серверы имён не могут за него ответить"),
        (
            r"this machine knows no name server (\(.*\))$",
            r"на этой машине не настроен сервер имён \1",
        ),
        (r" has no address in DNS$", " не имеет адреса в DNS"),
        # webhooks
        (r"^status (\d{3})$", r"сервер ответил кодом \1"),
        (r"^the webhook is switched off$", "вебхук выключен"),
        # mail
        (r"^no mail server is set: ", "почтовый сервер не указан: "),
        (r"^the server took too long$", "сервер отвечал слишком долго"),
        (r"^the sender (\S+) is refused: ", r"отправителю \1 отказано: "),
        (
            r"a password is never sent without TLS: set mail_security$",
            "пароль без TLS не отправляется: укажите mail_security",
        ),
        (r"mail_ca_file can't be read: ", "не читается mail_ca_file: "),
        (r"^unreadable: ", "не читается: "),
        (r"^not sendable: ", "отправить нельзя: "),
        # what systems say
        (r"Cannot connect to host (\S+) ssl:\S+ ", r"не удалось соединиться с \1 "),
        (r"Connect call failed ", "соединение не удалось: "),
        (r"Connection refused", "в соединении отказано"),
        (r"Connection reset by peer", "соединение разорвано другой стороной"),
        (r"Network is unreachable", "сеть недоступна"),
        (r"No route to host", "нет пути к серверу"),
        (r"Server disconnected", "сервер закрыл соединение"),
    )
]


def in_language(fault: str, language: Language) -> str:
    """A fault that was kept, as its reader reads it."""
    if language == "ru":
        for pattern, russian in _RUSSIAN:
            fault = pattern.sub(russian, fault)
    return fault
