"""The HTML of the mailbox. It needs no build step, and no script but the one that reloads it."""

import re
from datetime import datetime
from html import escape
from urllib.parse import quote, urlencode

from devtools.local_run.mailbox.letters import Letter
from devtools.local_run.mailbox.suppression import Suppressed

VIEWS = {"html": "HTML", "text": "Text", "headers": "Headers", "raw": "Raw"}
OUTCOMES = {
    "bounced": ("Bounced", "The recipient's server refused it: there is no such address."),
    "complained": ("Marked as spam", "The recipient marked it as spam."),
    "suppressed": ("Not delivered", "The address is on the suppression list, so SES did not deliver it."),
}
LINK = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)\]])")
# Links open in a tab of their own: the frame itself cannot be navigated.
NEW_TABS = '<base target="_blank">'


def page(
    letters: list[Letter], total: int, *, words: str, chosen: "Letter | None", view: str, main: str, changes: int = 0
) -> str:
    """`letters`: those in the list, newest first, of so many in the mailbox. `changes`: `Live.changes`."""
    title = f"{chosen.subject or 'No subject'} · Mail" if chosen else "Mail"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/mail/tokens.css">
<link rel="stylesheet" href="/mail/mailbox.css">
<link rel="stylesheet" href="/mail/mail.css">
<link rel="stylesheet" href="/mail/answer.css">
<script src="/mail/mailbox.js" type="module"></script>
</head>
<body class="{"with-mail" if chosen or view else ""}" data-changes="{changes}">
<header class="top">
<a class="brand" href="/mail/">Mail</a>
<form class="search" action="/mail/" role="search">
<input type="search" name="q" value="{escape(words)}" placeholder="Search mail" aria-label="Search mail">
</form>
<nav class="places"><a href="/mail/suppressed">Suppression list</a>{delete_all(total)}</nav>
</header>
<div class="panes">
<nav class="list" aria-label="Mails">{mail_list(letters, total, words, chosen)}</nav>
<main class="mail">{main}</main>
</div>
</body>
</html>
"""


def delete_all(total: int) -> str:
    return button("/mail/delete-all", "Delete all") if total else ""


def mail_list(letters: list[Letter], total: int, words: str, chosen: "Letter | None") -> str:
    if not letters:
        hint = f"No mail has all of these words: {escape(words)}" if words else "No mail yet."
        return f'<p class="none">{hint}</p>'
    rows = "".join(row(each, words, selected=chosen is not None and each.mail.id == chosen.mail.id) for each in letters)
    more = (
        f'<p class="none">{len(letters)} of {total} mails. Search to find others.</p>' if len(letters) < total else ""
    )
    return f"<ul>{rows}</ul>{more}"


def row(letter: Letter, words: str, *, selected: bool) -> str:
    query = f"?{urlencode({'q': words})}" if words else ""
    current = ' aria-current="true"' if selected else ""
    return f"""<li><a class="row" href="/mail/{quote(letter.mail.id)}{query}"{current}>
<span class="line"><span class="who">{escape(", ".join(letter.mail.recipients))}</span>{moment(letter)}</span>
<span class="subject">{escape(letter.subject or "No subject")}</span>
<span class="line"><span class="snippet">{escape(letter.snippet)}</span>{tag(letter)}</span>
</a></li>"""


def moment(letter: Letter) -> str:
    time = datetime.fromtimestamp(letter.mail.sent_at).astimezone()
    today = time.date() == datetime.now().astimezone().date()
    shown = time.strftime("%H:%M:%S" if today else "%d %b %H:%M")
    return f'<time datetime="{time.isoformat(timespec="seconds")}">{shown}</time>'


def tag(letter: Letter) -> str:
    found = OUTCOMES.get(letter.mail.outcome)
    return f'<span class="tag" title="{escape(found[1])}">{found[0]}</span>' if found else ""


def nothing_chosen(total: int) -> str:
    text = (
        "Choose a mail to read it."
        if total
        else "Mails that this run sends appear here. They stay in the data folder, and nothing leaves this machine."
    )
    return f'<div class="empty"><p>{text}</p></div>'


def mail(letter: Letter, view: str, *, answerable: bool, answered: bool) -> str:
    """`answerable`: its Reply-To is an address at which the run receives mail. `answered`: an answer was just sent."""
    id = quote(letter.mail.id)
    rows = [("From", letter.sender), ("To", letter.to), ("Reply to", letter.reply_to)]
    fields = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    outcome = OUTCOMES.get(letter.mail.outcome)
    notice = f'<p class="notice">{outcome[1]}</p>' if outcome else ""
    actions = "".join(
        [
            f'<a class="button" href="/mail/{id}/raw" download="{id}.eml">Download</a>',
            button(f"/mail/{id}/bounce", "Bounce", "As if the recipient's server refused it"),
            button(f"/mail/{id}/complain", "Mark as spam", "As if the recipient marked it as spam"),
            button(f"/mail/{id}/delete", "Delete"),
        ]
    )
    tabs = "".join(tab(id, name, label, selected=name == view) for name, label in views_of(letter).items())
    return f"""<article>
