"""The garbage collector of a server: what stays is not walked again, what goes is left to counts.

A call makes thousands of objects and few cycles. With Python's own thresholds the collector runs
several times a call and now and then walks everything that was ever imported: measured, 6 % of
the processor time of a call.
"""

from __future__ import annotations

import gc

#: New objects before a young collection, young ones before a middle one, middle before a full one.
THRESHOLDS = (20_000, 10, 10)


def settle() -> None:
    """Call once all is started: keep what is there out of every later collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
