"""What mailboxes always say in the same words: to callers who leave a message, and to people who
listen to theirs."""

from __future__ import annotations

from ringtree.prompts.phrases import Saying

# -- leaving a message

PRESS_ZERO = Saying(
    ru="Чтобы соединиться с сотрудником, нажмите ноль.",
    en="To speak to somebody now, press zero.",
)
PRESS_STAR = Saying(
    ru="Чтобы вернуться назад, нажмите звёздочку.",
    en="To go back, press star.",
)
FULL = Saying(
    ru="К сожалению, почтовый ящик заполнен, и оставить сообщение сейчас нельзя.",
    en="Sorry, the mailbox is full, and no message can be left at the moment.",
)
CUT_OFF = Saying(
    ru="К сожалению, запись прервалась. То, что вы успели сказать, сохранено.",
    en="Unfortunately the recording was interrupted. What you have said so far is kept.",
)
REVIEW = Saying(
    ru="Чтобы отправить сообщение, нажмите один. Чтобы прослушать его, нажмите два. Чтобы "
    "записать заново, нажмите три. Чтобы отправить как срочное, нажмите четыре.",
    en="To send your message, press one. To listen to it, press two. To record it again, press"
    " three. To send it as urgent, press four.",
)
SENT = Saying(
    ru="Сообщение отправлено.",
    en="Your message has been sent.",
)
NOT_HEARD = Saying(
    ru="Вас не было слышно.",
    en="We could not hear you.",
)
OPERATOR_AWAY = Saying(
    ru="Сейчас никто не может ответить. Оставьте, пожалуйста, сообщение.",
    en="Nobody can answer at the moment. Please leave a message.",
)

# -- coming in

ASK_MAILBOX = Saying(
    ru="Наберите номер почтового ящика, затем решётку.",
    en="Please enter the number of the mailbox, then press hash.",
)
ASK_MAILBOX_PIN = Saying(
    ru="Наберите пин-код, затем решётку.",
    en="Please enter the PIN, then press hash.",
)
DENIED = Saying(
    ru="Номер или пин-код неверны.",
    en="The number or the PIN is wrong.",
)
LOCKED = Saying(
    ru="Слишком много неверных попыток. Попробуйте позже.",
    en="There were too many wrong attempts. Please try again later.",
)
NO_MAILBOX = Saying(
    ru="У этого номера нет почтового ящика.",
    en="There is no mailbox for this number.",
)
PLEASE_SET_PIN = Saying(
    ru="У вашего почтового ящика ещё нет пин-кода. Пожалуйста, установите его.",
    en="Your mailbox has no PIN yet. Please set one now.",
)

# -- listening

MAIN_MENU = Saying(
    ru="Новые сообщения — один. Старые сообщения — два. Настройки — ноль. Выход — решётка.",
    en="New messages, press one. Old messages, press two. Settings, press zero. To leave, "
    "press hash.",
)
MESSAGE_MENU = Saying(
    ru="Повторить — пять. Следующее — шесть. Предыдущее — четыре. Удалить — семь. Переслать — "
    "восемь. Оставить новым — девять. Ответить — один. Перезвонить — два. Назад — "
    "звёздочка.",
    en="To repeat, press five. Next, six. Previous, four. Delete, seven. Forward, eight. Keep "
    "as new, nine. Reply, one. Call back, two. To go back, press star.",
)
REMOVED = Saying(
    ru="Сообщение удалено. Чтобы вернуть его, нажмите семь.",
    en="The message has been deleted. To bring it back, press seven.",
)
RESTORED = Saying(
    ru="Сообщение восстановлено.",
    en="The message has been brought back.",
)
KEPT_NEW = Saying(
    ru="Сообщение останется новым.",
    en="The message will stay new.",
)
NO_MORE = Saying(
    ru="Больше сообщений нет.",
    en="There are no more messages.",
)
GONE = Saying(
    ru="Это сообщение сейчас нельзя прослушать.",
    en="This message cannot be played at the moment.",
)
ASK_FORWARD = Saying(
    ru="Наберите внутренний номер, на который переслать сообщение, затем решётку.",
    en="Please enter the extension to forward the message to, then press hash.",
)
ASK_INTRODUCTION = Saying(
    ru="Чтобы сначала сказать несколько слов, нажмите один. Чтобы переслать сразу, нажмите два.",
    en="To say a few words first, press one. To forward it right away, press two.",
)
SPEAK_NOW = Saying(
    ru="Говорите после сигнала. Чтобы закончить, нажмите решётку.",
    en="Please speak after the tone. Press hash when you are done.",
)
FORWARDED = Saying(
    ru="Сообщение переслано.",
    en="The message has been forwarded.",
)
CANNOT_REPLY = Saying(
    ru="На это сообщение нельзя ответить: номер не определён.",
    en="There is no way to answer this message: the number was withheld.",
)
NO_REPLY_BOX = Saying(
    ru="У звонившего нет почтового ящика. Вы можете перезвонить: нажмите два.",
    en="The caller has no mailbox here. You can call back: press two.",
)
CALL_FAILED = Saying(
    ru="Дозвониться не удалось.",
    en="The call could not be put through.",
)

