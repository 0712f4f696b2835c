"""What several addresses do with a text: read it, check it, find the live one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ringtree.api.access import CompanyScope
from ringtree.api.document import work
from ringtree.api.document.problems import DocumentInvalid, ForeignDocument
from ringtree.api.document.schemas import CheckView
from ringtree.company.model import Company
from ringtree.company.revision import Revision, UnknownRevision


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of a text, and the company in it, if it is one."""

    view: CheckView
    company: Company | None


async def checked(scope: CompanyScope, text: str) -> Checked:
    """Read and lint a text in the workshop; the problems are in the asker's language."""
    services = scope.services
    recordings = tuple(services.prompts.uploads.names(scope.code))
    found: dict[str, Any] = await services.workshop.do(
        work.check,
        text,
        recordings,
        language=scope.language,
        trunk_passwords=services.trunks.stored_passwords(scope.code),
    )
    model = found["model"]
    view = CheckView(
        problems=found["problems"],
        document=found["document"],
        is_company=model is not None,
        can_be_published=found["ok"],
        schedules=found["schedules"],
    )
    return Checked(view, Company.model_validate_json(model) if model is not None else None)


async def publishable(scope: CompanyScope, text: str) -> Company:
    """The company of a text that may be published here.

    Raises:
        DocumentInvalid: it may not.
        ForeignDocument: it is another company's.
    """
    found = await checked(scope, text)
    if found.company is None or not found.view.can_be_published:
        problems = [one.model_dump() for one in found.view.problems]
        raise DocumentInvalid(extra={"problems": problems})
    if found.company.code != scope.code:
        raise ForeignDocument(found=found.company.code, company=scope.code)
    return found.company


async def live_revision(scope: CompanyScope) -> Revision | None:
    """The live revision, if anything was published."""
    try:
        return await scope.services.revisions.live(scope.code)
    except UnknownRevision:
        return None
