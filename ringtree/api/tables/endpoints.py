"""People as a table, out and in. What comes in becomes a text to be looked at, not a revision."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, needs
from ringtree.api.document import work
from ringtree.api.document.schemas import Text
from ringtree.api.document.trial import in_workshop
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.company.people_table import people_csv

router = company_router("tables")


class TableProblem(BaseModel):
    """A line that was not taken over, and why."""

    line: int = Field(examples=[7])
    message: str = Field(examples=["'x' is no internal number"])


class PeopleTable(BaseModel):
    """A table as CSV, and the text it goes into."""

    text: Text
    table: Annotated[str, Field(max_length=2_000_000, examples=["extension,name\n104,Dora\n"])]


class ImportedPeople(BaseModel):
    """The text with the table in it, and what that changed, by internal number."""

    text: str
    added: list[str]
    changed: list[str]
    problems: list[TableProblem]


@router.get("/people.csv", response_class=Response)
async def download_people(
    scope: Annotated[CompanyScope, needs(Permission.PEOPLE_READ)],
) -> Response:
    """Everybody of the live document, with groups and queues, as `import/people` takes it."""
    live = scope.services.directory.company(scope.code)
    if live is None:
        raise NotFound
    name = f"people-{scope.code}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(people_csv(live.company), media_type="text/csv", headers=headers)


@router.post("/import/people")
async def import_people_table(
    body: PeopleTable, scope: Annotated[CompanyScope, needs(Permission.DOCUMENT_WRITE)]
) -> ImportedPeople:
    """Merge a table into a text: people who are not in it stay; nothing is published."""
    found = await in_workshop(scope, work.take_people, body.text, body.table, scope.language)
    return ImportedPeople(**found)
