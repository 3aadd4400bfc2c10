"""Repeated and interrupted deployments."""

import re


def test_a_second_deploy_changes_nothing(prod):
    before = prod.made()
    output = prod.again()
    assert prod.made() == before
    assert "Sign in as" not in output


def test_every_check_of_the_doctor_is_ok_after_the_first_deploy(prod):
    assert re.search(r"✓ Doctor .*\d+ checks: \d+ ok$", prod.output, re.MULTILINE), prod.output


def test_a_deploy_that_was_interrupted_before_chalice_wrote_its_record_is_continued(prod):
    before = prod.addresses
    ssm = prod.cloud.client("ssm")
    ssm.delete_parameters(Names=[prod.stage.parameter("chalice"), prod.stage.parameter("addresses")])

    prod.again()

    assert prod.addresses == before
    assert len(prod.cloud.rest_apis()) == 1
    assert prod.cloud.socket_apis() == ["porchlight-prod-websocket-api"]


def test_a_first_deploy_that_was_stopped_is_continued(prod, dev):
    assert len(prod.cloud.rest_apis()) == 2
    assert prod.cloud.socket_apis() == ["porchlight-dev-websocket-api", "porchlight-prod-websocket-api"]
    assert dev.addresses["api"] != prod.addresses["api"]
    dashboards = dev.cloud.client("cloudwatch").list_dashboards(DashboardNamePrefix="porchlight-dev")
    assert dashboards["DashboardEntries"] == []  # only a stage that asks for one has one
