"""Alerts for a site's incoming webhooks: Slack, Discord, Teams, Telegram, and any server that takes JSON."""

from chalicelib.notify.webhooks.deliveries import send_alert, send_test

__all__ = ["send_alert", "send_test"]
