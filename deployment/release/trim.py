"""Takes away what the server never loads. A test starts the server from what is left."""

import json
import shutil
from pathlib import Path

from deployment.release import authorities, service_models

REMOVED = [
    "*.dist-info",  # nothing asks for versions; and pydantic need not look through them for plug-ins
    "bin",
    "**/*.pyi",
    "**/py.typed",
    "**/tests",
    "_cffi_backend.libs/*.txt",
    "botocore/data/*/",  # all but the services' below
    "cffi",  # its compiled backend stays: all that argon2-cffi needs
    "dateutil/zoneinfo/*.tar.gz",
    "dns",  # email-validator looks nothing up
    "email_validator/__main__.py",
    "email_validator/deliverability.py",
    "idna/__main__.py",
    "idna/cli.py",
    "pycparser",
    "pydantic/mypy.py",
    "pydantic/v1",
    "urllib3/contrib/emscripten",
]


def trim(folder: Path) -> None:
    kept = service_models.kept(folder / "botocore" / "data")
    for pattern in REMOVED:
        for path in sorted(folder.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, document in kept.items():
        path = folder / "botocore" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, separators=(",", ":")), encoding="utf-8")
    bundle = folder / "botocore" / "cacert.pem"
    bundle.write_text(authorities.amazons(bundle.read_text(encoding="utf-8")), encoding="utf-8")
