"""Web Push: notifications to the browsers of admins, also while none of their tabs is open.

A browser subscribes at its maker's push service (RFC 8030), which forwards what this server sends. The content is
encrypted for the browser (RFC 8291), and the request is signed with this deployment's key (VAPID, RFC 8292).
"""

from chalicelib.notify.push.sending import send_alert, send_test

__all__ = ["send_alert", "send_test"]
