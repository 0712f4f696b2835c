"""Which queues there are, for whoever reads of calls that waited in them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router

router = company_router("queues")
Reader = Annotated[CompanyScope, needs(Permission.PEOPLE_READ)]


class QueueRow(BaseModel):
    """A queue, by the name that records have, and by the title that people know."""

    name: str = Field(examples=["sales"])
    title: str = Field(examples=["Sales"])
    agents: list[str] = Field(examples=[["101", "102"]], description="internal numbers")


@router.get("/queues", openapi_extra=page.in_document("queues"))
async def list_queues(scope: Reader) -> list[QueueRow]:
    """The queues of the company as published, in the document's order."""
    live = scope.services.directory.company(scope.code)
    if live is None:
        raise NotFound
    return [
        QueueRow(name=name, title=queue.title, agents=list(queue.agents))
        for name, queue in live.company.queues.items()
    ]
