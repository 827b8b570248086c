"""What readers write: who may see it, who decided, and whose words an author doesn't want.

All of this is apart from money: rejecting a message or blocking a person moves no cent.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log
from wagtail.models import Site

from authors.models import Author
from tips.goals import rows_of
from tips.models import BlockedSupporter, Tip, TipSettings

State, Mode = Tip.MessageState, TipSettings.Moderation
APPROVE, REJECT, RECONSIDER = "tips.approve", "tips.reject", "tips.reconsider"
BLOCK, UNBLOCK = "tips.block", "tips.unblock"
ACTIONS = {State.APPROVED: APPROVE, State.REJECTED: REJECT, State.PENDING: RECONSIDER}


def first_state(message: str, email: str, author: Author) -> str:
    """Return in which state a message begins, by the site's rules and the author's blocks."""
    if not message:
        return State.NONE
    if is_blocked(author, email):
        return State.REJECTED
    mode = _mode()
    known = mode == Mode.FIRST and email and _has_approved_words(author, email)
    return State.APPROVED if mode == Mode.NONE or known else State.PENDING


def decide(tips: "QuerySet[Tip]", state: str, user: Any) -> list[Tip]:
    """Move messages to a state and note who did. Return the tips that changed."""
    with transaction.atomic():
        changed = list(
            tips.select_for_update().exclude(message="").exclude(message_state=state).order_by("pk")
        )
        for tip in changed:
            tip.message_state = state
            tip.save(update_fields=["message_state"])
            log(instance=tip, action=ACTIONS[State(state)], user=user)
    return changed


def may_rewrite(tip: Tip) -> bool:
    """Tell whether the reader may still change the message: until somebody has decided about it."""
    return tip.message_state in (State.NONE, State.PENDING)


def rewrite(tip: Tip, message: str) -> bool:
    """Replace a reader's own message. Return False if it has been decided about meanwhile."""
    with transaction.atomic():
        tip = Tip.objects.select_for_update().get(pk=tip.pk)
        if not may_rewrite(tip):
            return False
        tip.message = message
        tip.message_state = first_state(message, tip.email, tip.author)
        tip.save(update_fields=["message", "message_state"])
    return True


def is_blocked(author: Author, email: str) -> bool:
    return bool(email) and _blocks(author).filter(email_digest=digest(email)).exists()


def block(tip: Tip, user: Any) -> None:
    """Keep a reader's words from the author, now and later. Needs an address to know them by."""
    author = tip.author.current
    with transaction.atomic():
        BlockedSupporter.objects.get_or_create(author=author, email_digest=digest(tip.email))
        log(instance=tip, action=BLOCK, user=user)
        decide(_from_same_reader(tip), State.REJECTED, user)


def unblock(tip: Tip, user: Any) -> None:
    """Let a reader's future words through again. Those rejected meanwhile stay so."""
    with transaction.atomic():
        _blocks(tip.author.current).filter(email_digest=digest(tip.email)).delete()
        log(instance=tip, action=UNBLOCK, user=user)


def blocked_digests(author: Author) -> set[str]:
    return set(_blocks(author).values_list("email_digest", flat=True))


def digest(email: str) -> str:
    """Return what stands for an address. Without the site's secret key nobody can guess it back."""
    return salted_hmac("tips.blocked", email.strip().lower(), algorithm="sha256").hexdigest()


def _blocks(author: Author) -> "QuerySet[BlockedSupporter]":
    return BlockedSupporter.objects.filter(author__in=rows_of(author.current))


def _from_same_reader(tip: Tip) -> "QuerySet[Tip]":
    return Tip.objects.filter(author__in=rows_of(tip.author.current), email__iexact=tip.email)


def _has_approved_words(author: Author, email: str) -> bool:
    """Return whether this reader's money came and their words were fine before."""
    same = Q(author__in=rows_of(author.current), email__iexact=email)
    return Tip.objects.received().filter(same, message_state=State.APPROVED).exists()


def _mode() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return TipSettings.for_site(site).moderation if site else Mode.ALL
