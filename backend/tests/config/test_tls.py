"""DB_SSLROOTCERT=system: whom SSL_CERT_FILE names, as in the image, is believed about the database's certificate."""

import os
import re
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from devtools.paths import BACKEND

CONNECT = "import psycopg; psycopg.connect('host=localhost port={0} sslmode=verify-full sslrootcert=system')"


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """The certificate of an authority that vouches for `localhost`, with its key in the file `key` beside it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = serialization.PrivateFormat.PKCS8
    (tmp_path / "key").write_bytes(key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption()))
    (tmp_path / "ca.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return tmp_path / "ca.pem"


@pytest.fixture
def port(authority: Path) -> Iterator[int]:
    """Of what speaks PostgreSQL up to the end of the handshake, and then hangs up."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, authority.with_name("key"))
    context.set_alpn_protocols(["postgresql"])
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            plain, _ = listening.accept()
            with plain:
                plain.recv(8)  # SSLRequest
                plain.sendall(b"S")
                try:
                    with context.wrap_socket(plain, server_side=True) as encrypted:
                        encrypted.recv(1024)
                except OSError:
                    return  # it did not believe us

        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def refusal(port: int, trusted: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "SSL_CERT_FILE": str(trusted)}
    program = [sys.executable, "-c", CONNECT.format(port)]
    return subprocess.run(program, cwd=BACKEND, env=environment, capture_output=True, text=True).stderr


def test_whom_the_file_names_is_believed(authority: Path, port: int) -> None:
    assert re.search("server closed the connection|unexpected eof", refusal(port, authority))


def test_nobody_else_is_believed(tmp_path: Path, port: int) -> None:
    (tmp_path / "none.pem").write_text("")
    assert "certificate verify failed" in refusal(port, tmp_path / "none.pem")


def test_the_image_names_the_file_and_has_it() -> None:
    dockerfile = (BACKEND / "Dockerfile").read_text()
    assert "ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt\n" in dockerfile
    assert 'test -s "$SSL_CERT_FILE"' in dockerfile
