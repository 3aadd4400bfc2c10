"""The proxy between the server and DynamoDB Local. Uses plain streams, not aiohttp, because it has many calls."""

import asyncio
import json
from dataclasses import dataclass

from tests.storm.faults import Injector, Source
from tests.storm.store_answers import ERRORS, REASONS, error, framed

DATA = {"BatchGetItem", "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "TransactWriteItems"}


@dataclass
class Part:
    """A request or a response: its unchanged head, and its body."""

    head: bytes
    body: bytes

    @property
    def raw(self) -> bytes:
        return self.head + self.body


class StoreProxy:
    """`down`: refuses and drops connections. `calm`: how many servers are starting; faults are off meanwhile."""

    def __init__(self, injector: Injector, store_port: int) -> None:
        self.injector = injector
        self.store_port = store_port
        self.source: Source = injector.source("store")
        self.open: set[asyncio.StreamWriter] = set()
        self.serving: set[asyncio.Task[None]] = set()
        self.down = False
        self.calm = 0

    async def start(self, port: int) -> None:
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", port)

    async def stop(self) -> None:
        self.server.close()
        self.drop_all()
        await asyncio.gather(*self.serving, return_exceptions=True)

    def drop_all(self) -> None:
        for writer in self.open:
            writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self.serving.add(task)
        task.add_done_callback(self.serving.discard)
        self.open.add(writer)
        upstream: asyncio.StreamWriter | None = None
        try:
            if self.down:
                return
            from_store, upstream = await asyncio.open_connection("127.0.0.1", self.store_port)
            while True:
                request = await read(reader)
                answer = await self.answer(request, from_store, upstream)
                if answer is None:
                    return
                writer.write(answer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # one of the two connections is closed: close the other
        finally:
            self.open.discard(writer)
            writer.transport.abort()
            if upstream:
                upstream.transport.abort()

    async def answer(
        self, request: Part, from_store: asyncio.StreamReader, upstream: asyncio.StreamWriter
    ) -> bytes | None:
        """Returns what the server gets to read, or None for an end of the connection."""
        operation = operation_of(request.head)
        kind = self.source.draw("store") if operation in DATA and not self.calm else None
        if kind == "store-refused":
            return self.refusal(operation)
        if kind == "store-lost" and self.source.random.random() < 0.5:
            self.source.record("store-lost", [operation, "before"])
            return None
        upstream.write(request.raw)
        await upstream.drain()
        answer = await read(from_store)
        if kind == "store-lost":
            self.source.record("store-lost", [operation, "after"])
            return None
        if kind == "store-torn" and operation == "Query" and b'"Count":' in answer.body:
            return self.torn(answer)
        return answer.raw

    def refusal(self, operation: str) -> bytes:
        if operation == "TransactWriteItems" and self.source.random.random() < 0.6:
            code = self.source.random.choice(REASONS)
            reasons = [{"Code": code, "Message": "Try again."}, {"Code": "None"}]
            self.source.record("store-refused", [operation, code])
            message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{code}, None]"
            return error(400, "TransactionCanceledException", message, CancellationReasons=reasons)
        status, code, message = self.source.random.choice(ERRORS)
        self.source.record("store-refused", [operation, code])
        return error(status, code, message)

    def torn(self, answer: Part) -> bytes:
        """Removes a message from a Query's result but not those after it, because a Query is not a snapshot."""
        content = json.loads(answer.body)
        items = content.get("Items", [])
        if len(items) < 2 or "client_id" not in items[0]:
            return answer.raw
        missing = items.pop(self.source.random.randrange(len(items) - 1))
        content["Count"] = len(items)
        self.source.record("store-torn", missing["id"]["N"])
        return framed(200, "OK", json.dumps(content).encode())


async def read(reader: asyncio.StreamReader) -> Part:
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().partition(b":")[::2] for line in head.split(b"\r\n"))
    if fields.get(b"transfer-encoding", b"").strip() == b"chunked":
        body = await read_chunks(reader)
        kept = b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(b"transfer-encoding:"))
        return Part(kept[:-2] + b"Content-Length: %d\r\n\r\n" % len(body), body)
    return Part(head, await reader.readexactly(int(fields.get(b"content-length", 0))))


async def read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while True:
        size = int((await reader.readline()).partition(b";")[0], 16)
        body += await reader.readexactly(size)
        await reader.readline()
        if size == 0:
            return body


def operation_of(head: bytes) -> str:
    _, _, rest = head.partition(b"DynamoDB_20120810.")
    return rest.partition(b"\r\n")[0].decode()
