import json
import stat
from pathlib import Path

from chalicelib.config import from_environment
from devtools.local_run.arguments import parse
from devtools.local_run.environment import lambda_environment, signing_keys, write_addresses


def test_the_lambdas_see_this_machines_store_and_gateway(tmp_path: Path) -> None:
    arguments = parse(["--port=8123", "--dynamodb=http://127.0.0.1:9", f"--pages={tmp_path}", f"--state={tmp_path}"])
    config = from_environment(lambda_environment(arguments))
    assert config.dynamodb_endpoint == "http://127.0.0.1:9"
    assert config.socket_url == "ws://localhost:8125/api"
    assert config.management_scheme == "http"
    assert config.table_prefix == "porchlight-local-"


def test_the_signing_key_is_made_once_and_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "state" / "signing-key"
    key = signing_keys(path).read_text()
    assert len(key) >= 32
    assert signing_keys(path).read_text() == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    assert signing_keys(tmp_path / "a").read_text() != signing_keys(tmp_path / "b").read_text()


def test_the_tools_find_where_a_run_is_and_where_its_tables_are(tmp_path: Path) -> None:
    given = ["--port=8123", "--dynamodb=http://127.0.0.1:9", f"--pages={tmp_path}", f"--state={tmp_path}"]
    said = json.loads(write_addresses(parse(given)).read_text())
    assert said["shop"] == "http://localhost:8123"
    assert (said["pages"], said["dashboard"]) == ("http://localhost:8124", "http://localhost:8124/admin/")
    assert (said["api"], said["socket"]) == ("http://localhost:8125/api", "ws://localhost:8125/api")
    assert (said["dynamodb"], said["prefix"]) == ("http://127.0.0.1:9", "porchlight-local-")
