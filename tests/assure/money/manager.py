"""A tip manager and a bank, in a process of their own: they refund and dispute at random."""

import random
import time
from contextlib import suppress


def work() -> None:
    import django

    django.setup()
    dice = random.SystemRandom()
    while True:
        refund_one(dice)
        befall_one(dice)
        time.sleep(0.1)


def refund_one(dice: random.Random) -> None:
    from django.db import OperationalError

    from tips import payments
    from tips.exceptions import ProviderRefused, ProviderUnavailable, RefundTooLarge
    from tips.models import Payment

    paid = list(Payment.objects.filter(state="succeeded").order_by("-pk")[:10])
    if not paid:
        return
    key = f"assure-{dice.getrandbits(64)}"
    with suppress(ProviderRefused, ProviderUnavailable, RefundTooLarge, OperationalError):
        amount = dice.choice([100, 250, 900])
        payments.refund(dice.choice(paid), amount, actor=None, reason="", request_key=key)


def befall_one(dice: random.Random) -> None:
    from django.db import OperationalError

    from tips.models import SandboxCheckout
    from tips.providers.sandbox import deeds

    latest = list(SandboxCheckout.objects.order_by("-created_at")[:10])
    with suppress(OperationalError):
        if latest and (can := deeds.possible(found := dice.choice(latest))):
            deeds.do(dice.choice(can), found, dice.choice([None, 100]))


if __name__ == "__main__":
    work()
