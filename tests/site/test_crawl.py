"""No answer to a reader contains an e-mail address or a user name of anybody."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.cache import cache
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.images.models import AbstractRendition
from wagtail.models import Locale, Site

from authors.comments.models import Comment
from authors.followers.models import Follow, Follower
from authors.groups import setup_roles
from authors.invitations.inviting import invite
from authors.models import Author, Byline
from tests.site.crawler import STARTS, crawl, everything_in
from tips import ledger
from tips.models import Tip

USERNAMES = ["username-of-ada", "username-of-bo", "username-of-ed", "username-of-boss"]
MAILBOX = "mailbox-of-"
REACHED = [
    "/", "/de/", "/authors/", "/authors/ada/", "/authors/ada/feed/", "/articles/on-engines/",
    "/articles/feed/", "/articles/feed/atom/", "/articles/feed/json/", "/tips/ada/",
    "/de/authors/ada/", "/sitemap.xml", "/api/v2/pages/",
]  # fmt: skip


@pytest.fixture
def make_account(django_user_model):
    def make(name, **fields):
        return django_user_model.objects.create_user(
            f"username-of-{name}", f"{MAILBOX}{name}@example.org", "secret", **fields
        )

    return make


@pytest.fixture
def magazine(home, make_account, make_author, make_profile, make_article, make_picture):
    """A site on which everybody has left something: authors, editors and readers."""
    cache.clear()
    setup_roles()
    people = {name: make_account(name) for name in ("ada", "bo", "ed")}
    boss = make_account("boss", is_superuser=True)
    ada = make_author("Ada", user=people["ada"])
    bo = make_author("Bo", user=people["bo"])
    page = make_profile(ada, slug="ada", photo=make_picture(), short_bio="Counts.", owner=boss)
    make_profile(bo, slug="bo", owner=people["ed"])
    article = make_article(ada, bo, owner=people["ed"], lead_image=make_picture())
    for edited in (page, article):
        edited.save_revision(user=people["ed"]).publish(user=boss)
    article.tags.add("engines")
    article.save()
    Byline.objects.create(page=article, author=make_author("Cy"), role="photo", sort_order=9)
    Comment.objects.create(
        page=article, name="Grace", email=f"{MAILBOX}reader@example.org", text="Well said.",
        language="en", state="approved",
    )  # fmt: skip
    follower = Follower.objects.create(email=f"{MAILBOX}follower@example.org", language="en")
    Follow.objects.create(follower=follower, author=ada)
    ledger.open_tip(
        form_key="form", author=ada, page=article, page_title="On engines", page_url="",
        source="article", quantity=1, unit_minor=300, amount_minor=300, currency="EUR",
        display_name="Giver", email=f"{MAILBOX}giver@example.org", message="Thanks!",
        visibility="public", consent_version="1", locale="en", livemode=False,
    )  # fmt: skip
    invite(Author(name="Di"), f"{MAILBOX}di@example.org", language="en", role="Authors", by=boss)
    translate_everything()
    return article


def translate_everything():
    from wagtail.models import Page

    german = Locale.objects.create(language_code="de")
    for page in Page.objects.filter(depth__gt=1, locale__language_code="en").order_by("depth"):
        if page.live:
            page.specific.copy_for_translation(german).save_revision().publish()
    Site.clear_site_root_paths_cache()


def rows():
    """Return how many rows there are of each model, but for what Wagtail makes when first asked."""
    made_once = (AbstractSetting, AbstractRendition)
    models = [model for model in apps.get_models() if not issubclass(model, made_once)]
    return Counter({m._meta.label: m._base_manager.count() for m in models if m._meta.managed})


@pytest.fixture
def answers(magazine, client):
    return crawl(client)


def test_no_answer_names_a_mailbox_or_an_account(answers):
    secrets = [*USERNAMES, MAILBOX]

    telling = {
        path: [secret for secret in secrets if secret in everything_in(answer)]
        for path, answer in answers.items()
    }

    assert {path: found for path, found in telling.items() if found} == {}
    assert set(REACHED) <= set(answers)
    assert Tip.objects.exists()
    broken = [path for path, answer in answers.items() if answer.status_code >= 400]
    assert set(broken) <= set(STARTS)


def test_reading_everything_writes_nothing(magazine, client):
    before = rows()

    answers = crawl(client)

    assert set(REACHED) <= set(answers)
    assert before - rows() == rows() - before == Counter()


def test_guessing_an_account_tells_nothing(magazine, client):
    ways = ("/author/{}/", "/authors/{}/", "/@{}", "/authors/{}/feed/", "/tips/{}/")
    known = [client.get(way.format("username-of-ada")).status_code for way in ways]
    unknown = [client.get(way.format("nobody")).status_code for way in ways]

    numbers = [client.get("/", {"author": number}).content for number in (1, 999)]

    assert known == unknown == [404] * len(ways)
    assert numbers[0] == numbers[1]
