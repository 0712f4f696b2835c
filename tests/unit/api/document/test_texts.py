"""A text is judged with the company's own recordings in mind."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, DAISY, Panel


async def test_a_recording_nobody_uploaded_is_found(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    text = DAISY.replace(
        "prompt: We are sorry, nobody can answer right now. Please call again later.",
        "prompt: {file: sorry.wav}",
    )
    assert text != DAISY
    body = (await client.post(f"{COMPANY}/document/check", json={"text": text})).json()
    assert "sorry.wav" in str(body["problems"])
