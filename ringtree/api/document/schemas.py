"""What is sent and given about documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, model_validator

from ringtree.company.prompt import Language
from ringtree.company.source import LARGEST_TEXT
from ringtree.explained import Explained
from ringtree.schedules.hours import Reason

_TEXT = "code: daisy\nname: Daisy Ltd\nlanguage: en\ntimezone: Europe/Moscow\n"
Text = Annotated[str, Field(max_length=LARGEST_TEXT, examples=[_TEXT], description="YAML")]
Data = Annotated[
    dict[str, Any],
    Field(examples=[{"code": "daisy", "name": "Daisy Ltd"}], description="the same as JSON"),
]
Note = Annotated[str, Field(max_length=2000, examples=["longer hours in December"])]


class ProblemView(BaseModel):
    """One thing wrong with a document; `path` leads to the value, line and column to its text."""

    severity: str = Field(examples=["error"])
    rule: str = Field(examples=["unwired-exit"])
    path: list[str | int] = Field(examples=[["trees", "main", "nodes", "menu"]])
    place: str = Field(examples=["trees.main.nodes.menu"])
    line: int | None
    column: int | None
    message: str
    allowed: str
    remedy: str


class ScheduleWords(BaseModel):
    """What callers would be told: the weekly hours, today's, the next opening, why it is closed."""

    hours: str
    today: str
    opening: str
    why: str


class ScheduleState(BaseModel):
    """A schedule of the text as it would be now; `until` is when that changes, null: never."""

    name: str = Field(examples=["office"])
    is_open: bool
    reason: str = Field(examples=["weekly"])
    exception: str | None
    holiday: str | None
    until: datetime | None
    override: dict[str, Any] | None
    notes: list[str]
    spoken: dict[Language, ScheduleWords]


class CheckView(BaseModel):
    """What is to be said of a text. `document` is null when it can't even be read.

    `is_company` says that it has a company's shape, `can_be_published` that lint agrees.
    """

    problems: list[ProblemView]
    document: Any = Field(examples=[{"code": "daisy", "name": "Daisy Ltd"}])
    is_company: bool
    can_be_published: bool
    schedules: list[ScheduleState]


class DocumentView(BaseModel):
    """The live revision, as text and as data: always the same."""

    revision: int = Field(examples=[7])
    text: Text
    document: Data
    author: str = Field(examples=["Anna Smith"])
    note: str
    created: datetime


class TextOrData(BaseModel):
    """A document, as text or as data. Data is written into the text there was before."""

    text: Text | None = None
    document: Data | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.text is None) == (self.document is None):
            raise Explained("either text or document", "нужно или text, или document")
        return self


class DraftChange(TextOrData):
    """The draft as it is now; `base_revision` is the revision it was begun from."""

    base_revision: int | None = Field(default=None, examples=[7])


class DraftView(CheckView):
    """The draft, and what is to be said of it. `live_revision` tells whether others published."""

    text: Text
    version: int
    base_revision: int | None
    live_revision: int | None
    changed: datetime
    changed_by: str


class DocumentText(BaseModel):
    """A text that something is asked about."""

    text: Text


#: Dates that a calendar is asked for; official calendars know no others.
CalendarDate = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]
#: Days that are told at once: a year with the weeks it begins and ends in.
MOST_DAYS = 400


class CalendarRequest(DocumentText):
    """The days of a schedule of the text, from `first` to `last`, both included."""

    schedule: str = Field(max_length=60, examples=["office"])
    first: CalendarDate = Field(examples=["2026-01-01"])
    last: CalendarDate = Field(examples=["2026-12-31"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= (self.last - self.first).days < MOST_DAYS:
            raise Explained(
                f"last must be first or later, and within {MOST_DAYS} days",
                f"last не может быть раньше first, и всего не больше {MOST_DAYS} дней",
            )
        return self


class CalendarDayView(BaseModel):
    """One day of a schedule: its hours and the rule they come from.

    Hours that run past midnight belong to the day they start; none: closed.
    """

    date: date
    hours: list[str] = Field(examples=[["09:00-13:00", "14:00-17:00"]])
    reason: Reason = Field(examples=["shortened"])
    exception: str | None = Field(examples=[None], description="the exception that rules")
    holiday: str | None = Field(examples=[None], description="in its country's language")
    unpublished: bool = Field(
        description="the year's official calendar is not out: only fixed holidays are known"
    )


class DiffRequest(DocumentText):
    """Compared with a revision; null: with the live one."""

    against: int | None = Field(default=None, examples=[6])
    language: Language | None = None


class ChangeView(BaseModel):
    """One difference: where, what it was and is, and the same in words."""

    kind: str = Field(examples=["changed"])
    path: list[str] = Field(examples=[["queues", "sales", "ring_time"]])
    before: Any = Field(examples=[20])
    after: Any = Field(examples=[25])
    words: str = Field(examples=["queue “sales”: ring time: 20 s → 25 s"])


class CaseView(BaseModel):
    """What became of a case; `record` is as of a live call."""

    name: str = Field(examples=["Sunday evening"])
    passed: bool
    faults: list[str] = Field(examples=[["expected ends: voicemail, but was abandoned"]])
    record: dict[str, Any] | None


class ImaginedCall(DocumentText):
    """A call to imagine, as `ringtree simulate` takes it."""

    at: Annotated[str | None, Field(max_length=60, examples=["sunday 22:00"])] = None
    to: Annotated[str | None, Field(max_length=20, examples=["+74950000001"])] = None
    caller: Annotated[str, Field(max_length=20, examples=["+79211234567"])] = "+79990000000"
    press: Annotated[str, Field(max_length=500, examples=["1,wait,2"])] = ""
    agents: Annotated[str, Field(max_length=2000, examples=["free,101=busy"])] = "free"
    waiting: Annotated[int, Field(ge=0, le=1000)] = 0
    hang_up_after: Annotated[float | None, Field(gt=0, le=86400)] = None
    webhook: Annotated[str, Field(max_length=60)] = "failed"


class ImaginedView(BaseModel):
    """The call's record with its whole way, each hop with the reason for its exit (`why`)."""

    record: dict[str, Any]
    gave_up: bool = Field(description="nothing but the caller's patience ended it")
    seconds: float = Field(examples=[42.5])


class ProofView(BaseModel):
    """What can happen to callers within a year."""

    findings: list[dict[str, Any]]
    nodes: int = Field(examples=[12])
    moments: int = Field(examples=[730])
    situations: int
    states: int
    until: datetime
    seconds: float


class Publication(DocumentText):
    """A text to publish. `base_revision` is the live one it was made from; 0: none is live."""

    note: Note = ""
    base_revision: int | None = Field(default=None, examples=[7])
    force_cases: bool = False


class Published(BaseModel):
    """What is live now; who has no password yet needs one for the phone."""

    revision: int = Field(examples=[8])
    without_password: list[str] = Field(examples=[["104"]])


class Rollback(BaseModel):
    """Why an old revision is published again, and which one is live as far as one knows."""

    note: Note = ""
    base_revision: int | None = None
    force_cases: bool = False


class RevisionRow(BaseModel):
    """A line of the history."""

    number: int
    author: str
    note: str
    created: datetime
    live: bool
