"""docker-compose.prod.yml on this machine: on free ports, for `localhost`, with Caddy's own authority."""

import base64
import hashlib
import http.client
import json
import os
import secrets
import ssl
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

from devtools.compose import ComposeStack
from devtools.console import Problem
from devtools.ports import free_port

_AUTHORITY = "/certificates/caddy/pki/authorities/local"


def required() -> dict[str, str]:
    """What .env must hold."""
    return {
        "DOMAIN": "localhost",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "POSTGRES_PASSWORD": secrets.token_hex(24),
        "POSTGRES_OWNER_PASSWORD": secrets.token_hex(24),
        "POSTGRES_APPLICATION_PASSWORD": secrets.token_hex(24),
        "POSTGRES_BACKUP_PASSWORD": secrets.token_hex(24),
        "POSTGRES_MONITOR_PASSWORD": secrets.token_hex(24),
    }


class ProductionStack(ComposeStack):
    """As somebody would start it who tries it out at home."""

    def __init__(self) -> None:
        self.https, self.http = free_port(), free_port()
        settings = {
            **required(),
            "COMPOSE_FILE": os.pathsep.join(("docker-compose.yml", "docker-compose.prod.yml")),
            "CERTIFICATES": "internal",
            "PUBLISH_ADDRESS": "127.0.0.1",
            "PUBLISH_HTTP": str(self.http),
            "PUBLISH_HTTPS": str(self.https),
        }
        super().__init__(settings, scale={})

    def trust(self, folder: Path) -> ssl.SSLContext:
        """The authority that has signed this stack's certificate, and no other."""
        (folder / "root.crt").write_text(self.execute("caddy", "cat", f"{_AUTHORITY}/root.crt"))
        return ssl.create_default_context(cafile=str(folder / "root.crt"))

    def authority_key(self) -> str:
        """The SHA-256 of the key that signs this stack's certificates, as Chromium is told to trust it."""
        sent = self.execute("caddy", "cat", f"{_AUTHORITY}/intermediate.crt")
        key = load_pem_x509_certificate(sent.encode()).public_key()
        public = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(hashlib.sha256(public).digest()).decode()


class Visitor:
    """Somebody's browser: https only, keeps cookies."""

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        self._port, self._trust = port, trust
        self._cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, body: object = None, host: str = "localhost"
    ) -> tuple[int, http.client.HTTPMessage, Any]:
        """Status, headers and the JSON of the answer. Raises Problem if nothing answers."""
        headers = {**self.headers(), "Host": f"{host}:{self._port}"}
        connection = http.client.HTTPSConnection("localhost", self._port, timeout=30, context=self._trust)
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            response = connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise Problem(f"{method} {path} got no answer by https: {error}") from error
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        try:
            return response.status, response.headers, json.loads(text or b"null")
        except json.JSONDecodeError:
            return response.status, response.headers, None

    def headers(self) -> dict[str, str]:
        """What the browser sends with each request by now."""
        origin = f"https://localhost:{self._port}"
        headers = {"Content-Type": "application/json", "Origin": origin, "Referer": f"{origin}/"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if token := next((value for name, value in self._cookies.items() if "csrf" in name), ""):
            headers["X-CSRFToken"] = token
        return headers
