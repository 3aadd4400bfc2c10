"""Static files as S3 and CloudFront serve them, and the demo shop."""

from pathlib import Path

from aiohttp import web

from devtools.media_types import media_type

DEMO = Path(__file__).parent / "demo"

# As strict as it goes. The dashboard needs no more, and the shop stands for any site as strict that shows the widget.
STRICT_POLICY = "; ".join(
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
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)

COMMON = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
DASHBOARD = {**COMMON, "Content-Security-Policy": STRICT_POLICY, "Referrer-Policy": "no-referrer"}
# Every site may load the widget, as a script and as the modules that it imports.
WIDGET = {**COMMON, "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
SHOP = {**COMMON, "Content-Security-Policy": STRICT_POLICY}


class StaticFiles:
    def __init__(self, pages: Path, widget_token: str) -> None:
        self.pages = pages.resolve()
        self.widget_token = widget_token

    async def dashboard(self, request: web.Request) -> web.StreamResponse:
        return serve(self.pages / "admin", request.match_info["file"] or "index.html", DASHBOARD)

    async def widget(self, request: web.Request) -> web.StreamResponse:
        return serve(self.pages / "widget", request.match_info["file"], WIDGET)

    async def shop(self, request: web.Request) -> web.StreamResponse:
        """The shop's page says this run's widget token in its script tag."""
        name = request.match_info.get("file") or "index.html"
        if name != "index.html":
            return serve(DEMO, name, SHOP)
        text = (DEMO / name).read_text(encoding="utf-8").replace("{{widget_token}}", self.widget_token)
        return web.Response(body=text.encode(), headers={**SHOP, "Content-Type": media_type(name)})


def serve(folder: Path, name: str, headers: dict[str, str]) -> web.StreamResponse:
    """Serves a file of the folder, with ETag and 304; what is outside of it is not found."""
    try:
        path = (folder / name).resolve()
        found = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):  # a name that no file can have: too long, or with a zero byte
        found = False
    if not found:
        return web.Response(status=404, text="No such file.", headers=COMMON)
    return web.FileResponse(path, headers={**headers, "Content-Type": media_type(path)})
