"""Every path of the API, and the module that has its calls.

On Lambda a module is imported when the first request for one of its paths arrives, so that a cold start loads only
what it needs. Everywhere else all of them are imported at once, for example because `chalice deploy` creates all paths.
"""

from importlib import import_module
from types import ModuleType
from typing import Any

from chalice import Chalice
from chalice.app import Request, RouteEntry

PATHS: dict[str, tuple[str, ...]] = {
    "admin": (
        "/admin/chatbot",
        "/admin/counts",
        "/admin/chatbot/{conversation_id}/messages",
        "/admin/chatbot/{conversation_id}/reply",
        "/admin/chatbot/{conversation_id}/mark-read",
        "/admin/chatbot/{conversation_id}/others",
        "/admin/chatbot/{conversation_id}/context",
        "/admin/chatbot/{conversation_id}/original",
        "/admin/chatbot/{conversation_id}/context",
        "/admin/ticket",
    ),
    "api_tokens": (
        "/admin/api-tokens",
        "/admin/api-tokens/{token_id}",
    ),
    "attachments": (
        "/chatbot/uploads",
        "/admin/chatbot/{conversation_id}/uploads",
        "/chatbot/attachments",
        "/admin/chatbot/{conversation_id}/attachments",
    ),
    "blocks": (
        "/admin/blocks",
        "/admin/blocks/{block_id}",
    ),
    "canned_replies": (
        "/admin/canned-replies",
        "/admin/canned-replies/entries",
        "/admin/canned-replies/entries/{reply_id}",
    ),
    "changes": (
        "/chatbot/messages/{id}/edit",
        "/chatbot/messages/{id}/delete",
        "/admin/chatbot/{conversation_id}/messages/{id}/edit",
        "/admin/chatbot/{conversation_id}/messages/{id}/delete",
    ),
    "closing": (
        "/admin/chatbot/{conversation_id}/status",
        "/chatbot/rating",
    ),
    "contact": (
        "/chatbot/contact",
        "/admin/chatbot/{conversation_id}/contact",
        "/chatbot/transcript",
        "/chatbot/link",
        "/chatbot/unsubscribe/{conversation_id}/{secret}",
    ),
    "description": ("/openapi.json",),
    "desk": (
        "/admin/chatbot/{conversation_id}/desk",
        "/admin/chatbot/{conversation_id}/notes",
        "/admin/chatbot/{conversation_id}/notes/{note}/edit",
        "/admin/chatbot/{conversation_id}/notes/{note}/delete",
        "/admin/chatbot/{conversation_id}/assignee",
        "/admin/chatbot/{conversation_id}/tags",
        "/admin/chatbot/{conversation_id}/snooze",
        "/admin/chatbot/{conversation_id}/links",
        "/admin/colleagues",
    ),
    "event_webhooks": (
        "/admin/event-webhooks",
        "/admin/event-webhooks/{webhook_id}",
        "/admin/event-webhooks/{webhook_id}/secret",
        "/admin/event-webhooks/{webhook_id}/test",
        "/admin/event-webhooks/{webhook_id}/deliveries",
        "/admin/event-webhooks/{webhook_id}/deliveries/{delivery_id}",
        "/admin/event-webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    ),
    "faq": (
        "/admin/site/faq",
        "/admin/site/faq/entries",
        "/admin/site/faq/entries/{entry_id}",
    ),
    "installation": ("/chatbot/installed",),
    "language": ("/admin/language",),
    "notifications": ("/admin/notifications",),
    "password": (
        "/admin/password",
        "/admin/password-reset/request",
        "/admin/password-reset",
    ),
    "pictures": (
        "/admin/picture",
        "/admin/site/picture",
    ),
    "presence": ("/admin/presence",),
    "privacy": (
        "/admin/audit",
        "/admin/chatbot/{conversation_id}/export",
        "/admin/chatbot/{conversation_id}",
    ),
    "push": (
        "/admin/session/push",
        "/admin/session/push/test",
    ),
    "reports": ("/admin/reports",),
    "search": ("/admin/search",),
    "second_factor": (
        "/admin/second-factor",
        "/admin/second-factor/confirm",
    ),
    "session": (
        "/admin/session",
        "/admin/session/refresh",
        "/admin/sessions",
        "/admin/sessions/{session_id}",
    ),
    "sites": (
        "/admin/sites",
        "/admin/chatbot/{conversation_id}/site",
    ),
    "site": (
        "/admin/site",
        "/admin/site/preview",
        "/admin/site/widget-token",
        "/admin/site/identity-secret",
    ),
    "team": (
        "/admin/team",
        "/admin/team/{admin_id}",
        "/admin/team/{admin_id}/password-reset",
        "/admin/invitations",
        "/admin/invitations/{invitation_id}",
        "/admin/invitations/accept",
        "/admin/invitations/join",
    ),
    "visitor": (
        "/chatbot/session",
        "/chatbot/message",
        "/chatbot/messages",
        "/chatbot/conversations",
        "/chatbot/mark-read",
        "/chatbot/ticket",
    ),
    "webhooks": (
        "/admin/site/webhooks",
        "/admin/site/webhooks/{webhook_id}",
        "/admin/site/webhooks/{webhook_id}/test",
    ),
}


class Api(Chalice):  # type: ignore[misc]
    def __init__(self, app_name: str) -> None:
        super().__init__(app_name=app_name, configure_logs=False)  # or each line would be logged twice
        self.loaded: set[str] = set()

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Answers a request that API Gateway has found a path for.

        Chalice's own way has steps for what no call of ours has, such as middleware and binary answers, and makes the
        headers for CORS each time: a seventh of a poll's CPU time. `endpoint` has all headers, and answers every error.
        """
        asked = event.get("requestContext", {})
        route = self.route_of(asked.get("resourcePath", ""), asked.get("httpMethod", ""))
        if route is None:
            refused: dict[str, Any] = super().__call__(event, context)
            return refused
        self.lambda_context, self.current_request = context, Request(event, context)
        response = route.view_function(**{name: event["pathParameters"][name] for name in route.view_args})
        answer: dict[str, Any] = response.to_dict()
        return answer

    def route_of(self, path: str, method: str) -> RouteEntry | None:
        if method not in self.routes.get(path, {}):
            self.load(path)
        found: RouteEntry | None = self.routes.get(path, {}).get(method)
        return found

    def load(self, path: str) -> None:
        """Registers the calls of each module that has one under `path`."""
        for module, paths in PATHS.items():
            if path in paths:
                self.register(module)

    def load_all(self) -> None:
        for module in PATHS:
            self.register(module)

    def register(self, module: str) -> None:
        if module not in self.loaded:
            self.loaded.add(module)
            self.register_blueprint(imported(module).blueprint)


def imported(module: str) -> ModuleType:
    return import_module(f"chalicelib.api.{module}")
