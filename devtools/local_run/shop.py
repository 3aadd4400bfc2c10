"""The demo shop: a site that embeds the widget from another host, under a policy as strict as a site can have."""

from pathlib import Path

from aiohttp import web

from devtools.local_run.files import COMMON, policy, serve
from devtools.local_run.origins import Origins
from devtools.media_types import media_type

DEMO = Path(__file__).parent / "demo"


def headers(origins: Origins) -> dict[str, str]:
    """For the widget it names what docs/security.md tells a site to name, and nothing more."""
    directives = {
        "default-src": "'none'",
        "script-src": f"'self' {origins.pages}",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": f"http://{origins.api_host} ws://{origins.api_host}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return {**COMMON, "Content-Security-Policy": policy(directives)}


class Shop:
    def __init__(self, origins: Origins, widget_token: str) -> None:
        self.headers = headers(origins)
        self.tag = {"widget": origins.widget, "widget_token": widget_token, "api": origins.api}

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The page's script tag names this run's widget, token and API."""
        name = request.match_info.get("file") or "index.html"
        if name != "index.html":
            return serve(DEMO, name, self.headers)
        text = (DEMO / name).read_text(encoding="utf-8")
        for field, value in self.tag.items():
            text = text.replace(f"{{{{{field}}}}}", value)
        return web.Response(body=text.encode(), headers={**self.headers, "Content-Type": media_type(name)})
