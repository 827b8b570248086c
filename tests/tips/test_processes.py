"""Several processes on one database, and one that is killed."""

import multiprocessing
import signal

import pytest
from django.db import connection
from django.utils import timezone

from tests.tips import processes
from tips import sweeper
from tips.models import ProviderEvent, Tip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parallel]


@pytest.fixture
def post_in_processes(make_author):
    """Post the same form from several processes at once."""

    def post(count):
        facts = {
            "form_key": "the-same",
            "author": make_author().pk,
            "unit_minor": 300,
            "amount_minor": 500,
            "currency": "EUR",
            "locale": "en",
            "livemode": False,
        }
        spawn = multiprocessing.get_context("spawn")
        ready = spawn.Barrier(count)
        arguments = (connection.settings_dict["NAME"], facts, ready)
        posts = [spawn.Process(target=processes.open_tip, args=arguments) for _ in range(count)]
        for each in posts:
            each.start()
        for each in posts:
            each.join()
        return [each.exitcode for each in posts]

    return post


def test_one_form_posted_by_several_processes_makes_one_tip(post_in_processes):
    codes = post_in_processes(4)

    assert codes == [0, 0, 0, 0]
    assert Tip.objects.count() == 1


@pytest.fixture
def kill_a_worker():
    """Let a worker take an event, and kill it before it has processed it."""

    def kill(event):
        spawn = multiprocessing.get_context("spawn")
        taken = spawn.Event()
        arguments = (connection.settings_dict["NAME"], event.pk, taken)
        worker = spawn.Process(target=processes.take_event_and_hang, args=arguments)
        worker.start()
        taken.wait(timeout=60)
        worker.kill()
        worker.join()
        return worker.exitcode

    return kill


def test_what_a_killed_worker_had_taken_the_sweeper_finishes(start, press, kill_a_worker):
    press(start(), "pay")
    event = ProviderEvent.objects.get()

    code = kill_a_worker(event)

    event.refresh_from_db()
    assert (code, event.tries, event.processed_at) == (-signal.SIGKILL, 1, None)
    ProviderEvent.objects.update(next_try=timezone.now())
    sweeper.sweep()
    assert Tip.objects.get().status == Tip.Status.PAID
