import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from deployment.release import unused_imports

PROGRAM = """
import sys
import botocore.session
from pydantic import BaseModel

class Given(BaseModel):
    name: str

client = botocore.session.get_session().create_client(
    "dynamodb", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
)
assert [client.get_paginator("query").paginate.__doc__, client.get_item.__doc__] == ["", ""]
assert Given(name="Maya").name == "Maya"
unwanted = ("botocore.docs.", "html.parser", "importlib.metadata")
print(*sorted(name for name in sys.modules if name.startswith(unwanted)))
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with copies of those packages."""
    for name in ("botocore", "pydantic", "urllib3"):
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        shutil.copytree(Path(spec.origin).parent, tmp_path / name)
    unused_imports.replace(tmp_path)
    return tmp_path


def test_clients_and_models_work_without_the_modules_that_nobody_uses(packages: Path) -> None:
    program = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(program, env={"PYTHONPATH": str(packages)}, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.split() == ["botocore.docs.docstring", "botocore.docs.utils"]


def test_a_package_that_has_changed_is_reported(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"botocore/docs/__init__\.py"):
        unused_imports.replace(tmp_path)
