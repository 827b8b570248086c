"""The page on which a follower changes what they get."""

import pytest

from authors.followers import links, topics
from authors.followers.models import Follow, Follower
from authors.followers.topics import Topic

pytestmark = pytest.mark.django_db


def path_of(url):
    return url.removeprefix("http://testserver")


@pytest.fixture
def ada(make_author):
    return Topic(topics.AUTHOR, make_author("Ada Lovelace"))


@pytest.fixture
def save(client):
    """Send the preferences of a follower, unchanged but for some fields."""

    def save(follower, **changed):
        data = {
            "frequency": follower.frequency,
            "language": follower.language,
            "topics": [topics.of_follow(follow).key for follow in follower.follows.all()],
        }
        return client.post(path_of(links.preferences_url(follower)), data | changed)

    return save


def test_the_page_shows_the_address_and_what_is_followed(client, make_follower, site, ada):
    reader = make_follower(site, ada, email="grace@example.org")

    answer = client.get(path_of(links.preferences_url(reader)))

    page = answer.content.decode()
    assert "grace@example.org" in page
    assert "Ada Lovelace’s articles" in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_frequency_and_language_are_changed(make_follower, save):
    reader = make_follower()

    answer = save(reader, frequency="weekly", language="de", every_language="on")

    reader.refresh_from_db()
    assert answer.url.startswith("/de/follow/preferences/")
    assert (reader.frequency, reader.language, reader.every_language) == ("weekly", "de", True)


def test_what_is_unticked_is_followed_no_more(make_follower, save, site, ada):
    reader = make_follower(site, ada)

    save(reader, topics=[site.key])

    assert [topics.of_follow(follow) for follow in reader.follows.all()] == [site]


def test_what_is_ticked_is_followed_without_another_mail(make_follower, save, site, ada):
    reader = make_follower(site)

    save(reader, more=[ada.key])

    assert Follow.objects.filter(author=ada.target).exclude(confirmed_at=None).count() == 1


def test_what_is_not_offered_cannot_be_ticked(make_follower, save, site):
    reader = make_follower(site)

    answer = save(reader, more=["author:999999"])

    assert answer.status_code == 422
    assert reader.follows.count() == 1


def test_who_unticks_everything_is_forgotten(make_follower, save, client):
    reader = make_follower()
    path = path_of(links.preferences_url(reader))

    save(reader, topics=[])

    assert Follower.objects.count() == 0
    assert "You get no more mails" in client.get(path).content.decode()


def test_what_waits_for_confirmation_is_not_confirmed_by_saving(make_follower, save, ada, site):
    reader = make_follower(site)
    Follow.objects.create(follower=reader, **ada.columns)

    save(reader, topics=[site.key])

    assert Follow.objects.get(author=ada.target).confirmed_at is None


@pytest.mark.parametrize(
    "bad", [{"frequency": "hourly"}, {"frequency": ""}, {"language": "xx"}, {"topics": ["x"]}]
)
def test_nonsense_is_refused_beside_the_field(make_follower, save, bad):
    reader = make_follower()

    answer = save(reader, **bad)

    reader.refresh_from_db()
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert (reader.frequency, reader.language) == ("now", "en")


def test_one_button_leaves_everything(client, make_follower, site, ada):
    reader = make_follower(site, ada)

    answer = client.post(path_of(links.leave_url(reader)))

    assert answer.status_code == 200
    assert (Follower.objects.count(), Follow.objects.count()) == (0, 0)


def test_a_link_to_leave_does_not_open_the_preferences(client, make_follower):
    token = links.leave_url(make_follower()).split("/")[-2]

    assert client.get(f"/follow/preferences/{token}/").status_code == 404


def test_a_link_outlives_a_new_secret_key(client, make_follower, settings):
    path = path_of(links.preferences_url(make_follower()))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" + "0" * 50

    assert client.get(path).status_code == 200


def test_the_page_is_german_for_a_german_reader(client, make_follower):
    reader = make_follower(language="de")

    page = client.get(path_of(links.preferences_url(reader))).content.decode()

    assert '<html lang="de">' in page
    assert "Wie oft sollen wir schreiben?" in page
