"""Static files as S3 and CloudFront serve them, and the demo shop."""

from pathlib import Path

from aiohttp import web

DEMO = Path(__file__).parent / "demo"

# What deployment's CloudFront sends for the dashboard.
DASHBOARD_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' ws: wss:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
# A strict host page, to show that the widget needs nothing more.
DEMO_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)


class StaticFiles:
    def __init__(self, pages: Path, widget_token: str) -> None:
        self.pages = pages.resolve()
        self.widget_token = widget_token

    async def built(self, request: web.Request) -> web.StreamResponse:
        """Serves a built page's file; a folder means its index.html."""
        path = (self.pages / request.match_info["folder"] / (request.match_info["file"] or "index.html")).resolve()
        if not path.is_relative_to(self.pages) or not path.is_file():
            raise web.HTTPNotFound(text="No such file. Is the page built?")
        headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        if request.match_info["folder"] == "admin":
            headers["Content-Security-Policy"] = DASHBOARD_POLICY
            headers["Referrer-Policy"] = "no-referrer"
        else:
            headers["Access-Control-Allow-Origin"] = "*"
        return web.FileResponse(path, headers=headers)

    async def demo(self, request: web.Request) -> web.StreamResponse:
        """Serves the shop, with this run's widget token in its script tag."""
        name = request.match_info.get("file") or "index.html"
        path = (DEMO / name).resolve()
        if not path.is_relative_to(DEMO) or not path.is_file():
            raise web.HTTPNotFound(text="No such file.")
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": DEMO_POLICY}
        if path.suffix != ".html":
            return web.FileResponse(path, headers=headers)
        text = path.read_text(encoding="utf-8").replace("{{widget_token}}", self.widget_token)
        return web.Response(text=text, content_type="text/html", headers=headers)
