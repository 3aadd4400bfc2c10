"""Answers a request with a file, as S3 and CloudFront do."""

from pathlib import Path

from aiohttp import web

from devtools.media_types import media_type

COMMON = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


def policy(directives: dict[str, str]) -> str:
    """A content security policy, as its header says it."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


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
