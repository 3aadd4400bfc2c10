"""The files of two origins: the demo shop's, and the widget's and the dashboard's, with the headers that CloudFront
sends (deployment/templates/pages.yaml). The shop sets the strictest policy that still lets it use the widget."""

import json
from pathlib import Path

from aiohttp import web

from devtools.local_run.aws_apis.s3_objects import Objects
from devtools.local_run.environment import PAGES_BUCKET
from devtools.local_run.origins import Origins
from devtools.pages import media_type

DEMO = Path(__file__).parent / "demo"

COMMON = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
# Every site may load the widget, as a script and as the modules that it imports.
WIDGET = {**COMMON, "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


class PageFiles:
    def __init__(self, folder: Path, origins: Origins, objects: Objects) -> None:
        self.folder = folder.resolve()
        self.objects = objects
        self.headers = dashboard_headers(origins)
        self.config = {"api": origins.api, "mail": True}

    async def redirect(self, _: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/admin/")

    async def settings(self, _: web.Request) -> web.StreamResponse:
        """The file that tells the dashboard the API's address. A deployment writes one for its stage."""
        headers = {**self.headers, "Content-Type": media_type("config.json")}
        return web.Response(body=f"{json.dumps(self.config)}\n".encode(), headers=headers)

    async def dashboard(self, request: web.Request) -> web.StreamResponse:
        return serve(self.folder / "admin", request.match_info["file"] or "index.html", self.headers)

    async def widget(self, request: web.Request) -> web.StreamResponse:
        return serve(self.folder / "widget", request.match_info["file"], WIDGET)

    async def site(self, request: web.Request) -> web.StreamResponse:
        """A file that the server wrote. CloudFront serves it from the bucket of the other files."""
        stored = self.objects.read(PAGES_BUCKET, f"widget/sites/{request.match_info['file']}")
        if stored is None:
            return web.Response(status=404, text="No such file.", headers=WIDGET)
        content, headers = stored
        return web.Response(body=content, headers={**headers, **WIDGET, "Cache-Control": headers["Cache-Control"]})


def dashboard_headers(origins: Origins) -> dict[str, str]:
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' data: {origins.s3}",
        "connect-src": f"'self' http://{origins.api_host} ws://{origins.api_host} {origins.s3}",
        "frame-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "porchlight-worker",  # admin_static/browser/worker.js
    }
    return {
        **COMMON,
        "Content-Security-Policy": policy(directives),
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
    }


class Shop:
    def __init__(self, origins: Origins, widget_token: str) -> None:
        self.headers = shop_headers(origins)
        self.tag = {"widget": origins.widget, "widget_token": widget_token, "api": origins.api}

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Fills this run's widget, token and API into the script tag of the page."""
        name = request.match_info.get("file") or "index.html"
        if name != "index.html":
            return serve(DEMO, name, self.headers)
        text = (DEMO / name).read_text(encoding="utf-8")
        for field, value in self.tag.items():
            text = text.replace(f"{{{{{field}}}}}", value)
        return web.Response(body=text.encode(), headers={**self.headers, "Content-Type": media_type(name)})


def shop_headers(origins: Origins) -> dict[str, str]:
    """Its policy allows exactly what docs/security.md tells a site to allow for the widget."""
    directives = {
        "default-src": "'none'",
        "script-src": f"'self' {origins.pages}",
        "style-src": "'self'",
        "img-src": f"'self' {origins.pages} {origins.s3}",
        "connect-src": f"{origins.pages} http://{origins.api_host} ws://{origins.api_host} {origins.s3}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return {**COMMON, "Content-Security-Policy": policy(directives)}


def serve(folder: Path, name: str, headers: dict[str, str]) -> web.StreamResponse:
    """Serves a file with ETag and 304, as S3 and CloudFront do. Files outside of the folder are not found."""
    try:
        path = (folder / name).resolve()
        exists = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):  # an impossible name: too long, or with a zero byte
        exists = False
    if not exists:
        return web.Response(status=404, text="No such file.", headers=COMMON)
    return web.FileResponse(path, headers={**headers, "Content-Type": media_type(path)})


def policy(directives: dict[str, str]) -> str:
    """Returns the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())
