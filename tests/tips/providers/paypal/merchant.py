"""A PayPal account that exists only in tests: its orders, and what people do with them."""

import itertools
import json
import re
import zlib
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.tips.providers import standin

WHOLE = ("HUF", "JPY", "TWD")
SELLER = {"email_address": "money@magazine.example", "merchant_id": "MAGAZ2NE34567"}


class Problem(standin.Problem):
    """An answer of PayPal's that is no success."""

    def __init__(self, status, issue, name="UNPROCESSABLE_ENTITY"):
        body = {"name": name, "debug_id": "d3bu9", "message": f"Raw words: {issue}"}
        super().__init__(status, json.dumps(body | {"details": [{"issue": issue}]}))


class Merchant:
    """Keep orders, captures, refunds, disputes and events, shaped as Orders v2 has them."""

    def __init__(self, url):
        self.url = url
        self.client_id, self.secret, self.webhook_id = "client", "secret", "WH123"
        self.orders, self.disputes, self.transactions, self.events = {}, {}, [], []
        self.numbers = itertools.count(1)
        self.lag = timedelta()

    def create_order(self, body):
        [unit] = body["purchase_units"]
        check_money(unit["amount"])
        order = {
            "id": self.new_id("ORDER"),
            "intent": body["intent"],
            "status": "PAYER_ACTION_REQUIRED",
            "create_time": self.now(),
            "update_time": self.now(),
            "purchase_units": [unit | {"payee": self.seller(unit.get("payee"))}],
            "_context": body["payment_source"]["paypal"]["experience_context"],
            "_wallet": "",
        }
        href = f"{self.url}/checkoutnow?token={order['id']}"
        order["links"] = [{"rel": "payer-action", "href": href, "method": "GET"}]
        self.orders[order["id"]] = order
        return order

    def seller(self, payee):
        if not payee:
            return SELLER
        return {"email_address": "author@example.org", "merchant_id": "AUTHR23456789"} | payee

    def get(self, order_id):
        if order_id not in self.orders:
            raise Problem(404, "INVALID_RESOURCE_ID", name="RESOURCE_NOT_FOUND")
        return self.orders[order_id]

    def capture_order(self, order_id):
        order = self.get(order_id)
        if order["status"] == "COMPLETED":
            raise Problem(422, "ORDER_ALREADY_CAPTURED")
        if order["status"] != "APPROVED":
            raise Problem(422, "ORDER_NOT_APPROVED")
        if order["_wallet"] == "refused":
            order["status"] = "PAYER_ACTION_REQUIRED"
            self.touch(order)
            raise Problem(422, "INSTRUMENT_DECLINED")
        unit = order["purchase_units"][0]
        status = {"pending": "PENDING", "declined": "DECLINED"}.get(order["_wallet"], "COMPLETED")
        capture = {
            "id": self.new_id("CAPT"),
            "status": status,
            "amount": unit["amount"],
            "custom_id": unit["custom_id"],
            "create_time": self.now(),
            "update_time": self.now(),
            "supplementary_data": {"related_ids": {"order_id": order_id}},
        }
        unit["payments"] = {"captures": [capture]}
        order["status"] = "COMPLETED"
        self.touch(order)
        if status == "COMPLETED":
            self._receive(capture)
        if status != "COMPLETED":
            capture["status_details"] = {"reason": "ECHECK" if status == "PENDING" else "DECLINED"}
        return order

    def refund_capture(self, capture_id, body):
        order, capture = self.captured(capture_id)
        refunds = order["purchase_units"][0]["payments"].setdefault("refunds", [])
        gone = sum(Decimal(r["amount"]["value"]) for r in refunds if r["status"] != "FAILED")
        amount = body.get("amount") or capture["amount"]
        check_money(amount)
        left = Decimal(capture["amount"]["value"]) - gone
        if Decimal(amount["value"]) > left:
            raise Problem(422, "REFUND_AMOUNT_EXCEEDED" if left else "CAPTURE_FULLY_REFUNDED")
        capture["status"] = "REFUNDED" if Decimal(amount["value"]) == left else "PARTIALLY_REFUNDED"
        refund = {
            "id": self.new_id("REFD"),
            "status": "COMPLETED",
            "amount": amount,
            "create_time": self.now(),
            "update_time": self.now(),
            "links": [{"rel": "up", "href": f"{self.url}/v2/payments/captures/{capture_id}"}],
        }
        if "custom_id" in body:
            refund["custom_id"] = body["custom_id"]
        refunds.append(refund)
        self.touch(order)
        self._move(refund["id"], capture_id)
        return refund

    def captured(self, capture_id):
        for order in self.orders.values():
            for capture in order["purchase_units"][0].get("payments", {}).get("captures", []):
                if capture["id"] == capture_id:
                    return order, capture
        raise Problem(404, "INVALID_RESOURCE_ID", name="RESOURCE_NOT_FOUND")

    # What happens at PayPal without us asking for it. Each returns the event that tells of it.

    def approve(self, order_id, wallet=""):
        """Let the payer agree, with a wallet that works, or is "pending", "declined", "refused"."""
        order = self.get(order_id)
        order["status"], order["_wallet"] = "APPROVED", wallet
        self.touch(order)
        return self._tell("CHECKOUT.ORDER.APPROVED", order)

    def settle(self, order_id, status="COMPLETED"):
        capture = self.capture_in(order_id)
        capture["status"] = status
        self.touch(self.get(order_id))
        if status == "COMPLETED":
            self._receive(capture)
        kind = "COMPLETED" if status == "COMPLETED" else "DENIED"
        return self._tell(f"PAYMENT.CAPTURE.{kind}", capture)

    def refund(self, order_id, value):
        """Give money back in PayPal's own pages."""
        capture = self.capture_in(order_id)
        amount = capture["amount"] | {"value": value}
        refund = self.refund_capture(capture["id"], {"amount": amount})
        return self._tell("PAYMENT.CAPTURE.REFUNDED", refund)

    def send_back(self, order_id):
        """Let a refund fail after it was made."""
        [refund] = self.get(order_id)["purchase_units"][0]["payments"]["refunds"]
        refund["status"], refund["update_time"] = "FAILED", self.now()
        return self._tell("PAYMENT.CAPTURE.REFUNDED", refund)

    def dispute(self, order_id, value, stage="CHARGEBACK"):
        """Let the payer or their bank take a part back. It is held from the start."""
        capture = self.capture_in(order_id)
        amount = capture["amount"] | {"value": value}
        made = {
            "dispute_id": f"PP-D-{next(self.numbers)}",
            "create_time": self.now(),
            "update_time": self.now(),
            "disputed_transactions": [{"seller_transaction_id": capture["id"]}],
            "reason": "UNAUTHORISED",
            "status": "WAITING_FOR_SELLER_RESPONSE",
            "dispute_amount": amount,
            "dispute_life_cycle_stage": stage,
            "seller_response_due_date": self.now(days=10),
            "money_movements": [],
        }
        self.disputes[made["dispute_id"]] = made
        if stage != "INQUIRY":
            self._shift(made, "DISPUTE_SETTLEMENT", "DEBIT")
        return self._tell("CUSTOMER.DISPUTE.CREATED", made)

    def decide(self, dispute_id, outcome, *moves):
        """Close a dispute. Moves are pairs of reason and type, such as DISPUTE_FEE and DEBIT."""
        dispute = self.disputes[dispute_id]
        dispute |= {"status": "RESOLVED", "dispute_outcome": {"outcome_code": outcome}}
        for reason, type in moves:
            self._shift(dispute, reason, type)
        return self._tell("CUSTOMER.DISPUTE.RESOLVED", dispute)

    def capture_in(self, order_id):
        return self.get(order_id)["purchase_units"][0]["payments"]["captures"][0]

    def event(self, type, about, **facts):
        """Make an event as it stands in a webhook's body."""
        made = {
            "id": f"WH-{next(self.numbers):06}-EVENT",
            "event_version": "1.0",
            "create_time": self.now(),
            "resource_type": "checkout-order",
            "event_type": type,
            "resource": {k: v for k, v in about.items() if not k.startswith("_")},
            "links": [],
        }
        return json.loads(json.dumps(made)) | facts

    def sign(self, body, webhook_id=None, at=None, **facts):
        """Return the headers that vouch for the bytes of a body."""
        at = at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        webhook_id = webhook_id or self.webhook_id
        made = {
            "Auth-Algo": "SHA256withRSA",
            "Cert-Url": "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
            "Transmission-Id": "b2f1c6f0-1111-11ef-8000-0123456789ab",
            "Transmission-Sig": f"sig+{webhook_id}/{at}/{zlib.crc32(body)}==",
            "Transmission-Time": at,
        } | {name.replace("_", "-"): value for name, value in facts.items()}
        return {f"PayPal-{name}": value for name, value in made.items()}

    def verify(self, raw):
        """Check the sum of the event's own bytes, as PayPal does."""
        asked = json.loads(raw)
        event = re.search(rb'"webhook_event": (.*)}$', raw, re.DOTALL)[1]
        at = asked["transmission_time"]
        wanted = f"sig+{self.webhook_id}/{at}/{zlib.crc32(event)}=="
        is_ours = asked["webhook_id"] == self.webhook_id
        is_right = is_ours and asked["transmission_sig"] == wanted
        return {"verification_status": "SUCCESS" if is_right else "FAILURE"}

    def now(self, days=0):
        moment = datetime.now(UTC) - self.lag + timedelta(days=days)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def touch(self, order):
        order["update_time"] = f"{self.now()[:-1]}.{next(self.numbers):06}Z"

    def _tell(self, type, about):
        self.events.append(self.event(type, about))
        return self.events[-1]

    def new_id(self, kind):
        return f"{kind}{next(self.numbers):013}"

    def _receive(self, capture):
        amount = capture["amount"]
        fee = amount | {"value": "0.45"} if amount["currency_code"] not in WHOLE else amount
        capture["seller_receivable_breakdown"] = {"gross_amount": amount, "paypal_fee": fee}
        self._move(capture["id"], "", capture["custom_id"])

    def _shift(self, dispute, reason, type):
        amount = dispute["dispute_amount"]
        amount = amount | {"value": "16.00"} if "FEE" in reason else amount
        move = {"affected_party": "SELLER", "amount": amount, "reason": reason, "type": type}
        dispute["money_movements"].append(move | {"initiated_time": self.now()})

    def _move(self, transaction_id, reference, custom=""):
        info = {"transaction_id": transaction_id, "transaction_initiation_date": self.now()}
        info |= {"custom_field": custom} if custom else {}
        info |= {"paypal_reference_id": reference} if reference else {}
        self.transactions.append({"transaction_info": info})


def check_money(amount):
    places = -Decimal(amount["value"]).as_tuple().exponent
    if amount["currency_code"] in WHOLE and places:
        raise Problem(422, "DECIMALS_NOT_SUPPORTED")
    if amount["currency_code"] not in WHOLE and places != 2:
        raise Problem(422, "DECIMAL_PRECISION")
