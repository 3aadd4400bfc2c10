import json
from pathlib import Path

from devtools.local_run import addresses
from devtools.local_run.arguments import parse


def test_the_tools_find_where_a_run_is_and_where_its_tables_are(tmp_path: Path) -> None:
    given = ["--port=8123", "--dynamodb=http://127.0.0.1:9", f"--pages={tmp_path}", f"--state={tmp_path}"]
    said = json.loads(addresses.write(parse(given)).read_text())
    assert said["shop"] == "http://localhost:8123"
    assert (said["pages"], said["dashboard"]) == ("http://localhost:8124", "http://localhost:8124/admin/")
    assert (said["api"], said["socket"]) == ("http://localhost:8125/api", "ws://localhost:8125/api")
    assert (said["dynamodb"], said["prefix"]) == ("http://127.0.0.1:9", "porchlight-local-")
