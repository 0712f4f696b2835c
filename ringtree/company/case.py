"""Cases: calls a company describes beforehand, and what must become of them.

```yaml
cases:
  - name: Sunday night, nothing pressed
    at: sunday 22:00
    from: "+79215550000"
    expect: {ends: hung_up_by_tree, path: [hours, …, goodbye], says: [we are closed]}
```
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ringtree.company.moment import MomentText
from ringtree.company.words import one_line
from ringtree.explained import Explained

#: Cases of one document.
MOST_CASES = 1000
#: What becomes of a caller, by the words of call records.
Ends = Literal[
    "answered",
    "abandoned",
    "no_answer",
    "busy",
    "unreachable",
    "rejected",
    "overflow",
    "message",
    "served",
    "hung_up_by_tree",
    "failed",
]
#: In a path: any nodes, or none.
ANYTHING = ("…", "...")
WAIT = "wait"
_PRESSED = re.compile(rf"(?:[0-9*#]+|{WAIT})(?:,(?:[0-9*#]+|{WAIT}))*")
_WHO = "[0-9]{2,6}|\\+[1-9][0-9]{6,14}"
_HOW = "free|busy|none|away"
_AGENTS = re.compile(
    rf"(?:(?:{_HOW})|(?:{_WHO})=(?:{_HOW}|{_WHO}))(?:,(?:{_WHO})=(?:{_HOW}|{_WHO}))*"
)


def _as_text(value: Any) -> Any:
    """A single key may be written as the number that it looks like."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _pressed(text: str) -> str:
    if text and not _PRESSED.fullmatch(text):
        raise Explained(
            f"{text!r} must be keys and waits with commas: 1,{WAIT},2",
            f"«{text}»: нужны клавиши и паузы через запятую: 1,{WAIT},2",
        )
    return text


def _agents(text: str) -> str:
    if not _AGENTS.fullmatch(text):
        raise Explained(
            f"{text!r} must be free, busy, none (no phone) or away (does not answer), and what"
            " differs from it: free,101=busy; or where somebody's calls go: 101=+79211234567",
            f"«{text}»: нужно free, busy, none (нет телефона) или away (не отвечает) и отличия от"
            " этого: free,101=busy; или куда идут чьи-то звонки: 101=+79211234567",
        )
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


CallerText = Annotated[str, Field(pattern=r"^(\+?[0-9]{2,15})?$")]
#: A number that is called; from an internal number also what only its telephones may dial.
DialledText = Annotated[str, Field(pattern=r"^(\+?[0-9]{2,15}|[*#][0-9*#]{1,30})?$")]
PressText = Annotated[str, BeforeValidator(_as_text), AfterValidator(_pressed)]
AgentsText = Annotated[str, AfterValidator(_agents)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Expectation(BaseModel):
    """What must become of the call. What is left out may be anything."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ends: Ends | None = Field(default=None, description="what becomes of the caller")
    path: Texts = Field(
        default=(), description="the nodes it passes, in order, as node or tree/node; … is any"
    )
    says: Texts = Field(default=(), description="words that are heard somewhere on the way")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.ends or self.path or self.says):
            raise Explained(
                "must expect something: ends, path or says",
                "нужно чего-то ожидать: ends, path или says",
            )
        return self


class Case(BaseModel):
    """One call and what must become of it."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    name: Annotated[str, AfterValidator(one_line), Field(min_length=1, max_length=200)]
    at: MomentText = Field(description="local time: 2026-11-22 22:00, or sunday 22:00")
    from_: CallerText = Field(
        default="+79990000000",
        alias="from",
        description="the caller; an internal number is one of the own people, who dials",
    )
    to: DialledText | None = Field(
        default=None, description="the company's first number if none; *65 and the like from inside"
    )
    press: PressText = Field(default="", description="keys, and waits where none is pressed")
    agents: AgentsText = Field(
        default="free", description="free, busy, none, away; 101=busy, 101=+7…"
    )
    waiting: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=0, description="callers in each queue before this one"
    )
    hang_up_after: Annotated[float, Field(gt=0, le=86400)] | None = Field(
        default=None, description="seconds after which the caller leaves"
    )
    webhook: Annotated[str, Field(max_length=60)] = Field(
        default="failed", description="what servers answer: an exit, or failed, timeout, bad_answer"
    )
    expect: Expectation
