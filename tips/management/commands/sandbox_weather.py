"""Play bad weather at the sandbox: refunds, disputes and events that come twice, late, forged or not."""

import random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tips.models import SandboxCheckout, SandboxDispute, SandboxEvent
from tips.providers.sandbox import deeds, signature
from tips.providers.sandbox.weather import Weather, befall, befall_all, shuffle

LENGTH = 20
STORM_DEEDS = ["refund", "refund_slowly", "refund_fails", "dispute", "ask", "win", "lose", "warn"]


class Command(BaseCommand):
    help = (
        "Let something befall payments or events at the sandbox. Without an id: the latest "
        "payment, or every event that hasn't arrived. The site must be running."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        actions = ["list", "storm", "shuffle", *sorted(deeds.DEEDS), *Weather.values]
        parser.add_argument("action", choices=actions)
        parser.add_argument("ids", nargs="*", metavar="ID", help="of payments (co_…) or events")
        parser.add_argument("--amount", type=int, help="in the smallest unit: 300 is €3.00")
        parser.add_argument("--steps", type=int, default=30, help="how long a storm is")
        parser.add_argument("--seed", type=int, help="makes a storm that can be repeated")
        parser.add_argument("--site", help="where the site is, such as http://127.0.0.1:8000")

    def handle(self, *args: Any, **options: Any) -> None:
        if not signature.is_allowed():
            raise CommandError("The sandbox isn't allowed here.")
        if options["site"]:
            settings.TIPS_SANDBOX_URL = options["site"]
        action, ids = options["action"], options["ids"]
        if action == "list":
            self.show()
        elif action == "storm":
            dice = random.Random(options["seed"])  # noqa: S311 - no secret
            self.storm(dice, options["steps"])
        elif action == "shuffle":
            shuffle(self.events(ids))
        elif action in Weather.values:
            befall_all(self.events(ids), action)
        else:
            for checkout in self.checkouts(ids):
                deeds.do(action, checkout, options["amount"])
                befall_all(unsent(checkout), Weather.NOW)
        if action != "list":
            self.show()

    def checkouts(self, ids: list[str]) -> list[SandboxCheckout]:
        latest = SandboxCheckout.objects.order_by("-created_at")
        found = list(latest.filter(pk__in=ids) if ids else latest[:1])
        if len(found) < len(ids) or not found:
            raise CommandError("There is no such payment.")
        return found

    def events(self, ids: list[str]) -> list[SandboxEvent]:
        events = SandboxEvent.objects.select_related("checkout")
        found = list(events.filter(pk__in=ids) if ids else events.filter(delivered_at=None))
        if len(found) < len(ids):
            raise CommandError("There is no such event.")
        return found

    def storm(self, dice: random.Random, steps: int) -> None:
        """Let random things befall the latest payments, and their events random weather."""
        latest = list(SandboxCheckout.objects.order_by("-created_at")[:LENGTH])
        for _step in range(steps if latest else 0):
            checkout = SandboxCheckout.objects.get(pk=dice.choice(latest).pk)
            if can := [deed for deed in deeds.possible(checkout) if deed in STORM_DEEDS]:
                deeds.do(dice.choice(can), checkout, part_of(checkout, dice))
            for event in unsent(checkout):
                befall(event, dice.choice(Weather.values))
        shuffle(self.events([]), dice)

    def show(self) -> None:
        """Print the latest payments, the newest first, with their disputes and events."""
        latest = SandboxCheckout.objects.order_by("-created_at")
        for checkout in latest.prefetch_related("refunds", "disputes", "events")[:LENGTH]:
            amount = f"{checkout.amount_minor} {checkout.currency}"
            self.stdout.write(f"{checkout.pk}  {amount:>12}  {checkout.standing}")
            for dispute in checkout.disputes.all():
                self.stdout.write(f"    {line_of(dispute)}")
            for event in checkout.undelivered:
                self.stdout.write(f"    {event.pk}  {event.type}  {event.fate or 'due'}")


def unsent(checkout: SandboxCheckout) -> list[SandboxEvent]:
    return list(checkout.events.filter(delivered_at=None, fate="", tries=0))


def part_of(checkout: SandboxCheckout, dice: random.Random) -> int | None:
    return dice.choice([None, max(checkout.amount_minor // 3, 1)])


def line_of(dispute: SandboxDispute) -> str:
    return f"{dispute.pk}  {dispute.amount_minor}  {dispute.state}"
