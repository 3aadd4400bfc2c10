"""Imports that the packages make when they are loaded, and that most calls never need: the release makes them later.

PynamoDB imports botocore's own client, and botocore's signer imports urllib3, dateutil, urllib.request and an XML
parser with all that these import. The server has a client of its own (docs/adr/0013-slim-client.md). So these modules,
half of a cold start's, are loaded by the first call that makes a client of botocore.
"""

from pathlib import Path

# By file: a part of its source, which it has once, and what takes its place.
CHANGES: dict[str, dict[str, str]] = {
    "pynamodb/connection/base.py": {
        "import botocore.config\nimport botocore.client\nimport botocore.exceptions\n": "import botocore.exceptions\n",
        "from botocore.client import ClientError\n": "from botocore.exceptions import ClientError\n",
        "from botocore.session import get_session\n": "",
        "from pynamodb.connection._botocore_private import BotocoreBaseClientPrivate\n": "",
        "    def session(self) -> botocore.session.Session:\n": "    def session(self):\n",
        "            self._local.session = get_session()\n": (
            "            from botocore.session import get_session\n            self._local.session = get_session()\n"
        ),
        "    def client(self) -> BotocoreBaseClientPrivate:\n": "    def client(self):\n",
        "            config = botocore.client.Config(\n": (
            "            import botocore.client\n"
            "            from pynamodb.connection._botocore_private import BotocoreBaseClientPrivate\n"
            "            config = botocore.client.Config(\n"
        ),
    },
    "jwt/__init__.py": {  # fetches public keys, with urllib.request
        "from .jwks_client import PyJWKClient\n": "",
        '    "PyJWKClient",\n': "",
    },
    "botocore/compat.py": {
        "from dateutil.tz import tzlocal\nfrom urllib3 import exceptions\n": "",
        "def filter_ssl_warnings():\n": "def filter_ssl_warnings():\n    from urllib3 import exceptions\n",
        "def get_tzinfo_options():\n": "def get_tzinfo_options():\n    from dateutil.tz import tzlocal\n",
        'IPV6_ADDRZ_RE = re.compile("^" + IPV6_ADDRZ_PAT + "$")\n': "",
        "import xml.etree.ElementTree as ETree\nXMLParseError = ETree.ParseError\n": (
            "def __getattr__(name):\n"
            "    if name == 'IPV6_ADDRZ_RE':\n"
            "        return re.compile('^' + IPV6_ADDRZ_PAT + '$')\n"
            "    if name not in ('ETree', 'XMLParseError'):\n"
            "        raise AttributeError(name)\n"
            "    import xml.etree.ElementTree as ETree\n"
            "    return ETree if name == 'ETree' else ETree.ParseError\n"
        ),
    },
    "botocore/utils.py": {
        "import dateutil.parser\nfrom dateutil.tz import tzutc\nfrom urllib3.exceptions import LocationParseError\n": (
            "def tzutc():\n    from dateutil.tz import tzutc\n    return tzutc()\n"
        ),
        "import botocore.awsrequest\nimport botocore.httpsession\n": "",  # imported by every client
        "import tempfile\n": "",
        "        temp_fd, temp_path = tempfile.mkstemp(\n": (
            "        import tempfile\n        temp_fd, temp_path = tempfile.mkstemp(\n"
        ),
        "from urllib.request import getproxies, proxy_bypass\n": "",
        "        return getproxies()\n": (
            "        from urllib.request import getproxies\n        return getproxies()\n"
        ),
        "        if proxy_bypass(urlparse(url).netloc):\n": (
            "        from urllib.request import proxy_bypass\n        if proxy_bypass(urlparse(url).netloc):\n"
        ),
        # Compiling this expression takes 3 ms. Only hosts with a colon can be IPv6 addresses.
        "    IPV6_ADDRZ_RE,\n": "",
        "    return IPV6_ADDRZ_RE.match(hostname) is not None\n": (
            "    if ':' not in hostname:\n"
            "        return False\n"
            "    from botocore.compat import IPV6_ADDRZ_RE\n"
            "    return IPV6_ADDRZ_RE.match(hostname) is not None\n"
        ),
        "        return dateutil.parser.parse(value": (
            "        import dateutil.parser\n        return dateutil.parser.parse(value"
        ),
        "                if isinstance(e.kwargs.get('error'), LocationParseError):\n": (
            "                from urllib3.exceptions import LocationParseError\n"
            "                if isinstance(e.kwargs.get('error'), LocationParseError):\n"
        ),
    },
}


def change(folder: Path) -> None:
    """Raises `ValueError` if a package has changed."""
    for name, parts in CHANGES.items():
        path = folder / name
        source = path.read_text(encoding="utf-8")
        for before, after in parts.items():
            if source.count(before) != 1:
                raise ValueError(f"{name} has changed: see deployment/release/late_imports.py. It has not: {before}")
            source = source.replace(before, after)
        path.write_text(source, encoding="utf-8")
