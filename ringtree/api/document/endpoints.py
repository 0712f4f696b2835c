"""The company's document. One module for each part of its life; this one joins them."""

from __future__ import annotations

from fastapi import APIRouter

from ringtree.api.document import drafts, publish, trial

router = APIRouter()
for _part in (publish, drafts, trial):
    router.include_router(_part.router)
