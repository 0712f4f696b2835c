"""Every change leaves a line in the audit log: each route is done once, and looked up there.

A route that leaves none is named here with the reason; one that is neither done nor named fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import httpx
import pyotp
import pytest
from sqlalchemy import func, select

from ringtree.accounts.links import Purpose
from ringtree.accounts.role import Role
from ringtree.api.live import endpoints as live_endpoints
from ringtree.storage.tables_accounts import audit_log
from tests.unit.api.leaving import MAILBOXES, leave
from tests.unit.api.panel import API, COMPANY, DAISY, ROOT, Panel
from tests.unit.api.templates.test_endpoints import STEPS
from tests.unit.api.test_strangers import ALL

#: What leaves no line, and why.
UNAUDITED = {
    "saveDraft": "saved with every stroke; publishing tells what came of it, before and after",
    "sayWhere": "where somebody draws, for as long as the page is open",
    "leave": "where somebody draws, for as long as the page is open",
    "checkDocument": "changes nothing",
    "writeDocument": "changes nothing",
    "compareDocument": "changes nothing",
    "listCalendarDays": "changes nothing",
    "runCases": "changes nothing",
    "proveDocument": "changes nothing",
    "imagineCall": "changes nothing",
    "speakText": "changes nothing",
    "importPeopleTable": "changes nothing: its answer is a text to be published",
    "buildTemplate": "changes nothing",
    "drawTemplate": "changes nothing",
    "offerSecondFactor": "changes nothing before it is proved",
    "requestPasswordReset": "a stranger can ask; the reset itself is kept",
    "placeCall": "the call's own record says who called whom",
    "placeOwnCall": "the call's own record says who called whom",
    "callCallerBack": "the call's own record says who called whom",
    "setOwnPresence": "presence has a log of its own, with who said what when",
    "changeOwnWrapUp": "some seconds of one's own time; figures of the queue tell them",
}
#: Acts, which have no before and after.
ACTS = {
    "hangUpCall",
    "inviteUserAgain",
    "signInToCompany",
    "leaveCompany",
    "signIn",
    "signOut",
    "endOtherSessions",
    "changePassword",
    "resetPassword",
    "renewRecoveryCodes",
}
AUDIT_PAGE = (ROOT / "panel/src/pages/audit/auditWords.ts").read_text("utf-8")
WORD = "seven horses at a bridge"


@dataclass
class Doing:
    """The panel, who asks, and what the requests before have made."""

    panel: Panel
    administrator: httpx.AsyncClient
    operator: httpx.AsyncClient
    made: dict[str, str]
    done: set[str]

    async def lines(self) -> int:
        """How many lines all logs have together."""
        async with self.panel.services.database.read() as connection:
            found = await connection.execute(select(func.count()).select_from(audit_log))
            return int(found.scalar_one())

    async def last(self) -> Any:
        """The newest line."""
        async with self.panel.services.database.read() as connection:
            wanted = select(audit_log).order_by(audit_log.c.id.desc()).limit(1)
            return (await connection.execute(wanted)).mappings().one()

    async def do(
        self, name: str, client: httpx.AsyncClient | None = None, **request: Any
    ) -> httpx.Response:
        """Send one operation's request; it must succeed, and leave its line."""
        method, path, _ = next(one for one in ALL if one[2]["operationId"] == name)
        places = {"company": "daisy", **self.made, **request.pop("at", {})}
        url = re.sub(r"\{(\w+)\}", lambda found: places[found[1]], path)
        before = await self.lines()
        answer = await (client or self.administrator).request(method, url, **request)
        assert answer.status_code < 300, (name, answer.status_code, answer.text)
        self.done.add(name)
        assert await self.lines() > before, f"{name} leaves no line in the audit log"
        line = await self.last()
        assert line["actor_name"] and line["key"], name
        # The panel's page says both in Russian.
        for word in (line["noun"], line["action"]):
            assert re.search(rf'\n      "?{word}"?: "[а-яё -]+",', AUDIT_PAGE), (name, word)
        changed = line["before"] is not None or line["after"] is not None
        assert changed or name in ACTS, f"{name} says neither before nor after"
        return answer


