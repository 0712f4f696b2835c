"""What the API says of callbacks."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.company.prompt import Language


class CallbackRequestBody(BaseModel):
    """Whom to call back, and for which queue."""

    queue: str = Field(min_length=1, max_length=60, examples=["sales"])
    number: str = Field(min_length=3, max_length=32, examples=["+79161234567"])
    name: str = Field(default="", max_length=200, description="shown to the agent")
    language: Language | None = Field(default=None, description="by default the queue's")


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

    @classmethod
    def of(cls, callback: Callback) -> CallbackView:
        """As it is kept."""
        return cls.model_validate(callback, from_attributes=True)
