"""One file per strategy, discovered: a new one needs no edit anywhere else."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from ringtree.queues.strategy import REGISTRY, Strategy

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

#: Every strategy by the name it has in a queue's settings.
STRATEGIES: Mapping[str, Strategy] = MappingProxyType(REGISTRY)
