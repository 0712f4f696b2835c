"""Composes the HTTP application: what stands before the routes, the routes, the panel's files."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI
from fastapi.routing import APIRoute

from ringtree.api import errors, nouns, openapi
from ringtree.api.access import cookie_name
from ringtree.api.health import health_router
from ringtree.api.limits import BodyLimit, SecurityHeaders
from ringtree.api.metrics import ServerCollector
from ringtree.api.panel import PanelRoute, built_panel
from ringtree.api.services import Services
from ringtree.settings import Settings

PREFIX = "/api/v1"


def build(settings: Settings, services: Services | None = None) -> FastAPI:
    """The application. Without `services` it describes itself, but answers nothing."""
    app = FastAPI(
        title="Ringtree",
        version=version("ringtree"),
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
        generate_unique_id_function=_operation_id,
    )
    app.state.services = services
    for router in nouns.routers():
        app.include_router(router, prefix=PREFIX)
    app.include_router(health_router)
    panel = PanelRoute(built_panel(), cookie=cookie_name(settings))
    app.router.routes.append(panel)  # takes every address that is left
    errors.install(app)
    openapi.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders, is_https=settings.is_https)
    if services is not None:
        services.metrics.register(ServerCollector(services))
    return app


def _operation_id(route: APIRoute) -> str:
    """What a generated client calls the operation: the endpoint's name in camel case."""
    first, *rest = route.name.split("_")
    return first + "".join(word.title() for word in rest)
