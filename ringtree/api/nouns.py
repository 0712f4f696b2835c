"""Finds the nouns: each package here with a module `endpoints` that has a `router`."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from fastapi import APIRouter

import ringtree.api


def routers() -> Iterator[APIRouter]:
    """The routers of all nouns, by name."""
    found = sorted(one.name for one in pkgutil.iter_modules(ringtree.api.__path__) if one.ispkg)
    for name in found:
        yield import_module(f"ringtree.api.{name}.endpoints").router