@pytest.fixture
async def doing(panel: Panel) -> Doing:
    """A company with something of everything."""
    offering = DAISY.replace("    title: Sales\n", "    title: Sales\n    callbacks: {}\n", 1)
    schedules = '\nschedules:\n  office:\n    weekly: {"monday..friday": "09:00-18:00"}\n'
    await panel.publish(offering + MAILBOXES + schedules)
    return Doing(
        panel=panel,
        administrator=await panel.signed_in(Role.ADMINISTRATOR, extension="101"),
        operator=await panel.signed_in(Role.OPERATOR, company=None),
        made={"extension": "101", "schedule": "office", "name": "anna", "kind": "unavailable"},
        done=set(),
    )


async def companies(doing: Doing) -> None:
    """What an operator does."""
    who = doing.operator
    numbers = {"company": "daisy", "numbers": ["+74950000099"]}
    await doing.do("giveNumbers", who, json=numbers)
    await doing.do("setAllowance", who, at={"code": "daisy"}, json={"people": 50})
    await doing.do("takeNumber", who, at={"number": "+74950000099"})
    await doing.do("banAddress", who, json={"address": "203.0.113.66"})
    await doing.do("allowNetwork", who, json={"network": "203.0.113.0/24"})
    await doing.do("liftBan", who, params={"subject": "203.0.113.0/24"})
    await doing.do("createCompany", who, json={"steps": STEPS})
    answer = await doing.do("signInToCompany", who, at={"code": "daisy"})
    who.headers["x-csrf-token"] = answer.json()["csrf"]
    await doing.do("leaveCompany", who)


async def document(doing: Doing) -> None:
    """What is published, and what holds besides."""
    draft = await doing.administrator.put(f"{COMPANY}/draft", json={"text": "code: daisy"})
    await doing.do("discardDraft", headers={"if-match": draft.headers["etag"]})
    live = (await doing.administrator.get(f"{COMPANY}/document")).json()
    text = live["text"].replace("name: Daisy Ltd", "name: Daisy & Co", 1)
    tag = (await doing.administrator.get(f"{COMPANY}/document")).headers["etag"]
    body = {"text": text, "note": "a better name", "base_revision": live["revision"]}
    await doing.do("publishDocument", json=body, headers={"if-match": tag})
    tag = (await doing.administrator.get(f"{COMPANY}/document")).headers["etag"]
    await doing.do("rollBack", at={"number": "2"}, json={}, headers={"if-match": tag})
    await doing.do("setOverride", json={"what": "closed", "until": "revoked"})
    await doing.do("revokeOverride")


async def people(doing: Doing) -> None:
    """Telephones, users, keys and where calls go."""
    await doing.do("setPhonePassword")
    await doing.do("removePhonePassword")
    rule = {"rules": [{"when": "always", "target": "102"}]}
    await doing.do("setForwarding", json=rule)
    await doing.do("setOwnForwarding", json={"do_not_disturb": True})
    await doing.do("setPresence", json={"presence": "ready"})
    user = {"email": "boris@daisy.example", "name": "Boris", "role": "employee"}
    made = await doing.do("inviteUser", json=user)
    doing.made["user"] = made.json()["user"]["id"]
    await doing.do("inviteUserAgain")
    await doing.do("changeUser", json={"name": "Boris B"})
    await doing.do("removeUser")
    key = await doing.do("createKey", json={"name": "CRM", "scopes": ["calls:read"]})
    await doing.do("removeKey", at={"key": key.json()["id"]})
    hook = {"url": "https://crm.example.com/", "kinds": ["call.ended"]}
    doing.made["webhook"] = (await doing.do("createWebhook", json=hook)).json()["id"]
    await doing.do("changeWebhook", json={"enabled": False})
    await doing.do("removeWebhook")
    wish = {"period": "day", "hour": 8, "to": ["a@daisy.example"], "language": "en"}
    report = await doing.do("mailReport", json=wish)
    await doing.do("stopMailingReport", at={"report": report.json()["id"]})


