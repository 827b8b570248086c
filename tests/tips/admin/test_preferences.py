"""How an author takes tips."""

import pytest
from django.urls import reverse

from tips.models import TipPreferences

pytestmark = pytest.mark.django_db


@pytest.fixture
def choose(log_in, home):
    """Send the preferences form as an author."""

    def choose(author, /, **data):
        defaults = {
            "accepts_tips": "on",
            "currency": "",
            "price": "",
            "thank_you": "",
            "notification": "at_once",
        }
        return log_in(author.user).post(reverse("my_tips:preferences"), defaults | data)

    return choose


def test_choices_are_kept(make_writer, choose):
    author = make_writer()

    answer = choose(author, currency="CHF", price="4.50", thank_you="Danke!", notification="daily")

    assert answer.url == reverse("my_tips:index")
    kept = author.tip_preferences
    assert (kept.currency, kept.unit_minor, kept.thank_you) == ("CHF", 450, "Danke!")
    assert (kept.accepts_tips, kept.notification) == (True, "daily")


def test_tips_can_be_declined(make_writer, choose):
    author = make_writer()
    data = {"currency": "", "price": "", "thank_you": "", "notification": "at_once"}

    choose(author, accepts_tips="", **data)

    assert author.tip_preferences.accepts_tips is False


def test_the_price_is_written_in_the_language_of_the_admin(make_writer, choose, log_in):
    from wagtail.users.models import UserProfile

    author = make_writer()
    UserProfile.objects.create(user=author.user, preferred_language="de")

    choose(author, currency="EUR", price="4,50")

    page = log_in(author.user).get(reverse("my_tips:preferences"))
    assert author.tip_preferences.unit_minor == 450
    assert page.context["form"]["price"].value() == "4,50"


def test_empty_choices_are_the_sites(make_writer, choose):
    author = make_writer()
    choose(author, currency="CHF", price="4.50")

    choose(author)

    kept = TipPreferences.objects.get(author=author)
    assert (kept.currency, kept.unit_minor) == ("", None)


@pytest.mark.parametrize(
    ("data", "field", "error"),
    [
        ({"currency": "XAU"}, "currency", "not one of the available choices"),
        ({"price": "0"}, "price", "Enter at least €1.00."),
        ({"price": "-3"}, "price", "without a plus or minus sign"),
        ({"price": "1e3"}, "price", "in digits"),
        ({"price": "5.555"}, "price", "at most 2 decimals"),
        ({"price": "999999"}, "price", "Enter at most"),
        ({"currency": "JPY", "price": "5.5"}, "price", "has no decimals"),
        ({"currency": "JPY", "price": ""}, "price", "Enter a price in this currency."),
        ({"thank_you": "x" * 501}, "thank_you", "at most 500 characters"),
    ],
)
def test_an_impossible_choice_is_refused_beside_the_field(make_writer, choose, data, field, error):
    page = choose(make_writer(), **data)

    assert error in " ".join(page.context["form"].errors[field])
    assert not TipPreferences.objects.exists()


@pytest.mark.parametrize("name", ["author", "author_id", "id", "pk", "user"])
def test_nobody_changes_the_preferences_of_another(make_writer, choose, name):
    author, other = make_writer("Ada"), make_writer("Bob")
    TipPreferences.objects.create(author=other, thank_you="Thanks from Bob")

    choose(author, thank_you="Mine", **{name: other.pk})

    assert TipPreferences.objects.get(author=other).thank_you == "Thanks from Bob"
    assert TipPreferences.objects.get(author=author).thank_you == "Mine"


def test_a_reader_is_thanked_in_their_language(make_writer, choose):
    author = make_writer()

    choose(author, thank_you="Thank you!", thank_you_translations_de="Danke!")

    kept = author.tip_preferences
    assert [kept.thank_you_in(code) for code in ("en", "de", "de-at", "fr")] == [
        "Thank you!", "Danke!", "Danke!", "Thank you!",
    ]  # fmt: skip


def test_a_translation_that_is_too_long_is_refused(make_writer, choose):
    page = choose(make_writer(), thank_you_translations_de="x" * 501)

    assert "thank_you_translations" in page.context["form"].errors


def test_an_author_can_hide_the_wall(make_writer, choose):
    author = make_writer()

    choose(author)

    assert author.tip_preferences.shows_wall is False
