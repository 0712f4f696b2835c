"""Any weeks, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from ringtree.schedules.hours import Week
from ringtree.schedules.interval import Interval, Intervals


@st.composite
def days(draw: st.DrawFn) -> Intervals:
    """The hours of one day, as a document can write them."""
    edges = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    if len(edges) % 2:
        edges.pop()
    found = list(map(Interval, edges[::2], edges[1::2]))
    if found and draw(st.booleans()):
        start = found.pop().start
        found.append(Interval(start, draw(st.integers(max(start + 1, 1441), start + 1439 + 1440))))
        if not found[-1].start < 1440 or found[-1].end - found[-1].start >= 1440:
            found.pop()
    return tuple(found)


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Seven days drawn from a few, as companies have them."""
    kinds = draw(st.lists(days(), min_size=1, max_size=3))
    kind = st.sampled_from([*kinds, ()])
    return draw(st.tuples(kind, kind, kind, kind, kind, kind, kind))
