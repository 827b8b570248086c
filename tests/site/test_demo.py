"""The demo's content: made once, kept as people edit it, and true to the ledger."""

import socket
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page, Site

from authors.comments.models import Comment
from authors.models import Author, Byline
from authors.pages.models import ArticlePage, AuthorPage
from authorsite.demo import content, manuscripts, processes, site, supporters
from authorsite.demo.pictures import portraits, scenes
from tips.models import Movement, Notice, SandboxEvent, Tip

ADDRESS = "http://testserver"


def make_content():
    # R call_command("setup_roles", verbosity=0)
    return {title: work() for title, work in content.steps(ADDRESS, "a password")}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Make the content once for all tests of this file, and take it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        Site.clear_site_root_paths_cache()
        yield make_content()
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()


def rows():
    models = (Page, Author, Byline, Comment, Tip, Movement, get_user_model())
    return {model.__name__: model.objects.count() for model in models}


def test_the_publication_has_authors_and_articles_in_both_languages(demo, db):
    live = ArticlePage.objects.live()

    by_language = {code: live.filter(locale__language_code=code).count() for code in ("en", "de")}

    assert by_language == {"en": 10, "de": 7}
    assert Author.objects.count() == 6
    assert AuthorPage.objects.live().count() == 8


def test_readers_have_written_and_some_of_it_waits(demo, db):
    answers = Comment.objects.approved().exclude(author=None)

    assert Comment.objects.pending().count() == 2
    assert answers.count() == 3
    assert all(answer.parent.author is None for answer in answers)


def test_a_second_run_adds_nothing(demo, db):
    before = rows()

    told = make_content()

    assert rows() == before
    assert told["Articles and their pictures"] == "0 new, 17 there already"


def test_a_second_run_keeps_what_a_person_edited(demo, db):
    page = ArticlePage.objects.get(slug="sqlite")
    page.title = "Edited"
    page.save_revision().publish()

    make_content()

    page.refresh_from_db()
    assert page.title == "Edited"
    assert page.latest_revision.as_object().title == "Edited"


def test_what_a_person_deleted_from_an_article_stays_deleted(demo, db):
    page = ArticlePage.objects.get(slug="rss")
    page.authors_bylines = list(page.authors_bylines.all())[:1]
    page.save_revision().publish()

    make_content()

    assert Byline.objects.filter(page=page.pk).count() == 1


def test_every_page_answers_in_both_languages(demo, db, client):
    pages = Page.objects.live().filter(depth__gt=1)

    answers = {page.url: client.get(page.url).status_code for page in pages}

    assert len(answers) == 31
    assert {url for url, status in answers.items() if status != 200} == set()


def test_the_translated_article_is_tied_to_its_original(demo, db):
    original = ArticlePage.objects.get(slug="phone-screwdriver", locale__language_code="en")

    translation = original.get_translations().get()

    assert translation.title == "Das Telefon, dem ein Schraubenzieher beiliegt"
    assert translation.url.startswith("/de/")


def test_partner_links_are_noticed(demo, db):
    found = ArticlePage.objects.filter(has_partner_links=True).values_list("slug", flat=True)

    assert set(found) == {
        "phone-screwdriver", "keyboards", "grinder", "passkeys", "kitchen-radio",
    }  # fmt: skip


def test_the_guest_has_no_account_and_everybody_else_has(demo, db):
    guests = Author.objects.filter(user=None).values_list("name", flat=True)

    assert list(guests) == ["Leni Vossberg"]


@pytest.mark.parametrize(
    ("username", "groups"),
    [
        ("editor", {"Editors", "Tip managers"}),
        ("mara", {"Trusted authors"}),
        ("ondrej", {"Authors"}),
    ],
)
def test_each_account_has_its_role(demo, db, username, groups):
    user = get_user_model().objects.get(username=username)

    assert set(user.groups.values_list("name", flat=True)) == groups
    assert user.check_password("a password")


def test_handles_are_words_that_can_be_typed(demo, db):
    handles = set(Author.objects.values_list("handle", flat=True))

    assert handles == {
        "mara-holtkamp", "jonas-wirth-adeyemi", "yuki-shiratori", "leni-vossberg",
        "werkstatt-nordlicht", "ondrej-malik",
    }  # fmt: skip


def test_the_books_are_clean(demo, db):
    output = StringIO()

    call_command("check_ledger", stdout=output)

    assert Tip.objects.count() == len(supporters.gifts())
    assert set(Tip.objects.values_list("currency", flat=True)) == {"EUR", "JPY"}
    assert Tip.objects.filter(status=Tip.Status.REFUNDED).count() == 1


def test_nothing_is_sent_on_account_of_old_tips(demo, db):
    mails = Notice.objects.filter(sent_at=None)
    webhooks = SandboxEvent.objects.filter(delivered_at=None)

    assert not mails.exists()
    assert not webhooks.exists()


def test_the_site_knows_the_address_it_is_served_at(demo, db):
    site.ensure_tree("http://127.0.0.1:8123")

    assert Site.objects.get().root_url == "http://127.0.0.1:8123"


@pytest.mark.parametrize("name", sorted(scenes.SCENES))
def test_a_lead_image_is_the_same_on_every_run(name):
    assert scenes.draw(name, 64) == scenes.draw(name, 64)


@pytest.mark.parametrize("name", sorted(portraits.PORTRAITS))
def test_a_portrait_is_the_same_on_every_run(name):
    assert portraits.draw(name, 64) == portraits.draw(name, 64)


def test_a_manuscript_becomes_blocks():
    text = (
        "Some <b>text</b>.\n\n## A heading\n\n> Said\n> — Ada\n\n```SQL\nSELECT 1;\n\n-- end\n```"
    )

    made = manuscripts.blocks(text, lambda scene, alt: 0)

    assert made == [
        {"type": "paragraph", "value": "<p>Some <b>text</b>.</p>"},
        {"type": "heading", "value": "A heading"},
        {"type": "quote", "value": {"text": "Said", "source": "Ada"}},
        {"type": "code", "value": {"language": "SQL", "code": "SELECT 1;\n\n-- end"}},
    ]


def test_one_article_in_both_languages_shows_every_block(demo, db):
    from authors.blocks import ArticleBodyBlock

    pages = ArticlePage.objects.filter(slug="anatomy")

    shown = [{block.block_type for block in page.body} for page in pages]

    assert shown == [set(ArticleBodyBlock().child_blocks)] * 2


def test_the_demo_refuses_to_run_without_debug(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG=1"):
        call_command("demo", "--no-serve")


def test_a_port_in_use_is_told_before_anything_is_done(settings):
    settings.DEBUG = True
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(CommandError, match=f"make demo PORT={port + 1}"):
            call_command("demo", "--port", str(port))


def test_a_free_port_is_not_busy():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert not processes.is_busy("127.0.0.1", port)
