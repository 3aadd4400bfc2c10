"""The certificate authorities that the released server trusts: Amazon's, which all of AWS has its certificates from.

Every new connection reads the whole file, and a first call opens several.
https://www.amazontrust.com/repository/ has the list that AWS asks to be trusted.
"""

import re

CERTIFICATE = re.compile(r"(?:^#[^\n]*\n)+-----BEGIN CERTIFICATE-----\n.*?-----END CERTIFICATE-----\n", re.M | re.S)
AMAZONS = re.compile(r'^# Label: "(?:Amazon Root CA [1-4]|Starfield Services Root Certificate Authority - G2)"$', re.M)
COUNT = 5


def amazons(bundle: str) -> str:
    """Of a bundle as botocore brings it, each certificate after comments that say whose it is."""
    kept = [found[0] for found in CERTIFICATE.finditer(bundle) if AMAZONS.search(found[0])]
    assert len(kept) == COUNT, f"{len(kept)} of Amazon's {COUNT} authorities are in the bundle"
    return "\n".join(kept)