async def sounds(doing: Doing) -> None:
    """Recordings, mailboxes and the messages in them."""
    await doing.do("uploadRecording", at={"name": "hello"}, content=b"sound")
    await doing.do("removeRecording", at={"name": "hello"})
    await doing.do("setMailboxPin", json={"pin": "2581"})
    await doing.do("removeMailboxPin")
    await doing.do("uploadGreeting", content=b"sound")
    await doing.do("removeGreeting")
    for own in ("", "Own"):
        at = {"message": await leave(doing.panel)}
        await doing.do(f"mark{own}Message", at=at, json={"state": "old"})
        await doing.do(f"remove{own}Message", at=at)
        await doing.do(f"restore{own}Message", at=at)
        await doing.do(f"resend{own}Message", at=at)
        mailbox = {"mailbox": "office" if own else "anna"}
        await doing.do(f"forward{own}Message", at=at, json=mailbox)
    mails = (await doing.administrator.get(f"{COMPANY}/mails")).json()["items"]
    await doing.do("resendMail", at={"mail": mails[0]["id"]})


async def calls(doing: Doing, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done to calls that go on."""
    services, at = doing.panel.services, {"call": "c1"}
    number = {"queue": "sales", "number": "+442079460001"}
    asked = await doing.do("askForCallback", json=number)
    await doing.do("cancelCallback", at={"callback": asked.json()["id"]})
    present = SimpleNamespace(end_wrap_up=lambda *_: True, extend_wrap_up=lambda *_: True)
    with monkeypatch.context() as patch:
        patch.setattr(services, "presence", present)
        await doing.do("changeWrapUp", json={"seconds": 0})
    handled = SimpleNamespace(end=lambda *_: None, move=lambda *_: None, calls={})
    with monkeypatch.context() as patch:
        patch.setattr(services, "calls", handled)
        patch.setattr(live_endpoints, "hand_on", lambda *_, **__: None)
        await doing.do("hangUpCall", at=at)
        await doing.do("moveCall", at=at, json={"tree": "main", "node": "sales"})
        await doing.do("transferCall", at=at, json={"extension": "101", "to": "102"})
        await doing.do("transferOwnCall", at=at, json={"to": "102"})


async def accounts(doing: Doing) -> None:
    """What somebody does to the own account, the last of it from the street."""
    who, services = doing.administrator, doing.panel.services
    email = (await who.get(f"{API}/session")).json()["user"]["email"]
    user = await services.users.by_email(email)
    stored = await services.passwords.hash(WORD, about=())
    await services.users.change("daisy", user.id, password=stored)
    await doing.do("changeProfile", json={"name": "Anna"})
    _, other = await services.sessions.start(user.id, address="192.0.2.1", user_agent="x")
    await doing.do("endSession", at={"session": other.id})
    await doing.do("endOtherSessions")
    secret = pyotp.random_base32()
    proof = {"secret": secret, "code": pyotp.TOTP(secret).now(), "password": WORD}
    await doing.do("proveSecondFactor", json=proof)
    await doing.do("renewRecoveryCodes", json={"password": WORD})
    await doing.do("endSecondFactor", json={"password": WORD})
    new = "eight horses at a bridge"
    await doing.do("changePassword", json={"current": WORD, "password": new})
    stranger = doing.panel.client()
    await doing.do("signIn", stranger, json={"email": email, "password": new})
    await doing.do("signOut")
    token = await services.links.create(Purpose.PASSWORD, user.id)
    await doing.do("resetPassword", stranger, at={"token": token}, json={"password": WORD})
    first = {
        "token": await services.links.create(Purpose.FIRST_ADMINISTRATOR),
        "name": "Root",
        "email": "root@x.example",
        "password": WORD,
    }
    await doing.do("createFirstAdministrator", stranger, json=first)


async def test_every_change_is_kept_with_before_and_after(
    doing: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def convert(*_: object) -> bytes:
        return b"\xd5" * 8000

    monkeypatch.setattr(doing.panel.services.prompts.uploads, "_convert", convert)
    await companies(doing)
    await document(doing)
    await people(doing)
    await sounds(doing)
    await calls(doing, monkeypatch)
    await accounts(doing)
    changing = {one[2]["operationId"] for one in ALL if one[0] != "GET"}
    assert changing == doing.done | UNAUDITED.keys()
    assert not doing.done & UNAUDITED.keys()
