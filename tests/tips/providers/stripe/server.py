"""A server that stands in for Stripe's: real HTTP for the real SDK, and faults on demand."""

import json
import re
from urllib.parse import parse_qsl

from tests.tips.providers.standin import Server
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


class StandIn(Server):
    """Stripe's answers, for an account that exists only here."""

    answers = ANSWERS
    page_paths = (PAGE, SETUP)
    headers = {"Request-Id": "req_standin"}

    def __init__(self, port=0, site=""):
        super().__init__(port, site)
        self.remembered = {}
        self.account = Platform(self.url)

    def params_of(self, query, body):
        encoded = query or body.decode()
        return nested(parse_qsl(encoded, keep_blank_values=True))

    def spoilt(self, fault, request, answer):
        if fault != "failed for good":
            return answer
        key = request.headers.get("stripe-account", ""), request.headers["idempotency-key"]
        self.remembered[key] = (request.params, *ANSWERS["failed"])
        return (*ANSWERS["failed"], {})

    def page(self, method, path, typed):
        """Answer who looks at the checkout or the set-up page, or presses a button of it."""
        action = typed.get("action", "")
        if path.startswith(SETUP):
            id = path.removeprefix(SETUP)
            show, decide = page.show_setup, page.decide_setup
            shown = id
        else:
            id = path.removeprefix(PAGE)
            show, decide = page.show, page.decide
            shown = self.account.holder_of(id).get(id)
        if method == "GET":
            return 200, show(shown), {"Content-Type": "text/html"}
        return 303, "", {"Location": decide(self, id, action)}

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
