"""The zip that Chalice's packager makes of the release folder, which `chalice deploy` uploads."""

import importlib.util
import json
import platform
import subprocess
import sys
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from chalicelib.api import openapi
from deployment import release
from deployment.release import service_models
from deployment.stage import Stage

ARCHITECTURE = {"x86_64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine()]
STAGE = Stage("ziptest", "eu-central-1")
UNCHECKED = b"\x01\x00\x00\x00"  # the flags of a compiled file that Python does not compare with its source
# The current sizes, rounded up. Lambda allows 250 MB, but every cold start reads the files.
ZIP_BYTES, UNPACKED_BYTES = 12_000_000, 32_000_000

pytestmark = pytest.mark.timeout(600)  # the first to run downloads the packages, once


def built(socket_url: str = "wss://abc123.execute-api.eu-central-1.amazonaws.com/api") -> Path:
    environment = {"PORCHLIGHT_SOCKET_URL": socket_url}
    known = {"account": "123456789012", "concurrency": 1000}
    return release.build(STAGE, environment=environment, architecture=ARCHITECTURE, **known)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    to = tmp_path_factory.mktemp("package")
    chalice = Path(sys.executable).with_name("chalice")
    subprocess.run([chalice, "package", "--stage", STAGE.name, to], cwd=built(), check=True, capture_output=True)
    return zipfile.ZipFile(to / "deployment.zip")


def test_the_zip_has_the_server_and_its_packages_only(archive: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in archive.namelist()}
    ours = {"app.py", "chalice", "chalicelib", "__pycache__"}
    packages = {
        *("_argon2_cffi_bindings", "annotated_types", "argon2", "botocore", "certifi", "dateutil", "jmespath", "jwt"),
        *("email_validator", "idna", "precis_i18n", "pyotp"),
        *("cryptography", "html2text", "http_ece", "mailparser_reply", "tzdata"),  # of the background work
        *("pydantic", "pydantic_core", "pynamodb", "six.py", "typing_extensions.py", "typing_inspection", "urllib3"),
    }
    assert {top for top in tops if not top.startswith("_cffi_backend.")} == ours | packages


@pytest.mark.parametrize(
    "pattern",
    [
        *("*test*/*", "tests*", "devtools/*", "deployment/*", "docs/*", "*.md"),
        *("client/*", "widget/*", "admin_static/*", "*.js", "*.html", "*.css", "node_modules/*"),
        *("pip/*", "setuptools/*", "wheel/*", "boto3/*", "s3transfer/*", "chalice/cli/*", "*.dist-info/*", "*.pyi"),
        *(".chalice/*", "*config.json", "*policies*", "*.env", "*signing-key*", "requirements*"),
    ],
)
def test_the_zip_has_no_tests_tools_pages_or_settings(archive: zipfile.ZipFile, pattern: str) -> None:
    assert [name for name in archive.namelist() if fnmatchcase(name, pattern)] == []


def test_botocore_has_the_models_of_the_servers_services_only(archive: zipfile.ZipFile) -> None:
    data = [name.split("/")[2] for name in archive.namelist() if name.startswith("botocore/data/")]
    assert {name for name in data if not name.endswith(".json")} == {*service_models.OPERATIONS}


def test_every_python_file_is_compiled_and_loaded_unchecked(archive: zipfile.ZipFile) -> None:
    names = {*archive.namelist()}
    sources = [name for name in names if name.endswith(".py")]
    compiled = {name: importlib.util.cache_from_source(name) for name in sources}
    assert [name for name, cached in compiled.items() if cached not in names] == []
    assert [name for name in compiled.values() if archive.read(name)[4:8] != UNCHECKED] == []


def test_the_zip_has_not_grown(archive: zipfile.ZipFile) -> None:
    assert Path(str(archive.filename)).stat().st_size < ZIP_BYTES
    assert sum(each.file_size for each in archive.infolist()) < UNPACKED_BYTES


def test_the_same_inputs_give_the_same_release_and_another_configuration_gives_another(
    archive: zipfile.ZipFile,
) -> None:
    before = release.fingerprint(built())
    assert release.fingerprint(built("wss://other.example/api")) != before
    assert release.fingerprint(built()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="the packages are Lambda's")
def test_the_server_starts_from_the_zip_alone_and_does_what_needs_compiled_packages(
    archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    program = (
        "import app, chalice.app\n"
        "from chalicelib.accounts.passwords import hash_password, verify_password\n"
        "from chalicelib.api import openapi\n"
        "from chalicelib.storage.database import database\n"
        "assert verify_password('a kettle', hash_password('a kettle'))\n"
        "assert openapi.document() and database().client\n"
        "from chalicelib import mail\n"
        "from chalicelib.notify import functions, schedules\n"
        "assert mail.client() and schedules.client()\n"
        "from chalicelib.storage import s3\n"
        "of_mail = {'Bucket': 'mails', 'Key': '1'}\n"
        "assert s3.client().generate_presigned_url('get_object', Params=of_mail).startswith('https://mails.s3.')\n"
        "import html2text, http_ece, mailparser_reply, os, zoneinfo\n"
        "from cryptography.hazmat.primitives.asymmetric import ec\n"
        "keys, secret = [ec.generate_private_key(ec.SECP256R1()) for _ in '12'], os.urandom(16)\n"
        "sealed = http_ece.encrypt(b'hello', private_key=keys[0], dh=keys[1].public_key(), auth_secret=secret)\n"
        "assert http_ece.decrypt(sealed, private_key=keys[1], auth_secret=secret) == b'hello'\n"
        "from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat\n"
        "from chalicelib.notify.push import vapid\n"
        "pem = keys[0].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()\n"
        "assert vapid.parse(pem).authorization('https://push.example/1', 'mailto:a@b.example').startswith('vapid t=')\n"
        "zoneinfo.reset_tzpath(to=[])\n"
        "assert zoneinfo.ZoneInfo('Europe/Berlin') and len(zoneinfo.available_timezones()) > 400\n"
        "assert html2text.html2text('<p>Hello</p>').strip() == 'Hello'\n"
        "mail = 'Yes.\\n\\nOn Monday, 1. June 2026 at 8:00, Maya wrote:\\n> Blue?'\n"
        "assert mailparser_reply.EmailReplyParser(languages=['en']).parse_reply(mail) == 'Yes.'\n"
        "print(app.__cached__, chalice.app.__cached__)"
    )
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    assert printed_by(program, archive, tmp_path, keys).split() == [
        str(tmp_path / importlib.util.cache_from_source(name)) for name in ("app.py", "chalice/app.py")
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="the packages are Lambda's")
def test_the_server_of_the_zip_compiles_no_dataclass_and_its_api_is_that_of_the_sources(
    archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    program = (
        "compiled = []\n"
        "def watch(event, values):\n"
        "    if event == 'compile' and isinstance(values[0], bytes) and b'__create_fn__' in values[0]:\n"
        "        compiled.append(values[0].decode())\n"
        "sys.addaudithook(watch)\n"
        "import app, json\n"
        "app.app.load_all()\n"
        "from chalicelib.api import openapi, socket\n"
        "from chalicelib.notify import functions, records, runner\n"
        "from chalicelib.notify.incoming import received\n"
        "print(json.dumps({'compiled': compiled, 'document': openapi.document()}))"
    )
    function = {"AWS_LAMBDA_FUNCTION_NAME": "porchlight", "_HANDLER": "app.app"}
    assert json.loads(printed_by(program, archive, tmp_path, function)) == {
        "compiled": [],
        "document": openapi.document(),
    }


def printed_by(program: str, archive: zipfile.ZipFile, folder: Path, variables: dict[str, str]) -> str:
    """Runs a program with the zip's content alone: without the project's sources and packages."""
    archive.extractall(folder)
    program = f"import sys; sys.path.insert(0, {str(folder)!r})\n{program}"
    python = [Path(sys.executable).resolve(), "-I", "-S", "-B", "-c", program]
    environment = {**variables, "AWS_REGION": "eu-central-1", "PORCHLIGHT_TABLE_PREFIX": STAGE.prefix}
    return subprocess.run(python, check=True, capture_output=True, text=True, env=environment).stdout
