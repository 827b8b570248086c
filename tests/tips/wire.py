"""The network of the tests: HTTP that `requests` sends is carried to the site's own WSGI handler."""

from io import BytesIO

import requests
from django.db import connection
from django.test import Client
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from tips.models import SandboxDispute, SandboxEvent
from tips.providers.sandbox import books, delivery, disputes


class Wire(HTTPAdapter):
    """Carry requests in the process, and be told to lose or delay them."""

    def __init__(self):
        super().__init__()
        self.depth = len(connection.savepoint_ids)
        self.log = []
        self.faults = []

    def spoil(self, fault):
        """Let the next question fail."""
        self.faults.append(fault)

    def act(self, url, action):
        """Press a button on the sandbox's checkout page."""
        return Client().post(url, {"action": action})

    def dispute(self, remote_id, amount_minor):
        """Let the reader's bank take a part back, and the sandbox tell the site."""
        disputes.dispute(remote_id, amount_minor)
        delivery.deliver_due()

    def decide(self, remote_id, outcome):
        disputes.decide(SandboxDispute.objects.get(checkout=remote_id).pk, outcome)
        delivery.deliver_due()

    def refund_behind_our_back(self, remote_id, amount_minor):
        books.refund(remote_id, amount_minor, f"dashboard-{amount_minor}")
        delivery.deliver_due()

    def again(self):
        """Send the latest event once more, as providers do."""
        return delivery.deliver(SandboxEvent.objects.latest("created_at"))

    def send(self, request, **kwargs):
        assert kwargs["timeout"] == (3, 10)
        assert self.is_outside_any_transaction(), "a question to a provider while rows are locked"
        self.log.append((request.method, request.path_url))
        fault = self.faults.pop(0) if self.faults else None
        if fault == "no connection":
            raise requests.ConnectionError("the wire is cut")
        answer = self._carry(request)
        if fault == "lost answer":
            raise requests.ReadTimeout("the answer got lost")
        if isinstance(fault, int):
            answer.status_code, answer.content = fault, b"<h1>broken</h1>"
        return self._answer(request, answer)

    def is_outside_any_transaction(self):
        """Leave out the transactions that the test itself runs in."""
        return len(connection.savepoint_ids) <= self.depth

    def _carry(self, request):
        headers = {k: v for k, v in request.headers.items() if k.lower() != "content-length"}
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        return client.generic(
            request.method,
            request.path_url,
            request.body or b"",
            content_type=headers.get("Content-Type", ""),
            headers=headers,
        )

    def _answer(self, request, answer):
        raw = HTTPResponse(
            body=BytesIO(answer.content),
            status=answer.status_code,
            headers=dict(answer.headers),
            preload_content=False,
        )
        return self.build_response(request, raw)
