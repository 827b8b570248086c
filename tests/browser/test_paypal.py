"""A browser follows the tip form to PayPal's page and back, under the policy that pages send."""

import os

import pytest
from playwright.sync_api import expect

from tests.tips.providers.paypal.stage import at_paypal  # noqa: F401  # a fixture
from tips.models import Payment, ProviderEvent

# Playwright keeps an event loop in this thread, in which Django would refuse to look at the rows.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(visitor, live_server, settings):
    """A phone without JavaScript, on a site that takes tips through PayPal."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    return visitor(live_server.url, java_script_enabled=False)


def test_a_reader_whose_card_is_refused_pays_another_way(
    phone,
    live_server,
    at_paypal,  # noqa: F811
    home,
    make_author,
):
    at_paypal.site = live_server.url
    make_author("Ada Lovelace")
    phone.goto("/tips/ada-lovelace/")
    phone.check("input[name=coffees][value='3']")
    phone.check("[name=consent]")
    phone.click(".tip-submit")
    phone.wait_for_url(f"{at_paypal.url}/checkoutnow**")
    phone.click("button[value=refused]")
    phone.wait_for_url(f"{at_paypal.url}/checkoutnow**")

    phone.click("button[value=pay]")

    phone.wait_for_url("**/tips/status/**")
    expect(phone.locator("main")).to_contain_text("Thank you")
    expect(phone.locator("main")).to_contain_text("€9.00")
    assert Payment.objects.get().state == Payment.State.SUCCEEDED
    assert ProviderEvent.objects.count() == 2
