"""Webhooks for programs: the events of a site's conversations, signed, and sent at least once (docs/webhooks.md)."""

from chalicelib.notify.event_webhooks.content import of as body_of
from chalicelib.notify.event_webhooks.following import entry_stored
from chalicelib.notify.event_webhooks.sending import send, send_again, send_test

__all__ = ["body_of", "entry_stored", "send", "send_again", "send_test"]
