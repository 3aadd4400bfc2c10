import base64
import json
import stat
from pathlib import Path

from chalicelib.config import from_environment
from devtools.local_run.arguments import parse
from devtools.local_run.environment import lambda_environment, public_push_key, push_key, signing_keys, write_addresses


def test_lambdas_use_the_local_database_and_gateway(tmp_path: Path) -> None:
    arguments = parse(["--port=8123", "--dynamodb=http://127.0.0.1:9", f"--pages={tmp_path}", f"--state={tmp_path}"])
    config = from_environment(lambda_environment(arguments))
    assert config.dynamodb_endpoint == "http://127.0.0.1:9"
    assert config.socket_url == "ws://localhost:8125/api"
    assert config.management_scheme == "http"
    assert config.table_prefix == "porchlight-local-"


def test_the_signing_key_is_created_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "state" / "signing-key"
    key = signing_keys(path).read_text()
    assert len(key) >= 32
    assert signing_keys(path).read_text() == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    assert signing_keys(tmp_path / "a").read_text() != signing_keys(tmp_path / "b").read_text()


def test_other_commands_find_the_addresses_of_a_run_and_its_tables(tmp_path: Path) -> None:
    given = ["--port=8123", "--dynamodb=http://127.0.0.1:9", f"--pages={tmp_path}", f"--state={tmp_path}"]
    addresses = json.loads(write_addresses(parse(given)).read_text())
    assert addresses["shop"] == "http://localhost:8123"
    assert (addresses["pages"], addresses["dashboard"]) == ("http://localhost:8124", "http://localhost:8124/admin/")
    assert (addresses["api"], addresses["socket"]) == ("http://localhost:8125/api", "ws://localhost:8125/api")
    assert (addresses["dynamodb"], addresses["prefix"]) == ("http://127.0.0.1:9", "porchlight-local-")


def test_the_background_work_is_set_up_with_the_local_services(tmp_path: Path) -> None:
    arguments = parse(["--port=8123", "--dynamodb=http://127.0.0.1:9", f"--pages={tmp_path}", f"--state={tmp_path}"])
    environment = lambda_environment(arguments)
    config = from_environment(environment)
    assert config.job_function.endswith(":function:job_due")
    assert (config.mail_from, config.mail_domain) == ("chat@porchlight.example", "reply.porchlight.example")
    assert (config.dashboard_url, config.api_url) == ("http://localhost:8124/admin/", "http://localhost:8125/api")
    assert config.private_targets
    assert environment["AWS_ENDPOINT_URL_SCHEDULER"] == environment["AWS_ENDPOINT_URL_SESV2"] == "http://localhost:8126"
    assert environment["AWS_ENDPOINT_URL_S3"] == "http://127.0.0.1:8126"


def test_the_push_key_is_made_once_readable_by_its_owner_only_and_pages_get_its_point(tmp_path: Path) -> None:
    path = tmp_path / "state" / "push-key.pem"
    key = push_key(path).read_text()
    assert key.startswith("-----BEGIN PRIV" + "ATE KEY-----")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    public = public_push_key(path)
    assert len(public) == 87  # 65 bytes
    assert base64.urlsafe_b64decode(public + "=")[0] == 4  # an uncompressed point
    assert (push_key(path).read_text(), public_push_key(path)) == (key, public)
