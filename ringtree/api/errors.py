"""Turns whatever a route raises into a problem in the language of the request."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from ringtree.api.access import language_of
from ringtree.api.problem import (
    MEDIA_TYPE,
    ApiProblem,
    Failed,
    Invalid,
    MethodNotAllowed,
    NotFound,
    Unavailable,
)
from ringtree.company.explain import in_russian
from ringtree.company.prompt import Language

log = structlog.get_logger(__name__)


def install(app: FastAPI) -> None:
    """Let the application answer with problems."""
    app.add_exception_handler(ApiProblem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(SQLAlchemyError, _on_storage)
    app.add_exception_handler(OSError, _on_storage)
    app.add_exception_handler(Exception, _on_failure)


def answer(request: Request, problem: ApiProblem) -> Response:
    """The problem as a response."""
    language = language_of(request)
    headers = {"Content-Language": language, "Cache-Control": "no-store", **problem.headers}
    return JSONResponse(
        problem.body(language), problem.status, headers=headers, media_type=MEDIA_TYPE
    )


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiProblem)
    return answer(request, error)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = field_errors(error.errors(), language_of(request))
    return answer(request, Invalid(extra={"errors": found}))


def field_errors(errors: Sequence[Any], language: Language) -> list[dict[str, Any]]:
    """Each wrong place of a request: where, what, and what is allowed."""
    return [
        {
            "path": [str(part) for part in one["loc"]],
            "message": in_russian(one) if language == "ru" else str(one["msg"]),
            "kind": one["type"],
        }
        for one in errors
    ]


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, ApiProblem):  # raised while the body was read
        return answer(request, error.__cause__)
    if error.status_code == MethodNotAllowed.status:
        return answer(request, MethodNotAllowed(headers=error.headers))
    if error.status_code == NotFound.status:
        return answer(request, NotFound())
    return answer(request, Invalid(extra={"errors": [{"path": [], "message": str(error.detail)}]}))


async def _on_storage(request: Request, error: Exception) -> Response:
    log.error("request not done", path=request.url.path, error=str(error), exc_info=error)
    return answer(request, Unavailable())


async def _on_failure(request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    log.error("request failed", error=number, path=request.url.path, exc_info=error)
    return answer(request, Failed(error=number))
