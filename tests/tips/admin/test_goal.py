"""An author begins, changes and ends a goal."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tips.models import Goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(log_in, home):
    def save(author, /, **data):
        defaults = {
            "title": "A lens", "currency": "EUR", "target": "250.00", "starts_on": "2026-11-01",
            "ends_on": "", "is_public": "on",
        }  # fmt: skip
        return log_in(author.user).post(reverse("my_tips:goal"), defaults | data, follow=True)

    return save


@pytest.fixture
def end(log_in):
    def end(author):
        return log_in(author.user).post(reverse("my_tips:end_goal"), follow=True)

    return end


def test_a_goal_begins_changes_and_ends(make_writer, save, end):
    author = make_writer()

    save(author)
    save(author, title="A better lens", target="300.00")
    page = end(author)

    goal = Goal.objects.get()
    assert (goal.title, goal.target_minor, goal.currency) == ("A better lens", 30_000, "EUR")
    assert goal.ended_at is not None
    assert "Earlier goals" in page.content.decode()


def test_the_progress_has_a_bar_and_words(make_writer, save, make_paid_tip):
    author = make_writer()
    make_paid_tip(author=author, amount_minor=5000)

    page = save(author, starts_on="2026-01-01").content.decode()

    assert 'role="progressbar"' in page
    assert 'aria-valuetext="€50.00 of €250.00, 20%"' in page


def test_who_sees_a_goal_is_said_in_german(make_writer, save, log_in):
    author = make_writer()
    save(author, title="New lamp", target="10.00", is_public="on")
    UserProfile.objects.update_or_create(user=author.user, defaults={"preferred_language": "de"})

    page = log_in(author.user).get(reverse("my_tips:goal")).content.decode()

    assert "Für alle sichtbar" in page


def test_another_can_be_begun_after_the_end(make_writer, save, end):
    author = make_writer()
    save(author)
    end(author)

    save(author, title="A tripod")

    assert Goal.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "field", "error"),
    [
        ({"title": " "}, "title", "This field is required."),
        ({"title": "x" * 81}, "title", "at most 80"),
        ({"target": "0"}, "target", "Enter at least"),
        ({"target": "-5"}, "target", "without a plus or minus sign"),
        ({"target": "99999999999999"}, "target", "Enter at most"),
        ({"currency": "JPY", "target": "5.5"}, "target", "has no decimals"),
        ({"currency": "XAU"}, "currency", "not one of the available choices"),
        ({"starts_on": "yesterday"}, "starts_on", "valid date"),
        ({"ends_on": "2026-10-31"}, "ends_on", "before the first"),
    ],
)
def test_an_impossible_goal_is_refused_beside_the_field(make_writer, save, data, field, error):
    page = save(make_writer(), **data)

    assert error in " ".join(page.context["form"].errors[field])
    assert not Goal.objects.exists()


def test_nobody_touches_the_goal_of_another(make_writer, save, end):
    author, other = make_writer("Ada"), make_writer("Bob")
    save(author)

    answer = end(other)
    save(other, title="Mine")

    assert answer.status_code == 404
    assert Goal.objects.get(author=author).title == "A lens"
    assert Goal.objects.get(author=author).ended_at is None


def test_old_goals_are_no_more_queries(make_writer, log_in, django_assert_num_queries, home):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    author = make_writer()
    facts = {"author": author, "target_minor": 1, "currency": "EUR", "ended_at": timezone.now()}
    Goal.objects.create(title="A", **facts)
    client = log_in(author.user)
    client.get(reverse("my_tips:goal"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("my_tips:goal"))
    count = len(first)
    Goal.objects.create(title="B", **facts)

    with django_assert_num_queries(count):
        client.get(reverse("my_tips:goal"))
