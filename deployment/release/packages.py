"""The server's packages for Lambda: installed for its system, trimmed and compiled, once for each set of versions."""

import importlib.util
import json
import os
import re
import shutil
import sys
from pathlib import Path

from chalice.config import Config

from chalicelib import dataclass_code
from deployment.release import late_imports, service_models, shared_libraries, typed_dicts, unused_imports
from devtools.console import Problem, megabytes, step
from devtools.folders import ROOT, STATE, lock
from devtools.setup.python_packages import CONSTRAINTS, LAMBDA
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}  # by Lambda's name: the name in wheel tags
# Versions of glibc: Amazon Linux 2 for Python 3.10 and 3.11, and Amazon Linux 2023 for later versions.
OLD_PYTHONS, OLD_GLIBC, GLIBC = ("3.10", "3.11"), 26, 34
FIXED_TIME = 315_619_200  # 1980-01-02: zip files cannot contain earlier times
LAMBDA_FOLDER = "/var/task"  # shown in tracebacks
FIXED_SEED = {"PYTHONHASHSEED": "0"}  # so that what is compiled is always the same
DATACLASSES = Path(__file__).parent / "programs" / "compile_dataclasses.py"
CHALICE_FILES = ("__init__.py", "app.py")  # the files of Chalice that it adds to the zip
WITHOUT_WHEELS = ("http-ece",)  # pure Python, published as source only

# What the server never imports. A test starts the server from the result.
UNUSED = [
    "*.dist-info",  # no package reads versions, and pydantic need not search them for plug-ins
    "bin",
    "**/*.pyi",
    "**/py.typed",
    "**/tests",
    "_cffi_backend.libs/*.txt",
    "certifi/__main__.py",
    "botocore/data/*/",  # service_models writes those that are used
    "botocore/docs/bcdoc",  # see unused_imports
    "botocore/docs/[!_du]*.py",  # all but docstring.py and utils.py, which clients import
    "cffi",  # argon2-cffi needs its compiled backend only
    "cryptography/cobblestone.py",
    "cryptography/fernet.py",
    "cryptography/hazmat/asn1",
    "cryptography/x509",
    "dateutil/easter.py",
    "dateutil/rrule.py",
    "dateutil/zoneinfo/*.tar.gz",
    "dns",  # email-validator makes no DNS queries
    "email_validator/__main__.py",
    "email_validator/deliverability.py",
    "html2text/__main__.py",
    "html2text/cli.py",
    "idna/__main__.py",
    "idna/cli.py",
    "pycparser",
    "pydantic/experimental",
    "pydantic/mypy.py",
    "pydantic/v1",
    "tzdata/zoneinfo/*.tab",  # lists of countries and of leap seconds, and the sources of the zones
    "tzdata/zoneinfo/leapseconds",
    "tzdata/zoneinfo/tzdata.zi",
    "urllib3/contrib/emscripten",
    "urllib3/contrib/pyopenssl.py",  # these two import packages that Lambda has not
    "urllib3/contrib/socks.py",
]

# The certificate authorities that AWS asks its clients to trust: https://www.amazontrust.com/repository/
CERTIFICATE = re.compile(r"(?:^#[^\n]*\n)+-----BEGIN CERTIFICATE-----\n.*?-----END CERTIFICATE-----\n", re.M | re.S)
AMAZON = re.compile(r'^# Label: "(?:Amazon Root CA [1-4]|Starfield Services Root Certificate Authority - G2)"$', re.M)
AMAZON_COUNT = 5


def build(architecture: str) -> Path:
    """Returns a folder with the packages. All stages share it, so it must not be changed."""
    folder = STATE / "release" / "packages" / f"{architecture}-{python_version()}"
    with lock(STATE / "release" / "packages.lock", waiting="Waiting for another command that installs packages …"):
        stamp = Stamp(f"release-packages-{architecture}", inputs(architecture))
        if not (stamp.is_current() and folder.is_dir()):
            stamp.clear()
            make(folder, architecture)
            stamp.write()
    return folder


