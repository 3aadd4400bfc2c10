"""The first start of a local run and later ones, on DynamoDB Local."""

import dataclasses
import json
import os
import secrets
from pathlib import Path

import pytest

from chalicelib.accounts import admins
from chalicelib.accounts.sign_in import authenticate
from chalicelib.errors import CredentialsWrong
from chalicelib.model import Limits
from chalicelib.storage import sites
from deployment.tables import create_tables, local_tables
from deployment.template_files import table_definitions
from devtools.console import Problem
from devtools.local_run.arguments import Arguments, parse
from devtools.local_run.aws_apis.s3_objects import Objects
from devtools.local_run.bootstrap import SITE_ID, prepare
from devtools.local_run.environment import PAGES_BUCKET, objects_folder


def start(store: str, folder: Path, *options: str, port: int = 8000) -> Arguments:
    return parse([f"--port={port}", f"--dynamodb={store}", f"--pages={folder}", f"--state={folder}", *options])


@pytest.fixture
def email() -> str:
    return f"{secrets.token_hex(6)}@example.com"


def test_a_first_start_creates_a_site_and_an_admin_who_can_sign_in(store: str, tmp_path: Path, email: str) -> None:
    site, password = prepare(start(store, tmp_path, f"--admin-email={email}"))
    assert password is not None
    assert len(password) >= 12
    admin, served = authenticate(admins.find(email), password)
    assert admin.sites == {SITE_ID: "owner"}
    assert served == site
    assert site.widget_token.startswith("pl_default_")


def test_a_start_writes_the_file_that_the_sites_pages_read(store: str, tmp_path: Path, email: str) -> None:
    arguments = start(store, tmp_path, f"--admin-email={email}")
    site, _ = prepare(arguments)
    stored = Objects(objects_folder(arguments)).read(PAGES_BUCKET, f"widget/sites/{site.widget_token}.json")
    assert stored is not None
    assert json.loads(stored[0])["name"] == site.name


def test_a_second_start_keeps_token_and_password_and_returns_no_password(
    store: str, tmp_path: Path, email: str
) -> None:
    first, password = prepare(start(store, tmp_path, f"--admin-email={email}"))
    assert password is not None
    second, returned = prepare(start(store, tmp_path, f"--admin-email={email}"))
    assert second == first
    assert returned is None
    authenticate(admins.find(email), password)


def test_a_start_allows_the_shops_origin_on_its_port_and_keeps_every_setting(
    store: str, tmp_path: Path, email: str
) -> None:
    first, _ = prepare(start(store, tmp_path, f"--admin-email={email}", port=8000))
    wanted = dataclasses.replace(
        first,
        name="Teapots",
        greeting="Good evening.",
        origins=("https://*.shop.example",),
        enabled=False,
        poll_ms=2500,
        limits=Limits(messages_at_once=3),
        identity_secret="of this folder",
        require_identity=True,
        retention_days=30,
    )
    sites.put(wanted)
    for _ in range(2):
        prepare(start(store, tmp_path, f"--admin-email={email}", port=8001))
    own = ("http://localhost:8001", "http://127.0.0.1:8001")
    kept = sites.get(SITE_ID)
    sites.put(first)
    assert kept == dataclasses.replace(wanted, origins=("https://*.shop.example", *own))


def test_a_given_password_is_set_for_an_existing_account(store: str, tmp_path: Path, email: str) -> None:
    _, old = prepare(start(store, tmp_path, f"--admin-email={email}"))
    assert old is not None
    _, returned = prepare(start(store, tmp_path, f"--admin-email={email}", "--admin-password=new and long enough"))
    assert returned == "new and long enough"
    authenticate(admins.find(email), "new and long enough")
    with pytest.raises(CredentialsWrong):
        authenticate(admins.find(email), old)


def test_a_start_after_an_edit_sets_no_password(store: str, tmp_path: Path, email: str) -> None:
    prepare(start(store, tmp_path, f"--admin-email={email}", "--admin-password=the first one, long"))
    admins.set_password(email, "changed in the meantime")
    prepare(start(store, tmp_path, f"--admin-email={email}", "--admin-password=the first one, long", "--again"))
    authenticate(admins.find(email), "changed in the meantime")


def test_existing_tables_are_not_changed(store: str) -> None:
    assert create_tables(store, os.environ["PORCHLIGHT_TABLE_PREFIX"]) == []


def test_a_table_of_an_earlier_version_is_refused_with_what_to_do(store: str) -> None:
    prefix = f"earlier-{secrets.token_hex(4)}-"
    tables = local_tables(store, prefix)
    (now,) = [each for each in table_definitions(prefix) if each["TableName"] == f"{prefix}conversations"]
    kept = [each for each in now["GlobalSecondaryIndexes"] if each["IndexName"] not in ("visitor", "desk")]
    keys = {"conversation_id", "site_id", "changed", "latest_in", "latest_at"}
    tables.client.create_table(
        TableName=now["TableName"],
        BillingMode="PAY_PER_REQUEST",
        KeySchema=now["KeySchema"],
        AttributeDefinitions=[each for each in now["AttributeDefinitions"] if each["AttributeName"] in keys],
        GlobalSecondaryIndexes=kept,
    )
    with pytest.raises(Problem, match=r"dev\.py run --reset"):
        create_tables(store, prefix)
    tables.client.delete_table(TableName=now["TableName"])
