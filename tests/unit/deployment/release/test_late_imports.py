import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from deployment.release import late_imports

# What the first requests to DynamoDB need, and then a client of botocore and of PynamoDB.
PROGRAM = """
import sys
import botocore.auth, botocore.retries.standard, jwt, pynamodb.models
from pynamodb.connection import Connection

late = ("botocore.client", "botocore.session", "urllib3", "dateutil", "xml.etree", "urllib.request", "tempfile")
print(*sorted(name for name in sys.modules if name.startswith(late)))
import botocore.session, botocore.utils, tempfile
session = botocore.session.get_session()
client = session.create_client("s3", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
assert client.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"}).startswith("https://")
assert Connection(region="us-east-1").client.meta.service_model.service_name == "dynamodb"
assert botocore.utils.parse_timestamp("Sat, 28 Nov 2026 03:00:00 GMT") == botocore.utils.parse_timestamp(1795834800)
from botocore.compat import ETree, XMLParseError, filter_ssl_warnings
assert XMLParseError is ETree.ParseError
filter_ssl_warnings()
hosts = ["[::1]", "[fe80::1%25eth0]", "127.0.0.1", "dynamodb.eu-central-1.amazonaws.com", "a:1"]
found = [host for host in hosts if botocore.utils.is_valid_ipv6_endpoint_url(f"https://{host}/")]
assert found == ["[::1]", "[fe80::1%25eth0]"], found
assert botocore.utils.get_environ_proxies("https://example.com/") == {}
with tempfile.TemporaryDirectory() as folder:
    botocore.utils.JSONFileCache(folder)["a"] = {"b": 1}
    assert botocore.utils.JSONFileCache(folder)["a"] == {"b": 1}
key = "a key of thirty-two bytes or more"
assert jwt.decode(jwt.encode({"a": 1}, key), key, algorithms=["HS256"]) == {"a": 1}
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with copies of those packages."""
    for name in ("botocore", "jwt", "pynamodb"):
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        shutil.copytree(Path(spec.origin).parent, tmp_path / name)
    late_imports.change(tmp_path)
    return tmp_path


def test_the_models_and_the_signer_import_no_client_and_clients_work(packages: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={"PYTHONPATH": str(packages)}, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.stdout.split() == []


def test_a_package_that_has_changed_is_reported(packages: Path) -> None:
    with pytest.raises(ValueError, match=r"pynamodb/connection/base\.py has changed"):
        late_imports.change(packages)
