"""A worker that is killed while it sends. make assure does the same with ten thousand followers."""

import multiprocessing
import signal
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from authors.followers import spreading
from authors.followers.models import Mail, News
from tests import mail_server
from tests.followers import processes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parallel]


@pytest.fixture
def deadly_server():
    """A mail server that kills whoever brings the 7th and the 15th mail."""
    controller = mail_server.start(processes.DeadlyLetterbox({7, 15}))
    yield controller
    controller.stop()


@pytest.fixture
def send_until_killed(deadly_server):
    """Let a worker send until it is done or dead. Return how it ended."""

    def send():
        spawn = multiprocessing.get_context("spawn")
        arguments = (connection.settings_dict["NAME"], deadly_server.port)
        worker = spawn.Process(target=processes.deliver, args=arguments)
        worker.start()
        deadly_server.handler.worker = worker.pid
        worker.join(120)
        return worker.exitcode

    return send


def test_a_killed_mailing_goes_on_without_a_double_or_a_missing_mail(
    make_follower, publish, send_until_killed, deadly_server
):
    readers = [make_follower(frequency="daily").email for _ in range(25)]
    for title in ("One", "Two"):
        publish(title=title)
    for news in News.objects.all():
        spreading.spread(news.pk)
    ends = []

    for _worker in range(3):
        Mail.objects.filter(sent_at=None).update(next_try=timezone.now())
        ends.append(send_until_killed())

    got = Counter(letter["To"] for letter in deadly_server.handler.letters)
    assert ends == [-signal.SIGKILL, -signal.SIGKILL, 0]
    assert got == Counter(readers)
