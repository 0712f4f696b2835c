"""Choosing a template, and seeing what it would be."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request

import ringtree.templates.kinds  # noqa: F401 - registers them
from ringtree.accounts.principal import Principal
from ringtree.api import page
from ringtree.api.access import asks, language_of
from ringtree.api.problem import NotFound
from ringtree.api.route import router as plain_router
from ringtree.api.templates.schemas import Built, DrawnTree, FirstSteps, TemplateRow, TreeWishes
from ringtree.templates.register import TEMPLATES, Template

router = plain_router("templates")
Anybody = Annotated[Principal, asks()]


@router.get(
    "/templates",
    openapi_extra=page.whole(len(TEMPLATES), f"the {len(TEMPLATES)} templates of this server"),
)
async def list_templates(request: Request, _who: Anybody) -> list[TemplateRow]:
    """Every template, in the reader's language."""
    language = language_of(request)
    return [
        TemplateRow(name=one.name, title=one.title[language], description=one.description[language])
        for one in TEMPLATES.values()
    ]


@router.post("/templates/build")
async def build_template(body: FirstSteps, _who: Anybody) -> Built:
    """The text of a company made of these facts, to be looked at, changed or published."""
    return Built(text=text_of(body))


@router.post("/templates/{template}/tree")
async def draw_template(template: str, body: TreeWishes, _who: Anybody) -> DrawnTree:
    """A tree to add to a company that there is, with the queues, hours and mailbox it needs."""
    drawn = _found(template).drawn(body.wishes())
    return DrawnTree(tree=drawn.tree, parts=drawn.parts)


def text_of(steps: FirstSteps) -> str:
    """The company's text.

    Raises:
        NotFound: there is no such template.
    """
    return _found(steps.template).text(steps.basics())


def _found(name: str) -> Template:
    found = TEMPLATES.get(name)
    if found is None:
        raise NotFound
    return found
