"""A server that stands in for a payment provider's: real HTTP, and faults on demand."""

import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    params: dict
    headers: dict
    body: bytes = b""


class Problem(Exception):
    """An answer that is no success, in the provider's own JSON."""

    def __init__(self, status, body):
        super().__init__(status)
        self.status, self.body = status, body


class Server:
    """Run the server in a thread. Faults, if any, befall the next requests, one each.

    A provider's own stand-in says what it answers: `answer`, `params_of`, `page` and the canned
    `answers`, which are status and text by the name of a fault.
    """

    answers = {}
    page_paths = ()
    headers = {}

    def __init__(self, port=0, site=""):
        self.site = site  # where events go
        self.received = []
        self.faults = []
        self.hold_seconds = 1.0
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler_of(self))
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(self, *_error):
        self._http.shutdown()
        self._http.server_close()

    def sent(self, method, path):
        """Return the parameters of all requests to a path."""
        return [r.params for r in self.received if (r.method, r.path) == (method, path)]

    def serve(self, request):
        """Return status, text and headers, or None to hang up."""
        self.received.append(request)
        fault = self.next_fault(request)
        if fault in self.answers:
            return (*self.answers[fault], {})
        if fault == "reset":
            return None
        if fault == "timeout":
            time.sleep(self.hold_seconds)
            return None
        answer = self._answered(request)
        return None if fault == "lost answer" else self.spoilt(fault, request, answer)

    def next_fault(self, request):
        return self.faults.pop(0) if self.faults else ""

    def spoilt(self, fault, request, answer):
        return answer

    def _answered(self, request):
        try:
            return self.answer(request)
        except Problem as problem:
            return problem.status, problem.body, {}


def _handler_of(server):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self._serve(b"")

        def do_POST(self):
            self._serve(self.rfile.read(int(self.headers["Content-Length"])))

        def _serve(self, body):
            parts = urlsplit(self.path)
            if parts.path.startswith(server.page_paths):
                typed = dict(parse_qsl(parts.query) + parse_qsl(body.decode()))
                return self._send(*server.page(self.command, parts.path, typed))
            headers = {name.lower(): value for name, value in self.headers.items()}
            params = server.params_of(parts.query, body)
            answer = server.serve(Received(self.command, parts.path, params, headers, body))
            return self._send(*answer) if answer else self._hang_up()

        def _send(self, status, body, headers):
            self.send_response(status)
            sent = server.headers | {"Content-Length": len(body.encode())}
            for name, value in (sent | headers).items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body.encode())

        def _hang_up(self):
            self.close_connection = True
            self.connection.close()

        def log_message(self, *_arguments):
            """Stay quiet."""

    return Handler
