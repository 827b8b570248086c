"""A WordPress export comes into the site."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.db import DatabaseError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from authors.models import Author
from authors.pages.imported import ImportedItem
from authors.pages.models import ArticlePage, AuthorPage

pytestmark = pytest.mark.django_db


def test_a_post_becomes_a_published_article(import_post):
    page = import_post(title="Tides", content="High and low.", excerpt="<b>On</b> tides.")

    assert (page.title, page.standfirst, page.live) == ("Tides", "On tides.", True)
    assert [(block.block_type, block.value.source) for block in page.body] == [
        ("paragraph", "<p>High and low.</p>")
    ]


def test_an_article_keeps_its_dates(import_post):
    page = import_post(
        post_date="2014-03-01 23:30:00",
        post_date_gmt="2014-03-02 04:30:00",
        post_modified_gmt="2015-01-01 00:00:00",
    )

    assert page.published_on == date(2014, 3, 1)
    assert page.first_published_at == datetime(2014, 3, 2, 4, 30, tzinfo=UTC)
    assert page.last_published_at == datetime(2015, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {"post_date_gmt": "0000-00-00 00:00:00", "post_date": "2014-03-01 13:00:00"},
        {
            "post_date_gmt": None,
            "post_date": "0000-00-00 00:00:00",
            "pubDate": "Sat, 01 Mar 2014 12:00:00 +0000",
        },
        {"post_date_gmt": "", "post_date": "", "pubDate": "Sat, 01 Mar 2014 12:00:00"},
    ],
)
def test_a_missing_date_is_made_up_from_the_others(import_post, fields):
    page = import_post(**fields)

    assert page.first_published_at == datetime(2014, 3, 1, 12, tzinfo=UTC)


def test_a_post_without_any_date_comes_all_the_same(import_post):
    page = import_post(post_date="", post_date_gmt="", pubDate="Mon, 30 Nov -0001 00:00:00 +0000")

    assert page.live


def test_an_editor_finds_a_revision_that_holds_byline_and_tags(import_post):
    page = import_post(tags=["Harbour"])

    revision = page.get_latest_revision()

    assert page.live_revision == revision
    assert not page.has_unpublished_changes
    assert [row["author"] for row in revision.content["authors_bylines"]] == [
        Author.objects.get().pk
    ]
    assert [tag.name for tag in revision.as_object().tags.all()] == ["Harbour"]


@pytest.mark.parametrize("status", ["draft", "pending", "private", "archived"])
def test_what_is_not_public_becomes_a_draft(import_post, client, status):
    page = import_post(status=status)

    assert not page.live
    assert page.has_unpublished_changes
    assert client.get(page.url).status_code == 404


def test_a_post_for_the_future_is_scheduled(import_post):
    page = import_post(status="future", post_date_gmt="2090-01-01 12:00:00")

    assert not page.live
    assert page.go_live_at == datetime(2090, 1, 1, 12, tzinfo=UTC)
    assert page.revisions.get().approved_go_live_at == page.go_live_at


def test_a_post_whose_time_came_since_the_export_is_published(import_post):
    page = import_post(status="future", post_date_gmt="2020-01-01 12:00:00")

    assert page.live
    assert page.first_published_at == datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("gmt", ["0000-00-00 00:00:00", "2090-01-01 12:00:00"])
def test_a_post_for_the_future_with_a_password_or_without_a_date_is_a_draft(import_post, gmt):
    page = import_post(status="future", post_date_gmt=gmt, post_date="", post_password="enter")

    assert not page.live
    assert page.go_live_at is None


def test_a_post_with_a_password_asks_for_it(import_post, client):
    page = import_post(content="The hidden words.", post_password="enter")

    response = client.get(page.url)

    restriction = PageViewRestriction.objects.get(page=page)
    assert (restriction.restriction_type, restriction.password) == ("password", "enter")
    assert b"hidden words" not in response.content


def test_readers_of_lists_and_feeds_see_nothing_that_is_hidden(
    run_import, make_export, make_post, client
):
    hidden = [
        make_post(title="Hidden one", post_password="enter", tags=["sea"]),
        make_post(title="Hidden two", status="draft", tags=["sea"]),
        make_post(title="Hidden three", status="future", post_date_gmt="2090-01-01 12:00:00"),
    ]
    run_import(make_export(make_post(title="Shown", tags=["sea"]), *hidden))
    addresses = ["/", "/articles/", "/articles/feed/", "/authors/mara-quay/", "/sitemap.xml"]

    answers = [client.get(address).content.decode() for address in addresses]

    assert "Shown" in answers[1]
    assert "Hidden" not in "".join(answers)


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_what_nobody_wanted_is_skipped(run_import, make_export, make_post, status):
    printed = run_import(make_export(make_post(status=status)))

    assert f"Skipped: {status}" in printed
    assert not ArticlePage.objects.exists()


def test_menus_are_left_for_later(run_import, make_export, make_post):
    printed = run_import(make_export(make_post(post_type="nav_menu_item")))

    assert "Left for later: nav_menu_item " in printed
    assert not ArticlePage.objects.exists()


def test_a_page_becomes_an_article_found_by_its_old_addresses(import_post, client):
    page = import_post(post_type="page", link="https://harbour.example/about/", post_id="9")

    answers = [client.get(address) for address in ("/about/", "/?page_id=9")]

    assert [(answer.status_code, answer.url) for answer in answers] == [(301, page.url)] * 2


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Markup <em>in</em> &amp; out", "Markup in & out"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("", "Ships come in."),
        ("<script>x</script>", "Ships come in."),
        ("x" * 400, "x" * 255),
    ],
)
def test_a_title_becomes_plain_text(import_post, title, expected):
    page = import_post(title=title)

    assert page.title == expected


def test_a_post_without_title_and_words_is_untitled(import_post):
    page = import_post(title="", content="", post_name="")

    assert (page.title, page.slug) == ("Untitled", "untitled")
    assert not page.body


@pytest.mark.parametrize(
    ("post_name", "slug"),
    [
        ("%cf%80%ce%bb%ce%bf%ce%af%ce%b1", "πλοία"),
        ("", "a-title"),
        ("a/b?c", "abc"),
        ("feed", "feed-2"),
        ("--", "a-title"),
    ],
)
def test_a_slug_is_decoded_and_safe(import_post, post_name, slug):
    page = import_post(title="A title", post_name=post_name)

    assert page.slug == slug


def test_two_posts_may_want_the_same_slug(run_import, make_export, make_post):
    run_import(make_export(make_post(post_name="tides"), make_post(post_name="tides")))

    assert set(ArticlePage.objects.values_list("slug", flat=True)) == {"tides", "tides-2"}


def test_odd_tags_are_safe(import_post):
    page = import_post(tags=["Harbour", "harbour", " ", "t" * 300, "→", "πλοία"])

    tags = {tag.name: tag.slug for tag in page.tags.all()}
    assert set(tags) == {"Harbour", "t" * 90, "→", "πλοία"}
    assert all(tags.values())
    assert tags["πλοία"] == "ploia"


def test_categories_become_topics_beside_tags(import_post):
    page = import_post(
        categories=["News &amp; Sea", "news & sea"],
        tags=["Harbour"],
        terms=[("category", "uncategorized", "Uncategorized")],
    )

    assert [str(row.topic) for row in page.authors_topics.all()] == ["News & Sea"]
    assert [tag.name for tag in page.tags.all()] == ["Harbour"]


def test_terms_of_other_kinds_are_counted_and_left_for_later(run_import, make_export, make_post):
    printed = run_import(make_export(make_post(terms=[("series", "s", "Tides")])))

    assert printed.split("Left for later: category")[1].split()[0] == "1"


def test_what_was_sticky_is_told(run_import, make_export, make_post):
    printed = run_import(make_export(make_post(is_sticky="1"), make_post(is_sticky="0")))

    assert printed.split("Sticky posts, which nothing holds on top here")[1].split()[0] == "1"


def test_an_old_address_leads_to_the_article(import_post, client):
    page = import_post(link="https://harbour.example/2014/03/tides/", post_id="77")

    response = client.get("/2014/03/tides/")

    assert (response.status_code, response.url) == (301, page.url)


def test_a_short_address_leads_to_the_article(import_post, client):
    page = import_post(post_id="77")

    response = client.get("/?p=77")

    assert (response.status_code, response.url) == (301, page.url)


@pytest.mark.parametrize("query", ["p=78", "p=x", "p=%D9%A7", "page=77", "p=" + "9" * 400])
def test_another_query_leaves_the_front_page_as_it_is(import_post, client, query):
    import_post(post_id="77", post_name="tides")

    assert client.get(f"/?{query}").status_code == 200


def test_the_short_address_of_a_draft_tells_nothing(import_post, client):
    import_post(post_id="77", status="draft")

    assert client.get("/?p=77").status_code == 200


def test_an_old_address_that_leads_elsewhere_stays_so(place, import_post):
    Redirect.add_redirect("/2014/03/tides/", redirect_to=place)

    import_post(link="https://harbour.example/2014/03/tides/")

    assert Redirect.objects.get(old_path="/2014/03/tides").redirect_page_id == place.pk


def test_no_redirect_leads_to_its_own_address(import_post):
    import_post(link="https://harbour.example/articles/tides/", post_name="tides")

    assert not Redirect.objects.filter(old_path="/articles/tides").exists()


@pytest.mark.parametrize(
    "namespace",
    ["http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.2/", "urn:another"],
)
def test_the_namespace_does_not_matter(run_import, make_export, make_post, namespace):
    path = make_export(
        make_post(title="Tides", excerpt="In short."), namespace=f"{namespace}excerpt/"
    )

    run_import(path)

    page = ArticlePage.objects.get()
    assert (page.title, page.standfirst) == ("Tides", "In short.")


def test_a_second_run_changes_nothing(run_import, make_export, make_post):
    path = make_export(make_post(), make_post(status="draft"), make_post(tags=["Sea"]))
    run_import(path)
    ArticlePage.objects.first().delete()
    edited = ArticlePage.objects.last()
    edited.title = "Edited"
    edited.save_revision().publish()
    models = [Page, Revision, Author, AuthorPage, Redirect, ImportedItem, PageLogEntry]
    before = [list(model.objects.order_by("pk").values()) for model in models]

    printed = run_import(path)

    assert "0 created, 0 changed." in printed
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_a_later_export_brings_only_what_is_new(run_import, make_export, make_post):
    first = make_post(post_id="1")
    run_import(make_export(first))

    printed = run_import(make_export(first, make_post(post_id="2")))

    assert "1 created, 0 changed." in printed
    assert Author.objects.count() == 1


def test_the_same_number_from_another_site_is_another_post(run_import, make_export, make_post):
    path = make_export(make_post(post_id="1"))
    run_import(path)
    path.write_text(path.read_text().replace("harbour.example", "hill.example"))

    printed = run_import(path)

    assert "2 created, 0 changed." in printed


def test_a_dry_run_tells_the_same_and_keeps_nothing(run_import, make_export, make_post):
    path = make_export(make_post(tags=["Sea"]), make_post(tags=["sea"], status="draft"))

    rehearsed = run_import(path, dry_run=True)

    assert not AuthorPage.objects.exists()
    assert not Author.objects.exists()
    assert not ImportedItem.objects.exists()
    assert rehearsed == run_import(path) + "This was a dry run: nothing was kept.\n"


def test_what_can_not_be_written_is_told_and_the_rest_comes(
    run_import, make_export, make_post, monkeypatch
):
    add_redirect = Redirect.add_redirect

    def refuse_one(path, **facts):
        if path == "/bad":
            raise DatabaseError("The disk is full.")
        return add_redirect(path, **facts)

    monkeypatch.setattr(Redirect, "add_redirect", refuse_one)
    bad = make_post(link="https://harbour.example/bad/", title="Bad", creator="only-of-bad")
    path = make_export(bad, make_post(title="Good"))

    with pytest.raises(CommandError, match="Not everything"):
        run_import(path)

    assert ArticlePage.objects.get().title == "Good"
    assert not ImportedItem.objects.filter(kind="author", remote_id="only-of-bad").exists()


def test_a_post_whose_link_is_none_comes_without_its_old_address(import_post):
    assert import_post(link="https://[broken/", title="Tides").title == "Tides"


def test_no_user_and_no_mail_address_comes_in(run_import, make_export, make_post):
    run_import(make_export(make_post()))

    kept = repr(
        [*Author.objects.values(), *AuthorPage.objects.values(), *Revision.objects.values()]
    )
    assert "@harbour.example" not in kept
    assert not get_user_model().objects.exists()
