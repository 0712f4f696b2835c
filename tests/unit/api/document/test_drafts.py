"""The draft: text and data are the same thing, and two people never overwrite each other unseen."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, DAISY, Panel, names

URL = f"{COMPANY}/draft"
BOTH = (Permission.DOCUMENT_READ, Permission.DOCUMENT_WRITE)


async def test_a_draft_is_kept_however_unfinished(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    assert names(await client.get(URL)) == "not-found"
    saved = await client.put(URL, json={"text": "code: [", "base_revision": 1})
    body = saved.json()
    assert (body["text"], body["version"], body["document"]) == ("code: [", 1, None)
    assert (body["is_company"], body["can_be_published"]) == (False, False)
    assert body["problems"][0]["line"] == 1
    again = await client.get(URL)
    assert again.headers["etag"] == saved.headers["etag"]
    assert again.json() == body


async def test_what_is_drawn_is_written_into_the_text(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    document = (await client.get(f"{COMPANY}/document")).json()["document"]
    document["people"][0]["name"] = "Zoe"
    body = (await client.put(URL, json={"document": document, "base_revision": 1})).json()
    assert body["text"] == DAISY.replace("Anna Smith", "Zoe"), "comments and order stay"
    assert body["document"] == document
    assert body["can_be_published"]


async def test_two_people_do_not_overwrite_each_other(panel: Panel) -> None:
    anna, boris = await panel.with_key(*BOTH), await panel.with_key(*BOTH)
    tag = (await anna.put(URL, json={"text": "one"})).headers["etag"]
    assert names(await boris.put(URL, json={"text": "two"})) == "precondition-required"
    done = await boris.put(URL, json={"text": "two"}, headers={"if-match": tag})
    lost = await anna.put(URL, json={"text": "three"}, headers={"if-match": tag})
    assert (lost.status_code, names(lost)) == (412, "changed-meanwhile")
    assert lost.json()["etag"] == done.headers["etag"]
    assert lost.json()["changed_by"] == "test"
    assert (await anna.get(URL)).json()["text"] == "two"


async def test_a_draft_is_discarded_by_who_has_seen_it(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    tag = (await client.put(URL, json={"text": "one"})).headers["etag"]
    old = await client.delete(URL, headers={"if-match": '"old"'})
    assert names(old) == "changed-meanwhile"
    assert (await client.delete(URL, headers={"if-match": tag})).status_code == 204
    assert (await client.delete(URL)).status_code == 204


async def test_the_others_hear_of_it(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    with panel.services.events.subscribe("daisy") as listener:
        await client.put(URL, json={"text": "one"})
        event = await listener.next()
    assert (event.kind, event.data) == ("draft.saved", {"version": 1, "by": "test"})
