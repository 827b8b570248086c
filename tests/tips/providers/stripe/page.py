"""The stand-in's checkout page, and a way to run it by hand beside a site on one's own machine.

python -m tests.tips.providers.stripe.page --site http://127.0.0.1:8000
"""

import argparse
import json
import time
from html import escape

import requests

ACTIONS = {
    "pay": "Pay by card",
    "slow": "Pay by a bank debit that stays on its way",
    "bounce": "Pay by a bank debit that bounces",
    "cancel": "Go back without paying",
}


def show(session):
    """Return the page on which a reader chooses what happens."""
    buttons = [
        f'<p><button name="action" value="{action}">{text}</button>'
        for action, text in ACTIONS.items()
    ]
    return (
        "<!doctype html><title>Stand-in checkout</title><h1>This stands in for Stripe</h1>"
        f"<p>{session['amount_total']} {escape(session['currency'])}"
        f'<form method="post">{"".join(buttons)}</form>'
    )


def decide(standin, session_id, action):
    """Let happen what the reader chose, tell the site, and return where the reader goes."""
    account = standin.account.holder_of(session_id)
    session = account.get(session_id)
    if session["status"] == "open" and action != "cancel":
        told = account.pay(session_id) if action == "pay" else account.pay_slowly(session_id)
        tell(standin, told)
        if action == "bounce":
            tell(standin, account.bounce(session_id))
    return session["cancel_url" if action == "cancel" else "success_url"]


def tell(standin, event):
    """Send an event to the site over HTTP, as Stripe does."""
    if not standin.site:
        return
    body, path = json.dumps(event), "/tips/webhooks/stripe/"
    account = standin.account
    if "account" in event:
        account, path = account.connected[event["account"]], f"{path}connect/"
    headers = {"Stripe-Signature": account.sign(body), "Content-Type": "application/json"}
    requests.post(standin.site + path, body, headers=headers, timeout=10)


def show_setup(id):
    """Return the page on which an author sets up an account of their own."""
    return (
        f"<!doctype html><title>Stand-in setup</title><h1>This stands in for Stripe</h1><p>{id}"
        '<form method="post"><p><button name="action" value="finish">Answer all questions</button>'
        '<p><button name="action" value="leave">Come back later</button></form>'
    )


def decide_setup(standin, id, action):
    account = standin.account.connected[id]
    if action == "finish":
        tell(standin, account.finish())
    return account.back


def main():
    from tests.tips.providers.stripe.server import StandIn

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", required=True, help="address of the running site")
    parser.add_argument("--port", type=int, default=12111)
    given = parser.parse_args()
    with StandIn(given.port, given.site) as standin:
        print(
            f"Start the site with TIPS_PROVIDERS=stripe STRIPE_API_BASE={standin.url} "
            f"STRIPE_SECRET_KEY={standin.account.key} "
            f"STRIPE_WEBHOOK_SECRET={standin.account.secret} "
            "STRIPE_CONNECT_WEBHOOK_SECRET=whsec_connect",
            flush=True,
        )
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