<a class="back" href="/mail/">All mail</a>
<header class="head"><h1>{escape(letter.subject or "No subject")}</h1>
<dl>{fields}<dt>Sent</dt><dd>{moment(letter)}</dd></dl>{notice}
<div class="actions">{actions}</div>
<nav class="tabs" aria-label="Views">{tabs}</nav></header>
<section class="body">{content(letter, view)}</section>
{answer_form(letter, answered=answered) if answerable else ""}
</article>"""


def answer_form(letter: Letter, *, answered: bool) -> str:
    subject = letter.subject if letter.subject.lower().startswith("re:") else f"Re: {letter.subject}"
    sent = '<p class="sent" role="status">Your answer was sent.</p>' if answered else ""
    return f"""<form class="answer" method="post" action="/mail/{quote(letter.mail.id)}/answer">
<h2>Reply</h2>{sent}
<label>From<input name="sender" value="{escape(letter.mail.recipients[0])}" required></label>
<label>To<input value="{escape(letter.reply_to)}" readonly></label>
<label>Subject<input name="subject" value="{escape(subject)}"></label>
<label class="wide">Text<textarea name="text" rows="5" required></textarea></label>
<label class="check"><input type="checkbox" name="forged"> SPF and DKIM fail, as if the sender was forged</label>
<button class="button primary">Send</button></form>"""


def views_of(letter: Letter) -> dict[str, str]:
    return {name: label for name, label in VIEWS.items() if name != "html" or letter.html}


def tab(id: str, name: str, label: str, *, selected: bool) -> str:
    current = ' aria-current="page"' if selected else ""
    return f'<a href="/mail/{id}?view={name}"{current}>{label}</a>'


def content(letter: Letter, view: str) -> str:
    if view == "html":
        source = f"/mail/{quote(letter.mail.id)}/html"
        return (
            f'<iframe src="{source}" title="The mail" referrerpolicy="no-referrer" '
            'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
        )
    if view == "headers":
        rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in letter.headers)
        return f'<table class="headers">{rows}</table>'
    if view == "raw":
        return f"<pre>{escape(letter.mail.raw.decode(errors='replace'))}</pre>"
    return f'<pre class="text">{with_links(letter.text)}</pre>' if letter.text else '<p class="none">No plain text.</p>'


def with_links(text: str) -> str:
    parts = LINK.split(text)  # every second part is an address
    return "".join(
        f'<a href="{escape(each)}" target="_blank" rel="noreferrer">{escape(each)}</a>' if at % 2 else escape(each)
        for at, each in enumerate(parts)
    )


def suppressed(entries: list[Suppressed]) -> str:
    if not entries:
        return """<div class="empty"><p>No address is on the suppression list. Press Bounce or Mark as spam at a mail,
and SES delivers no more mail to its recipient.</p></div>"""
    rows = "".join(
        f"<tr><td>{escape(each.address)}</td><td>{'Bounced' if each.reason == 'BOUNCE' else 'Marked as spam'}</td>"
        f"<td>{button('/mail/suppressed/remove', 'Remove', address=each.address)}</td></tr>"
        for each in entries
    )
    return f"""<article><a class="back" href="/mail/">All mail</a><header class="head"><h1>Suppression list</h1>
<p class="hint">SES accepts mail to these addresses, and does not deliver it.</p></header>
<section class="body"><table class="addresses">{rows}</table></section></article>"""


def button(action: str, label: str, title: str = "", **fields: str) -> str:
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in fields.items())
    return (
        f'<form method="post" action="{action}">{hidden}'
        f'<button class="button" title="{escape(title or label)}">{label}</button></form>'
    )
