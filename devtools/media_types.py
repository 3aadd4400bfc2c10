"""What a page's files are, for browsers. Not left to the machine: its own table of types may say something else."""

from pathlib import PurePath

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


def media_type(name: str | PurePath) -> str:
    return TYPES.get(PurePath(name).suffix, "application/octet-stream")