def make(folder: Path, architecture: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with step(f"Packages for Lambda on {architecture}") as shown:
        install(folder, architecture)
        trim(folder)
        compile_packages(folder)
        files = [path for path in folder.rglob("*") if path.is_file()]
        for path in files:
            os.utime(path, (FIXED_TIME, FIXED_TIME))
        shown.done_with = megabytes(sum(path.stat().st_size for path in files))


def inputs(architecture: str) -> str:
    """Everything that the content of the folder depends on."""
    modules = sorted(Path(__file__).parent.rglob("*.py"))
    texts = [path.read_text(encoding="utf-8") for path in (LAMBDA, CONSTRAINTS, *modules)]
    return json.dumps([sys.version, architecture, *texts])


def install(folder: Path, architecture: str) -> None:
    listed = LAMBDA.read_text(encoding="utf-8").split()
    from_source = [each for each in listed if each.startswith(WITHOUT_WHEELS)]
    for_lambda = ["--only-binary=:all:", "--python-version", python_version(), "--implementation", "cp"]
    for platform in platforms(architecture):
        for_lambda += ["--platform", platform]
    pip_install(folder, *for_lambda, "-c", str(CONSTRAINTS), *(each for each in listed if each not in from_source))
    pip_install(folder, "--no-deps", *from_source)


def pip_install(folder: Path, *arguments: str) -> None:
    command: list[str | Path] = [sys.executable, "-m", "pip", "install", "--no-compile", "--progress-bar", "off"]
    failure = "The packages for Lambda could not be installed."
    run_tool(
        failure,
        [*command, "--target", folder, *arguments],
        log="release.log",
        env={"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


def platforms(architecture: str) -> list[str]:
    """The wheel tags that Lambda supports, the newest first."""
    machine = MACHINES[architecture]
    newest = OLD_GLIBC if python_version() in OLD_PYTHONS else GLIBC
    return [*(f"manylinux_2_{minor}_{machine}" for minor in range(newest, 16, -1)), f"manylinux2014_{machine}"]


def python_version() -> str:
    """Chalice chooses Lambda's Python version after the one that runs Chalice, so packages are compiled for it."""
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    supported = Config().lambda_python_version
    if supported != f"python{own}":
        raise Problem(f"Lambda does not support Python {own}. Remove .venv and start dev.py with {supported}.")
    return own


def trim(folder: Path) -> None:
    models = service_models.kept(folder / "botocore" / "data")
    for pattern in UNUSED:
        for path in sorted(folder.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, document in models.items():
        path = folder / "botocore" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, separators=(",", ":")), encoding="utf-8")
    unused_imports.replace(folder)
    late_imports.change(folder)
    typed_dicts.replace(folder)
    for path in sorted(folder.rglob("*.so")):
        path.write_bytes(shared_libraries.stripped(path.read_bytes()))
    bundle = folder / "botocore" / "cacert.pem"
    bundle.write_text(amazon_authorities(bundle.read_text(encoding="utf-8")), encoding="utf-8")


def amazon_authorities(bundle: str) -> str:
    """Filters botocore's bundle, which is read for every new connection: a cold start opens several.

    certifi's bundle stays complete: `chalicelib/notify/outbound.py` reads it for other people's servers.
    """
    kept = [found[0] for found in CERTIFICATE.finditer(bundle) if AMAZON.search(found[0])]
    assert len(kept) == AMAZON_COUNT, f"{len(kept)} of Amazon's {AMAZON_COUNT} authorities are in the bundle"
    return "\n".join(kept)


def compile_packages(vendor: Path) -> None:
    """Chalice adds the sources of its own files to the zip, so that only their compiled form is needed in vendor/."""
    spec = importlib.util.find_spec("chalice")
    assert spec
    assert spec.origin
    (vendor / "chalice").mkdir()
    for name in CHALICE_FILES:
        shutil.copy(Path(spec.origin).with_name(name), vendor / "chalice")
    compile_files(vendor, vendor)
    for name in CHALICE_FILES:
        (vendor / "chalice" / name).unlink()


def compile_server(release: Path) -> None:
    """Chalice copies `chalicelib` with its compiled files, but only the source of `app.py`: vendor/ gets the rest."""
    compile_dataclasses(release / dataclass_code.FILE.relative_to(ROOT))
    compile_files(release, release / "app.py", release / "chalicelib")
    compiled = release / "__pycache__"
    shutil.copytree(compiled, release / "vendor" / "__pycache__", dirs_exist_ok=True)
    shutil.rmtree(compiled)


def compile_files(root: Path, *paths: Path) -> None:
    """In a separate process with a fixed hash seed.

    Python loads an "unchecked" compiled file without comparing it with its source, which never changes on Lambda.
    """
    command: list[str | Path] = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    command += ["-s", root, "-p", LAMBDA_FOLDER, *paths]
    run_tool("The release could not be compiled.", command, log="compile.log", env=FIXED_SEED)


def compile_dataclasses(file: Path) -> None:
    """Writes the file that `chalicelib/dataclass_code.py` reads."""
    command: list[str | Path] = [sys.executable, DATACLASSES, file]
    variables = {**FIXED_SEED, "PYTHONPATH": str(ROOT)}
    run_tool("The dataclasses could not be compiled.", command, log="dataclasses.log", env=variables)
