"""A browser follows the tip form to Stripe's page and back, under the policy that pages send."""

import os

import pytest
from playwright.sync_api import expect

from authors.models import Author
from tests.tips.providers.stripe.stage import standin  # noqa: F401  # a fixture
from tips import sweeper
from tips.models import Payment

# Playwright keeps an event loop in this thread, in which Django would refuse to look at the rows.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(visitor, live_server, settings):
    """A phone without JavaScript, on a site that takes tips through Stripe."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    return visitor(live_server.url, java_script_enabled=False)


@pytest.fixture
def give(phone, live_server, standin, home, make_author):  # noqa: F811
    """Fill in the form and choose what happens on the stand-in's page."""
    standin.site = live_server.url
    make_author("Ada Lovelace")

    def give(action):
        phone.goto("/tips/ada-lovelace/")
        phone.check("input[name=coffees][value='3']")
        phone.check("[name=consent]")
        phone.click(".tip-submit")
        phone.wait_for_url(f"{standin.url}/c/pay/**")
        phone.click(f"button[value={action}]")
        phone.wait_for_url("**/tips/status/**")

    return give


def test_a_reader_pays_on_stripes_page(phone, give):
    give("pay")

    expect(phone.locator("main")).to_contain_text("Thank you")
    expect(phone.locator("main")).to_contain_text("€9.00")


def test_a_reader_who_comes_back_unpaid_can_go_there_again(phone, give):
    give("cancel")
    expect(phone.locator("main")).not_to_contain_text("Thank you")

    phone.click("main form button")

    phone.wait_for_url("**/c/pay/**")
    assert Payment.objects.count() == 1


def test_the_event_alone_is_enough(phone, give):
    give("slow")
    expect(phone.locator("main")).not_to_contain_text("Thank you")

    sweeper.sweep()

    assert Payment.objects.get().state == Payment.State.PROCESSING


@pytest.fixture
def desk(visitor, live_server, settings, django_user_model):
    """An author at a desk, logged in to the admin."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    Author.objects.filter(handle="ada-lovelace").update(
        user=django_user_model.objects.create_superuser("ada", "ada@example.org", "engine")
    )
    page = visitor(live_server.url)
    page.goto("/admin/login/?next=/admin/my-tips/get-paid/")
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", "engine")
    page.click("button[type=submit]")
    return page


def test_an_author_gets_an_account_at_stripe_and_is_tipped_there(
    phone,
    give,
    standin,  # noqa: F811
    settings,
    desk,
):
    settings.STRIPE_CONNECT_WEBHOOK_SECRET = "whsec_connect"
    desk.goto("/admin/my-tips/get-paid/")
    desk.get_by_role("link", name="Connect an account").click()
    desk.fill("input[name=password]", "engine")
    desk.get_by_role("button", name="Continue").click()
    desk.wait_for_url(f"{standin.url}/setup/**")
    desk.click("button[value=finish]")
    desk.wait_for_url("**/my-tips/get-paid/")
    expect(desk.locator("main")).to_contain_text("Tips go straight to your account acct_")

    give("pay")

    expect(phone.locator("main")).to_contain_text("Thank you")
    [account] = standin.account.connected.values()
    assert [charge["amount"] for charge in account.kind("charge")] == [900]
