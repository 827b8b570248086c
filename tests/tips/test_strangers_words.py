"""What strangers type into a message is text, waits for a yes, and never touches the money."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from authors.consent import ConsentTexts
from tips import consent, moderation
from tips.models import Movement, Tip

pytestmark = pytest.mark.django_db
FORM = "/tips/ada-lovelace/"


@pytest.fixture
def ada(home, make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def send(client, ada, wire):
    """Fill in a form and send it."""

    def send(key="", **typed):
        fields = {"coffees": "3", "visibility": "public", "consent": "on", "name": "Eve"}
        fields["form_key"] = key or client.get(FORM).context["form"].initial["form_key"]
        client.post(FORM, fields | typed)
        return Tip.objects.order_by("pk").last()

    return send


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  See https://spam.example/win  ", "See https://spam.example/win"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("good \u202egnihton\u202c day", "good gnihton day"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_a_message_is_kept_as_harmless_text_and_waits(send, typed, kept):
    tip = send(message=typed)

    assert (tip.message, tip.message_state) == (kept, "pending")


@pytest.mark.parametrize("typed", ["\u200b\u200d\ufeff", " \n\t ", "\u3164\u2800", "\u202e\u2066"])
def test_a_message_of_nothing_visible_is_none(send, typed):
    tip = send(message=typed)

    assert (tip.message, tip.message_state) == ("", "none")


def test_a_message_of_ten_thousand_letters_makes_no_tip(send):
    assert send(message="x" * 10_000) is None


def test_markup_in_a_message_is_text_on_the_page_of_its_reader(send, client):
    tip = send(message="<script>alert(1)</script>")

    page = client.get(reverse("tips_service:words", args=[tip.token])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_rejecting_a_message_leaves_the_money(pay, django_user_model):
    tip = pay(message="Buy my pills").tip
    judge = django_user_model.objects.create_user("judge")
    before = list(Movement.objects.values())

    moderation.decide(Tip.objects.filter(pk=tip.pk), "rejected", judge)

    tip.refresh_from_db()
    assert (tip.message_state, tip.status) == ("rejected", "paid")
    assert list(Movement.objects.values()) == before


def test_a_new_wording_of_the_consent_is_a_new_version_and_old_tips_keep_theirs(
    send, client, monkeypatch
):
    old = send()
    opened = client.get(FORM).context["form"].initial["form_key"]
    texts = dict(consent.TEXTS.texts) | {"2027-01": {"en": "I agree to more."}}
    monkeypatch.setattr(consent, "current", ConsentTexts(texts, newest="2027-01").current)

    meanwhile, new = send(key=opened, coffees="1"), send(coffees="5")

    old.refresh_from_db()
    versions = [tip.consent_version for tip in (old, meanwhile, new)]
    assert versions == ["2026-11/en", "2026-11/en", "2027-01/en"]


def test_the_version_says_in_which_language_the_consent_was_read(ada, client, wire):
    Locale.objects.get_or_create(language_code="de")
    key = client.get(f"/de{FORM}").context["form"].initial["form_key"]

    client.post(
        f"/de{FORM}",
        {"coffees": "3", "visibility": "public", "consent": "on", "form_key": key},
    )

    tip = Tip.objects.get()
    assert tip.consent_version == "2026-11/de"
    assert consent.wording(tip.consent_version).startswith("Ich gebe dieses Trinkgeld freiwillig")
