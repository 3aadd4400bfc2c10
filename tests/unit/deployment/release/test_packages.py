"""The certificate authorities that the released server trusts."""

import ssl
from pathlib import Path

import botocore
import pytest

from deployment.release import packages

BUNDLE = (Path(botocore.__file__).parent / "cacert.pem").read_text(encoding="utf-8")


def test_only_amazons_authorities_are_kept() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=packages.amazon_authorities(BUNDLE))
    names = {dict(pair for (pair,) in each["subject"])["commonName"] for each in context.get_ca_certs()}
    assert names == {
        *(f"Amazon Root CA {number}" for number in range(1, 5)),
        "Starfield Services Root Certificate Authority - G2",
    }


def test_a_bundle_that_lacks_one_of_them_is_not_released() -> None:
    without = BUNDLE.replace('# Label: "Amazon Root CA 3"', '# Label: "Another one"')
    with pytest.raises(AssertionError, match="4 of Amazon's 5"):
        packages.amazon_authorities(without)
