"""Moderators judge words and see no money."""

import pytest
from django.urls import reverse

from tips import replies
from tips.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(make_user, log_in):
    return log_in(make_user("moderate_tip"))


@pytest.fixture
def author(make_writer):
    return make_writer("Ada")


@pytest.fixture
def word(make_paid_tip, author):
    def word(message="Keep going!", **facts):
        facts = {"author": author, "message": message, "amount_minor": 1234} | facts
        return make_paid_tip(**facts)

    return word


@pytest.fixture
def read(moderator):
    def read(query=""):
        return moderator.get(f"{reverse('tips_moderation:index')}?{query}").content.decode()

    return read


@pytest.fixture
def decide(moderator):
    def decide(action, *tips, **data):
        data = {"action": action, "tip": [tip.uuid.hex for tip in tips], "tab": "pending"} | data
        return moderator.post(reverse("tips_moderation:index"), data, follow=True)

    return decide


def states(*tips):
    for tip in tips:
        tip.refresh_from_db()
    return [tip.message_state for tip in tips]


def test_a_moderator_sees_words_but_neither_money_nor_address(word, read):
    word(email="grace@example.org", display_name="Grace")

    page = read()

    assert "Keep going!" in page
    assert "Grace" in page
    assert "12.34" not in page
    assert "example.org" not in page


def test_a_moderator_reaches_no_screen_of_money(word, moderator, log_in):
    tip = word()

    for name, arguments in [("index", []), ("inspect", [tip.pk])]:
        assert moderator.get(reverse(f"tips_admin:{name}", args=arguments)).status_code == 302
    assert moderator.get(reverse("tips_report:index")).status_code == 302
    assert "Tips today" not in moderator.get("/admin/").content.decode()


def test_many_are_decided_at_once(word, decide):
    first, second, third = word(), word(), word()

    decide("approve", first, second)

    assert states(first, second, third) == ["approved", "approved", "pending"]


def test_a_decision_can_be_undone(word, decide):
    tip = word()

    page = decide("reject", tip).content.decode()
    decide("wait", tip)

    assert "Was that a mistake?" in page
    assert states(tip) == ["pending"]


def test_nothing_chosen_changes_nothing(word, decide):
    tip = word()

    page = decide("approve")

    assert "Choose at least one message." in page.content.decode()
    assert states(tip) == ["pending"]


@pytest.mark.parametrize("visibility", ["private", "anonymous"])
def test_words_for_the_author_alone_are_out_of_reach(word, read, decide, visibility):
    tip = word("For your eyes", visibility=visibility)

    decide("approve", tip)

    assert "For your eyes" not in read() + read("tab=approved")
    assert states(tip) == ["pending"]


def test_words_of_a_tip_that_was_never_paid_wait_for_nobody(make_tip, author, read):
    make_tip(author=author, message="Never paid")

    assert "Never paid" not in read()


def test_a_report_shows_what_the_author_asks(word, read, decide, author):
    tip = word("Nasty words", visibility="private", display_name="Grace")
    replies.report(tip, "This is a threat.", author.user)

    page = read("tab=reported")
    decide("reject", tip)
    decide("close", tip)

    assert "This is a threat." in page
    assert "Nasty words" in page
    assert "Grace" not in page
    assert states(tip) == ["rejected"]
    assert Report.objects.get().resolved_at is not None
    assert "This is a threat." not in read("tab=reported")


def test_words_can_be_searched(word, read):
    word("About engines")
    word("About looms")

    page = read("q=loom")

    assert "About looms" in page
    assert "About engines" not in page


@pytest.mark.parametrize("action", ["", "delete", "approve"])
def test_a_forged_form_does_no_harm(word, moderator, action):
    tip = word()

    answer = moderator.post(
        reverse("tips_moderation:index"), {"action": action, "tip": ["x", "1' OR 1", "0" * 32]}
    )

    assert answer.status_code == 302
    assert states(tip) == ["pending"]


def test_nobody_else_decides(word, log_in, make_user, author):
    tip = word()

    for user in (make_user(), make_user("view_tip"), author.user):
        url = reverse("tips_moderation:index")
        log_in(user).post(url, {"action": "approve", "tip": [tip.uuid.hex]})

    assert states(tip) == ["pending"]


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
