"""What readers write to an author, and what the author does about it."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tips import sweeper
from tips.models import BlockedSupporter, Notice, Reply, Report, Tip

pytestmark = pytest.mark.django_db
ADDRESS = "grace@example.org"


@pytest.fixture
def author(make_writer):
    return make_writer("Ada")


@pytest.fixture
def word(make_paid_tip, author):
    """Make a paid tip with a message."""

    def word(message="Keep going!", **facts):
        return make_paid_tip(**({"author": author, "message": message, "email": ADDRESS} | facts))

    return word


@pytest.fixture
def act(log_in, author, home):
    """Press a button of the author's about a tip."""

    def act(tip, action, user=None, **data):
        name = {"block": "block", "unblock": "block", "reply": "reply", "report": "report"}
        name = name.get(action, "decide")
        arguments = [tip.uuid.hex] + ([action] if name in ("block", "decide") else [])
        url = reverse(f"my_tips:{name}", args=arguments)
        return log_in(user or author.user).post(url, data, follow=True)

    return act


@pytest.fixture
def read(log_in, author):
    def read(query=""):
        return log_in(author.user).get(f"{reverse('my_tips:messages')}?{query}").content.decode()

    return read


def state(tip):
    tip.refresh_from_db()
    return tip.message_state


def test_a_message_waits_until_the_author_approves_it(word, act, read):
    tip = word()

    assert state(tip) == "pending"
    act(tip, "approve")

    assert state(tip) == "approved"
    assert "Keep going!" in read("state=approved")
    assert "Keep going!" not in read()


def test_a_rejection_can_be_undone_where_it_was_made(word, act):
    tip = word()

    page = act(tip, "reject", state="pending").content.decode()

    assert "Undo" in page
    act(tip, "wait")
    assert state(tip) == "pending"


def test_the_history_tells_who_decided(word, act, author):
    tip = word()

    act(tip, "approve")
    act(tip, "approve")

    entry = ModelLogEntry.objects.get(action="tips.approve")
    assert (entry.user, entry.object_id) == (author.user, str(tip.pk))


def test_rejecting_words_moves_no_money(word, act):
    tip = word()

    act(tip, "reject")

    tip.refresh_from_db()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PAID, 0)


@pytest.mark.parametrize("action", ["approve", "reject", "wait", "block", "reply", "report"])
def test_the_words_to_another_author_do_not_exist(word, act, make_writer, action):
    tip, other = word(allows_reply=True), make_writer("Bob")

    answer = act(tip, action, user=other.user, text="Hello", reason="Mine")

    assert answer.status_code == 404
    assert state(tip) == "pending"
    assert not BlockedSupporter.objects.exists()
    assert not Reply.objects.exists()
    assert not Report.objects.exists()


def test_a_reply_is_mailed_and_the_address_stays_ours(word, act):
    tip = word(allows_reply=True)

    page = act(tip, "reply", text="It was a long night.")
    sweeper.sweep()

    [letter] = [letter for letter in mail.outbox if "replied" in letter.subject]
    assert letter.to == [ADDRESS]
    assert "It was a long night." in letter.body
    assert "> Keep going!" in letter.body
    assert ADDRESS not in page.content.decode()


def test_a_tip_has_one_reply(word, act):
    tip = word(allows_reply=True)
    act(tip, "reply", text="One")

    act(tip, "reply", text="Two")

    assert Reply.objects.get().text == "One"
    assert Notice.objects.filter(kind="reply").count() == 1


@pytest.mark.parametrize("facts", [{"allows_reply": False}, {"allows_reply": True, "email": ""}])
def test_nobody_writes_to_a_reader_who_did_not_allow_it(word, act, facts):
    tip = word(**facts)

    page = act(tip, "reply", text="Hello")

    assert "wants no reply" in page.content.decode()
    assert not Reply.objects.exists()


def test_the_words_of_a_blocked_supporter_come_no_more(word, act):
    first, other = word("Buy my pills"), word("Lovely", email="other@example.org")

    act(first, "block")
    later = word("More pills", email="Grace@Example.org")

    assert [state(tip) for tip in (first, other, later)] == ["rejected", "pending", "rejected"]
    assert ADDRESS not in BlockedSupporter.objects.get().email_digest


def test_an_unblocked_supporter_is_heard_again(word, act):
    tip = word()
    act(tip, "block")

    act(tip, "unblock")

    assert state(word("Sorry")) == "pending"


def test_a_block_holds_for_one_author_alone(word, act, make_writer):
    act(word(), "block")

    assert state(word(author=make_writer("Bob"))) == "pending"


def test_the_mail_about_a_blocked_supporter_has_no_words(word, act, author):
    author.user.email = "ada@example.org"
    author.user.save()
    act(word(), "block")
    mail.outbox.clear()

    word("More pills")
    sweeper.sweep()

    [letter] = [letter for letter in mail.outbox if letter.to == ["ada@example.org"]][-1:]
    assert "You got a tip" in letter.subject
    assert "pills" not in letter.body


def test_a_reader_without_address_cannot_be_blocked(word, act, read):
    tip = word(email="")

    act(tip, "block")

    assert not BlockedSupporter.objects.exists()
    assert "there is nothing to know them by" in read()


def test_a_report_reaches_the_moderators_once(word, act, home):
    from tips.models import TipSettings

    settings = TipSettings.for_site(home.get_site())
    settings.manager_email = "managers@example.org"
    settings.save()
    tip = word()

    act(tip, "report", reason="This is a threat.")
    act(tip, "report", reason="Again")
    sweeper.sweep()

    assert Report.objects.get().reason == "This is a threat."
    [letter] = [letter for letter in mail.outbox if letter.to == ["managers@example.org"]]
    assert "This is a threat." in letter.body


def test_words_are_shown_as_text(word, read):
    word("<script>alert(1)</script>", display_name="<b>x")

    page = read()

    assert "<script>alert(1)" not in page
    assert "<b>x" not in page


def test_more_messages_are_no_more_queries(word, read, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    word()
    read()
    with CaptureQueriesContext(connection) as first:
        read()
    count = len(first)
    word()
    word()

    with django_assert_num_queries(count):
        read()


@pytest.mark.parametrize(
    ("mode", "states"),
    [("all", ["pending", "pending"]), ("first", ["pending", "approved"]),
     ("none", ["approved", "approved"])],
)  # fmt: skip
def test_the_site_decides_which_messages_wait(word, act, home, mode, states):
    from tips.models import TipSettings

    settings = TipSettings.for_site(home.get_site())
    settings.moderation = mode
    settings.save()

    first = word()
    before = state(first)
    act(first, "approve")

    assert [before, state(word())] == states
