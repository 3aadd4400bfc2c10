"""The text and the HTML of a mail: a title, what others wrote, a button, and small print below.

Mail programs differ, so the HTML is one column with inline styles. Those that support it show other colours in the
dark. Everything is escaped, and links are only ours.
"""

from dataclasses import dataclass
from html import escape
from typing import Literal

FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
# The dashboard's colours. A rule needs !important to win against an inline style.
STYLE = """
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background-color:#111113 !important}
.card{background-color:#1b1b1f !important;border-color:#2e2e34 !important}
.title,.quote{color:#ededf0 !important}
.text,.by,.small,.small a{color:#a5a5ae !important}
.quote{border-color:#3d3d45 !important}
}"""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote. `by`: who, shown above; with `link`, as a link."""

    text: str
    by: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    title: str
    text: str = ""
    quotes: tuple[Quote, ...] = ()
    button: Link | None = None
    small: tuple[str | Link, ...] = ()  # each on a line of its own
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"

    def as_text(self) -> str:
        quotes = [quoted(quote) for quote in self.quotes]
        button = f"{self.button.label}: {self.button.url}" if self.button else ""
        small = "\n".join(each if isinstance(each, str) else f"{each.label}: {each.url}" for each in self.small)
        below = f"--\n{small}" if small else ""
        return "\n\n".join(part for part in (self.title, self.text, *quotes, button, below) if part) + "\n"

    def as_html(self) -> str:
        content = "".join(
            [
                f'<h1 class="title" style="margin:0 0 8px;font-size:18px;line-height:26px;color:#1b1b1f">'
                f"{escape(self.title)}</h1>",
                paragraph("text", self.text, "font-size:15px;line-height:23px;color:#5b5b66;margin:0 0 16px"),
                *(quote_in_html(quote, self.direction) for quote in self.quotes),
                button_in_html(self.button) if self.button else "",
            ]
        )
        small = "<br>".join(
            escape(each) if isinstance(each, str) else anchor(each, "color:#71717d") for each in self.small
        )
        return (
            f'<!doctype html><html lang="{self.language}" dir="{self.direction}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
            f"<title>{escape(self.title)}</title><style>{STYLE}</style></head>"
            f'<body class="page" style="margin:0;padding:24px 12px;background-color:#f4f4f6;font-family:{FONT}">'
            # Some mail programs leave out <html> and its direction.
            f'<div class="card" dir="{self.direction}" style="max-width:560px;margin:0 auto;padding:24px;'
            f'background-color:#ffffff;border:1px solid #e3e3e8;border-radius:10px">{content}</div>'
            f'<p class="small" dir="{self.direction}" style="max-width:560px;margin:16px auto 0;padding:0 4px;'
            f'font-size:12px;line-height:18px;color:#71717d">{small}</p></body></html>'
        )


def quoted(quote: Quote) -> str:
    lines = [f"> {line}".rstrip() for line in quote.text.splitlines()]
    return "\n".join([*([f"{quote.by}:"] if quote.by else []), *lines, *([quote.link] if quote.link else [])])


def quote_in_html(quote: Quote, direction: Literal["ltr", "rtl"]) -> str:
    padding, side = ("2px 0 2px 12px", "left") if direction == "ltr" else ("2px 12px 2px 0", "right")
    name = anchor(Link(quote.by, quote.link), "color:inherit") if quote.by and quote.link else escape(quote.by)
    by = (
        f'<p class="by" style="margin:0 0 4px;font-size:13px;line-height:18px;color:#5b5b66">{name}</p>' if name else ""
    )
    return (
        f'{by}<blockquote class="quote" dir="auto" style="margin:0 0 16px;padding:{padding};'
        f"border-{side}:3px solid #d5d5dc;text-align:{side};font-size:15px;line-height:23px;color:#1b1b1f;"
        f'overflow-wrap:anywhere">{lines(quote.text)}</blockquote>'
    )


def button_in_html(button: Link) -> str:
    style = (
        "display:inline-block;margin:4px 0 0;padding:10px 18px;border-radius:8px;background-color:#f7a928;"
        "color:#1b1b1f;font-size:15px;line-height:20px;font-weight:600;text-decoration:none"
    )
    return f'<p style="margin:0">{anchor(button, style, "button")}</p>'


def paragraph(name: str, text: str, style: str) -> str:
    return f'<p class="{name}" style="{style}">{lines(text)}</p>' if text else ""


def lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def anchor(link: Link, style: str, name: str = "") -> str:
    css = f' class="{name}"' if name else ""
    return f'<a{css} href="{escape(link.url)}" style="{style}">{escape(link.label)}</a>'
