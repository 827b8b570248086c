"""From the form to a confirmed follower."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from authors.followers.models import Follow, Follower, Mail, Wish

pytestmark = pytest.mark.django_db
ADDRESS = "grace@example.org"


def pages(client, path):
    return client.get(path), client.head(path)


def test_a_wish_is_answered_before_anything_is_mailed(ask):
    answer = ask(ADDRESS)

    assert (answer.status_code, answer.url) == (303, "/follow/asked/")
    assert (Wish.objects.count(), Follower.objects.count(), mail.outbox) == (1, 0, [])


def test_the_link_in_the_mail_shows_a_button_and_only_the_button_confirms(
    ask, work, link, client, site
):
    ask(ADDRESS)
    [question] = work()

    looked = pages(client, link(question, "confirm"))
    assert [answer.status_code for answer in looked] == [200, 200]
    assert Follow.objects.get().confirmed_at is None

    answer = client.post(link(question, "confirm"))
    assert answer.status_code == 303
    follower = Follower.objects.get()
    assert (follower.is_active, follower.consent_version) == (True, "2026-11/en")
    assert Follow.objects.get().site == site.target


def test_a_link_confirms_once(ask, work, link, client):
    ask(ADDRESS)
    [question] = work()
    client.post(link(question, "confirm"))

    again = client.post(link(question, "confirm"))

    assert again.status_code == 410


def test_a_link_is_good_for_a_week(ask, work, link, client, monkeypatch):
    ask(ADDRESS)
    [question] = work()
    later = timezone.now().timestamp() + timedelta(days=8).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    answer = client.post(link(question, "confirm"))

    assert answer.status_code == 410
    assert Follow.objects.get().confirmed_at is None


def test_nothing_in_the_database_opens_a_link(ask, work, link):
    ask(ADDRESS)
    [question] = work()

    token = link(question, "confirm").split("/")[-2]

    rows = [*Follower.objects.values_list(), *Mail.objects.values_list(), *Follow.objects.values()]
    assert token not in str(rows)


@pytest.mark.parametrize("name", ["confirm", "preferences", "leave"])
@pytest.mark.parametrize("token", ["x", "a.b.c", "0" * 32 + ".AAAA", "%00", "ä.ö"])
def test_a_forged_link_opens_nothing(client, home, name, token):
    assert client.post(f"/follow/{name}/{token}/").status_code in {404, 410}


def test_the_mail_that_asks_has_no_way_to_unsubscribe(ask, work):
    ask(ADDRESS)

    [question] = work()

    assert not {name for name in question.message() if name.startswith("List-")}
    assert "Stop these mails" not in question.body


def test_known_and_unknown_addresses_get_one_answer(ask, make_follower):
    make_follower(email=ADDRESS)

    known, unknown = ask(ADDRESS), ask("nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert known.content == unknown.content


def test_known_and_unknown_addresses_cost_the_same_queries(
    ask, make_follower, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_follower(email=ADDRESS)
    ask("first@example.org")

    with CaptureQueriesContext(connection) as known:
        ask(ADDRESS)
    with CaptureQueriesContext(connection) as unknown:
        ask("nobody@example.org")

    verbs = [[query["sql"].split()[0] for query in each] for each in (known, unknown)]
    assert verbs[0] == verbs[1]


def test_who_follows_already_is_told_so_and_may_change_it(ask, work, link, make_follower):
    make_follower(email=ADDRESS)
    ask(ADDRESS)

    [reminder] = work()

    assert reminder.subject == "You follow this already"
    assert link(reminder, "preferences")


def test_something_new_to_follow_waits_for_its_own_confirmation(
    ask, work, link, client, make_follower, make_author
):
    make_follower(email=ADDRESS)
    make_author("Ada Lovelace")
    ask(ADDRESS, "/follow/author/ada-lovelace/")
    [question] = work()
    assert Follow.objects.filter(confirmed_at=None).count() == 1

    client.post(link(question, "confirm"))

    assert Follow.objects.exclude(confirmed_at=None).count() == 2


def test_a_flood_for_one_victim_in_many_spellings_sends_one_mail(ask, work, settings):
    settings.AUTHORS_FOLLOWERS_LIMITS = ()
    made = [f"{['victim', 'VICTIM', 'Victim'][n % 3]}+{n}@Example.ORG" for n in range(498)]

    for email in ["victim@example.org", "Victim@EXAMPLE.org", *made]:
        ask(email)
    for _sweep in range(4):
        work()

    assert len(mail.outbox) == 1
    assert (Follower.objects.count(), Wish.objects.count()) == (1, 0)


def test_both_spellings_of_a_host_are_one_mailbox(ask, work):
    ask("victim@bücher.example")
    ask("victim@xn--bcher-kva.example")

    assert len(work()) == 1
    assert Follower.objects.count() == 1


def test_a_mailbox_is_asked_three_times_a_day_at_most(ask, work, settings):
    settings.AUTHORS_FOLLOWERS_LIMITS = ()

    for _hour in range(5):
        ask(ADDRESS)
        work()
        Mail.objects.update(created_at=timezone.now() - timedelta(hours=1))

    assert len(mail.outbox) == 3


def test_after_ten_minutes_a_lost_mail_may_be_asked_for_again(ask, work, link, client):
    ask(ADDRESS)
    work()
    Mail.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    ask("Grace+blog@example.org")

    [second] = work()

    assert second.to == ["Grace+blog@example.org"]
    assert client.post(link(second, "confirm")).status_code == 303


def test_one_source_is_slowed_and_another_still_gets_through(ask):
    for number in range(5):
        ask(f"reader-{number}@example.org")

    sixth = ask("reader-6@example.org")
    other = ask("reader-7@example.org", REMOTE_ADDR="192.0.2.7")

    assert (sixth.status_code, int(sixth["Retry-After"]) > 0) == (429, True)
    assert "reader-6@example.org" in sixth.content.decode()
    assert other.status_code == 303


def test_a_robot_gets_the_same_answer_and_nothing_is_noted(client, home):
    key = client.get("/follow/").context["form"].initial["form_key"]

    answer = client.post("/follow/", {"email": ADDRESS, "form_key": key, "leave_empty": "x"})

    assert (answer.status_code, answer.url) == (303, "/follow/asked/")
    assert Wish.objects.count() == 0


@pytest.mark.parametrize(
    "email", ["", "grace", "a@b@c", "a@example.org\nBcc: b@example.org", "a b@c.de"]
)
def test_what_is_no_address_is_shown_beside_the_field(ask, email):
    answer = ask(email)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert 'id="follow-email_error"' in page
    assert Wish.objects.count() == 0


def test_a_form_of_yesterday_comes_back_with_what_was_typed(client, home):
    answer = client.post("/follow/", {"email": ADDRESS, "form_key": "forged"})

    assert answer.status_code == 422
    assert ADDRESS in answer.content.decode()


def test_the_form_sets_no_cookie_and_is_not_stored(client, home):
    answer = client.get("/follow/")

    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_a_reader_of_the_german_page_is_written_to_in_german(ask, work):
    ask(ADDRESS, "/de/follow/")

    [question] = work()

    assert question.subject == "Bitte bestätige, dass du diese Mails möchtest"
    assert "/de/follow/confirm/" in question.body


def test_what_nobody_can_follow_is_not_there(client, home, make_author, make_article):
    hidden = make_article(make_author(), live=False)

    paths = ["author/nobody/", "topic/nothing/", f"comments/{hidden.pk}/", "comments/99999999999/"]

    assert [client.get(f"/follow/{path}").status_code for path in paths] == [404] * 4


def test_the_unconfirmed_are_forgotten_after_a_week(ask, work):
    from authors.privacy.personal_data import forget

    ask(ADDRESS)
    work()
    Follower.objects.update(created_at=timezone.now() - timedelta(days=8))

    forget()

    assert Follower.objects.count() == 0
