"""The Replaces header: which dialog another call takes the place of [RFC 3891]. Pure."""

from __future__ import annotations

from typing import NamedTuple

from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import parse_params

OPTION = "replaces"

LONGEST = 1024
"""Characters of a whole value: a Call-ID and two tags have room."""


class Replaces(NamedTuple):
    """Which dialog of ours is meant: `to_tag` is our tag, `from_tag` the phone's [RFC 3891 §3]."""

    call_id: str
    to_tag: str
    from_tag: str
    early_only: bool = False

    @classmethod
    def parse(cls, text: str) -> Replaces:
        """Read a Replaces header's value.

        Raises:
            BadHeader: not exactly one dialog with both tags.
        """
        call_id, semicolon, rest = text.partition(";")
        try:
            params = parse_params(semicolon + rest)
        except BadHeader as error:
            raise BadHeader("Replaces", "unreadable parameters") from error
        to_tag, from_tag = params.get("to-tag"), params.get("from-tag")
        call_id = call_id.strip()
        if not call_id or any(char.isspace() or char == "," for char in call_id):
            raise BadHeader("Replaces", "no Call-ID")
        if not to_tag or not from_tag or len(text) > LONGEST:
            raise BadHeader("Replaces", "a tag is missing")
        return cls(call_id, to_tag, from_tag, "early-only" in params)
