from __future__ import annotations

import inspect

from ringtree.queues import errors
from ringtree.queues.errors import LocalError


def test_every_error_is_our_own_and_in_the_tree_at_the_top():
    classes = [cls for _, cls in inspect.getmembers(errors, inspect.isclass)]
    ours = [cls for cls in classes if cls.__module__ == errors.__name__]
    assert len(ours) > 5
    for cls in ours:
        assert issubclass(cls, LocalError) and cls.__name__ in errors.__doc__


def test_an_error_carries_its_data():
    assert errors.UnknownStrategy("x", ("a", "b")).known == ("a", "b")
    assert errors.DuplicateEntry("anna").entry_id == "anna"
