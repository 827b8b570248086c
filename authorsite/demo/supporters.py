"""The demo's tips: paid at the sandbox and booked by the ledger, as any other; only the date is old."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from authors.models import Author
from authors.pages.models import AuthorPage
from authorsite.demo import people, stories
from authorsite.demo.identity import key_of
from authorsite.demo.manuscripts import read_toml
from tips import ledger
from tips.models import (
    Goal,
    Notice,
    Payment,
    SandboxCheckout,
    SandboxEvent,
    SandboxRefund,
    Tip,
    TipPreferences,
)
from tips.period import today
from tips.providers.base import Started
from tips.providers.sandbox import api, books, provider

DEFAULT_UNIT_MINOR = 300
Gift = dict[str, Any]


@cache
def gifts() -> list[Gift]:
    found = read_toml("supporters.toml")["gifts"]
    return [gift | {"key": str(key_of("gift", str(place)))} for place, gift in enumerate(found)]


def goals() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_toml("supporters.toml")["goals"]
    return found


def ensure_goal(wish: dict[str, Any]) -> bool:
    """Begin an author's goal, or do nothing if there ever was one. Tell which."""
    author = people.author(wish["of"])
    if Goal.objects.filter(author=author).exists():
        return False
    Goal.objects.create(
        author=author,
        title=wish["title"],
        target_minor=wish["target_minor"],
        currency=wish["currency"],
        starts_on=today() - timedelta(days=wish["days_ago"]),
    )
    return True


@transaction.atomic
def ensure_tip(gift: Gift) -> bool:
    """Give and pay a tip, or do nothing if it was given on an earlier run. Tell which."""
    if Tip.objects.filter(form_key=gift["key"]).exists():
        return False
    given_at = timezone.now() - timedelta(days=gift["days_ago"], minutes=37)
    tip = _open(gift)
    payment = ledger.open_payment(tip, "sandbox", "", False)
    checkout = _pay(tip, payment, gift, given_at)
    _apply(checkout)
    if "refund" in gift.get("outcome", ""):
        _refund(payment, checkout, gift, given_at)
        _apply(checkout)
    _settle_down(tip, checkout, given_at, waits=gift.get("waits", False))
    return True


def _open(gift: Gift) -> Tip:
    author = people.author(gift["to"])
    page = stories.article(gift["article"], gift["language"]) if "article" in gift else None
    source = Tip.Source.ARTICLE if page else Tip.Source.PROFILE
    page = page or AuthorPage.objects.filter(author=author).first()
    currency, unit_minor = _price(author)
    own_minor = gift.get("own_minor")
    return ledger.open_tip(
        form_key=gift["key"],
        author=author,
        page=page,
        page_title=page.title if page else "",
        page_url=page.full_url or "" if page else "",
        source=source,
        quantity=None if own_minor else gift["quantity"],
        unit_minor=unit_minor,
        amount_minor=own_minor or gift["quantity"] * unit_minor,
        currency=currency,
        display_name=gift["name"],
        email="",
        message=gift.get("message", ""),
        visibility=gift.get("visibility", Tip.Visibility.PUBLIC),
        consent_version="demo",
        locale=gift["language"],
        livemode=False,
    )


def _price(author: Author) -> tuple[str, int]:
    preferences = TipPreferences.objects.filter(author=author).first()
    if preferences and preferences.currency and preferences.unit_minor:
        return preferences.currency, preferences.unit_minor
    return "EUR", DEFAULT_UNIT_MINOR


def _pay(tip: Tip, payment: Payment, gift: Gift, given_at: datetime) -> SandboxCheckout:
    """Play reader and provider: open the checkout, pay it or be declined."""
    wanted = {
        "reference": str(payment.uuid),
        "account": "",
        "amount_minor": payment.amount_minor,
        "currency": payment.currency,
        "description": str(tip.author),
        "statement_descriptor": "",
        "locale": tip.locale,
        "return_url": tip.page_url,
        "cancel_url": tip.page_url,
    }
    checkout = books.open_checkout(payment.request_key, wanted)
    url = api.as_json(checkout)["url"]
    ledger.record_start(payment, Started(remote_id=checkout.pk, redirect_url=url))
    checkout = books.act(checkout.pk, "decline" if gift.get("outcome") == "decline" else "pay")
    times = {"created_at": given_at, "changed_at": given_at}
    if checkout.paid_at:
        times["paid_at"] = given_at
    SandboxCheckout.objects.filter(pk=checkout.pk).update(**times)
    return checkout


def _refund(payment: Payment, checkout: SandboxCheckout, gift: Gift, given_at: datetime) -> None:
    whole = payment.amount_minor
    amount_minor = whole // 2 if gift["outcome"] == "part_refund" else whole
    payment.refresh_from_db()
    refund = ledger.request_refund(
        payment, amount_minor, actor=None, reason="Asked for by the reader",
        request_key=f"demo-{gift['key']}",
    )  # fmt: skip
    made = books.refund(checkout.pk, amount_minor, refund.request_key)
    if made:
        later = given_at + timedelta(hours=20)
        SandboxRefund.objects.filter(pk=made.pk).update(created_at=later)
        SandboxCheckout.objects.filter(pk=checkout.pk).update(changed_at=later)


def _apply(checkout: SandboxCheckout) -> None:
    checkout.refresh_from_db()
    ledger.apply(provider.truth_of(api.as_json(checkout)), "sandbox")


def _settle_down(tip: Tip, checkout: SandboxCheckout, given_at: datetime, *, waits: bool) -> None:
    """Let it look like the past: dates, no webhook under way, no mail, most messages looked through."""
    now = timezone.now()
    Tip.objects.filter(pk=tip.pk).update(created_at=given_at)
    if not waits:
        Tip.objects.filter(pk=tip.pk, message_state=Tip.MessageState.PENDING).update(
            message_state=Tip.MessageState.APPROVED
        )
    Payment.objects.filter(tip=tip).update(created_at=given_at)
    SandboxEvent.objects.filter(checkout=checkout, delivered_at=None).update(delivered_at=now)
    Notice.objects.filter(tip=tip, sent_at=None).update(sent_at=now, next_try=None)
