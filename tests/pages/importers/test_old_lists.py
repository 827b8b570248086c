"""The old site's lists of an author, a tag or a category lead to those here."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect

from authors.models import Author
from authors.pages.importers.slugs import slug_of_login
from authors.pages.models import ArticlePage, AuthorPage
from authors.topics import Topic

pytestmark = pytest.mark.django_db
LOCAL = """<wp:category><wp:category_nicename>news</wp:category_nicename>
<wp:category_parent></wp:category_parent></wp:category><wp:category>
<wp:category_nicename>local</wp:category_nicename><wp:category_parent>news</wp:category_parent>
</wp:category>"""
TERMS = [("post_tag", "high-sea", "Sea"), ("category", "local", "Local news")]


@pytest.fixture
def bring(run_import, make_export, make_post):
    """Import posts that name a tag and a category."""

    def run(*posts, head=LOCAL, terms=TERMS, authors=None, **options):
        posts = posts or [make_post(terms=terms)]
        return run_import(make_export(head, *posts, authors=authors), **options)

    return run


@pytest.fixture
def lead(client):
    """Return where a path leads for good, after checking that something is there."""

    def follow(path):
        response = client.get(path)
        assert response.status_code == 301, path
        assert client.get(response["Location"]).status_code == 200
        return response["Location"]

    return follow


def counted(printed):
    return int(printed.split("Redirects from old addresses")[1].split()[0])


def test_old_lists_lead_to_those_here(bring, lead, place):
    bring()

    assert lead("/author/mara/") == AuthorPage.objects.get().url
    assert lead("/tag/high-sea/") == f"{place.url}tag/sea/"
    assert lead("/category/news/local/") == f"{place.url}topic/{Topic.objects.get().slug}/"
    assert not Redirect.objects.filter(automatically_created=False).exists()


def test_they_are_counted_and_a_second_run_adds_none(bring, make_post):
    post = make_post(terms=TERMS)

    first, second = bring(post), bring(post)

    # The post has a permalink and a short address.
    assert (counted(first), counted(second)) == (5, 0)


def test_a_rehearsal_counts_them_and_redirects_nothing(bring):
    printed = bring(dry_run=True)

    assert counted(printed) == 5
    assert not Redirect.objects.exists()


def test_a_path_that_leads_somewhere_stays_so(bring, place):
    Redirect.add_redirect("/tag/high-sea", redirect_to=place)

    bring()

    assert Redirect.objects.get(old_path="/tag/high-sea").redirect_page_route_path == ""


def test_what_no_reader_finds_here_gets_no_redirect(bring, make_post):
    bring(
        make_post(terms=TERMS, status="draft"),
        make_post(terms=[("category", "uncategorized", "None")]),
    )

    paths = Redirect.objects.values_list("old_path", flat=True)
    assert not [path for path in paths if path.startswith(("/tag/", "/category/"))]


def test_categories_that_lie_in_each_other_end(bring):
    head = LOCAL.replace("parent></", "parent>local</")

    bring(head=head)

    assert Redirect.objects.filter(old_path="/category/news/local").exists()


def test_an_author_who_became_another_is_found(bring, make_post, lead):
    bring()
    Redirect.objects.filter(old_path="/author/mara").delete()
    ada = Author.objects.create(name="Ada")
    profile = AuthorPage.objects.get()
    AuthorPage.objects.filter(pk=profile.pk).update(author=ada)
    Author.objects.exclude(pk=ada.pk).update(merged_into=ada)

    bring(make_post())

    assert lead("/author/mara/") == profile.url


def test_a_guest_has_a_list_by_the_slug(bring, make_post, lead):
    guest = make_post(
        post_type="guest-author",
        post_name="cap-jon-dock",
        meta={"cap-display_name": "Jon Dock", "cap-user_login": "jon-dock"},
    )
    user = make_post(
        post_type="guest-author",
        post_name="cap-quay",
        meta={"cap-display_name": "Mara", "cap-linked_account": "mara"},
    )
    by_both = [("author", "cap-jon-dock", "jon-dock"), ("author", "cap-quay", "quay")]

    bring(guest, user, make_post(terms=by_both))

    assert lead("/author/jon-dock/") == AuthorPage.objects.get(title="Jon Dock").url
    assert lead("/author/quay/") == lead("/author/mara/")


def test_a_link_to_an_old_list_follows_the_author_and_leaves_the_tag(bring, make_post):
    text = '<a href="/author/mara/">she</a> <a href="/tag/high-sea/">sea</a>'

    bring(make_post(content=text, terms=TERMS))

    source = ArticlePage.objects.get().body[0].value.source
    assert f'linktype="page" id="{AuthorPage.objects.get().pk}"' in source
    assert 'href="/tag/high-sea/"' in source


@pytest.mark.parametrize(
    ("login", "slug"),
    [
        ("Mara Quay", "mara-quay"),
        ("m.quay", "m-quay"),
        ("mara@harbour.example", "maraharbour-example"),
        ("Jürgen_K", "jurgen_k"),
        ("..", ""),
    ],
)
def test_a_login_becomes_a_slug_as_in_wordpress(login, slug):
    assert slug_of_login(login) == slug


def test_lists_of_ghost_redirect_too(place, author_index, tmp_path, lead):
    post = {"id": "p", "slug": "tides", "title": "Tides", "html": "<p>High.</p>", "type": "post",
            "status": "published", "visibility": "public", "author_id": "1",
            "published_at": "2021-03-01T20:00:00.000Z"}  # fmt: skip
    tables = {
        "posts": [post],
        "users": [{"id": "1", "name": "Mara Quay", "slug": "mara"}],
        "tags": [{"id": "t", "name": "Sea", "slug": "high-sea"}],
        "posts_tags": [{"post_id": "p", "tag_id": "t"}],
    }
    path = tmp_path / "ghost.json"
    path.write_text(json.dumps({"db": [{"data": tables}]}))

    call_command("import_ghost", str(path), stdout=StringIO())

    assert lead("/author/mara/") == AuthorPage.objects.get().url
    assert lead("/tag/high-sea/") == f"{place.url}tag/sea/"
