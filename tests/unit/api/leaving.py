"""A company with two mailboxes and a message in one of them."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from ringtree.voicemail.draft import Draft, new_id
from tests.unit.api.panel import Panel
from tests.unit.voicemail.house import wav

MAILBOXES = """
mailboxes:
  anna: {title: Anna, person: 101, mail: anna@daisy.example, attach: wav, dial: 190}
  office: {title: Office, mail: office@daisy.example, attach: none, dial: 191, max_messages: 1}
"""
ALL = tuple(Permission)


async def leave(panel: Panel, mailbox: str = "anna") -> str:
    """A message; its id."""
    service = panel.app.voicemail
    found = service.find("daisy", mailbox)
    assert found is not None
    draft = Draft(
        id=new_id(),
        company="daisy",
        mailbox=mailbox,
        call="c1",
        caller="+79211234567",
        caller_name="",
        called="+74950000001",
        started=service.now(),
        path=("main/box",),
        shortest=1.0,
        file="",
    ).with_take(1)
    assert await service.begin(draft, found[1])
    (service.files.data_dir / draft.file).write_bytes(wav())
    service.finish(draft)
    await service._deliveries.finish(limit=5)
    return draft.id
