"""What is due with followers: wishes, news to spread, mails."""

import time

from authors.followers import delivery, joining, spreading

BATCH = 200
MAILING_SECONDS = 20


def sweep() -> int:
    """Do what no worker has done. Mails go out for a while; the next sweep goes on."""
    wishes = list(joining.due_wishes().values_list("pk", flat=True)[:BATCH])
    news = list(spreading.due_news().values_list("pk", flat=True)[:BATCH])
    done = sum(joining.take_in(pk) for pk in wishes) + sum(spreading.spread(pk) for pk in news)
    until = time.monotonic() + MAILING_SECONDS
    while (sent := delivery.deliver_batch()) and time.monotonic() < until:
        done += sent
    return done + sent
