"""Records finished set-up steps, so that the next command skips them."""

import hashlib
from pathlib import Path

from devtools.folders import STAMPS


class Stamp:
    """Records that a step was finished with exactly these inputs: texts, or files by their content.

    Create it before the step: what changes during the step is not part of what the step has used.
    """

    def __init__(self, name: str, *inputs: Path | str, folder: Path = STAMPS) -> None:
        self.path = folder / name
        self.fingerprint = fingerprint(inputs)

    def is_current(self) -> bool:
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.fingerprint

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.fingerprint, encoding="utf-8")

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)


def fingerprint(inputs: tuple[Path | str, ...]) -> str:
    digest = hashlib.sha256()
    for part in inputs:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
