"""Deploys after the first."""


def test_a_second_deploy_changes_nothing(prod):
    before = prod.made()
    output = prod.again()
    assert prod.made() == before
    assert "Sign in as" not in output


def test_a_deploy_that_was_interrupted_before_chalice_took_notes_is_gone_on_with(prod):
    before = prod.addresses
    ssm = prod.cloud.client("ssm")
    ssm.delete_parameters(Names=[prod.stage.parameter("chalice"), prod.stage.parameter("addresses")])

    prod.again()

    assert prod.addresses == before
    assert len(prod.cloud.client("apigateway").get_rest_apis()["items"]) == 1
    assert len(prod.cloud.client("apigatewayv2").get_apis()["Items"]) == 1
