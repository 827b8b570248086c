"""What Stripe's own lists say happened to our payments."""

from collections.abc import Iterator
from datetime import datetime

from tips.exceptions import PaymentUnknown
from tips.providers.base import PaymentTruth
from tips.providers.stripe import sessions, webhooks
from tips.providers.stripe.client import ask_all, stripe_client
from tips.providers.stripe.truth import Facts, intent_of, tag


def truths_since(since: datetime, account: str) -> Iterator[PaymentTruth]:
    """Yield each payment of ours to an account that was made or changed since, the oldest first.

    Changes are read from Stripe's events, which it keeps for 30 days.
    """
    seen = set()
    for remote_id in _mentioned_since(since, account):
        session = _retrieve(remote_id, account)
        if session and session["id"] not in seen and tag(session, "payment"):
            seen.add(session["id"])
            yield sessions.truth(session, account)


def _mentioned_since(since: datetime, account: str) -> list[str]:
    """Return the ids of sessions, and of payment intents of older sessions, the oldest first."""
    when: dict[str, int] = {}
    session_of: dict[str, str] = {}
    for session in sessions.made_since(since, account):
        when[session["id"]] = session["created"]
        session_of[intent_of(session)["id"]] = session["id"]
    for event in _events_since(since, account):
        remote_id = webhooks.subject(event)
        remote_id = session_of.get(remote_id, remote_id)
        when[remote_id] = min(when.get(remote_id, event["created"]), event["created"])
    # Stripe lists the newest first, also of one second.
    return sorted(filter(None, reversed(when)), key=when.__getitem__)


def _events_since(since: datetime, account: str) -> Iterator[Facts]:
    types = sorted(webhooks.OF_A_SESSION | webhooks.OF_AN_INTENT)
    wanted = {"created": {"gte": int(since.timestamp())}, "types": types}
    return ask_all(stripe_client().v1.events.list, wanted, account)


def _retrieve(remote_id: str, account: str) -> Facts | None:
    try:
        return sessions.retrieve(remote_id, account)
    except PaymentUnknown:
        return None
