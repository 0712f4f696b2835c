"""The OpenAPI description, from which clients are generated: `ringtree openapi`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ringtree.api.problem import MEDIA_TYPE, ProblemBody

_METHODS = ("get", "put", "post", "patch", "delete")
_DESCRIPTION = (
    "Everything the panel does. Authentication by a session's cookie, with `X-CSRF-Token` on what"
    " changes something, or by an API key: `Authorization: Bearer rtk_…`. Refusals are problems"
    " [RFC 9457] in the language that `Accept-Language` names alone, else in the user's. Lists come"
    " in pages: pass `next` on as `cursor`. A POST may carry an `Idempotency-Key`."
)
_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "a name of your choice: a repetition gets the first answer",
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[ -~]+$"},
}


def install(app: FastAPI) -> None:
    """Let the application describe itself."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _describe(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title="Ringtree",
        version=version("ringtree"),
        description=_DESCRIPTION,
        routes=app.routes,
        separate_input_output_schemas=False,
    )
    parts = schema.setdefault("components", {}).setdefault("schemas", {})
    parts["Problem"] = ProblemBody.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    for method, operation in _operations(schema):
        _finish(method, operation)
    return schema


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in schema["paths"].values():
        yield from ((method, path[method]) for method in _METHODS if method in path)


def _finish(method: str, operation: dict[str, Any]) -> None:
    """What every operation has: problems, and the key against doing a thing twice."""
    operation["responses"].pop("422", None)
    if (bound := operation.pop("x-ringtree-whole", None)) is not None:
        _say_bound(operation, bound)
    operation["responses"]["default"] = {
        "description": "it was not done: why, and what now",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if "security" in operation:
        # Either will do; FastAPI writes that both are needed.
        scopes = next(iter(operation["security"][0].values()))
        operation["security"] = [{"session": scopes}, {"apiKey": scopes}]
        if method == "post":
            operation.setdefault("parameters", []).append(_IDEMPOTENCY)


def _say_bound(operation: dict[str, Any], bound: dict[str, Any]) -> None:
    """A list that does not come in pages says why it needs none: `ringtree.api.page.whole`."""
    (answer,) = (one for code, one in operation["responses"].items() if code.startswith("2"))
    answer["content"]["application/json"]["schema"]["maxItems"] = bound["most"]
    operation["description"] += f"\n\nAll of them, in no pages: at most {bound['of']}."
