"""How a site takes tips."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from tips.models import TipSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def decide(log_in, manager, home):
    """Send the settings form as a tip manager."""
    site = Site.objects.get()
    url = reverse("wagtailsettings:edit", args=["tips", "tipsettings", site.pk])

    def decide(**data):
        defaults = {
            "default_currency": "EUR",
            "price": "3.00",
            "statement_descriptor": "",
            "manager_email": "",
            "moderation": "all",
            "retention_days": "",
        }
        return log_in(manager).post(url, defaults | data)

    return decide


def test_decisions_are_kept(decide):
    decide(default_currency="CHF", price="4.50", statement_descriptor="AUTHORSITE TIPS")

    kept = TipSettings.objects.get()
    assert (kept.default_currency, kept.default_unit_minor) == ("CHF", 450)
    assert kept.statement_descriptor == "AUTHORSITE TIPS"


def test_tipping_can_be_suspended(decide):
    decide(is_suspended="on")

    assert TipSettings.objects.get().is_suspended


@pytest.mark.parametrize(
    ("data", "field", "error"),
    [
        ({"default_currency": "XAU"}, "default_currency", "not one of the available choices"),
        ({"default_currency": "eur"}, "default_currency", "not one of the available choices"),
        ({"price": ""}, "price", "This field is required."),
        ({"price": "0.10"}, "price", "Enter at least €1.00."),
        ({"default_currency": "JPY", "price": "3.00"}, "price", "has no decimals"),
        ({"statement_descriptor": "Kaffee für Autoren"}, "statement_descriptor", "A to Z"),
        ({"statement_descriptor": "Кофе"}, "statement_descriptor", "A to Z"),
        ({"statement_descriptor": "ADA'S TIPS"}, "statement_descriptor", "Leave out '"),
        ({"statement_descriptor": "<TIPS>"}, "statement_descriptor", "Leave out < >"),
        ({"statement_descriptor": "TIPS\\*"}, "statement_descriptor", "Leave out \\ *"),
        ({"statement_descriptor": "12345"}, "statement_descriptor", "at least one letter"),
        ({"statement_descriptor": "A" * 23}, "statement_descriptor", "at most 22 characters"),
        ({"manager_email": "nobody"}, "manager_email", "valid email"),
    ],
)
def test_an_impossible_decision_is_refused_beside_the_field(decide, data, field, error):
    page = decide(**data)

    assert error in " ".join(page.context["form"].errors[field])
    assert (TipSettings.objects.get().default_currency) == "EUR"
    assert TipSettings.objects.get().default_unit_minor == 300


def test_an_author_cannot_open_the_settings(make_writer, log_in, home):
    url = reverse("wagtailsettings:edit", args=["tips", "tipsettings", Site.objects.get().pk])

    answer = log_in(make_writer().user).get(url)

    assert answer.status_code == 302
