"""Kill the processes of a site at random moments while tips run. Nothing may be missing or doubled."""

import random
import time

from tests.assure.money.readers import Readers
from tests.assure.money.site import Site

SET_UP = """
from authors.models import Author
Author.objects.create(name="Ada", handle="ada")
"""
# As if a day had passed: what waits to be tried again is due.
LET_TIME_PASS = """
from django.utils import timezone
from tips.models import *
now = timezone.now()
SandboxEvent.objects.filter(delivered_at=None).update(due_at=now, tries=0, fate="")
for model in (ProviderEvent, Refund):
    model.objects.exclude(next_try=None).update(next_try=now)
Payment.objects.exclude(next_poll=None).update(next_poll=now)
events = ProviderEvent.objects.filter(processed_at=None)
print(events.count() + SandboxEvent.objects.filter(delivered_at=None).count())
"""
FIGURES = """
from django.db.models import Count
from tips.models import *
def count(rows, by): return dict(rows.order_by().values_list(by).annotate(Count("pk")))
print("tips", count(Tip.objects, "status"))
print("payments", count(Payment.objects, "state"))
print("movements", count(Movement.objects, "kind"))
print("events", count(ProviderEvent.objects, "outcome"))
"""
DOUBLED = """
from django.db.models import Count
from tips.models import *
twice = Payment.objects.filter(state="succeeded").values("tip").annotate(n=Count("pk"))
print(sum(1 for row in twice if row["n"] > 1))
"""
MOST_SWEEPS = 30


def prove(folder: str, kills: int, database: str = "", seed: int | None = None) -> int:
    """Return 0 if the books hold and agree with the sandbox's after so many kills."""
    began, site = time.monotonic(), Site(folder, database)
    text, failed = site.manage("migrate", "--verbosity", "0")
    if failed:
        print(text)
        return failed
    site.run(SET_UP)
    readers = Readers(site.url)
    for name in site.commands:
        site.start(name)
    site.wait()
    readers.start()
    try:
        killed = strike(site, kills, random.Random(seed))  # noqa: S311 - no secret
    finally:
        readers.stop()
        site.kill_all()
    print(f"killed: {killed}; readers: {dict(readers.count)}", flush=True)
    failed = settle(site)
    print(f"{time.monotonic() - began:.0f} seconds", flush=True)
    return failed


def strike(site: Site, kills: int, dice: random.Random) -> dict[str, int]:
    killed = dict.fromkeys(site.commands, 0)
    for kill in range(kills):
        if kill % 10 == 0:
            print(f"{kill} kills so far", flush=True)
        time.sleep(dice.uniform(0.2, 5))
        # The server twice as often as the others: most of what can be torn apart is there.
        name = dice.choice(["server", *site.commands])
        site.kill(name)
        killed[name] += 1
        site.start(name)
        if name == "server":
            site.wait()
    return killed


def settle(site: Site) -> int:
    """Start the server again and sweep, as if a day had passed; then count."""
    site.start("server")
    site.wait()
    try:
        for _round in range(MOST_SWEEPS):
            waiting = site.run(LET_TIME_PASS)
            print("waiting events:", waiting, flush=True)
            site.manage("sweep")
            if waiting == "0":
                break
        print(site.run(FIGURES))
        failed = 0
        for command in (["check_ledger"], ["reconcile_tips"], ["reconcile_tips", "--dry-run"]):
            text, code = site.manage(*command)
            print(f"{' '.join(command)}: {text} (exit code {code})", flush=True)
            failed |= code or "booked" in text
        print("tips paid twice:", site.run(DOUBLED))
        return int(failed)
    finally:
        site.kill_all()
