"""A reader fills in the tip form."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.core import signing
from django.core.cache import cache
from django.utils import timezone

from tips.models import Payment, Tip, TipPreferences, TipSettings


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def author(home, make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def key_of(client):
    """Open a form and return its signed key."""

    def key_of(address="/tips/ada-lovelace/"):
        return client.get(address).context["form"].initial["form_key"]

    return key_of


@pytest.fixture
def send(client, author, key_of, wire):
    """Fill in a form and send it."""

    def send(address="/tips/ada-lovelace/", **typed):
        fields = {"coffees": "3", "visibility": "public", "consent": "on"}
        if "form_key" not in typed:
            fields["form_key"] = key_of(address)
        return client.post(address.partition("?")[0], fields | typed)

    return send


def errors_of(response, field):
    return response.context["form"].errors.get(field, [])


def text_of(response):
    return html.unescape(response.content.decode()).replace("\xa0", " ")


def test_the_form_shows_one_three_and_five_coffees_with_their_prices(client, author):
    page = text_of(client.get("/tips/ada-lovelace/"))

    assert [p for p in ("€3.00", "€9.00", "€15.00") if p in page] == ["€3.00", "€9.00", "€15.00"]
    assert page.count('type="radio" name="coffees"') == 4


def test_the_german_form_writes_amounts_as_germans_do(client, author):
    page = text_of(client.get("/de/tips/ada-lovelace/"))

    assert "15,00 €" in page


def test_the_page_sets_no_cookie_and_may_not_be_stored(client, author):
    response = client.get("/tips/ada-lovelace/")

    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("look", ["get", "head"])
def test_looking_makes_no_tip(client, author, look):
    pages = ["", "?source=button", "button.svg", "qr.svg", "qr.png", "embed/"]

    answers = [getattr(client, look)(f"/tips/ada-lovelace/{page}") for page in pages]

    assert {answer.status_code for answer in answers} == {200}
    assert (Tip.objects.count(), Payment.objects.count()) == (0, 0)


def test_sending_the_form_opens_a_tip_and_leads_to_the_checkout(send, author):
    response = send(name="Grace", email="grace@example.org", message="More!")

    tip = Tip.objects.get()
    assert response.status_code == 303
    assert response["Location"] == Payment.objects.get().redirect_url
    assert (tip.author, tip.quantity, tip.amount_minor, tip.currency) == (author, 3, 900, "EUR")
    assert (tip.display_name, tip.email, tip.message) == ("Grace", "grace@example.org", "More!")
    assert (tip.locale, tip.consent_version, tip.livemode) == ("en", "2026-11/en", False)


@pytest.mark.parametrize(
    ("address", "typed"), [("/tips/ada-lovelace/", "5.5"), ("/de/tips/ada-lovelace/", "5,5")]
)
def test_an_own_amount_is_read_in_the_language_of_the_page(send, address, typed):
    send(address, coffees="own", own_amount=typed)

    tip = Tip.objects.get()
    assert (tip.quantity, tip.amount_minor) == (None, 550)


def test_an_amount_typed_without_choosing_a_radio_is_taken(send):
    send(coffees="", own_amount="7")

    assert Tip.objects.get().amount_minor == 700


def test_coffees_and_a_typed_amount_together_are_asked_back(send):
    response = send(coffees="3", own_amount="7")

    assert response.status_code == 422
    assert errors_of(response, "own_amount")
    assert not Tip.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-5", "+5", "1e3", "NaN", "5.555", "٥", "1000000000000", "0.99", "1000.01", "5,5"]
    + ["0x10", "½", "5 000", "9" * 39, "9" * 5000],
)
def test_an_amount_that_is_none_is_told_beside_its_field(send, typed):
    response = send(coffees="own", own_amount=typed)

    assert response.status_code == 422
    assert errors_of(response, "own_amount")
    assert 'aria-describedby="tip-own_amount_helptext tip-own_amount_error"' in text_of(response)
    assert not Tip.objects.exists()


def test_yen_have_no_decimals(send, author):
    TipPreferences.objects.create(author=author, currency="JPY", unit_minor=300)

    response = send(coffees="own", own_amount="500.5")
    send(coffees="own", own_amount="500")

    assert errors_of(response, "own_amount")
    assert Tip.objects.get().amount_minor == 500


@pytest.mark.parametrize("address", ["/tips/ada-lovelace/", "/de/tips/ada-lovelace/"])
def test_no_language_changes_the_currency(send, author, address):
    TipPreferences.objects.create(author=author, currency="USD", unit_minor=300)

    send(address)

    tip = Tip.objects.get()
    assert (tip.amount_minor, tip.currency) == (900, "USD")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("coffees", ""),
        ("coffees", "2"),
        ("coffees", "3000"),
        ("name", "x" * 10_000),
        ("message", "x" * 10_000),
        ("email", "grace@example.org\nBcc: eve@example.org"),
        ("visibility", "everybody"),
        ("provider", "magic"),
        ("consent", ""),
        ("leave_empty", "http://spam.example"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(send, field, typed):
    response = send(**{field: typed})

    assert response.status_code == 422
    assert errors_of(response, field)
    assert not Tip.objects.exists()


def test_what_was_typed_is_still_there_after_an_error(send):
    page = text_of(send(consent="", name="Grace", message="More!", email="grace@example.org"))

    assert 'value="Grace"' in page
    assert 'value="grace@example.org"' in page
    assert ">\nMore!</textarea>" in page
    assert re.search(r'name="coffees" value="3"[^>]*checked', page)


def test_each_error_links_to_a_control_that_exists(send):
    page = text_of(send(coffees="", consent="", visibility="", email="x"))

    anchors = set(re.findall(r'<li><a href="#(tip-[^"]+)">', page))
    assert anchors == {"tip-coffees_0", "tip-consent", "tip-visibility_0", "tip-email"}
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize(
    "forged",
    [
        {"unit_minor": "1"},
        {"amount_minor": "1", "amount": "1"},
        {"currency": "JPY"},
        {"quantity": "500"},
        {"author": "1", "page": "1"},
        {"livemode": "on", "status": "paid"},
    ],
)
def test_the_body_never_changes_what_is_charged(send, author, forged):
    send(**forged)

    payment = Payment.objects.get()
    assert (payment.amount_minor, payment.currency, payment.livemode) == (900, "EUR", False)
    assert payment.tip.author == author


@pytest.mark.parametrize(
    "key",
    ["", "nonsense", "a:b:c", signing.dumps({"author": 1})],
    ids=["none", "nonsense", "three parts", "of another form"],
)
def test_a_missing_or_forged_key_gets_a_fresh_form_offered(send, key):
    response = send(form_key=key)

    assert response.status_code == 403
    assert 'href="/tips/ada-lovelace/"' in text_of(response)
    assert not Tip.objects.exists()


def test_a_key_of_another_author_is_refused(send, make_author, key_of):
    make_author("Charles Babbage")

    response = send(form_key=key_of("/tips/charles-babbage/"))

    assert response.status_code == 403


def test_a_key_is_too_old_after_a_day(send, key_of, monkeypatch):
    key = key_of()
    tomorrow = timezone.now().timestamp() + 24 * 60 * 60 + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: tomorrow)

    response = send(form_key=key)

    assert response.status_code == 403


def test_a_price_changed_meanwhile_is_told_before_anything_is_charged(send, key_of, author):
    key = key_of()
    TipPreferences.objects.create(author=author, unit_minor=400)

    response = send(form_key=key, name="Grace")

    page = text_of(response)
    assert response.status_code == 422
    assert "The price has changed" in page
    assert "€12.00" in page
    assert 'value="Grace"' in page
    assert not Tip.objects.exists()


def test_the_form_shown_after_a_price_change_can_be_sent(send, key_of, author):
    key = key_of()
    TipPreferences.objects.create(author=author, unit_minor=400)
    shown = send(form_key=key)

    send(form_key=shown.context["form"].data["form_key"])

    assert Tip.objects.get().amount_minor == 1200


def test_an_author_who_stopped_meanwhile_gets_no_tip(send, key_of, author):
    key = key_of()
    TipPreferences.objects.create(author=author, accepts_tips=False)

    response = send(form_key=key)

    assert "takes no tips at the moment" in text_of(response)
    assert not Tip.objects.exists()


def test_a_form_sent_twice_is_one_tip_and_one_checkout(send, key_of):
    key = key_of()

    first = send(form_key=key)
    second = send(form_key=key)

    assert first["Location"] == second["Location"]
    assert (Tip.objects.count(), Payment.objects.count()) == (1, 1)


def test_a_form_changed_after_sending_is_asked_back_with_a_fresh_key(send, key_of):
    key = key_of()
    send(form_key=key, coffees="3")

    response = send(form_key=key, coffees="5")
    send(form_key=response.context["form"].data["form_key"], coffees="5")

    assert response.status_code == 422
    assert sorted(Tip.objects.values_list("amount_minor", flat=True)) == [900, 1500]


def test_too_many_tips_from_one_client_are_told_the_true_reason(send, settings):
    settings.TIPS_START_LIMITS = ((1, 3600),)
    send()

    response = send(name="Grace")

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "not your card" in text_of(response)
    assert 'value="Grace"' in text_of(response)
    assert Tip.objects.count() == 1


def test_a_tip_from_an_article_remembers_it(send, author, make_article):
    article = make_article(author, title="On engines")

    send(f"/tips/ada-lovelace/?page={article.pk}&source=article")

    tip = Tip.objects.get()
    assert (tip.page_id, tip.page_title, tip.source) == (article.pk, "On engines", "article")
    assert tip.page_url == article.full_url


@pytest.mark.parametrize("source", ["api", "article", "nonsense", ""])
def test_a_source_that_cannot_be_claimed_is_a_plain_profile(send, source):
    send(f"/tips/ada-lovelace/?source={source}")

    assert Tip.objects.get().source == "profile"


def test_an_article_by_somebody_else_is_ignored(send, make_author, make_article):
    article = make_article(make_author("Charles Babbage"))

    send(f"/tips/ada-lovelace/?page={article.pk}&source=article")

    assert Tip.objects.get().page_id is None


def test_a_draft_is_not_given_away(client, author, make_article):
    draft = make_article(author, title="Secret", live=False)

    response = client.get(f"/tips/ada-lovelace/?page={draft.pk}&source=article")

    assert "Secret" not in text_of(response)


@pytest.mark.parametrize("page", ["x", "-1", "0", "9" * 30, "٥", "1 or 1=1"])
def test_a_page_that_is_none_is_ignored(client, author, page):
    response = client.get("/tips/ada-lovelace/", {"page": page, "source": "article"})

    assert response.status_code == 200


def test_the_address_of_a_merged_author_leads_to_the_one_who_remains(client, author, make_author):
    make_author("Countess", merged_into=author)

    response = client.get("/tips/countess/?source=qr")

    assert response.status_code == 301
    assert response["Location"] == "/tips/ada-lovelace/?source=qr"


def test_an_unknown_author_is_not_found(client, home):
    assert client.get("/tips/nobody/").status_code == 404


def test_an_author_without_a_published_name_is_not_found(client, home, make_author):
    author = make_author(handle="")

    assert client.get(f"/tips/{author.handle}/").status_code == 404


def test_a_suspended_site_says_so_kindly(client, author, home):
    TipSettings.objects.create(site=home.get_site(), is_suspended=True)

    response = client.get("/tips/ada-lovelace/")

    assert response.status_code == 404
    assert "Ada Lovelace takes no tips at the moment" in text_of(response)
    assert "This site has paused all tips." in text_of(response)


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"email": "grace@example.org", "allows_reply": "on"}, True),
        ({"email": "grace@example.org"}, False),
        ({"email": "", "allows_reply": "on"}, False),
    ],
)
def test_a_reader_says_whether_an_answer_is_welcome(send, fields, allowed):
    send(**fields)

    assert Tip.objects.get().allows_reply is allowed


def test_the_form_names_the_legal_pages_chosen_in_the_admin(client, author, home, make_article):
    page = make_article(title="Our terms")
    TipSettings.objects.create(site=home.get_site(), terms_page=page)

    response = client.get("/tips/ada-lovelace/")

    assert f'<a href="{page.url}">Terms</a>' in response.content.decode()


def test_a_silent_provider_costs_the_reader_nothing(send, wire):
    wire.faults = ["no connection"] * 9

    response = send()

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Nothing was charged" in text_of(response)
    assert f"/tips/status/{Tip.objects.get().token}/retry/" in text_of(response)


def test_test_money_is_called_test(client, author):
    assert "TEST" in text_of(client.get("/tips/ada-lovelace/"))


def test_a_name_is_never_markup(client, home, make_author):
    make_author("<script>alert(1)</script>", handle="eve")

    page = client.get("/tips/eve/").content.decode()

    assert "<script>alert" not in page


class InlineCode(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = {name for name, _value in attrs}
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]


def test_the_page_obeys_a_strict_content_policy(client, author):
    parser = InlineCode()

    parser.feed(client.get("/tips/ada-lovelace/").content.decode())

    assert parser.found == []
