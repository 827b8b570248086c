"""What people are told about where an author's money goes."""

import re

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from tips import payouts, sweeper

pytestmark = pytest.mark.usefixtures("wire")


@pytest.fixture
def sent(connect):
    """Let the worker mail what is owed; return the mails to an address."""

    def sent(address="ada@example.org"):
        sweeper.sweep()
        return [message for message in mail.outbox if message.to == [address]]

    return sent


@pytest.fixture
def changing(connect, sent):
    """A change that waits, and the mail about it."""
    connect("acct_old")
    connect("acct_thief", label="Somebody else")
    return sent()[-1]


def link_in(message):
    return re.search(r"http://testserver(/tips/accounts/\S+/cancel/)", message.body)[1]


def test_a_change_names_the_new_account_and_how_to_stop_it(changing):
    assert "Somebody else" in changing.body
    assert "stop it now" in changing.body
    assert link_in(changing) in changing.alternatives[0][0]


def test_opening_the_link_stops_nothing(changing, client, states):
    answer = client.get(link_in(changing))

    assert "Stop the change" in answer.content.decode()
    assert states()["acct_thief"] == "waiting"
    assert not answer.cookies


def test_its_button_stops_the_change_without_a_login(changing, client, states):
    answer = client.post(link_in(changing), follow=True)

    assert "Tips go on without it" in answer.content.decode()
    assert states() == {"acct_old": "current", "acct_thief": "retired"}


def test_after_the_change_the_link_says_that_it_is_too_late(changing, client, wait_out, states):
    wait_out()

    answer = client.post(link_in(changing), follow=True)

    assert "has taken over already" in answer.content.decode()
    assert states()["acct_thief"] == "current"


def test_a_forged_link_is_not_found(changing, client, states):
    forged = link_in(changing).replace("/accounts/", "/accounts/x")

    assert client.post(forged).status_code == 404
    assert states()["acct_thief"] == "waiting"


def test_the_tip_managers_are_told_too(connect, sent):
    connect()

    [message] = sent("money@example.org")

    assert message.subject == "[TEST] Tips for Ada Lovelace go to an account of their own"


def test_an_author_reads_it_in_their_own_language(author, connect, sent):
    UserProfile.objects.create(user=author.user, preferred_language="de")
    connect()

    [message] = sent()

    assert "Konto" in message.subject


def test_the_reason_for_switching_off_is_told(connect, sent):
    payouts.switch_off(connect(), None, "The name is another's")

    assert "The name is another's" in sent()[-1].body


def test_each_mail_goes_out_once(connect, sent):
    connect()
    sent()

    assert len(sent()) == 1
