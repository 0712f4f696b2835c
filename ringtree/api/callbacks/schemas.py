"""What the API says of callbacks."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.company.prompt import Language
from ringtree.company.queue import Levels
from ringtree.flows.carried import HIGHEST_PRIORITY, LOWEST_PRIORITY
from ringtree.queues.needs import Needs


class CallbackRequestBody(BaseModel):
    """Whom to call back, and for which queue."""

    queue: str = Field(min_length=1, max_length=60, examples=["sales"])
    number: str = Field(min_length=3, max_length=32, examples=["+79161234567"])
    name: str = Field(default="", max_length=200, description="shown to the agent")
    language: Language | None = Field(default=None, description="by default the queue's")
    priority: int = Field(
        default=0,
        ge=LOWEST_PRIORITY,
        le=HIGHEST_PRIORITY,
        description="of those who wait, the higher are called first",
    )
    required: Levels = Field(
        default_factory=dict,
        examples=[{"german": 3}],
        description="levels of skills that whoever takes it must have",
    )
    preferred: Levels = Field(default_factory=dict, description="levels that would suit")

    def needs(self) -> Needs:
        """What the queue has to find."""
        return Needs(
            priority=self.priority, required=dict(self.required), preferred=dict(self.preferred)
        )


class CallbackNeeds(BaseModel):
    """What a callback needs of whoever takes it, and how it ranks."""

    priority: int
    required: dict[str, int]
    preferred: dict[str, int]


class CallbackView(BaseModel):
    """A callback. `again_at` is when it is tried next, null: as soon as it is due."""

    id: str = Field(examples=["9be1b7c2f0a34d5e"])
    queue: str
    number: str = Field(examples=["+79161234567"])
    name: str
    language: Language
    source: Source
    by: str = Field(description="the call, key or person that asked")
    requested: datetime
    state: CallbackState
    attempts: int
    again_at: datetime | None
    ended: datetime | None
    said: str = Field(description="why the last attempt failed")
    needs: CallbackNeeds

    @classmethod
    def of(cls, callback: Callback) -> CallbackView:
        """As it is kept."""
        return cls.model_validate(callback, from_attributes=True)
