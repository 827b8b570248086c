"""A server that stands in for PayPal's."""

import base64
import json
import re
from urllib.parse import parse_qsl

from tests.tips.providers.paypal import page
from tests.tips.providers.paypal.merchant import Merchant, Problem
from tests.tips.providers.standin import Server

TOKEN = "/v1/oauth2/token"
ANSWERS = {
    "rate limit": (429, '{"name": "RATE_LIMIT_REACHED"}'),
    "declined": (402, '{"name": "PAYMENT_REQUIRED"}'),
    "forbidden": (403, '{"name": "NOT_AUTHORIZED", "details": [{"issue": "PERMISSION_DENIED"}]}'),
    "in use": (409, '{"name": "RESOURCE_CONFLICT", "message": "Request in progress"}'),
    "failed": (500, '{"name": "INTERNAL_SERVER_ERROR", "debug_id": "d3bu9"}'),
    "broken": (502, "<html>Bad gateway</html>"),
    "down": (503, "<html>Service unavailable</html>"),
    "moved": (302, ""),
    "garbage": (200, "<html>Welcome to the hotel's network</html>"),
    "empty": (200, ""),
    "half": (200, '{"id": "ORDER'),
    "list": (200, "[]"),
    "null": (200, "null"),
    "nothing": (200, "{}"),
}


class StandIn(Server):
    """PayPal's answers, for an account that exists only here. Tokens are spared from faults."""

    answers = ANSWERS
    page_paths = ("/checkoutnow",)
    headers = {"Content-Type": "application/json"}

    def __init__(self, port=0, site=""):
        super().__init__(port, site)
        self.merchant = Merchant(self.url)
        self.remembered = {}
        self.tokens = 0
        self.token_faults = []

    @property
    def asked(self):
        return [request for request in self.received if request.path != TOKEN]

    def next_fault(self, request):
        faults = self.token_faults if request.path == TOKEN else self.faults
        return faults.pop(0) if faults else ""

    def params_of(self, query, body):
        if body.startswith(b"{"):
            return json.loads(body)
        return dict(parse_qsl(query or body.decode()))

    def answer(self, request):
        """Return status, body and headers; the same key to the same address gets the same answer."""
        if request.path == TOKEN:
            return self._token(request)
        if request.headers.get("authorization") != f"Bearer token-{self.tokens}":
            return 401, '{"error": "invalid_token"}', {}
        key = request.path, request.headers.get("paypal-request-id")
        if key in self.remembered:
            return 200, self.remembered[key], {}
        body = json.dumps(self._route(request))
        if key[1]:
            self.remembered[key] = body
        return 201 if request.method == "POST" else 200, body, {}

    def _token(self, request):
        wanted = f"{self.merchant.client_id}:{self.merchant.secret}".encode()
        if request.headers.get("authorization") != f"Basic {base64.b64encode(wanted).decode()}":
            return 401, '{"error": "invalid_client", "error_description": "Raw words"}', {}
        self.tokens += 1
        return 200, json.dumps({"access_token": f"token-{self.tokens}", "expires_in": 32400}), {}

    def _route(self, request):
        for (method, pattern), view in ROUTES.items():
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                return view(self.merchant, request, *found.groups())
        raise Problem(404, "INVALID_RESOURCE_ID", name="RESOURCE_NOT_FOUND")

    def page(self, method, path, typed):
        """Answer a payer who looks at the page, or presses a button of it."""
        order = self.merchant.get(typed["token"])
        if method == "GET":
            return 200, page.show(order), {"Content-Type": "text/html"}
        return 303, "", {"Location": page.decide(self, order, typed.get("action", ""))}


def _listing(merchant, request):
    """Answer a list of disputes in pages of two."""
    capture = request.params.get("disputed_transaction_id")
    found = [
        {"dispute_id": dispute["dispute_id"]}
        for dispute in merchant.disputes.values()
        if capture in (None, dispute["disputed_transactions"][0]["seller_transaction_id"])
        and dispute["update_time"] >= request.params.get("update_time_after", "")[:19]
    ]
    start = int(request.params.get("next", 0))
    following = f"{merchant.url}/v1/customer/disputes?next={start + 2}"
    links = [{"rel": "next", "href": following}] if len(found) > start + 2 else []
    return {"items": found[start : start + 2], "links": links}


def _transactions(merchant, request):
    asked = request.params
    found = [
        moved
        for moved in merchant.transactions
        if asked["start_date"]
        <= moved["transaction_info"]["transaction_initiation_date"]
        <= asked["end_date"]
    ]
    return {"transaction_details": found, "total_pages": 1}


def _dispute(merchant, _request, dispute_id):
    return merchant.disputes[dispute_id]


ROUTES = {
    ("POST", "/v2/checkout/orders"): lambda m, r: m.create_order(r.params),
    ("GET", r"/v2/checkout/orders/(\w+)"): lambda m, _r, order_id: m.get(order_id),
    ("POST", r"/v2/checkout/orders/(\w+)/capture"): lambda m, _r, order_id: m.capture_order(
        order_id
    ),
    ("GET", r"/v2/payments/captures/(\w+)"): lambda m, _r, capture_id: m.captured(capture_id)[1],
    ("POST", r"/v2/payments/captures/(\w+)/refund"): lambda m, r, capture_id: m.refund_capture(
        capture_id, r.params
    ),
    ("POST", "/v1/notifications/verify-webhook-signature"): lambda m, r: m.verify(r.body),
    ("GET", "/v1/customer/disputes"): _listing,
    ("GET", r"/v1/customer/disputes/([\w-]+)"): _dispute,
    ("GET", "/v1/reporting/transactions"): _transactions,
}
