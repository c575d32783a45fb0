"""A mail box on loopback that speaks enough IMAP4rev1 (RFC 3501) over TLS with a certificate of its own."""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "tiep-nhan", "mật khẩu thử".encode().hex()
_LINE = re.compile(rb"(\S+) (?:UID )?(\S+) ?(.*)\r\n")
_PIECE = re.compile(rb"BODY\.PEEK\[\]<(\d+)\.(\d+)>")


@dataclass
class Post:
    """The letters of the box by number, and what clients asked for."""

    letters: dict[int, bytes] = field(default_factory=dict)
    validity: int = 1
    asked: list[bytes] = field(default_factory=list)
    hangs_up_at: bytes = b""

    def deliver(self, letter: bytes) -> int:
        """Put a letter into the box and return its number."""
        number = max(self.letters, default=0) + 1
        self.letters[number] = letter.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return number


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    @property
    def post(self) -> Post:
        return self.server.post

    def handle(self) -> None:
        self.send(b"* OK IMAP4rev1 ready")
        while line := self.rfile.readline():
            found = _LINE.fullmatch(line)
            tag, command, rest = found.groups() if found else (b"*", b"", b"")
            self.post.asked.append(line.strip())
            if self.post.hangs_up_at and self.post.hangs_up_at in line:
                return
            answer = getattr(self, f"do_{command.decode().lower()}", self.unknown)
            told = answer(rest)
            self.send(tag + b" " + told + b" .")
            if command == b"LOGOUT":
                return

    def send(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def unknown(self, rest: bytes) -> bytes:
        return b"BAD unknown command"

    def do_capability(self, rest: bytes) -> bytes:
        self.send(b"* CAPABILITY IMAP4rev1")
        return b"OK"

    def do_login(self, rest: bytes) -> bytes:
        return b"OK" if rest == f'{USER} "{PASSWORD}"'.encode() else b"NO [AUTHENTICATIONFAILED] wrong"

    def do_examine(self, rest: bytes) -> bytes:
        if rest != b'"INBOX"':
            return b"NO no such folder"
        self.send(b"* %d EXISTS" % len(self.post.letters))
        self.send(b"* OK [UIDVALIDITY %d] valid" % self.post.validity)
        return b"OK [READ-ONLY] opened"

    def do_search(self, rest: bytes) -> bytes:
        self.send(b"* SEARCH " + b" ".join(b"%d" % uid for uid in self.post.letters))
        return b"OK"

    def do_fetch(self, rest: bytes) -> bytes:
        uid = int(rest.split()[0])
        letter = self.post.letters.get(uid)
        if letter is None:
            return b"OK"
        piece = _PIECE.search(rest)
        if piece is None:
            self.send(b"* %d FETCH (UID %d RFC822.SIZE %d)" % (uid, uid, len(letter)))
            return b"OK"
        start, length = map(int, piece.groups())
        part = letter[start : start + length]
        self.wfile.write(b"* %d FETCH (UID %d BODY[]<%d> {%d}\r\n" % (uid, uid, start, len(part)))
        self.wfile.write(part + b")\r\n")
        return b"OK"

    def do_logout(self, rest: bytes) -> bytes:
        self.send(b"* BYE")
        return b"OK"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, post: Post, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.post, self.context = post, context

    def get_request(self):
        line, address = super().get_request()
        return self.context.wrap_socket(line, server_side=True), address

    def handle_error(self, request, client_address) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def mail_server(folder: Path) -> Iterator[tuple[Post, int, Path]]:
    """Keep the mail box running inside the block; yield its post, its port and its authority's certificate."""
    certificate, key = _certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    post = Post()
    with _Server(post, context) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield post, server.server_address[1], certificate
        finally:
            server.shutdown()
            thread.join()


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "may-chu.pem", folder / "may-chu.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths
