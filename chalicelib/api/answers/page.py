"""A small page for people who follow a link in a mail, without a script."""

import base64
import hashlib
from typing import TYPE_CHECKING, ClassVar

from chalicelib.api.answers import Ok

if TYPE_CHECKING:
    from chalicelib.mail_texts import Texts

STYLE = (
    ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}"
    "body{display:grid;place-items:center;min-height:90vh;margin:0;padding:24px;background:#faf8f4;color:#191c2a}"
    "main{max-width:26em;padding:32px;border:1px solid #e9e5dc;border-radius:18px;background:#fff;text-align:center}"
    "h1{margin:0 0 8px;font-size:22px}p{margin:0;color:#585c6d}"
    "button{margin-top:24px;padding:12px 24px;border:0;border-radius:99px;background:#f7ab2e;color:#241703;"
    "font:inherit;font-weight:600;cursor:pointer}"
    "@media(prefers-color-scheme:dark){body{background:#10121b;color:#f0eee9}"
    "main{background:#151824;border-color:#272b3c}p{color:#adb0c0}}"
)
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


class HtmlPage(Ok[str]):
    """A title, a text, and a button that sends a POST to the page's own address."""

    media_type: ClassVar[str] = "text/html"
    headers: ClassVar[dict[str, str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }

    def __init__(self, texts: "Texts", title: str, text: str = "", button: str = "") -> None:
        from html import escape  # every call imports this module, and few answer with a page

        form = f'<form method="post"><button>{escape(button)}</button></form>' if button else ""
        words = f"<p>{escape(text)}</p>" if text else ""
        super().__init__(
            f'<!doctype html><html lang="{texts.language}" dir="{texts.direction}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
            f"<body><main><h1>{escape(title)}</h1>{words}{form}</main></body></html>"
        )
