"""Working hours as the company document writes them.

```yaml
office:
  weekly:
    monday..friday: ["09:00-13:00", "14:00-18:00"]
    saturday: "10:00-15:00"
  exceptions:
    - {name: inventory, date: 2026-03-31, closed: true, greeting: "We are counting."}
    - {name: summer, from: 2026-07-01, to: 2026-08-31, hours: "10:00-16:00"}
  holidays: {country: RU}
```
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Self, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from ringtree.company.prompt import Prompt
from ringtree.company.words import one_line, suggest
from ringtree.explained import Explained
from ringtree.schedules import holidays as calendars
from ringtree.schedules.hours import DatedException, Hours, Week
from ringtree.schedules.interval import Intervals, parse_intervals

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_EXCEPTION = 3 * 366  # days; longer ones are typing errors of a year
_RANGE = ".."
#: Exits that an hours node has anyway.
_TAKEN = frozenset({"open", "closed"})


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        known = available_timezones()
        raise Explained(
            f"{name!r} is not an IANA zone such as Europe/Moscow{suggest(name, known)}",
            f"«{name}» — не часовой пояс IANA, такой как Europe/Moscow{suggest(name, known, 'ru')}",
        ) from None
    return name


def _not_taken(name: str) -> str:
    if name in _TAKEN:
        raise Explained(
            f"{name!r} is an exit of every schedule: name the exception otherwise",
            f"«{name}» — выход любого расписания: назовите исключение иначе",
        )
    return name


def _times(value: Any) -> Any:
    """One interval may be written without a list."""
    return (value,) if isinstance(value, str) else value


def _readable(texts: tuple[str, ...]) -> tuple[str, ...]:
    parse_intervals(texts)
    return texts


def _listed_days(text: str) -> Iterator[int]:
    """The weekdays of `monday`, `monday..friday`, `monday, friday`; ranges may run over Sunday.

    Raises:
        ValueError: a word that is no weekday.
    """
    for part in text.split(","):
        first, dots, last = (word.strip().lower() for word in part.partition(_RANGE))
        start = _weekday(first, text)
        length = (_weekday(last, text) - start) % 7 if dots else 0
        yield from ((start + step) % 7 for step in range(length + 1))


def _weekday(word: str, text: str) -> int:
    if word not in WEEKDAYS:
        raise Explained(
            f"{word!r} in {text!r} is no weekday, only: {', '.join(WEEKDAYS)},"
            f" or a range such as monday..friday{suggest(word, WEEKDAYS)}",
            f"«{word}» в «{text}» — не день недели; есть только: {', '.join(WEEKDAYS)}"
            f" или промежуток, такой как monday..friday{suggest(word, WEEKDAYS, 'ru')}",
        )
    return WEEKDAYS.index(word)


def _each_day_once(weekly: Mapping[str, Any]) -> Mapping[str, Any]:
    seen: dict[int, str] = {}
    for text in weekly:
        for day in _listed_days(text):
            if day in seen:
                raise Explained(
                    f"{WEEKDAYS[day]} is in both {seen[day]!r} and {text!r}",
                    f"{WEEKDAYS[day]} есть и в «{seen[day]}», и в «{text}»",
                )
            seen[day] = text
    return weekly


Times = Annotated[
    tuple[str, ...],
    BeforeValidator(_times),
    AfterValidator(_readable),
    Field(max_length=12, description="intervals of local time, such as 09:00-18:00"),
]
Weekly = Annotated[
    Mapping[str, Times],
    AfterValidator(_each_day_once),
    Field(description="monday … sunday, or ranges such as monday..friday; others are closed"),
]
ExceptionName = Annotated[
    str, AfterValidator(one_line), AfterValidator(_not_taken), Field(max_length=60)
]
Zone = Annotated[str, AfterValidator(_known_zone)]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )


class ScheduleException(_Part):
    """A date or a range of dates, both ends included, on which the hours are not as usual."""

    name: ExceptionName = Field(description="also the exit of an hours node")
    date: dt.date | None = None
    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None
    closed: bool = Field(default=False, description="the whole day, or all of these days")
    hours: Times | None = Field(default=None, description="instead of the usual ones")
    greeting: Prompt | None = Field(default=None, description="what callers are told then")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.date is None) == (self.from_ is None and self.to is None):
            raise Explained(
                "needs either a date, or both from and to", "нужна или date, или from вместе с to"
            )
        if self.date is None and (self.from_ is None or self.to is None):
            raise Explained("needs both from and to", "нужны и from, и to")
        if not 0 <= (self.last - self.first).days <= LONGEST_EXCEPTION:
            raise Explained(
                f"runs from {self.first} to {self.last}: it must end on or after its first day,"
                " within three years",
                f"длится с {self.first} по {self.last}: последний день не может быть раньше"
                " первого, а всё вместе — дольше трёх лет",
            )
        if self.closed == bool(self.hours):
            raise Explained(
                "needs either closed: true or hours", "нужно или closed: true, или hours"
            )
        return self

    @property
    def first(self) -> dt.date:
        """The first date."""
        return cast(dt.date, self.date or self.from_)

    @property
    def last(self) -> dt.date:
        """The last date, included."""
        return cast(dt.date, self.date or self.to)

    def as_rule(self) -> DatedException:
        """For `schedules.hours`."""
        return DatedException(self.name, self.first, self.last, parse_intervals(self.hours or ()))


class Holidays(_Part):
    """A country's official calendar, and how the company keeps it."""

    country: str = Field(description="ISO 3166 code, such as RU")
    subdivision: str | None = Field(default=None, description="a part of the country")
    hours: Times = Field(default=(), description="on a holiday; none: closed")
    shortened: bool | None = Field(
        default=None, description="an hour less before a holiday; by default where law says so"
    )
    workdays: bool = Field(default=True, description="working days moved to a weekend are worked")

    @model_validator(mode="after")
    def _known_country(self) -> Self:
        calendars.check_country(self.country, self.subdivision)
        return self

    def as_rule(self) -> calendars.HolidaySet:
        """For `schedules.hours`."""
        shortened = self.shortened
        if shortened is None:
            shortened = self.country in calendars.SHORTENING
        return calendars.HolidaySet(
            self.country, self.subdivision, parse_intervals(self.hours), shortened, self.workdays
        )


