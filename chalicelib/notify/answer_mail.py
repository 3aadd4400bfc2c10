"""The mail with answers to a visitor. It contains what admins wrote and, briefly, what the visitor asked: no notes, no
drafts, and no lines of bots or of the system."""

import dataclasses
from urllib.parse import urljoin

from chalicelib.chat import conversation_links
from chalicelib.config import config
from chalicelib.errors import Busy
from chalicelib.identity import origins
from chalicelib.letter import Letter, Link, Quote
from chalicelib.mail import Mail
from chalicelib.mail_texts import Texts, texts_for
from chalicelib.model import Conversation, Message, Site
from chalicelib.notify.incoming import addresses
from chalicelib.storage import conversations, messages

SEARCHED = 20  # messages before the first answer, among which the visitor's is looked for
QUOTED_CHARACTERS = 200
ATTEMPTS = 8
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834; Microsoft's own


def prepare(conversation: Conversation) -> Conversation | None:
    """Stores the secret of the address for answers before a mail names it, where answers by mail are set up.

    None: the conversation does not exist any more.
    """
    for _ in range(ATTEMPTS):
        stored = conversations.get(conversation.id)
        if stored is None or stored.reply_secret or config().mail_domain is None:
            return stored
        ready = dataclasses.replace(stored, reply_secret=addresses.new_secret())
        if replaced := conversations.replace(stored, ready):
            return replaced
    raise Busy()


def compose(site: Site, conversation: Conversation, answers: list[Message]) -> Mail:
    texts = texts_of(site, conversation)
    letter = letter_of(site, conversation, answers, texts)
    domain = config().mail_domain
    text, html = answerable(letter, texts) if domain else (letter.as_text(), letter.as_html())
    return Mail(
        to=conversation.contact_email or "",
        subject=texts.say("answer", name=site.name),
        text=text,
        html=html,
        from_name=site.name,
        reply_to=addresses.address_of(conversation, domain) if domain else "",
        headers={**HEADERS, **unsubscribe_headers(conversation, texts)},
    )


def answerable(letter: Letter, texts: Texts) -> tuple[str, str]:
    """The text and the HTML of a mail to which the visitor may answer: below the marker, nothing of it is stored."""
    above = texts.say("marker")
    style = "margin:0 auto 12px;max-width:560px;font-size:12px;color:#71717d"
    marker = f'<p class="small" dir="{texts.direction}" style="{style}">{above}</p>'
    return f"{above}\n\n{letter.as_text()}", letter.as_html().replace(
        '<div class="card"', f'{marker}<div class="card"', 1
    )


def texts_of(site: Site, conversation: Conversation) -> Texts:
    """In the language of the page on which the visitor gave the address, or else in the site's."""
    return texts_for(conversation.contact_language, site.language)


def letter_of(site: Site, conversation: Conversation, answers: list[Message], texts: Texts) -> Letter:
    asked = question(conversation, answers[0])
    names = list(dict.fromkeys(message.sender_name for message in answers))
    link, stop = conversation_link(site, conversation), unsubscribe_link(conversation, texts)
    return Letter(
        title=texts.say("answer", name=texts.say("comma").join(names)),
        text=texts.say("how") if config().mail_domain else "",
        quotes=(
            *(Quote(message.in_words, message.sender_name) for message in answers),
            *([Quote(asked, texts.say("you"))] if asked else []),
        ),
        button=Link(texts.say("open"), link) if link else None,
        small=(
            texts.say("why", site=site.name),
            *([Link(texts.say("stop"), stop)] if stop else []),
        ),
        language=texts.language,
        direction=texts.direction,
    )


def question(conversation: Conversation, answer: Message) -> str:
    """The visitor's last message before the answer, shortened; "" if it was long ago or is deleted."""
    before = messages.after(conversation.id, max(answer.id - 1 - SEARCHED, 0), SEARCHED)
    asked = [each for each in before if each.is_message and each.sender_type == "visitor" and each.id < answer.id]
    line = " ".join(asked[-1].in_words.split()) if asked else ""
    return line if len(line) <= QUOTED_CHARACTERS else f"{line[: QUOTED_CHARACTERS - 1].rstrip()}…"


def conversation_link(site: Site, conversation: Conversation) -> str | None:
    """The secret is in the fragment, which no server sees. A verified visitor signs in on the page instead."""
    page = chat_page(site)
    if page is None or conversation.verified_id is not None:
        return page
    return f"{page}#porchlight={conversation_links.create(conversation)}"


def chat_page(site: Site) -> str | None:
    """The page that the owner chose, as long as its origin is the site's; or the first origin that has pages."""
    chosen = origins.typed(site.chat_url) if site.chat_url else None
    if chosen and origins.allowed(site.origins, chosen):
        return site.chat_url
    exact = (each for each in site.origins if each.startswith(("https://", "http://")) and "*" not in each)
    first = next(exact, None)
    return urljoin(first, "/") if first else None


def unsubscribe_link(conversation: Conversation, texts: Texts) -> str | None:
    api, language = config().api_url, "" if texts.language == "en" else f"?language={texts.language}"
    return f"{api}/chatbot/unsubscribe/{conversation.id}/{conversation.contact_secret}{language}" if api else None


def unsubscribe_headers(conversation: Conversation, texts: Texts) -> dict[str, str]:
    """One click, as in RFC 8058."""
    link = unsubscribe_link(conversation, texts)
    if link is None:
        return {}
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
