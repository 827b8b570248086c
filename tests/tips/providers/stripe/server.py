"""A server that stands in for Stripe's: real HTTP for the real SDK, and faults on demand."""

import json
import re
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.tips.providers.stripe import page
from tests.tips.providers.stripe.account import Problem
from tests.tips.providers.stripe.connect import Platform

PAGE, SETUP = "/c/pay/", "/setup/"
ANSWERS = {
    "rate limit": (429, '{"error": {"type": "invalid_request_error", "code": "rate_limit"}}'),
    "declined": (402, '{"error": {"type": "card_error", "code": "card_declined"}}'),
    "bad key": (401, '{"error": {"message": "Invalid API Key provided: sk_test_standin"}}'),
    "forbidden": (403, '{"error": {"type": "invalid_request_error", "code": "forbidden"}}'),
    "in use": (409, '{"error": {"type": "idempotency_error", "code": "idempotency_key_in_use"}}'),
    "lock": (409, '{"error": {"type": "invalid_request_error", "code": "lock_timeout"}}'),
    "failed": (500, '{"error": {"type": "api_error"}}'),
    "broken": (500, "<html>Internal error</html>"),
    "down": (503, "<html>Service unavailable</html>"),
    "garbage": (200, "<html>Welcome to the hotel's network</html>"),
    "empty": (200, ""),
    "half": (200, '{"id": "cs_test_'),
    "list": (200, "[]"),
    "null": (200, "null"),
    "nothing": (200, "{}"),
}


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    params: dict
    headers: dict


class StandIn:
    """Run the server in a thread. Faults, if any, befall the next requests, one each."""

    def __init__(self, port=0, site=""):
        self.site = site  # where events go
        self.received = []
        self.faults = []
        self.remembered = {}
        self.hold_seconds = 1.0
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler_of(self))
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self.account = Platform(self.url)

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(self, *_error):
        self._http.shutdown()
        self._http.server_close()

    def sent(self, method, path):
        """Return the parameters of all requests to a path."""
        return [r.params for r in self.received if (r.method, r.path) == (method, path)]

    def answer(self, request):
        """Return status, body and headers for a request; the same key gets the same answer."""
        sent = request.headers.get("idempotency-key") if request.method == "POST" else None
        key = sent and (request.headers.get("stripe-account", ""), sent)
        if key in self.remembered:
            params, status, body = self.remembered[key]
            if params != request.params:
                raise Problem(400, "idempotency_key_reused", type="idempotency_error")
            return status, body, {"Idempotent-Replayed": "true"}
        status, body = 200, json.dumps(self._route(request))
        if key:
            self.remembered[key] = (request.params, status, body)
        return status, body, {}

    def _route(self, request):
        if request.headers.get("authorization") != f"Bearer {self.account.key}":
            raise Problem(401, "api_key_invalid")
        named = request.headers.get("stripe-account")
        account = self.account.account_of(named) if named else self.account
        for (method, pattern), view in ROUTES.items():
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                return _expanded(
                    account,
                    view(account, request.params, *found.groups()),
                    request.params.get("expand", []),
                )
        raise Problem(404, "url_invalid")


def _listing(kind, url):
    def view(account, params):
        found = account.events[::-1] if kind == "event" else account.kind(kind)
        found = [o for o in found if o["created"] >= int(params.get("created", {}).get("gte", 0))]
        found = [
            o for o in found if params.get("payment_intent", "") in ("", o.get("payment_intent"))
        ]
        found = [o for o in found if "types" not in params or o["type"] in params["types"]]
        ids = [o["id"] for o in found]
        start = ids.index(params["starting_after"]) + 1 if "starting_after" in params else 0
        end = start + int(params.get("limit", 10))
        return {
            "object": "list",
            "url": url,
            "data": found[start:end],
            "has_more": end < len(found),
        }

    return view


