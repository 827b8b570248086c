"""An author says where their money goes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tips.models import PayoutAccount

pytestmark = pytest.mark.django_db
PASSWORD = "engine"


@pytest.fixture
def author(home, make_writer):
    author = make_writer("Ada")
    author.user.set_password(PASSWORD)
    author.user.save()
    return author


@pytest.fixture
def desk(author, log_in):
    return log_in(author.user)


@pytest.fixture
def connect(desk):
    """Fill in the form of the sandbox."""

    def connect(holder="Ada", password=PASSWORD):
        url = reverse("my_tips:get_paid_connect", args=["sandbox"])
        return desk.post(url, {"holder": holder, "password": password})

    return connect


def page_of(desk):
    return desk.get(reverse("my_tips:get_paid")).content.decode()


def own(author):
    return dict(author.payout_accounts.values_list("label", "state"))


def test_without_an_account_tips_go_to_the_site(desk):
    page = page_of(desk)

    assert "Tips go to the site&#x27;s own account." in page
    assert "Connect an account" in page


def test_an_account_is_connected_with_the_password(author, desk, connect):
    connect()

    assert own(author) == {"Ada": "current"}
    assert "Tips go straight to your account Ada." in page_of(desk)


@pytest.mark.parametrize("password", ["", "wrong"])
def test_without_the_password_nothing_changes(author, connect, password):
    answer = connect(password=password)

    assert answer.status_code == 200
    assert answer.context["form"].errors["password"]
    assert own(author) == {}


def test_guessing_the_password_is_slowed_down(author, connect):
    for _try in range(5):
        connect(password="guess")

    answer = connect()

    assert "Too many tries" in str(answer.context["form"].errors["password"])
    assert own(author) == {}


def test_a_login_without_a_password_is_told_so(author, desk, connect, log_in):
    author.user.set_unusable_password()
    author.user.save()
    desk.force_login(author.user)

    assert "has no password" in str(connect().context["form"].errors["password"])


def test_a_change_waits_and_can_be_stopped_without_a_password(author, desk, connect):
    connect("Ada")
    connect("Countess")
    waiting = author.payout_accounts.get(state="waiting")
    shown = page_of(desk)

    desk.post(reverse("my_tips:get_paid_cancel", args=[waiting.uuid]))

    assert "they go to Countess" in shown
    assert own(author) == {"Ada": "current", "Countess": "retired"}


def test_disconnecting_needs_the_password(author, desk, connect):
    connect()
    url = reverse("my_tips:get_paid_disconnect", args=[author.payout_accounts.get().uuid])

    desk.post(url, {"password": "wrong"})
    before = own(author)
    desk.post(url, {"password": PASSWORD})

    assert (before, own(author)) == ({"Ada": "current"}, {"Ada": "retired"})


@pytest.mark.parametrize("name", ["go_on", "return", "refresh", "disconnect", "cancel"])
def test_another_authors_account_isnt_found(author, connect, make_writer, log_in, name):
    connect()
    url = reverse(f"my_tips:get_paid_{name}", args=[author.payout_accounts.get().uuid])
    other = log_in(make_writer("Bob").user)

    answers = {other.get(url).status_code, other.post(url, {"password": "x"}).status_code}

    assert answers <= {404, 405}
    assert own(author) == {"Ada": "current"}


def test_who_is_no_author_has_no_such_screen(people):
    assert people["manager"].get(reverse("my_tips:get_paid")).status_code == 302


def test_a_provider_that_authors_cant_join_has_no_form(desk, settings):
    url = reverse("my_tips:get_paid_connect", args=["stripe"])

    assert desk.get(url).status_code == 404


def test_a_manager_switches_an_account_off_with_a_reason(author, connect, manager, log_in):
    connect()
    url = reverse("tips_accounts:switch", args=[author.payout_accounts.get().uuid])
    desk = log_in(manager)

    desk.post(url, {"reason": ""})
    before = PayoutAccount.objects.get().is_usable
    desk.post(url, {"reason": "Looks odd"})

    account = PayoutAccount.objects.get()
    assert (before, account.is_usable) == (True, False)
    assert (account.switched_off_by, account.switched_off_reason) == (manager, "Looks odd")
    assert "Looks odd" in desk.get(reverse("tips_accounts:index")).content.decode()


def test_and_on_again(author, connect, manager, log_in):
    connect()
    url = reverse("tips_accounts:switch", args=[author.payout_accounts.get().uuid])
    desk = log_in(manager)
    desk.post(url, {"reason": "Looks odd"})

    desk.post(url)

    assert PayoutAccount.objects.get().is_usable


def test_nobody_else_sees_the_list_or_switches(author, connect, people):
    connect()
    switch = reverse("tips_accounts:switch", args=[author.payout_accounts.get().uuid])

    refused = [people[who] for who in ("nobody", "reader", "author", "viewer")]

    assert {desk.get(reverse("tips_accounts:index")).status_code for desk in refused} == {302}
    assert {desk.post(switch, {"reason": "x"}).status_code for desk in refused} == {302}
    assert PayoutAccount.objects.get().is_usable


def test_the_list_says_when_a_change_is_still_to_come(author, make_account, log_in, manager):
    later = timezone.now() + timedelta(days=3)
    make_account(author, state="waiting", takes_effect_at=later)

    page = log_in(manager).get(reverse("tips_accounts:index")).content.decode()

    assert date_format(timezone.localtime(later), "SHORT_DATETIME_FORMAT") in page
