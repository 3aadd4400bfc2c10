"""The widget's and the dashboard's files, with the headers that deployment/templates/pages.yaml has CloudFront send."""

import json
from pathlib import Path

from aiohttp import web

from devtools.local_run.files import COMMON, policy, serve
from devtools.local_run.origins import Origins
from devtools.media_types import media_type

# Every site may load the widget, as a script and as the modules that it imports.
WIDGET = {**COMMON, "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def dashboard_headers(origins: Origins) -> dict[str, str]:
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": f"'self' http://{origins.api_host} ws://{origins.api_host}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return {
        **COMMON,
        "Content-Security-Policy": policy(directives),
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
    }


class PageFiles:
    def __init__(self, folder: Path, origins: Origins) -> None:
        self.folder = folder.resolve()
        self.headers = dashboard_headers(origins)
        self.config = {"api": origins.api}

    async def to_dashboard(self, _: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/admin/")

    async def settings(self, _: web.Request) -> web.StreamResponse:
        """The dashboard's file that says where the API is. Deployment writes one for its stage."""
        headers = {**self.headers, "Content-Type": media_type("config.json")}
        return web.Response(body=f"{json.dumps(self.config)}\n".encode(), headers=headers)

    async def dashboard(self, request: web.Request) -> web.StreamResponse:
        return serve(self.folder / "admin", request.match_info["file"] or "index.html", self.headers)

    async def widget(self, request: web.Request) -> web.StreamResponse:
        return serve(self.folder / "widget", request.match_info["file"], WIDGET)
