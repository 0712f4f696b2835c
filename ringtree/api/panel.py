"""The panel's files, as `make panel` built them, served beside the API.

Every address that is neither a file nor the API's own is the panel's: the page decides itself
what to show there. Names of assets carry a hash of what is in them, so browsers keep those for
ever and ask again for the page alone.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Scope

from ringtree.api.panel_files import TYPES, Content, PanelFiles, version_of
from ringtree.api.problem import NotFound

#: Where the build puts the panel; an installation may bring it inside the package.
CANDIDATES = (
    Path(__file__).resolve().parents[2] / "panel" / "dist",
    Path(__file__).resolve().parents[1] / "panel_dist",
)
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Ringtree</title>
<p>The panel has not been built yet: run <code>make panel</code> (it needs Node.js 20).
<p>Панель ещё не собрана: выполните <code>make panel</code> (нужен Node.js 20).
"""


def built_panel() -> Path | None:
    """The folder of the built panel, if there is one."""
    return next((one for one in CANDIDATES if (one / "index.html").is_file()), None)


class PanelRoute(Route):
    """The panel's files in `folder`, under every address that is not the API's.

    `cookie` is the name of the session's: who sends one is probably signed in. It must be the last
    of the routes: it takes what they leave.
    """

    def __init__(self, folder: Path | None, *, cookie: str) -> None:
        self._folder = folder
        self._cookie = cookie
        self._built = (0, 0)
        self._files: PanelFiles | None = None
        super().__init__("/{path:path}", self._serve, methods=["GET"], include_in_schema=False)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """What the API does not know is the API's to refuse."""
        path = scope["path"]
        if path == "/api" or path.startswith("/api/"):
            return Match.NONE, {}
        return super().matches(scope)

    async def _serve(self, request: Request) -> Response:
        try:
            return await asyncio.to_thread(self._answer, request)
        except OSError:  # not built, or being built this moment
            return Response(_NOT_BUILT, 503, media_type=TYPES[".html"])

    def _answer(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        is_asset = path.startswith("assets/")
        files = self._look_again()
        accepted = _accepted(request.headers.get("accept-encoding", ""))
        if path in files:
            return _response(files.file(path, accepted), _FOREVER if is_asset else _ASK_AGAIN)
        if is_asset:
            raise NotFound
        is_known = self._cookie in request.cookies
        return _response(files.page(path, accepted, is_known=is_known), _ASK_AGAIN)

    def _look_again(self) -> PanelFiles:
        """The panel may be built anew under a running server: its assets then have other names.

        Raises:
            FileNotFoundError: there is none.
        """
        if self._folder is None:
            raise FileNotFoundError(CANDIDATES[0])
        built = version_of(self._folder)
        if self._files is None or built != self._built:
            self._files, self._built = PanelFiles(self._folder), built
        return self._files


def _accepted(header: str) -> set[str]:
    """The encodings a browser accepts [RFC 9110 §12.5.3]."""
    offers = (one.replace(" ", "").partition(";") for one in header.lower().split(","))
    return {name for name, _, weight in offers if weight not in ("q=0", "q=0.0")}


def _response(content: Content, keep: str) -> Response:
    headers = {"cache-control": keep, "vary": "accept-encoding, cookie"}
    if keep is _FOREVER:
        headers["vary"] = "accept-encoding"
    if content.encoding:
        headers["content-encoding"] = content.encoding
    return Response(content.body, headers=headers, media_type=content.media_type)