def _country_alone(value: Any) -> Any:
    return {"country": value} if isinstance(value, str) else value


class Schedule(_Part):
    """When a company, or a part of it, is open."""

    name: str = Field(exclude=True, pattern=r"^[^\W\d][\w-]{0,59}$")
    timezone: Zone | None = Field(default=None, description="instead of the company's")
    weekly: Weekly = Field(default_factory=dict)
    exceptions: tuple[ScheduleException, ...] = ()
    holidays: Annotated[Holidays | None, BeforeValidator(_country_alone)] = None

    @cached_property
    def _known(self) -> dict[str, Hours]:
        return {}

    def hours(self, company_zone: str) -> Hours:
        """The hours for `schedules.state`; always the same object, which remembers its answers."""
        zone = self.timezone or company_zone
        if zone not in self._known:
            self._known[zone] = self._rules(zone)
        return self._known[zone]

    def _rules(self, zone: str) -> Hours:
        return Hours(
            zone,
            self._week(),
            tuple(exception.as_rule() for exception in self.exceptions),
            self.holidays.as_rule() if self.holidays else None,
        )

    def _week(self) -> Week:
        days: list[Intervals] = [()] * 7
        for text, times in self.weekly.items():
            for day in _listed_days(text):
                days[day] = parse_intervals(times)
        return cast(Week, tuple(days))

    @property
    def exception_names(self) -> tuple[str, ...]:
        """Each exception's name once: the named exits of an hours node."""
        return tuple(dict.fromkeys(exception.name for exception in self.exceptions))

    def greeting(self, exception: str) -> Prompt | None:
        """What callers are told during the exception of this name, if the document says."""
        found = (e.greeting for e in self.exceptions if e.name == exception and e.greeting)
        return next(found, None)

    def prompts(self) -> Iterator[Prompt]:
        """What callers are told on the days that differ."""
        return (e.greeting for e in self.exceptions if e.greeting is not None)

    @classmethod
    def of(cls, name: str, hours: Hours) -> Schedule:
        """A schedule that means these hours: for imports. The zone is written out."""
        return cls.model_validate({"name": name, **written_hours(hours)})


def written_hours(hours: Hours) -> dict[str, Any]:
    """Hours as a document writes them, weekdays grouped."""
    written: dict[str, Any] = {"timezone": hours.zone, "weekly": _written_week(hours.weekly)}
    if hours.exceptions:
        written["exceptions"] = [_written_exception(entry) for entry in hours.exceptions]
    if hours.holidays is not None:
        kept = hours.holidays
        written["holidays"] = {
            "country": kept.country,
            **({"subdivision": kept.subdivision} if kept.subdivision else {}),
            **({"hours": [str(one) for one in kept.intervals]} if kept.intervals else {}),
            "shortened": kept.shortened,
            "workdays": kept.workdays,
        }
    return written


def _written_week(week: Week) -> dict[str, list[str]]:
    weekly: dict[str, list[str]] = {}
    day = 0
    while day < 7:
        last = day
        while last < 6 and week[last + 1] == week[day]:
            last += 1
        if week[day]:
            name = WEEKDAYS[day] if last == day else f"{WEEKDAYS[day]}{_RANGE}{WEEKDAYS[last]}"
            weekly[name] = [str(interval) for interval in week[day]]
        day = last + 1
    return weekly


def _written_exception(entry: DatedException) -> dict[str, Any]:
    span: dict[str, Any] = {"from": entry.first, "to": entry.last}
    if entry.last - entry.first < dt.timedelta(days=1):
        span = {"date": entry.first}
    if not entry.intervals:
        return {"name": entry.name, **span, "closed": True}
    return {"name": entry.name, **span, "hours": [str(i) for i in entry.intervals]}
