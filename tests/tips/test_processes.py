"""Several processes on one database, and one that is killed."""

import multiprocessing
import signal

import pytest
from django.db import connection
from django.utils import timezone

from tests.tips import processes
from tips import sweeper
from tips.models import Payment, ProviderEvent, SandboxCheckout, Tip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parallel]


@pytest.fixture
def form(client, home, make_author):
    """What a browser sends for three coffees."""
    make_author("Ada Lovelace")
    key = client.get("/tips/ada-lovelace/").context["form"].initial["form_key"]
    return {"coffees": "3", "visibility": "public", "consent": "on", "form_key": key}


@pytest.fixture
def post_in_processes(live_server, form):
    """Post the same form to several web workers at once; the sandbox is another server."""

    def post(count, pause_seconds=0.2):
        spawn = multiprocessing.get_context("spawn")
        ready, answers = spawn.Barrier(count), spawn.Queue()
        database = connection.settings_dict["NAME"]
        arguments = (database, live_server.url, form, pause_seconds, ready, answers)
        posts = [spawn.Process(target=processes.post_form, args=arguments) for _ in range(count)]
        for each in posts:
            each.start()
        got = [answers.get(timeout=120) for _ in posts]
        for each in posts:
            each.join()
        return got

    return post


def test_one_form_posted_to_several_processes_makes_one_tip_and_one_checkout(post_in_processes):
    answers = post_in_processes(4)

    [payment] = Payment.objects.all()
    assert answers == [(303, payment.redirect_url)] * 4
    assert (Tip.objects.count(), SandboxCheckout.objects.count()) == (1, 1)


@pytest.fixture
def forms_may_be_sent_twice(transactional_db):
    """Take away the constraint that one form makes one tip."""
    unique = Tip._meta.get_field("form_key")
    free = unique.clone()
    free._unique = False
    free.set_attributes_from_name("form_key")
    free.model = Tip
    with connection.schema_editor() as editor:
        editor.alter_field(Tip, unique, free)
    yield
    Payment.objects.all().delete()
    Tip.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.alter_field(Tip, free, unique)


def test_control_without_the_constraint_each_process_makes_its_own(
    forms_may_be_sent_twice, post_in_processes
):
    post_in_processes(2, pause_seconds=1)

    assert Tip.objects.count() == 2


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
