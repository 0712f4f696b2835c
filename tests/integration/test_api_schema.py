"""The API keeps to its own description, whatever is sent: schemathesis against a real server.

Every route is asked by somebody who may use it (a company's key, a person with a session, an
operator), for things that exist.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ringtree.accounts.role import Role
from ringtree.api.server import HttpServer
from ringtree.settings import Settings
from tests.integration.phones import free_port
from tests.unit.api.leaving import MAILBOXES, leave
from tests.unit.api.panel import COMPANY, DAISY, EVERYTHING, Panel, panel
from tests.unit.records.test_search import call

#: Requests for each operation: a few, for the description; the unit tests know the meaning.
EXAMPLES = 3
#: The channels go on for ever; tests of their own read them.
ENDLESS = "/events"
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
CHECKS = (status_code_conformance, content_type_conformance, response_schema_conformance)
ONE = "/api/v1/companies/{company}"
WISH = {"period": "day", "hour": 8, "to": ["a@daisy.example"], "language": "en"}
SCHEDULES = """
schedules:
  office:
    weekly: {"monday..friday": "09:00-18:00"}
"""
DOCUMENT = (
    DAISY.replace("    title: Sales\n", "    title: Sales\n    callbacks: {}\n", 1)
    + MAILBOXES
    + SCHEDULES
)
#: What a person would send where a made-up body has no chance; it has to be done.
SENSIBLE: dict[str, dict[str, Any]] = {
    "POST /api/v1/operator/bans": {"address": "203.0.113.66"},
    "PUT /api/v1/operator/bans/allowed": {"network": "203.0.113.0/24"},
    "POST /api/v1/operator/numbers": {"company": "daisy", "numbers": ["+74950000009"]},
    "POST /api/v1/companies": {"text": DAISY.replace("daisy", "lily").replace("0001", "0007")},
    f"POST {ONE}/callbacks": {"queue": "sales", "number": "+442079460002"},
    f"POST {ONE}/document/text": {"text": DOCUMENT},
    f"POST {ONE}/document/diff": {"text": DAISY},
    f"POST {ONE}/document/cases": {"text": DOCUMENT},
    f"POST {ONE}/document/proof": {"text": DOCUMENT},
    f"POST {ONE}/document/simulate": {"text": DOCUMENT, "at": "monday 12:00", "press": "1"},
    f"POST {ONE}/messages/{{message}}/forward": {"mailbox": "office"},
    f"POST {ONE}/reports/mailed": WISH,
    f"PUT {ONE}/hours/{{schedule}}/override": {"what": "closed", "until": "revoked"},
    f"PUT {ONE}/mailboxes/{{name}}/pin": {"pin": "2581"},
    f"POST {ONE}/users": {"email": "new@daisy.example", "name": "Nora", "role": "employee"},
}


def operations(described: dict[str, Any]) -> list[Any]:
    """All that end by themselves."""
    schema = schemathesis.openapi.from_dict(described)
    return [one for one in schema.get_all_operations() if not one.ok().path.endswith(ENDLESS)]


@dataclass
class Attack:
    """Sends what the description allows, and keeps what was answered."""

    one: Panel
    url: str
    key: str
    known: dict[str, str]
    users: dict[str, str]
    loop: asyncio.AbstractEventLoop
    answers: dict[str, list[int]]

    def everything(self, described: dict[str, Any]) -> None:
        """Every operation, in the order of the description; blocks its thread."""
        for found in operations(described):
            self._operation(found.ok())

    def _operation(self, operation: Any) -> None:
        @QUICK
        @given(case=operation.as_strategy())
        def once(case: Any) -> None:
            self._send(operation, case)

        once()
        if (body := SENSIBLE.get(operation.label)) is not None:
            names = dict.fromkeys(one.name for one in operation.path_parameters)
            case = operation.Case(path_parameters=names, body=body, media_type="application/json")
            assert self._send(operation, case) < 300, operation.label

    def _send(self, operation: Any, case: Any) -> int:
        case.path_parameters |= self._place(operation.path, case.path_parameters)
        for name in ("authorization", "Authorization"):
            case.headers.pop(name, None)
        case.cookies.clear()
        answer = case.call(base_url=self.url, timeout=120, **self._who(operation.path))
        self.answers[operation.label].append(answer.status_code)
        assert answer.status_code < 500, (case.method, case.path, answer.text)
        case.validate_response(answer, checks=CHECKS)
        return int(answer.status_code)

    def _place(self, path: str, names: dict[str, Any]) -> dict[str, Any]:
        """What is there: a made-up name would only be told that there is no such thing."""
        before = {name: path.partition(f"/{{{name}}}")[0].rpartition("/")[2] for name in names}
        wanted = {name: self.known.get(f"{before[name]}/{name}") for name in names}
        return {name: value for name, value in wanted.items() if value is not None}

    def _who(self, path: str) -> dict[str, Any]:
        """Somebody who may: a fresh session each time, as some requests end theirs."""
        if "/operator" in path or path.endswith("/companies"):
            return self._session("operator")
        if "/me" in path or "/session" in path or "/password" in path:
            return self._session("employee")
        return {"headers": {"authorization": f"Bearer {self.key}"}}

    def _session(self, who: str) -> dict[str, Any]:
        start = self.one.services.sessions.start(
            self.users[who], address="192.0.2.1", user_agent="test"
        )
        token, session = asyncio.run_coroutine_threadsafe(start, self.loop).result(30)
        return {"headers": {"x-csrf-token": session.csrf}, "cookies": {"ringtree": token}}


@asynccontextmanager
async def attacked(directory: Path) -> AsyncIterator[Attack]:
    """A server with a company in which there is one of everything."""
    async with panel(directory) as one:
        await one.publish(DOCUMENT)
        await one.services.records.start()
        bind = f"127.0.0.1:{free_port()}"
        server = HttpServer(one.app.http.app, Settings(http_bind=bind))
        await server.start()
        key, _ = await one.services.keys.create(
            "daisy", name="fuzz", scopes=EVERYTHING, author="test"
        )
        try:
            yield Attack(
                one=one,
                url=f"http://{bind}",
                key=key,
                known=await furnish(one, key),
                users={
                    "employee": await _user(one, Role.ADMINISTRATOR, "daisy", "101"),
                    "operator": await _user(one, Role.OPERATOR, None, None),
                },
                loop=asyncio.get_running_loop(),
                answers=defaultdict(list),
            )
        finally:
            one.services.events.close()
            await server.stop()
            await one.services.records.stop()


async def _user(one: Panel, role: Role, company: str | None, extension: str | None) -> str:
    user = await one.services.users.create(
        email=f"{role}@example.com",
        name="Fuzz",
        role=role,
        company=company,
        language="en",
        extension=extension,
    )
    return str(user.id)


async def furnish(one: Panel, key: str) -> dict[str, str]:
    """One of everything; by the word before it in the address and its name there."""
    one.services.records.write(call(1))
    await one.services.records.flush()
    client = one.client(authorization=f"Bearer {key}")

    async def made(path: str, body: dict[str, Any]) -> str:
        answer = await client.post(COMPANY + path, json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    message = await leave(one)
    user = await _user(one, Role.EMPLOYEE, "daisy", "102")
    hook = {"url": "https://crm.example.com/", "kinds": ["call.ended"]}
    asked = {"queue": "sales", "number": "+442079460001"}
    return {
        "companies/company": "daisy",
        "companies/code": "daisy",
        "people/extension": "101",
        "revisions/number": "2",
        "calls/call": "c001",
        "hours/schedule": "office",
        "mailboxes/name": "anna",
        "greetings/kind": "unavailable",
        "messages/message": message,
        "trunks/name": "carrier",
        "uploads/name": "hello.wav",
        "users/user": user,
        "keys/key": await made("/keys", {"name": "CRM", "scopes": ["calls:read"]}),
        "webhooks/webhook": await made("/webhooks", hook),
        "mailed/report": await made("/reports/mailed", WISH),
        "callbacks/callback": await made("/callbacks", asked),
    }


async def test_every_answer_is_one_that_the_description_allows(tmp_path: Path) -> None:
    async with attacked(tmp_path) as attack:
        described = attack.one.app.http.app.openapi()
        await asyncio.to_thread(attack.everything, described)
    asked = {one.ok().label for one in operations(described)}
    assert asked == attack.answers.keys(), "every route was asked"
    done = {label for label, some in attack.answers.items() if min(some) < 300}
    assert len(done) > 2 * len(asked) / 3, sorted(asked - done)
