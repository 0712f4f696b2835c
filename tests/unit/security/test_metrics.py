"""Who is kept out, in figures."""

from __future__ import annotations

from ringtree.security.metrics import SecurityCollector
from ringtree.security.watch import WRONG_LIMIT, Watch


def test_bans_are_counted_by_kind_and_what_was_dropped() -> None:
    watch = Watch(on_block=lambda _: None)
    watch.scanner("203.0.113.1", "scanner", 0.0)
    for _ in range(WRONG_LIMIT):
        watch.wrong("acme-101", "203.0.113.2", 0.0)
    watch.is_banned("203.0.113.2", 0.0)
    families = {one.name: one for one in SecurityCollector(watch, lambda: 0.0).collect()}
    bans = {s.labels["kind"]: s.value for s in families["ringtree_bans"].samples}
    assert bans == {"source": 1, "slowed": 1, "account": 0, "pair": 1}
    assert families["ringtree_messages_dropped"].samples[0].value == 1
