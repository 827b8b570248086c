"""The guides about providers say what the code does: events, files, addresses, settings."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from tips.providers.paypal import webhooks as paypal
from tips.providers.stripe import webhooks as stripe

ROOT = Path(__file__).parent.parent.parent
PROVIDERS = (ROOT / "docs" / "providers.md").read_text()
GUIDE = (ROOT / "docs" / "adding-a-provider.md").read_text()
KEY = re.compile(r"<key>")


def lists_of(pattern):
    """Return the lists of events in fenced blocks."""
    blocks = re.findall(r"^ *```\n(.*?)^ *```", PROVIDERS, re.DOTALL | re.MULTILINE)
    lists = [{line.strip() for line in block.splitlines()} for block in blocks]
    return [events for events in lists if all(re.fullmatch(pattern, each) for each in events)]


def test_a_site_subscribes_to_just_the_events_of_stripe_that_we_read():
    own, connected = lists_of(r"[a-z_]+(\.[a-z_]+)+")

    assert own == stripe.OF_A_SESSION | stripe.OF_AN_INTENT
    assert connected == stripe.OF_AN_ACCOUNT


def test_each_event_of_paypal_is_looked_up(monkeypatch):
    [events] = lists_of(r"[A-Z]+(\.[A-Z]+)+")
    monkeypatch.setattr(paypal, "_by", lambda **name: name)
    about = {"id": "A1", "disputed_transactions": [{"seller_transaction_id": "A1"}]}

    found = [paypal._subject({"event_type": event, "resource": about}) for event in events]

    assert found
    assert all(found)


OF_STRIPE = {
    "accounts": "Connect: Accounts",
    "account_links": "Account links",
    "application_fees": "Application fees",
    "checkout.sessions": "Checkout Sessions",
    "disputes": "Disputes",
    "events": "Events",
    "refunds": "Charges and Refunds",
}


def test_a_restricted_key_of_stripe_may_do_all_that_we_ask():
    files = (ROOT / "tips" / "providers" / "stripe").glob("*.py")
    asked = {
        name
        for file in files
        for name in re.findall(r"\.v1\.([a-z_.]+)\.[a-z]+\b", file.read_text())
    }

    guide = " ".join(PROVIDERS.partition("## PayPal")[0].split())
    assert asked == OF_STRIPE.keys()
    assert [name for name in asked if not re.search(rf"[*:,] ?{OF_STRIPE[name]}\b", guide)] == []


@pytest.mark.parametrize("path", re.findall(r"https://your-site(/\S+?/)`", PROVIDERS))
def test_an_address_for_events_is_there(path):
    assert resolve(path).url_name.startswith("webhook")


def files_named():
    table = GUIDE.rpartition("| File | What |")[2]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    named += re.findall(r"`((?:tests|tips)/[^`<]+)`", GUIDE)
    return sorted(
        {name for name in named if "/" in name or name.endswith((".md", ".toml", ".txt"))}
    )


@pytest.mark.parametrize("name", files_named())
def test_a_file_that_the_guide_names_is_there_for_each_provider(name):
    paths = [ROOT / KEY.sub(key, name) for key in ("stripe", "paypal", "bank")]

    # One file, or a folder with provider.py.
    assert all(path.exists() or path.with_suffix("").is_dir() for path in paths)
