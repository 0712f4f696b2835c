"""What is not there, and what can't be done, is said in a sentence."""

from __future__ import annotations

from tests.unit.commands.mailbox_shell import Run


def test_a_mailbox_or_message_that_is_not_there_ends_the_command(
    message: str, voicemail: Run
) -> None:
    assert "no mailbox 'nix' of acme" in voicemail("forward", message, "nix", status=1)
    assert "no message 'nix'" in voicemail("mark", "nix", "old", status=1)


def test_a_message_that_can_t_be_written_ends_the_command(message: str, voicemail: Run) -> None:
    assert "that can't be done" in voicemail("save", message, "/nowhere/x.wav", status=1)
