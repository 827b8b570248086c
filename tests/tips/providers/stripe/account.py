"""A Stripe account that exists only in tests: its objects, and what people do in its Dashboard."""

import itertools
import json
import time

import stripe

from tests.tips.providers import standin


class Problem(standin.Problem):
    """An answer of Stripe's that is no success."""

    def __init__(self, status, code="", type="invalid_request_error", **facts):
        error = {"code": code or None, "type": type, "message": f"Raw words: {code}"} | facts
        super().__init__(status, json.dumps({"error": error}))


class Account:
    """Keep sessions, intents, charges, refunds and events, shaped as API version endive has them."""

    def __init__(self, url, key="sk_test_standin", secret="whsec_standin"):
        self.url, self.key, self.secret = url, key, secret
        self.objects = {}
        self.events = []
        self.numbers = itertools.count(1)
        self.lag = 0

    @property
    def livemode(self):
        return self.key.startswith(("sk_live_", "rk_live_"))

    def create_session(self, params):
        _require(params, "mode", "line_items", "success_url")
        [item] = params["line_items"]
        price = item["price_data"]
        amount = int(price["unit_amount"]) * int(item["quantity"])
        if amount < 50:
            raise Problem(400, "amount_too_small", param="line_items[0][price_data][unit_amount]")
        if amount > 99_999_999:
            raise Problem(400, "amount_too_large")
        made = self._make(
            "cs_test",
            object="checkout.session",
            mode=params["mode"],
            amount_total=amount,
            currency=price["currency"],
            client_reference_id=params.get("client_reference_id"),
            metadata=params.get("metadata", {}),
            livemode=self.livemode,
            payment_intent=None,
            payment_status="unpaid",
            status="open",
            success_url=params["success_url"],
            cancel_url=params.get("cancel_url"),
            expires_at=self.now() + 86400,
        )
        made["url"] = f"{self.url}/c/pay/{made['id']}#fragment"
        made["_intent"] = params.get("payment_intent_data", {})
        return made

    def create_refund(self, params):
        intent = self.get(params["payment_intent"])
        charge = self.get(intent["latest_charge"] or "")
        amount = int(params.get("amount", charge["amount"]))
        gone = sum(r["amount"] for r in self.refunds(intent["id"]) if r["status"] != "failed")
        if gone == charge["amount"]:
            raise Problem(400, "charge_already_refunded")
        if gone + amount > charge["amount"]:
            raise Problem(400, "amount_too_large")
        made = self._make(
            "re",
            object="refund",
            amount=amount,
            currency=charge["currency"],
            charge=charge["id"],
            payment_intent=intent["id"],
            metadata=params.get("metadata", {}),
            status="succeeded",
        )
        self._tell("refund.created", made)
        return made

    def get(self, id):
        if id not in self.objects:
            raise Problem(404, "resource_missing", param="id")
        return self.objects[id]

    def kind(self, object):
        """Return all objects of a kind, the newest first."""
        return [o for o in reversed(self.objects.values()) if o["object"] == object]

    def refunds(self, intent):
        return [r for r in self.kind("refund") if r["payment_intent"] == intent]

    # What happens at Stripe without us asking for it. Each tells with an event, and returns it.

    def pay(self, session_id, fee=45, fee_currency=None):
        session = self.get(session_id)
        intent = self._complete(session)
        self._charge(intent, fee, fee_currency)
        session["payment_status"], intent["status"] = "paid", "succeeded"
        return self._tell("checkout.session.completed", session)

    def pay_slowly(self, session_id):
        session = self.get(session_id)
        intent = self._complete(session)
        intent["status"] = "processing"
        return self._tell("checkout.session.completed", session)

    def settle(self, session_id):
        session = self.get(session_id)
        intent = self.get(session["payment_intent"])
        self._charge(intent, 45, None)
        session["payment_status"], intent["status"] = "paid", "succeeded"
        return self._tell("checkout.session.async_payment_succeeded", session)

    def bounce(self, session_id, code="insufficient_funds"):
        session = self.get(session_id)
        intent = self.get(session["payment_intent"])
        intent["status"] = "requires_payment_method"
        intent["last_payment_error"] = {"code": "payment_intent_payment_attempt_failed"}
        intent["last_payment_error"]["decline_code"] = code
        return self._tell("checkout.session.async_payment_failed", session)

    def expire(self, session_id):
        session = self.get(session_id)
        session["status"], session["url"] = "expired", None
        return self._tell("checkout.session.expired", session)

    def refund(self, session_id, amount):
        intent = self.get(session_id)["payment_intent"]
        self.create_refund({"payment_intent": intent, "amount": amount})
        return self.events[-1]

    def send_back(self, refund_id):
        refund = self.get(refund_id)
        refund["status"] = "failed"
        back = self._make("txn", object="balance_transaction", currency=refund["currency"], fee=0)
        refund["failure_balance_transaction"] = back["id"]
        return self._tell("refund.failed", refund)

    def dispute(self, session_id, amount=None, status="needs_response", **facts):
        """Let the reader's bank take money back; a warning takes none."""
        intent = self.get(self.get(session_id)["payment_intent"])
        made = self._make(
            "dp",
            object="dispute",
            amount=amount or intent["amount"],
            balance_transactions=[],
            currency=intent["currency"],
            charge=intent["latest_charge"],
            evidence_details={"due_by": self.now() + 7 * 86400},
            payment_intent=intent["id"],
            reason="fraudulent",
            status=status,
            **facts,
        )
        if not status.startswith("warning"):
            self._balance(made, -made["amount"], fee=1500)
        return self._tell("charge.dispute.created", made)

    def decide(self, dispute_id, status, returned=None):
        """Let the bank decide a dispute. What is won comes back, or a part of it."""
        dispute = self.get(dispute_id)
        dispute["status"] = status
        if status == "won":
            self._balance(dispute, returned or dispute["amount"], fee=0)
        return self._tell("charge.dispute.closed", dispute)

    def warn_of_fraud(self, session_id):
        intent = self.get(self.get(session_id)["payment_intent"])
        facts = {"charge": intent["latest_charge"], "payment_intent": intent["id"]}
        made = self._make("issfr", object="radar.early_fraud_warning", actionable=True, **facts)
        return self._tell("radar.early_fraud_warning.created", made)

    def tell_fee(self, session_id, fee=45):
        """Let the fee become known, some time after the payment."""
        intent = self.get(self.get(session_id)["payment_intent"])
        charge = self.get(intent["latest_charge"])
        booked = self._make(
            "txn",
            object="balance_transaction",
            currency=charge["currency"],
            fee=fee,
            amount=charge["amount"],
        )
        charge["balance_transaction"] = booked["id"]
        return self._tell("charge.updated", charge)

    def event(self, type, about, **facts):
        """Make an event as it stands in a webhook's body."""
        shown = {name: value for name, value in about.items() if not name.startswith("_")}
        made = {
            "id": f"evt_{next(self.numbers):024}",
            "object": "event",
            "api_version": stripe.api_version,
            "created": self.now(),
            "data": {"object": json.loads(json.dumps(shown))},
            "livemode": self.livemode,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": type,
        }
        return made | facts

    def sign(self, body, secret=None, at=None):
        return stripe.WebhookSignature.generate_signature_header(body, secret or self.secret, at)

    def now(self):
        return int(time.time()) - self.lag

    def _balance(self, dispute, amount, fee):
        booked = self._make(
            "txn",
            object="balance_transaction",
            currency=dispute["currency"],
            fee=fee,
            amount=amount,
        )
        dispute["balance_transactions"].append(booked)

    def _complete(self, session):
        intent = self._make(
            "pi",
            object="payment_intent",
            amount=session["amount_total"],
            currency=session["currency"],
            latest_charge=None,
            metadata=session["_intent"].get("metadata", {}),
            last_payment_error=None,
        )
        session["payment_intent"], session["status"] = intent["id"], "complete"
        session["url"] = None
        return intent

    def _charge(self, intent, fee, fee_currency):
        booked = self._make(
            "txn",
            object="balance_transaction",
            currency=fee_currency or intent["currency"],
            fee=fee,
            amount=intent["amount"],
        )
        charge = self._make(
            "ch",
            object="charge",
            amount=intent["amount"],
            currency=intent["currency"],
            paid=True,
            status="succeeded",
            payment_intent=intent["id"],
            balance_transaction=None if fee is None else booked["id"],
        )
        intent["latest_charge"] = charge["id"]

    def _tell(self, type, about):
        self.events.append(self.event(type, about))
        return self.events[-1]

    def _make(self, prefix, **facts):
        made = {"id": f"{prefix}_{next(self.numbers):024}", "created": self.now()} | facts
        self.objects[made["id"]] = made
        return made


def _require(params, *names):
    for name in names:
        if name not in params:
            raise Problem(400, "parameter_missing", param=name)
