"""Where requests to a service of AWS go: the address that botocore's client would have, without making that client."""

from botocore.configprovider import ConfiguredEndpointProvider
from botocore.regions import EndpointResolver
from botocore.session import Session


def endpoint(session: Session, service: str, region: str) -> str:
    """Raises `ValueError` if the service has no endpoint there."""
    return configured(session, service) or regional(session, service, region)


def configured(session: Session, service: str) -> str | None:
    """The endpoint that the environment or the configuration file of AWS's tools names."""
    if session.get_config_variable("ignore_configured_endpoint_urls"):
        return None
    found: str | None = ConfiguredEndpointProvider(
        full_config=session.full_config, scoped_config=session.get_scoped_config(), client_name=service
    ).provide()
    return found


def regional(session: Session, service: str, region: str) -> str:
    resolver = EndpointResolver(session.get_component("data_loader").load_data("endpoints"))
    found = resolver.construct_endpoint(
        service,
        region,
        use_dualstack_endpoint=bool(session.get_config_variable("use_dualstack_endpoint")),
        use_fips_endpoint=bool(session.get_config_variable("use_fips_endpoint")),
    )
    if not found:
        raise ValueError(f"{service} has no endpoint in the region {region}")
    return f"https://{found['hostname']}"
