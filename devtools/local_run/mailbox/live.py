"""Tells open mailbox pages that a mail has arrived, with server-sent events."""

import asyncio

from aiohttp import web

HEARTBEAT_SECONDS = 30.0  # so that a page that has gone is noticed


class Live:
    def __init__(self) -> None:
        self.pages: set[asyncio.Event] = set()
        self.changes = 0

    def changed(self) -> None:
        self.changes += 1
        for page in self.pages:
            page.set()

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        page = asyncio.Event()
        self.pages.add(page)
        # A mail may have arrived after the page was made.
        if request.query.get("seen") != str(self.changes):
            page.set()
        try:
            while True:
                try:
                    await asyncio.wait_for(page.wait(), HEARTBEAT_SECONDS)
                    page.clear()
                    await response.write(b"data: changed\n\n")
                except asyncio.TimeoutError:
                    await response.write(b": still here\n\n")
        except ConnectionError:
            return response
        finally:
            self.pages.discard(page)
