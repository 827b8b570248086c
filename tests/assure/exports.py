"""A hundred thousand tips as a file: quick, flat in memory, and the same sums as the screen.

    python -m tests.assure.exports [--tips 100000]

Half of the tips are one author's, who downloads them from “My tips”. Each file is made in a process
of its own, so that its peak of memory is its own. The limits are far above what was measured.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator

SECONDS, GROWTH_MB, BATCH = 120, 150, 5000
FILES = [
    ("manager", "tips_admin:index", "csv"),
    ("manager", "tips_admin:index", "xlsx"),
    ("writer", "my_tips:index", "csv"),
    ("writer", "my_tips:index", "xlsx"),
]


def environment(folder: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TIPS_PROVIDERS": "",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/assure.sqlite3",
        "LOG_LEVEL": "ERROR",
    }


def fill(count: int) -> None:
    """Write so many paid tips as the ledger would have, a fee with each and a refund with some."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from authors.models import Author

    call_command("migrate", verbosity=0)
    users = get_user_model().objects
    users.create_superuser("manager", "m@example.org", "x")
    writer = users.create_superuser("writer", "w@example.org", "x")
    authors = [
        Author.objects.create(name=name, handle=name.lower(), user=user)
        for name, user in [("Ada", writer), ("Bob", None)]
    ]
    for first in range(0, count, BATCH):
        add(authors, range(first, min(first + BATCH, count)))


def add(authors: list, numbers: range) -> None:
    from django.utils import timezone

    from tips.models import Payment, Tip

    now = timezone.now()
    tips = [
        Tip(
            form_key=f"form-{number}", author=authors[number % 2], unit_minor=300,
            amount_minor=300 + number % 997, currency=("EUR", "USD")[number % 7 == 0],
            display_name=f"Reader {number}", message="Thank you, that was good to read. " * 3,
            message_state="approved", locale="en", livemode=True, status="paid", paid_at=now,
        )
        for number in numbers
    ]  # fmt: skip
    Tip.objects.bulk_create(tips, batch_size=500)
    payments = [
        Payment(
            tip=tip, attempt=1, provider="stripe", livemode=True, request_key=uuid.uuid4().hex,
            remote_id=f"cs_{tip.uuid.hex}", state="succeeded", amount_minor=tip.amount_minor,
            currency=tip.currency, succeeded_at=now,
        )
        for tip in tips
    ]  # fmt: skip
    Payment.objects.bulk_create(payments, batch_size=500)
    book(payments, now)


def book(payments: list, now) -> None:
    from tips.models import Movement

    Movement.objects.bulk_create(
        [
            Movement(
                payment=payment, kind=kind, amount_minor=amount, currency=payment.currency,
                provider="stripe", remote_id=f"{kind}_{payment.pk}", livemode=True, happened_at=now,
            )
            for payment in payments
            for kind, amount in movements(payment)
        ],
        batch_size=500,
    )  # fmt: skip


def movements(payment) -> Iterator[tuple[str, int]]:
    yield "charge", payment.amount_minor
    yield "fee", -31
    if payment.pk % 10 == 0:
        yield "refund", -100


def measure(user: str, view: str, kind: str) -> None:
    """Download a file and say how long that took and how much memory grew."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    setup_test_environment()  # so that a page tells what it was made of
    client, url = Client(), reverse(view)
    client.force_login(get_user_model().objects.get(username=user))
    page = client.get("/admin/reports/tips/" if user == "manager" else url)
    totals = {row.currency: row.net_minor for row in page.context["totals"]}
    before, began, clock = peak_mb(), time.process_time(), time.perf_counter()
    answer = client.get(f"{url}?export={kind}")
    size, lines, sums = 0, 0, {}
    if kind == "csv":
        lines, sums, size = summed(answer.streaming_content)
        assert sums == totals, f"{sums} in the file, {totals} on the screen"
    else:
        size = sum(len(part) for part in answer.streaming_content)
    seconds, waited = time.process_time() - began, time.perf_counter() - clock
    grown = peak_mb() - before
    print(
        f"{view} {kind}: {seconds:.1f} s of a processor, {waited:.1f} by the clock, "
        f"{size / 1e6:.1f} MB, {lines or 'all'} lines, "
        f"peak {before + grown:.0f} MB, {grown:.0f} MB of it for the file",
        flush=True,
    )
    assert seconds < SECONDS
    assert grown < GROWTH_MB


def summed(parts: Iterator[bytes]) -> tuple[int, dict[str, int], int]:
    """Return the number of lines, the sum of each currency, and the size of a file as it comes."""
    sums: dict[str, int] = {}
    size = lines = 0

    def texts() -> Iterator[str]:
        nonlocal size
        for part in parts:
            size += len(part)
            yield from part.decode().splitlines(keepends=True)

    for row in csv.DictReader(texts()):
        lines += 1
        minor = int(row["Net in the smallest unit"])
        sums[row["Currency"]] = sums.get(row["Currency"], 0) + minor
    return lines, sums, size


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tips", type=int, default=100_000)
    parser.add_argument("--step", nargs="*", help="used by this command for its own processes")
    options = parser.parse_args()
    if options.step:
        import django

        django.setup()
        return run(options)
    with tempfile.TemporaryDirectory(prefix="authorsite-exports-") as folder:
        steps = [["fill"], *[["measure", *file] for file in FILES]]
        return int(any(start(folder, options.tips, step) for step in steps))


def run(options: argparse.Namespace) -> int:
    name, *facts = options.step
    if name == "fill":
        fill(options.tips)
    else:
        measure(*facts)
    return 0


def start(folder: str, tips: int, step: list[str]) -> int:
    command = [sys.executable, "-m", "tests.assure.exports", "--tips", str(tips), "--step", *step]
    return abs(subprocess.run(command, env=environment(folder), check=False).returncode)


if __name__ == "__main__":
    sys.exit(main())
