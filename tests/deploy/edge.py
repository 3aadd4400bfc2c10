"""A proxy between the tests and the emulator, which terminates TLS for AWS's addresses.

So the deployed stage has its real addresses. Lambda functions, browsers and the doctor learn of the proxy and of its
certificate from the usual environment variables. Connections to other addresses are passed on unchanged.
"""

import asyncio
import datetime
import os
import ssl
import threading
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import HTTPSHandler, OpenerDirector, ProxyHandler, build_opener

import certifi
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from devtools.ports import free_port

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Edge:
    def __init__(self, folder: Path, region: str, upstream: int) -> None:
        self.upstream = upstream
        self.port, self.tls_port = free_port(), free_port()
        self.certificate = folder / "edge.pem"
        self.ours = [f".execute-api.{region}.amazonaws.com", ".cloudfront.net", f".s3.{region}.amazonaws.com"]
        key = write_certificate(self.certificate, [f"*{name}" for name in self.ours])
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(self.certificate, key)
        trusted = Path(os.environ.get("SSL_CERT_FILE") or certifi.where())
        self.bundle = folder / "trusted.pem"
        self.bundle.write_bytes(trusted.read_bytes() + b"\n" + self.certificate.read_bytes())
        proxy = os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy")
        self.beyond = urlsplit(proxy) if proxy else None
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.started = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        proxy = f"http://127.0.0.1:{self.port}"
        return {
            "HTTPS_PROXY": proxy,
            "https_proxy": proxy,
            "NO_PROXY": "127.0.0.1,localhost",
            "SSL_CERT_FILE": str(self.bundle),
            "AWS_CA_BUNDLE": str(self.bundle),
            "REQUESTS_CA_BUNDLE": str(self.bundle),
        }

    def opener(self) -> OpenerDirector:
        """Requests AWS's addresses through the proxy."""
        proxy = ProxyHandler({"https": f"http://127.0.0.1:{self.port}"})
        return build_opener(proxy, HTTPSHandler(context=ssl.create_default_context(cafile=str(self.bundle))))

    def start(self) -> None:
        self.thread.start()
        assert self.started.wait(10)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self.listen())
        self.started.set()
        self.loop.run_forever()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()

    async def listen(self) -> None:
        await asyncio.start_server(self.tunnel, "127.0.0.1", self.port)
        await asyncio.start_server(self.serve, "127.0.0.1", self.tls_port, ssl=self.tls)

    async def tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """CONNECT HOST:PORT."""
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            host, _, port = request.split()[1].decode().rpartition(":")
            if host.endswith(tuple(self.ours)):
                writer.write(ESTABLISHED)
                await join(reader, writer, "127.0.0.1", self.tls_port)
            elif self.beyond:  # the proxy that this machine is configured to use
                await join(reader, writer, self.beyond.hostname or "", self.beyond.port or 80, request)
            else:
                writer.write(ESTABLISHED)
                await join(reader, writer, host, int(port))
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Passes the bytes on unchanged: the emulator reads the Host header."""
        try:
            await join(reader, writer, "127.0.0.1", self.upstream)
        except OSError:
            writer.close()


async def join(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, port: int, first: bytes = b""
) -> None:
    there_reader, there_writer = await asyncio.open_connection(host, port)
    there_writer.write(first)
    await asyncio.gather(pump(reader, there_writer), pump(there_reader, writer))


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


def write_certificate(path: Path, names: list[str]) -> Path:
    """Writes a self-signed certificate. Returns the path of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Porchlight tests")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_path = path.with_suffix(".key")
    key_path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return key_path
