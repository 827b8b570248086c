"""Where readers can send an author money besides tips, and how it is kept from leading elsewhere."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset

from authors import networks
from authors.models import AuthorLink
from authors.pages.models import AuthorPage
from authors.validators import monetization_url, validate_monetization
from tests.authors.screens import edit_url, profile_data


@pytest.mark.parametrize(
    ("network", "url"),
    [
        ("kofi", "https://ko-fi.com/ada"),
        ("buymeacoffee", "https://www.buymeacoffee.com/ada"),
        ("liberapay", "https://liberapay.com/ada/"),
        ("githubsponsors", "https://github.com/sponsors/ada"),
        ("paypalme", "https://paypal.me/ada"),
        ("support", "https://ada.example/thanks"),
        ("website", "https://ada.example/"),
    ],
)
def test_a_link_to_the_network_is_taken(network, url):
    AuthorLink(network=network, url=url).clean()


@pytest.mark.parametrize("url", ["https://ko-fi.com.evil.example/ada", "https://evil.example/"])
def test_money_is_led_nowhere_but_where_the_name_says(url):
    with pytest.raises(ValidationError, match="an address of Ko-fi"):
        AuthorLink(network="kofi", url=url).clean()


def test_the_error_stands_beside_the_address(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)
    link = {"network": "paypalme", "url": "https://evil.example/ada", "ORDER": 1}

    response = log_in(user).post(edit_url(page), profile_data(authors_links=inline_formset([link])))

    assert "url" in response.context["form"].formsets["authors_links"].forms[0].errors


def test_a_site_adds_a_network_of_its_own_to_either_kind(settings):
    settings.AUTHORS_NETWORKS = {
        "pond": ("Pond", ""),
        "jar": ("Jar", "", True, ("jar.example",)),
    }

    places = networks.choices()

    assert ("pond", "Pond") in places
    assert ("jar", "Jar") in places[-1][1]


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://wallet.example/ada", "https://wallet.example/ada"),
        ("$wallet.example/ada", "https://wallet.example/ada"),
        ("$wallet.example", "https://wallet.example/.well-known/pay"),
    ],
)
def test_a_wallet_is_written_in_either_way(typed, url):
    validate_monetization(typed)

    assert monetization_url(typed) == url


@pytest.mark.parametrize(
    "typed",
    [
        "http://wallet.example/ada",
        "javascript:alert(1)",
        "$",
        "$wallet example/ada",
        "https://ada:secret@wallet.example/",
        "https://wallet.example/ada?to=eve",
        "https://[wallet.example/",
        "ada",
    ],
)
def test_anything_else_is_no_wallet(typed):
    with pytest.raises(ValidationError):
        validate_monetization(typed)


def test_an_author_names_a_wallet_and_errors_stand_beside_it(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)
    client = log_in(user)

    wrong = client.post(edit_url(page), profile_data(monetization="ada"))
    client.post(
        edit_url(page),
        profile_data(monetization="$wallet.example/ada", **{"action-publish": "y"}),
    )

    assert "monetization" in wrong.context["form"].errors
    assert AuthorPage.objects.get().monetization == "$wallet.example/ada"
