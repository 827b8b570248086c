"""Ten thousand followers: publishing stays quick, and a killed mailing loses and doubles nothing.

    python -m tests.assure.followers [--followers 10000] [--kills 4] [--random-kills 4]

Real processes: the site's worker, a mail server that counts, SIGKILL. The worker is killed first
just before the server takes a mail, where no mail may be doubled; then at random moments, where at
most one mail a kill may be: the server had taken it, and nobody was left to note that.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests import mail_server
from tests.followers.processes import DeadlyLetterbox

ROOT = Path(__file__).parent.parent.parent
WORKER = ["db_worker", "--backend=authors", "--queue-name=authors", "--no-reload", "--interval=0.1"]
PUBLISHED = 15
IN_A_DIGEST = 3


def environment(folder: str, port: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "authorsite.settings",
        "SECRET_KEY": "assure-" + "0" * 50,
        "ALLOWED_HOSTS": "testserver,localhost",
        "BASE_URL": "http://testserver",
        "TIPS_PROVIDERS": "",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/assure.sqlite3",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
    }


def set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def make_site():
    """Return the section that articles are published in."""
    from wagtail.models import Page, Site

    from authors.pages.models import ArticleIndexPage
    from authorsite.models import HomePage

    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="front"))
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


def make_followers(count: int) -> None:
    from django.utils import timezone
    from wagtail.models import Site

    from authors.followers.models import Follow, Follower

    now, site = timezone.now(), Site.objects.get()
    addresses = [f"reader-{number}@example.org" for number in range(count)]
    made = Follower.objects.bulk_create(
        [
            Follower(
                email=each, address=each, mailbox=each,
                language="en", frequency="daily", confirmed_at=now,
            )
            for each in addresses
        ],
        batch_size=500,
    )  # fmt: skip
    Follow.objects.bulk_create(
        [Follow(follower=follower, site=site, confirmed_at=now) for follower in made],
        batch_size=500,
    )


def publish(section, client, number: int) -> float:
    """Publish a draft as an editor does, in the admin. Return how many milliseconds that took."""
    from django.urls import reverse

    from authors.pages.models import ArticlePage

    article = section.add_child(instance=ArticlePage(title=f"Article {number}", live=False))
    article.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    start = time.perf_counter()
    answer = client.post(f"{url}?id={article.pk}")
    spent = (time.perf_counter() - start) * 1000
    article.refresh_from_db()
    assert answer.status_code == 302
    assert article.live
    return spent


def median_of(section, client, first: int) -> float:
    return statistics.median(publish(section, client, first + n) for n in range(PUBLISHED))


def fall_due() -> None:
    """Let the night pass: all that is owed is due."""
    from django.utils import timezone

    from authors.followers.models import Mail

    Mail.objects.filter(sent_at=None).update(next_try=timezone.now())


def wake_worker() -> None:
    from authors import wake

    wake.enqueue("authors.followers.tasks.deliver")


def owed() -> int:
    from authors.followers.models import Mail

    return Mail.objects.filter(sent_at=None).count()


def start_worker(letterbox: DeadlyLetterbox) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "manage.py"), *WORKER]
    worker = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    letterbox.worker = worker.pid
    return worker


def send_all(letterbox: DeadlyLetterbox, is_over) -> int:
    """Run workers, the next when one is killed, until nothing is owed. Return how many were needed."""
    workers = 0
    while owed():
        fall_due()  # what a dead worker had taken would fall due by itself after a minute
        wake_worker()
        worker = start_worker(letterbox)
        workers += 1
        while worker.poll() is None and owed():
            if is_over():
                os.kill(worker.pid, signal.SIGKILL)
            time.sleep(0.05)
        worker.kill()
        worker.wait()
    return workers


def tell(what: str, **figures: object) -> None:
    print(f"{what}: " + ", ".join(f"{name} {value}" for name, value in figures.items()), flush=True)


def count(letterbox: DeadlyLetterbox, expected: int) -> tuple[int, int]:
    """Return how many followers got no mail, and how many mails came twice."""
    got = Counter(letter["To"] for letter in letterbox.letters)
    ids = {letter["Message-ID"] for letter in letterbox.letters}
    assert len(ids) == len(got), "a follower got two different mails"
    return expected - len(got), sum(got.values()) - len(got)


def spread_news() -> float:
    from authors.followers import spreading

    start = time.perf_counter()
    for pk in list(spreading.due_news().values_list("pk", flat=True)):
        spreading.spread(pk)
    return time.perf_counter() - start


def leave_news(count: int) -> None:
    """Leave so many articles to tell of, as a digest has few."""
    from authors.followers.models import News

    kept = News.objects.filter(spread_at=None).values_list("pk", flat=True)[:count]
    News.objects.filter(spread_at=None).exclude(pk__in=list(kept)).delete()


def prove_publishing(section, followers: int) -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", "r@example.org", "x"))
    median_of(section, client, 0)  # warm up
    none = median_of(section, client, 100)
    spread_news()
    make_followers(followers)
    many = median_of(section, client, 200)
    leave_news(IN_A_DIGEST)
    tell(
        "Publish, median ms",
        without_followers=round(none, 1),
        **{f"with_{followers}": round(many, 1)},
    )
    assert many < none * 1.25 + 10, "publishing must not wait for followers"


def prove_kills(letterbox: DeadlyLetterbox, followers: int, kills: int) -> None:
    spent = spread_news()
    tell("Owed", mails=owed(), seconds=round(spent, 1))
    assert owed() == followers
    letterbox.deadly = {followers * (n + 1) // (kills + 1) for n in range(kills)}
    start = time.perf_counter()
    workers = send_all(letterbox, lambda: False)
    missing, doubles = count(letterbox, followers)
    rate = round(followers / (time.perf_counter() - start))
    tell(
        "Killed before the yes",
        kills=workers - 1,
        missing=missing,
        doubles=doubles,
        per_second=rate,
    )
    assert (workers - 1, missing, doubles) == (kills, 0, 0)


def prove_random_kills(section, letterbox: DeadlyLetterbox, followers: int, kills: int) -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from authors.followers.models import Mail

    client = Client()
    client.force_login(get_user_model().objects.get())
    Mail.objects.all().delete()  # as after their time: the next morning has mails of its own
    publish(section, client, 300)
    spread_news()
    letterbox.letters.clear()
    letterbox.deadly = set()
    assert owed() == followers
    moments = sorted(random.sample(range(1, followers), kills))

    def is_over() -> bool:
        if moments and len(letterbox.letters) >= moments[0]:
            moments.pop(0)
            return True
        return False

    workers = send_all(letterbox, is_over)
    missing, doubles = count(letterbox, followers)
    tell("Killed at random", kills=workers - 1, missing=missing, doubles=doubles)
    assert missing == 0
    assert doubles <= workers - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--followers", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--random-kills", type=int, default=4)
    options = parser.parse_args()
    letterbox = DeadlyLetterbox()
    controller = mail_server.start(letterbox)
    try:
        with tempfile.TemporaryDirectory(prefix="assure-followers-") as folder:
            os.environ.update(environment(folder, controller.port))
            set_up()
            section = make_site()
            prove_publishing(section, options.followers)
            prove_kills(letterbox, options.followers, options.kills)
            prove_random_kills(section, letterbox, options.followers, options.random_kills)
    finally:
        controller.stop()


if __name__ == "__main__":
    main()
