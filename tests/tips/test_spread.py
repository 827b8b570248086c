"""An author's tip jar on other sites: button, QR code and card, made here and about one article."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

pytestmark = pytest.mark.django_db
PICTURES = [("button.svg", "image/svg+xml"), ("qr.svg", "image/svg+xml"), ("qr.png", "image/png")]


@pytest.fixture
def ada(make_profile):
    return make_profile(title="Ada Lovelace").author


def url(author, rest):
    return f"/tips/{author.handle}/{rest}"


@pytest.mark.parametrize(("name", "kind"), PICTURES)
def test_pictures_are_public_and_may_be_kept(ada, client, name, kind):
    answer = client.get(url(ada, name))

    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert "max-age=3600" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize(("name", "kind"), PICTURES)
def test_pictures_of_nobody_are_not_found(home, client, name, kind):
    assert client.get(f"/tips/nobody/{name}").status_code == 404


@pytest.mark.parametrize("name", ["button.svg", "qr.svg"])
def test_drawings_are_well_formed(make_author, client, name):
    author = make_author("<script>\"&' " + "Ž" * 100)

    ElementTree.fromstring(client.get(url(author, name)).content)


def test_a_button_says_what_it_does(ada, client):
    text = client.get(url(ada, "button.svg")).content.decode()

    assert "<title>Buy Ada Lovelace a coffee</title>" in text


def test_a_german_button_speaks_german(ada, client):
    text = client.get(f"/de{url(ada, 'button.svg')}").content.decode()

    assert "Ada Lovelace" in text
    assert "coffee" not in text


def test_a_button_of_who_takes_no_tips_only_names_them(ada, client):
    from tips.models import TipPreferences

    TipPreferences.objects.create(author=ada, accepts_tips=False)

    assert "<title>Ada Lovelace</title>" in client.get(url(ada, "button.svg")).content.decode()


def test_a_qr_code_leads_to_the_form_and_knows_the_article(ada, make_article):
    from wagtail.models import Site

    from tips.models import Tip
    from tips.spread import Jar

    jar = Jar(ada, Site.objects.get(), make_article(ada))

    assert jar.address(Tip.Source.QR).endswith(f"/tips/{ada.handle}/?page={jar.page.pk}&source=qr")
    assert Image.open(io.BytesIO(jar.qr_png())).size[0] > 200


@pytest.mark.parametrize("source", ["button", "qr", "embed"])
def test_a_tip_is_counted_under_article_and_source(ada, make_article, source):
    from tips.origin import origin_of

    article = make_article(ada)

    origin = origin_of(ada, article.pk, source)

    assert (origin.source, origin.page.pk) == (source, article.pk)


def test_a_card_may_stand_in_no_frame_unless_settings_say_so(ada, client):
    answer = client.get(url(ada, "embed/"))

    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_a_card_may_stand_in_frames_of_hosts_that_the_settings_name(ada, client, settings):
    settings.TIPS_EMBED_HOSTS = ["https://blog.example"]

    answer = client.get(url(ada, "embed/"))

    assert "frame-ancestors https://blog.example" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert "source=embed" in answer.content.decode()
    assert "<script" not in answer.content.decode()
    assert not answer.cookies


def test_the_card_of_who_takes_no_tips_leads_to_the_profile(ada, client):
    from tips.models import TipPreferences

    TipPreferences.objects.create(author=ada, accepts_tips=False)

    text = client.get(url(ada, "embed/")).content.decode()
    assert "/tips/" not in text.partition("<main")[2]
    assert "/authors/ada-lovelace/" in text


def test_a_merged_authors_button_leads_to_who_remains(ada, make_author, client):
    old = make_author("Old Ada", merged_into=ada)

    answer = client.get(url(old, "button.svg?page=3"))

    assert (answer.status_code, answer["Location"]) == (301, url(ada, "button.svg?page=3"))


def test_nothing_can_be_posted(ada, client):
    assert client.post(url(ada, "embed/")).status_code == 405
