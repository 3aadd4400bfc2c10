"""The queue of dead letters: a file with one JSON object a line, which people read. Nothing reads it by itself."""

import json
import time
from pathlib import Path
from typing import Any

NAME = "dead-letters.jsonl"


class DeadLetters:
    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def put(self, body: dict[str, Any]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = {"received_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **body}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def all(self) -> list[dict[str, Any]]:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]
