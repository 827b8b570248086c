"""Who can be tipped now, and for how much."""

import pytest
from wagtail.models import Site

from authors.leaving import come_back, leave
from tips.models import TipPreferences, TipSettings
from tips.offer import offer_for, offers_for, statement_descriptor


@pytest.fixture
def site(home):
    return Site.objects.get()


@pytest.fixture
def prefer(make_author):
    """Make an author with preferences."""

    def prefer(**fields):
        author = make_author()
        TipPreferences.objects.create(author=author, **fields)
        return author

    return prefer


def test_an_author_without_preferences_is_tipped_at_the_sites_price(site, make_author):
    author = make_author()

    offer = offer_for(author, site)

    assert (offer.currency, offer.unit_minor, offer.quantities) == ("EUR", 300, (1, 3, 5))


def test_an_authors_own_price_and_currency_count(site, prefer):
    author = prefer(currency="JPY", unit_minor=500)

    offer = offer_for(author, site)

    assert (offer.currency, offer.unit_minor) == ("JPY", 500)


def test_an_author_who_declines_tips_has_no_offer(site, prefer):
    author = prefer(accepts_tips=False)

    assert offer_for(author, site) is None


def test_an_author_who_has_left_has_no_offer_until_they_are_back(site, make_author):
    author = make_author()
    leave(author)
    author.refresh_from_db()

    while_away = offer_for(author, site)
    come_back(author)
    author.refresh_from_db()

    assert while_away is None
    assert offer_for(author, site)


def test_nobody_has_an_offer_while_tipping_is_suspended(site, make_author):
    author = make_author()
    TipSettings.objects.create(site=site, is_suspended=True)

    assert offer_for(author, site) is None


def test_nobody_has_an_offer_without_a_ready_provider(site, make_author, settings):
    author = make_author()
    settings.TIPS_PROVIDERS = []

    assert offer_for(author, site) is None


def test_an_unknown_currency_is_no_offer(site, prefer):
    author = prefer(currency="XXX")

    assert offer_for(author, site) is None


def test_an_author_whose_name_was_never_published_has_no_offer(site, make_author):
    author = make_author(handle="")

    assert offer_for(author, site) is None


def test_a_merged_author_has_the_offer_of_the_one_who_remains(site, make_author, prefer):
    remaining = prefer(unit_minor=450)
    merged = make_author("Countess", merged_into=remaining)

    offer = offer_for(merged, site)

    assert (offer.author, offer.unit_minor) == (remaining, 450)


def test_coffees_beyond_the_limits_are_not_offered(site, prefer):
    author = prefer(unit_minor=30_000)

    assert offer_for(author, site).quantities == (1, 3)


def test_offers_for_many_authors_take_as_many_queries_as_for_one(
    site, make_author, django_assert_num_queries
):
    authors = [make_author() for _number in range(5)]
    offers_for(authors, site)

    with django_assert_num_queries(3):
        offers = offers_for(authors, site)

    assert set(offers) == {author.pk for author in authors}


@pytest.mark.parametrize(
    ("site_name", "expected"),
    [
        ("The Analytical Engine Review", "THE ANALYTICAL ENGINE"),
        ("Über Öfen", "UBER OFEN"),
        ("<b>Tea</b> *'\"", "BTEAB"),
        ("2026", "TIP"),
    ],
)
def test_a_card_statement_shows_the_sites_name_in_latin_letters(site, site_name, expected):
    site.site_name = site_name

    assert statement_descriptor(site) == expected
