"""The panel's files, as `make panel` built them, served beside the API.

Every address that is neither a file nor the API's own is the panel's: the page decides itself
what to show there. Names of assets carry a hash of what is in them, so browsers keep those for
ever and ask again for the page alone. Compressed twins (`.gz`) were made by the build.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from ringtree.api.problem import NotFound

#: Where the build puts the panel; an installation may bring it inside the package.
CANDIDATES = (
    Path(__file__).resolve().parents[2] / "panel" / "dist",
    Path(__file__).resolve().parents[1] / "panel_dist",
)
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Ringtree</title>
<p>The panel has not been built yet: run <code>make panel</code> (it needs Node.js 20).
<p>Панель ещё не собрана: выполните <code>make panel</code> (нужен Node.js 20).
"""


def built_panel() -> Path | None:
    """The folder of the built panel, if there is one."""
    return next((one for one in CANDIDATES if (one / "index.html").is_file()), None)


class PanelRoute(Route):
    """The panel's files in `folder`, under every address that is not the API's.

    It must be the last of the routes: it takes what they leave.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._built = 0
        self._known: dict[str, Path] = {}
        super().__init__("/{path:path}", self._serve, methods=["GET"], include_in_schema=False)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """What the API does not know is the API's to refuse."""
        path = scope["path"]
        if path == "/api" or path.startswith("/api/"):
            return Match.NONE, {}
        return super().matches(scope)

    async def _serve(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        is_asset = path.startswith("assets/")
        if self._folder is None:
            return Response(_NOT_BUILT, 503, media_type=_TYPES[".html"])
        self._look_again(self._folder)
        if is_asset and path not in self._known:
            raise NotFound
        # Looked up, never joined: no address leads out of the folder.
        file = self._known.get(path, self._folder / "index.html")
        return _answer(file, request, is_asset)

    def _look_again(self, folder: Path) -> None:
        """The panel may be built anew under a running server: its assets then have other names."""
        if (built := _built_at(folder)) != self._built:
            self._built, self._known = built, _files(folder)


def _built_at(folder: Path) -> int:
    try:
        return (folder / "index.html").stat().st_mtime_ns
    except OSError:
        return 0  # it is being built this moment


def _files(folder: Path) -> dict[str, Path]:
    return {
        one.relative_to(folder).as_posix(): one
        for one in folder.rglob("*")
        if one.is_file() and one.suffix in _TYPES
    }


def _answer(file: Path, request: Request, is_asset: bool) -> Response:
    headers = {"cache-control": _FOREVER if is_asset else _ASK_AGAIN, "vary": "accept-encoding"}
    packed = file.with_name(file.name + ".gz")
    if "gzip" in request.headers.get("accept-encoding", "") and packed.is_file():
        headers["content-encoding"] = "gzip"
        file = packed
    kind = _TYPES[Path(file.name.removesuffix(".gz")).suffix]
    return FileResponse(file, headers=headers, media_type=kind)
