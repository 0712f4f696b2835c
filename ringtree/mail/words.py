"""What mails say by themselves, in the company's language."""

from __future__ import annotations

from ringtree.mail.mail import MailLanguage

Words = dict[MailLanguage, str]

WITHOUT: Words = {
    "ru": "Файл «%s» не приложен: его уже удалили.",
    "en": "The file “%s” is not attached: it has been deleted.",
}
TOO_LARGE: Words = {
    "ru": "Файл «%s» не приложен: он слишком велик для письма.",
    "en": "The file “%s” is not attached: it is too large for a mail.",
}
DIGEST_SUBJECT: Words = {"ru": "Сообщений в одном письме: %d", "en": "%d messages in one mail"}
DIGEST_TEXT: Words = {
    "ru": "За последний час писем было много, поэтому следующие собраны в одно.",
    "en": "There have been many mails within the last hour, so these come as one.",
}
