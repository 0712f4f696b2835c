"""How incoming calls flow: from the number, by where the tree led them, to their outcome.

Each call is counted once, by the node it was in at the end: what passes between the columns of
the chart is always what the journal lists. The kind of a node stands in traces alone, and these
are long: one call's trace for each node of each revision tells it for all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ringtree.records.record import Direction

#: A node of a revision: what all calls that ended there have in common.
Spot = tuple[int | None, str]
#: Types of nodes by what a reader calls the place; every other is the tree itself.
_KINDS = {
    "queue": "queue",
    "callback": "callback",
    "dial": "people",
    "directory": "people",
    "outside": "outside",
    "voicemail": "mailbox",
    "mailbox_access": "mailbox",
}


class CallFlow:
    """Counts incoming calls by their way."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[str, Spot | None, str | None, str]] = Counter()
        #: For each spot the id of a call whose trace tells what is there.
        self.samples: dict[Spot, str] = {}

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one call: a row of `CallSearch`. Only incoming ones have such a way."""
        if row["direction"] != Direction.INBOUND:
            return
        spot = (row["revision"], row["last_node"]) if row["last_node"] else None
        outcome = row["outcome"]
        # Whoever left a message was certainly told of the mailbox; others may have gone before.
        if spot is not None and (spot not in self.samples or outcome == "message"):
            self.samples[spot] = row["id"]
        self._counted[row["number"] or "", spot, row["queue"], outcome] += 1

    def to_dict(self, last_hops: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """As plain JSON values; `last_hops` are the last entries of the samples' traces, by id."""
        links: Counter[tuple[str, str, str, str]] = Counter()
        for (number, spot, queue, outcome), calls in self._counted.items():
            hop = last_hops.get(self.samples[spot]) if spot else None
            links[number, *_place(spot, queue, hop), outcome] += calls
        return {
            "total": links.total(),
            "links": [
                {"number": number, "kind": kind, "place": place, "outcome": outcome, "calls": calls}
                for (number, kind, place, outcome), calls in links.most_common()
            ],
        }


def _place(spot: Spot | None, queue: str | None, hop: Mapping[str, Any] | None) -> tuple[str, str]:
    """Kind and name of where a call was at the end; a name of none: it came into no tree."""
    if spot is None:
        return "none", ""
    kind = _KINDS.get(hop["type"], "tree") if hop else "tree"
    if kind == "queue" and queue:
        return kind, queue
    if kind == "mailbox" and hop and hop["facts"].get("mailbox"):
        return kind, str(hop["facts"]["mailbox"])
    return kind, spot[1]
