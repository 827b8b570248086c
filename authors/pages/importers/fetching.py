"""Fetch a picture from the old site, and nothing from anywhere behind it.

An export can name any address. One inside the own network would hand out what is kept there, so
each host is looked up once, every address of it has to be public, and the connection goes to the
address that was looked at. Threats: https://cheatsheetseries.owasp.org, SSRF.
"""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from authors.pages.importers.media_folder import LARGEST_BYTES

SECONDS = 30.0  # for one picture, its redirects included
PAUSE_SECONDS = 5.0  # between two pieces of it
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
PORTS = {"http": 80, "https": 443}
SAFE = "/%:@!$&'()*+,;=~-._"
# Addresses of the other kind of network lie inside of these.
TUNNELS = [ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class Unfetched(Exception):
    """There is no such picture, or it isn't fetched. The text is a word for the log."""


class Fetcher:
    """Fetches over HTTP. `allows` tells whether an address may be asked; tests ask their own server."""

    def __init__(
        self, allows: Callable[[str], bool] | None = None, seconds: float = SECONDS
    ) -> None:
        self.allows = allows or is_public
        self.seconds = seconds

    def fetch(self, address: str) -> bytes:
        """Return what is at an address, at most LARGEST_BYTES. Raise Unfetched."""
        ends = time.monotonic() + self.seconds
        for _hop in range(MOST_REDIRECTS + 1):
            found = self._ask(address, ends)
            if isinstance(found, bytes):
                return found
            address = urljoin(address, found)
        raise Unfetched("redirects")

    def _ask(self, address: str, ends: float) -> bytes | str:
        """Return what is there, or where else to look."""
        parts = parts_of(address)
        try:
            with closing(self._connected(parts, ends)) as connection:
                left = max(0.01, ends - time.monotonic())
                # A server that sends a byte now and then would keep every other limit waiting.
                end = Timer(left, _hang_up, [connection.sock])
                end.start()
                try:
                    found = _answer(connection, parts)
                finally:
                    end.cancel()
        except (OSError, HTTPException, ValueError) as error:
            raise Unfetched(type(error).__name__) from error
        if time.monotonic() >= ends:
            raise Unfetched("slow")  # What was hung up on looks like an end.
        return found

    def _connected(self, parts: SplitResult, ends: float) -> HTTPConnection:
        host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
        numbers = {
            str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        }
        if not numbers or not all(self.allows(number) for number in numbers):
            raise Unfetched("not public")
        wait = min(PAUSE_SECONDS, max(0.01, ends - time.monotonic()))
        sock = socket.create_connection((sorted(numbers)[0], port), timeout=wait)
        connection = HTTPConnection(host, port)
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
            connection = HTTPSConnection(host, port)
        connection.sock = sock
        return connection


def is_public(number: str) -> bool:
    """Return whether an IP address is one of the internet's, and of no network inside it."""
    ip = ip_address(number.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in tunnel for tunnel in TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address that may be fetched. Raise Unfetched."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in PORTS and parts.hostname and parts.port != 0
    except ValueError as error:
        raise Unfetched("address") from error
    if not usable or parts.username or parts.password:
        raise Unfetched("address")
    return parts


def _answer(connection: HTTPConnection, parts: SplitResult) -> bytes | str:
    path = quote(parts.path or "/", safe=SAFE)
    query = f"?{quote(parts.query, safe=SAFE + '?')}" if parts.query else ""
    headers = {"Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": "authorsite"}
    connection.request("GET", path + query, headers=headers)
    response = connection.getresponse()
    if response.status in REDIRECTS and (target := response.getheader("Location")):
        return target
    if response.status != 200:
        raise Unfetched(str(response.status))
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise Unfetched("encoding")
    return _content(response)


def _content(response: HTTPResponse) -> bytes:
    """Read until the end or the limit, whatever length was promised."""
    content = bytearray()
    while piece := response.read1(65_536):
        content += piece
        if len(content) > LARGEST_BYTES:
            raise Unfetched("too large")
    if response.length:
        raise Unfetched("breaks off")
    return bytes(content)


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