ROUTES = {
    ("POST", "/v1/checkout/sessions"): lambda account, params: account.create_session(params),
    ("GET", "/v1/checkout/sessions"): _listing("checkout.session", "/v1/checkout/sessions"),
    ("GET", r"/v1/checkout/sessions/(\w+)"): lambda account, _params, id: account.get(id),
    ("POST", "/v1/refunds"): lambda account, params: account.create_refund(params),
    ("GET", "/v1/refunds"): _listing("refund", "/v1/refunds"),
    ("GET", "/v1/disputes"): _listing("dispute", "/v1/disputes"),
    ("GET", "/v1/events"): _listing("event", "/v1/events"),
    ("POST", "/v1/accounts"): Platform.create_account,
    ("GET", "/v1/accounts"): _listing("account", "/v1/accounts"),
    ("GET", r"/v1/accounts/(\w+)"): Platform.retrieve_account,
    ("POST", "/v1/account_links"): Platform.link,
    ("GET", r"/v1/application_fees/(\w+)"): lambda account, _params, id: account.get(id),
}


def _expanded(account, answer, paths):
    """Return a copy of an object with other objects in the place of their ids."""
    answer = json.loads(json.dumps(answer))
    for path in paths:
        assert path.count(".") < 4, "Stripe expands four levels"
        _expand(account, answer, path.split("."))
    return answer


def _expand(account, inside, names):
    if isinstance(inside, list):
        for one in inside:
            _expand(account, one, names)
    elif names and isinstance(inside, dict) and inside.get(names[0]):
        name, *rest = names
        if isinstance(inside[name], str):
            inside[name] = json.loads(json.dumps(account.get(inside[name])))
        _expand(account, inside[name], rest)


def nested(pairs):
    """Turn `a[b][0]=c` into dictionaries and lists."""
    tree = {}
    for name, value in pairs:
        *parents, last = re.findall(r"[^\[\]]+", name)
        inside = tree
        for parent in parents:
            inside = inside.setdefault(parent, {})
        inside[last] = value
    return _with_lists(tree)


def _with_lists(tree):
    if not isinstance(tree, dict):
        return tree
    if tree and all(name.isdigit() for name in tree):
        return [_with_lists(value) for value in tree.values()]
    return {name: _with_lists(value) for name, value in tree.items()}


def _handler_of(standin):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self._serve(urlsplit(self.path).query)

        def do_POST(self):
            self._serve(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _serve(self, encoded):
            if self.path.startswith(PAGE):
                return self._serve_page(self.path.removeprefix(PAGE), dict(parse_qsl(encoded)))
            if self.path.startswith(SETUP):
                return self._serve_setup(self.path.removeprefix(SETUP), dict(parse_qsl(encoded)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            params = nested(parse_qsl(encoded, keep_blank_values=True))
            request = Received(self.command, urlsplit(self.path).path, params, headers)
            standin.received.append(request)
            fault = standin.faults.pop(0) if standin.faults else ""
            if fault in ANSWERS:
                return self._send(*ANSWERS[fault])
            if fault == "reset":
                return self._hang_up()
            if fault == "timeout":
                time.sleep(standin.hold_seconds)
                return self._hang_up()
            answer = self._answer(request)
            if fault == "lost answer":
                return self._hang_up()
            if fault == "failed for good":
                key = headers.get("stripe-account", ""), headers["idempotency-key"]
                standin.remembered[key] = (params, *ANSWERS["failed"])
                return self._send(*ANSWERS["failed"])
            return self._send(*answer)

        def _serve_page(self, session_id, typed):
            if self.command == "GET":
                html = page.show(standin.account.holder_of(session_id).get(session_id))
                return self._send(200, html, {"Content-Type": "text/html"})
            location = page.decide(standin, session_id, typed.get("action", ""))
            return self._send(303, "", {"Location": location})

        def _serve_setup(self, id, typed):
            if self.command == "GET":
                return self._send(200, page.show_setup(id), {"Content-Type": "text/html"})
            location = page.decide_setup(standin, id, typed.get("action", ""))
            return self._send(303, "", {"Location": location})

        def _answer(self, request):
            try:
                return standin.answer(request)
            except Problem as problem:
                return problem.status, json.dumps({"error": problem.error}), {}

        def _send(self, status, body, headers=None):
            self.send_response(status)
            sent = {"Request-Id": "req_standin", "Content-Length": len(body.encode())}
            for name, value in (sent | (headers or {})).items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body.encode())

        def _hang_up(self):
            self.close_connection = True
            self.connection.close()

        def log_message(self, *_arguments):
            """Stay quiet."""

    return Handler
