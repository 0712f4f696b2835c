"""What a caller hears while a node has something else to do: one set of settings for all nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from ringtree.company.prompt import Prompt
from ringtree.explained import Explained
from ringtree.flows.node import FlowNode, Prompts
from ringtree.flows.requests import Sound, SoundKind
from ringtree.prompts.library import DEFAULT_MUSIC

MusicName = Annotated[str, Field(pattern=r"^[\w][\w .-]{0,99}$")]


class Meanwhile(FlowNode):
    """A node during which the caller waits, and never in silence."""

    hears: SoundKind = Field(
        default=SoundKind.RINGING, description="what the caller hears meanwhile"
    )
    music: MusicName = Field(
        default=DEFAULT_MUSIC, description="with `hears: music`, which: default or a recording"
    )
    waiting_prompt: Prompts = Field(
        default=(), description="with `hears: prompt`, what is said, over and over"
    )

    @model_validator(mode="after")
    def _heard(self) -> Self:
        """No setting that nobody would hear."""
        if (self.hears is SoundKind.PROMPT) != bool(self.waiting_prompt):
            raise Explained(
                "waiting_prompt and hears: prompt go together",
                "waiting_prompt и hears: prompt бывают только вместе",
            )
        if self.hears is not SoundKind.MUSIC and self.music != DEFAULT_MUSIC:
            raise Explained(
                "music is heard only with hears: music", "music слышно только с hears: music"
            )
        return self

    @property
    def sound(self) -> Sound:
        """What is to be played."""
        return Sound(self.hears, self.music, self.waiting_prompt)

    def prompts(self) -> Iterator[Prompt]:
        """What is said while the caller waits."""
        return iter(self.waiting_prompt)
