"""Telling people when a telephone registers as them from where none ever did."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping

import structlog

from ringtree.company.model import Company, Person
from ringtree.company.prompt import Language
from ringtree.events import EventBus
from ringtree.mail.mail import Mail
from ringtree.routing.directory import Directory
from ringtree.security.places import Place, Places
from ringtree.sip.hop import Hop
from ringtree.storage.database import DatabaseFailure
from ringtree.storage.places import AccountPlaces
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

SendMail = Callable[[Mail], Awaitable[None]]


class Newcomers:
    """Knows from where each account was used, and tells of new places.

    The first place of an account is where it lives. Private addresses are no place.
    """

    def __init__(
        self,
        *,
        places: Places,
        store: AccountPlaces,
        directory: Directory,
        mail: SendMail,
        events: EventBus,
        tasks: TaskOwner,
    ) -> None:
        self._places = places
        self._store = store
        self._directory = directory
        self._mail = mail
        self._events = events
        self._tasks = tasks
        self._known: dict[str, set[str]] = {}

    async def load(self) -> None:
        """Know what was known before.

        Raises:
            DatabaseFailure: it can't be read.
        """
        self._known = await self._store.all()

    def registered(self, account: str, source: Hop, user_agent: str) -> None:
        """A telephone has registered."""
        place = self._places.of(source.host)
        if place is None:
            return
        known = self._known.setdefault(account, set())
        if place.name in known:
            return
        is_first = not known
        known.add(place.name)
        self._tasks.start(self._keep(account, place), name="place")
        if not is_first:
            self._tell(account, place, source, user_agent)

    async def _keep(self, account: str, place: Place) -> None:
        try:
            await self._store.add(account, place.name)
        except DatabaseFailure as error:
            log.warning("a place is not remembered", account=account, why=str(error))

    def _tell(self, account: str, place: Place, source: Hop, user_agent: str) -> None:
        found = self._directory.account(account)
        if found is None:
            return
        company, person = found[0].company, found[1]
        facts = {"account": account, "place": place.name, "address": source.host}
        log.warning("registered from a new place", company=company.code, **facts)
        self._events.publish(company.code, "security.new_place", facts)
        if to := _addresses(company, person):
            mail = _mail(company, person, place, source, user_agent, to)
            self._tasks.start(self._post(mail), name="mail about a place")

    async def _post(self, mail: Mail) -> None:
        try:
            await self._mail(mail)
        except DatabaseFailure as error:
            log.error("the mail about a new place is lost", why=str(error))


def _addresses(company: Company, person: Person) -> tuple[str, ...]:
    """The person, else whoever is told of limits."""
    return (person.mail,) if person.mail else company.calling.limits.warn


def _mail(
    company: Company,
    person: Person,
    place: Place,
    source: Hop,
    user_agent: str,
    to: tuple[str, ...],
) -> Mail:
    language = company.language
    account = company.account(person.extension)
    facts = {
        "person": person.name,
        "extension": person.extension,
        "place": place.name,
        "where": _WHERE[place.is_country][language].format(place=place.name),
        "address": source.host,
        "phone": user_agent or "?",
    }
    once = hashlib.sha256(f"{account} {place.name}".encode()).hexdigest()[:16]
    return Mail(
        id=f"place-{once}",
        company=company.code,
        kind="new_place",
        to=to,
        subject=_SUBJECT[language].format(**facts),
        text=_TEXT[language].format(**facts),
        language=language,
        is_gatherable=False,
    )


_WHERE: Mapping[bool, Mapping[Language, str]] = {
    True: {"ru": "из страны {place}", "en": "from the country {place}"},
    False: {"ru": "из сети {place}", "en": "from the network {place}"},
}
_SUBJECT: Mapping[Language, str] = {
    "ru": "Новый телефон под номером {extension}: {place}",
    "en": "A telephone as {extension} from a new place: {place}",
}
_TEXT: Mapping[Language, str] = {
    "ru": "Под внутренним номером {extension} ({person}) зарегистрировался телефон {where}, откуда "
    "под этим номером ещё никто не звонил.\n\nАдрес: {address}\nТелефон: {phone}\n\n"
    "Если это не вы, попросите администратора немедленно сменить пароль.\n",
    "en": "A telephone has registered as {extension} ({person}) {where}, where nobody has used "
    "this number before.\n\nAddress: {address}\nTelephone: {phone}\n\n"
    "If this was not you, have the administrator change the password at once.\n",
}
