"""A small OpenID provider on this machine for tests: discovery, token, keys, user info; it says what it is told."""

import base64
import json
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

CLIENT_ID = "cong-cai-cach"


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Provider:
    """Answers on a free port; ``claims`` and ``changes`` say what the next token holds."""

    def __init__(self, folder: Path) -> None:
        self.key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
        self.stranger = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
        self.forget()
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.place = f"127.0.0.1:{self.server.server_port}"
        self.address = f"https://{self.place}"
        self.authority = folder / "authority.pem"
        self.server.socket = self._encrypted(folder / "key.pem").wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def forget(self) -> None:
        """Say again what an honest provider says, and nothing of what was asked before."""
        self.claims: dict[str, Any] = {"sub": "p-1"}
        self.changes: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.nonce = ""
        self.sign_with = self.key
        self.algorithm = "RS256"
        self.asked: list[dict[str, list[str]]] = []

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _encrypted(self, key_file: Path) -> ssl.SSLContext:
        """Sign a certificate for this machine, whose only authority is itself."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder(name, name, self.key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        self.authority.write_bytes(certificate.public_bytes(Encoding.PEM))
        key_file.write_bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority, key_file)
        return context

    def id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": self.nonce}
        claims |= self.claims | self.changes
        key: Any = "" if self.algorithm == "none" else self.sign_with
        return jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "k1"})

    def answers(self) -> dict[str, Any]:
        public = self.key.public_key().public_numbers()
        jwk = {"kty": "RSA", "kid": "k1", "use": "sig", "alg": "RS256", "n": _number(public.n), "e": _number(public.e)}
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "userinfo_endpoint": f"{self.address}/userinfo",
            },
            "/keys": {"keys": [jwk]},
            "/token": {"access_token": "a", "token_type": "bearer", "id_token": self.id_token()},
            "/userinfo": {"sub": self.claims["sub"]} | self.userinfo,
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.asked.append(parse_qs(body))
                self._answer()

            def _answer(self) -> None:
                content = json.dumps(provider.answers()[self.path]).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: Any) -> None:
                pass

        return Handler
