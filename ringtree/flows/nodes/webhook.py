"""Ask a server of the company what to do with the caller."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, AnyHttpUrl, Field, TypeAdapter, ValidationError

from ringtree.company.model import Key
from ringtree.company.node import node_type
from ringtree.explained import Explained
from ringtree.flows.control import CallControl
from ringtree.flows.meanwhile import Meanwhile
from ringtree.flows.node import all_different
from ringtree.flows.requests import (
    Method,
    SoundKind,
    WebhookOutcome,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.variables import VariableRefused, Variables
from ringtree.prompts.library import PromptUnavailable

NEXT = "next"

_URL = TypeAdapter(AnyHttpUrl)


def _plain_url(text: str) -> str:
    try:
        url = _URL.validate_python(text)
    except ValidationError:
        raise Explained(
            "must be an address such as https://crm.example.com/call",
            "нужен адрес, такой как https://crm.example.com/call",
        ) from None
    if url.username or url.password:
        raise Explained(
            "must not contain a password: documents are read by many",
            "пароль здесь не допускается: документ читают многие",
        )
    if url.fragment:
        raise Explained("must not contain a fragment (#)", "фрагмент (#) не допускается")
    return text


class _NotUsable(Exception):
    """The answer can't be followed."""


@node_type("webhook")
class Webhook(Meanwhile):
    """Asks a server by HTTP; its answer may choose an exit, set variables and say something.

    The caller never waits in silence, and never long: a server that is slow, fails or answers
    nonsense takes exits of its own.
    """

    title: ClassVar[str] = "Webhook"
    exits_from: ClassVar[str | None] = "answers"
    fixed_exits: ClassVar[tuple[str, ...]] = (
        NEXT,
        WebhookOutcome.TIMEOUT.value,
        WebhookOutcome.FAILED.value,
        WebhookOutcome.BAD_ANSWER.value,
    )

    type: Literal["webhook"] = "webhook"
    url: Annotated[str, Field(max_length=1000), AfterValidator(_plain_url)] = Field(
        description="http or https address of the server"
    )
    method: Method = Field(
        default=Method.POST, description="POST sends JSON, GET a query of the same values"
    )
    secret: Key | None = Field(
        default=None, description="name of the secret in the server's settings to sign with"
    )
    time_limit: float = Field(default=3.0, ge=0.5, le=10, description="seconds for the whole of it")
    answers: Annotated[tuple[Key, ...], AfterValidator(all_different)] = Field(
        default=(), max_length=30, description="exits that the server may choose"
    )
    hears: SoundKind = Field(default=SoundKind.MUSIC, description="what the caller hears meanwhile")

    def references(self) -> Iterator[tuple[str, str]]:
        """The secret, which is not in the document."""
        if self.secret is not None:
            yield "secret", self.secret

    async def run(self, call: CallControl) -> str:
        """Ask, do what the answer says, and leave by the exit it chose."""
        reply = await call.webhook(
            WebhookRequest(
                url=self.url,
                method=self.method,
                facts=facts_of(call),
                secret=self.secret,
                limit=self.time_limit,
                sound=self.sound,
            )
        )
        if reply.outcome is not WebhookOutcome.ANSWERED:
            return reply.outcome.value
        try:
            return await self._follow(call, reply)
        except _NotUsable as error:
            call.note(why=str(error))
            return WebhookOutcome.BAD_ANSWER.value

    async def _follow(self, call: CallControl, reply: WebhookReply) -> str:
        """Everything the answer says, or nothing of it.

        Raises:
            _NotUsable: an exit that is none of `answers`, a variable that can't be, or words
                that can't be spoken.
        """
        if reply.exit is not None and reply.exit not in self.answers:
            raise _NotUsable(f"the exit {reply.exit!r} is none of the answers")
        variables = call.carried.variables
        try:
            Variables({**variables, **reply.variables})
        except VariableRefused as error:
            raise _NotUsable(str(error)) from None
        if reply.say is not None:
            try:
                await call.play(reply.say, interruptible=True)
            except PromptUnavailable as error:
                raise _NotUsable(str(error)) from None
        variables.update(reply.variables)
        call.note(chose=reply.exit, variables=dict(reply.variables))
        return reply.exit or NEXT


def facts_of(call: CallControl) -> dict[str, Any]:
    """What a server is told of a call."""
    return {
        "call": call.carried.seed,
        "company": call.company.code,
        "caller": call.caller,
        "called": call.called,
        "node": call.here,
        "language": call.language,
        "time": call.instant.isoformat(timespec="seconds"),
        "tags": list(call.carried.tags),
        "variables": dict(call.carried.variables),
    }
