"""Bad weather between the sandbox and the site: what can befall an event on its way."""

import random
import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tips.models import SandboxEvent
from tips.providers.sandbox import delivery, signature

LATE = timedelta(seconds=30)
OLD_SECONDS = 3600
Fate = SandboxEvent.Fate


class Weather(TextChoices):
    """What happens to an event. The site must come to the same books in each."""

    NOW = "now", _("Send now")
    TWICE = "twice", _("Send twice")
    LATE = "late", _("Send in half a minute")
    HOLD = "hold", _("Hold back")
    DROP = "drop", _("Lose")
    OLD = "old", _("Send with an hour-old signature")
    FORGED = "forged", _("Send forged")


def befall(event: SandboxEvent, weather: str) -> None:
    """Let an event meet a weather. An old or forged one is to be refused, and stays owed."""
    WEATHERS[Weather(weather)](event)


def befall_all(events: Iterable[SandboxEvent], weather: str) -> None:
    for event in events:
        befall(event, weather)


def shuffle(events: Iterable[SandboxEvent], dice: random.Random | None = None) -> None:
    """Send events in another order than they happened: the latest first, or as dice fall."""
    ordered = list(events)[::-1]
    if dice:
        dice.shuffle(ordered)
    befall_all(ordered, Weather.NOW)


def _now(event: SandboxEvent) -> None:
    _fate(event, Fate.DUE, due_at=timezone.now())
    delivery.deliver(event)


def _twice(event: SandboxEvent) -> None:
    _now(event)
    delivery.deliver(event)


def _late(event: SandboxEvent) -> None:
    _fate(event, Fate.DUE, due_at=timezone.now() + LATE)


def _hold(event: SandboxEvent) -> None:
    _fate(event, Fate.HELD)


def _drop(event: SandboxEvent) -> None:
    _fate(event, Fate.DROPPED)


def _old(event: SandboxEvent) -> None:
    body = delivery.body_of(event)
    at = int(time.time()) - OLD_SECONDS
    delivery.post(event, body, signature.sign(body, signature.secrets()[0], at))


def _forged(event: SandboxEvent) -> None:
    body = delivery.body_of(event)
    delivery.post(event, body, signature.sign(body, "somebody else's secret"))


WEATHERS: dict[Weather, Callable[[SandboxEvent], None]] = {
    Weather.NOW: _now,
    Weather.TWICE: _twice,
    Weather.LATE: _late,
    Weather.HOLD: _hold,
    Weather.DROP: _drop,
    Weather.OLD: _old,
    Weather.FORGED: _forged,
}


def _fate(event: SandboxEvent, fate: str, **facts: object) -> None:
    SandboxEvent.objects.filter(pk=event.pk).update(fate=fate, **facts)
    event.refresh_from_db()
