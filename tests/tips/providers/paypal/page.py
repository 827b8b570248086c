"""The stand-in's payment page, and a way to run it by hand beside a site on one's own machine.

python -m tests.tips.providers.paypal.page --site http://127.0.0.1:8000
"""

import argparse
import json
import time
from html import escape

import requests

ACTIONS = {
    "pay": "Pay",
    "pending": "Pay from a bank account that takes its time",
    "refused": "Pay with a card that is refused",
    "declined": "Pay, and be declined for good",
    "cancel": "Go back without paying",
}


def show(order):
    """Return the page on which a payer chooses what happens."""
    amount = order["purchase_units"][0]["amount"]
    buttons = [
        f'<p><button name="action" value="{action}">{text}</button>'
        for action, text in ACTIONS.items()
    ]
    return (
        "<!doctype html><title>Stand-in checkout</title><h1>This stands in for PayPal</h1>"
        f"<p>{escape(amount['value'])} {escape(amount['currency_code'])}"
        f'<form method="post">{"".join(buttons)}</form>'
    )


def decide(standin, order, action):
    """Let happen what the payer chose, tell the site, and return where the payer goes."""
    context = order["_context"]
    if action == "cancel":
        return f"{context['cancel_url']}?token={order['id']}"
    if order["status"] != "COMPLETED":
        tell(standin, standin.merchant.approve(order["id"], "" if action == "pay" else action))
    return f"{context['return_url']}?token={order['id']}&PayerID=PAYER"


def tell(standin, event):
    """Send an event to the site over HTTP, as PayPal does."""
    if not standin.site:
        return
    body = json.dumps(event).encode()
    headers = standin.merchant.sign(body) | {"Content-Type": "application/json"}
    requests.post(f"{standin.site}/tips/webhooks/paypal/", body, headers=headers, timeout=10)


def main():
    from tests.tips.providers.paypal.server import StandIn

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", required=True, help="address of the running site")
    parser.add_argument("--port", type=int, default=12112)
    given = parser.parse_args()
    with StandIn(given.port, given.site) as standin:
        merchant = standin.merchant
        print(
            f"Start the site with TIPS_PROVIDERS=paypal PAYPAL_API_BASE={standin.url} "
            f"PAYPAL_CLIENT_ID={merchant.client_id} PAYPAL_CLIENT_SECRET={merchant.secret} "
            f"PAYPAL_WEBHOOK_ID={merchant.webhook_id}",
            flush=True,
        )
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