# -- settings

OPTIONS_MENU = Saying(
    ru="Приветствие, когда вы недоступны, — один. Приветствие, когда вы заняты, — два. Ваше "
    "имя — три. Временное приветствие — четыре. Пин-код — пять. Назад — звёздочка.",
    en="Greeting for when you are unavailable, press one. For when you are busy, two. Your "
    "name, three. A temporary greeting, four. The PIN, five. To go back, press star.",
)
GREETING_MENU = Saying(
    ru="Записать — один. Прослушать — два. Удалить — три. Назад — звёздочка.",
    en="To record, press one. To listen, two. To delete, three. To go back, press star.",
)
GREETING_REVIEW = Saying(
    ru="Сохранить — один. Прослушать — два. Записать заново — три. Отменить — звёздочка.",
    en="To keep it, press one. To listen, two. To record again, three. To cancel, press star.",
)
GREETING_SET = Saying(
    ru="Приветствие сохранено.",
    en="The greeting has been saved.",
)
GREETING_REMOVED = Saying(
    ru="Приветствие удалено.",
    en="The greeting has been deleted.",
)
NO_GREETING = Saying(
    ru="Такого приветствия нет.",
    en="There is no such greeting.",
)
ASK_UNTIL = Saying(
    ru="До какого дня оно действует? Наберите две цифры дня и две цифры месяца. Если без "
    "срока, нажмите решётку.",
    en="Until which day shall it be played? Enter two digits for the day and two for the "
    "month. If it has no end, press hash.",
)
BAD_DATE = Saying(
    ru="Такой даты нет.",
    en="There is no such date.",
)
ASK_NEW_PIN = Saying(
    ru="Наберите новый пин-код, от четырёх до двенадцати цифр, затем решётку.",
    en="Please enter the new PIN, four to twelve digits, then press hash.",
)
ASK_PIN_AGAIN = Saying(
    ru="Наберите его ещё раз, затем решётку.",
    en="Please enter it once more, then press hash.",
)
PINS_DIFFER = Saying(
    ru="Пин-коды не совпали.",
    en="The two PINs are not the same.",
)
PIN_SET = Saying(
    ru="Пин-код установлен.",
    en="The PIN has been set.",
)
PIN_LENGTH = Saying(
    ru="В пин-коде должно быть от четырёх до двенадцати цифр.",
    en="A PIN has four to twelve digits.",
)
PIN_NUMBER = Saying(
    ru="Такой пин-код легко угадать по номеру. Выберите другой.",
    en="This PIN is easily guessed from the number. Please choose another one.",
)
PIN_SIMPLE = Saying(
    ru="Такой пин-код слишком прост. Выберите другой.",
    en="This PIN is too simple. Please choose another one.",
)

#: Those above, in their order.
MAILBOX_SAYINGS: tuple[Saying, ...] = tuple(
    saying for saying in tuple(globals().values()) if isinstance(saying, Saying)
)
