"""A provider of OpenID Connect on a local port: discovery, keys, and the token endpoint, with PKCE checked."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT_ID, CLIENT_SECRET = "desk", "a-secret-of-the-client"


class _Ascii(json.JSONEncoder):
    """Says as \\u what is not ASCII, as many providers do: so it can say half a surrogate pair, too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": True})


class OpenIdProvider:
    """`claims` is whom it vouches for; `authorize` plays the person who agrees in the browser."""

    def __init__(self) -> None:
        self._key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        self.signing_key = self._key  # a test forges with another
        self.claims: dict[str, Any] = {"sub": "248289761001"}
        self.token_requests: list[dict[str, str]] = []
        self._asked: dict[str, str] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def authorize(self, address: str) -> str:
        """The path with which the browser comes back from `address`."""
        self._asked = dict(parse_qsl(urlsplit(address).query))
        assert self._asked["response_type"] == "code"
        assert self._asked["client_id"] == CLIENT_ID
        assert self._asked["code_challenge_method"] == "S256"
        back = urlsplit(self._asked["redirect_uri"])
        return f"{back.path}?code=the-code&state={self._asked['state']}"

    def answer(self, path: str, body: str) -> Any:
        match path:
            case "/.well-known/openid-configuration":
                return {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            case "/keys":
                return KeySet([self._key]).as_dict(private=False)
            case "/token":
                return self._token({name: values[0] for name, values in parse_qs(body).items()})
        raise AssertionError(path)

    def _token(self, request: dict[str, str]) -> dict[str, Any]:
        self.token_requests.append(request)
        digest = hashlib.sha256(request["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self._asked["code_challenge"]
        now = int(time.time())
        standard = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": self._asked["nonce"]}
        claims = {**standard, **self.claims}
        id_token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signing_key, encoder_cls=_Ascii)
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": id_token}


def _handler(provider: OpenIdProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            answer = json.dumps(provider.answer(self.path, body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET  # noqa: N815 -- as http.server spells it

        def log_message(self, *_: Any) -> None: ...

    return Handler
