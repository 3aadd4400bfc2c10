"""The mail that tells visitors why their answer by mail was not stored, in the language of their conversation."""

from typing import Literal

from chalicelib.letter import Letter
from chalicelib.mail import Mail
from chalicelib.model import Conversation, Site
from chalicelib.notify.answer_mail import answerable, texts_of

Reason = Literal["too_large", "no_text"]


def compose(site: Site, conversation: Conversation, reason: Reason, address: str, answered: str) -> Mail:
    """`address`: at which the visitor may write again. `answered`: the `Message-ID` of the refused mail, or ""."""
    texts = texts_of(site, conversation)
    title = texts.say("refused", site=site.name)
    letter = Letter(
        title,
        "\n".join([texts.say("refused_text"), texts.say(reason), texts.say("again")]),
        language=texts.language,
        direction=texts.direction,
    )
    text, html = answerable(letter, texts)
    return Mail(
        to=conversation.contact_email or "",
        subject=title,
        text=text,
        html=html,
        from_name=site.name,
        reply_to=address,
        headers={"Auto-Submitted": "auto-replied", **({"In-Reply-To": answered} if answered else {})},
    )
