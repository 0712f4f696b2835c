"""The JSON Schema of the document, and the node types with their exits and forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from ringtree.accounts.principal import Principal
from ringtree.api.access import asks
from ringtree.api.route import router as plain_router
from ringtree.company.schema import document_schema
from ringtree.flows.schema import NodeTypeSchema, node_types
from ringtree.queues.strategies import STRATEGIES

router = plain_router("schema")


class SchemaView(BaseModel):
    """Everything that an editor needs to know beforehand."""

    document: dict[str, Any]
    nodes: list[NodeTypeSchema]
    strategies: list[str] = Field(examples=[["longest_idle", "ring_all"]])


@router.get("/schema")
async def read_schema(_who: Annotated[Principal, asks()]) -> SchemaView:
    """The same for everybody who is signed in; it changes with the version of Ringtree only."""
    return SchemaView(
        document=document_schema(), nodes=list(node_types()), strategies=sorted(STRATEGIES)
    )
