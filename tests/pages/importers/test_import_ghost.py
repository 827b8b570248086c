"""A Ghost export comes into the site."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from authors.models import Author
from authors.pages.models import ArticlePage, AuthorPage

pytestmark = pytest.mark.django_db
USERS = [
    {"id": "1", "name": "Mara Quay", "slug": "mara", "bio": "Sails.", "location": "Kiel",
     "website": "https://mara.example/", "twitter": "@mara", "mastodon": "javascript:alert(1)",
     "email": "SECRET-mail@x.example", "password": "$2a$SECRET-hash"},
    {"id": "2", "name": "Jon Dock", "slug": "jon", "email": "SECRET-jon@x.example"},
    {"id": "3", "name": "Never Wrote", "slug": "never"},
]  # fmt: skip
SECRETS = {
    "members": [{"id": "m", "email": "SECRET-member@x.example", "name": "SECRET-member"}],
    "settings": [{"key": "title", "value": "Harbour"}, {"key": "timezone", "value": "Asia/Tokyo"},
                 {"key": "stripe_secret_key", "value": "SECRET-stripe"}],
    "api_keys": [{"secret": "SECRET-key"}],
}  # fmt: skip
POST = {
    "title": "Tides",
    "html": '<p>High\nand <a href="__GHOST_URL__/ebb/">low</a>.</p><script>x</script>',
    "status": "published",
    "visibility": "public",
    "type": "post",
    "published_at": "2021-03-01T20:00:00.000Z",
    "updated_at": "2021-03-02T20:00:00.000Z",
    "author_id": "2",
    "email": "SECRET-newsletter",
}


@pytest.fixture
def ghost(article_index, author_index, tmp_path):
    """Import posts and return what the command printed."""

    def run(*posts, data=None, text=None, **options):
        rows = [POST | {"slug": f"post-{n}", "id": f"p{n}"} | post for n, post in enumerate(posts)]
        tables = {"posts": rows, "users": USERS} | SECRETS | (data or {})
        whole = {"db": [{"meta": {"version": "5.80.0"}, "data": tables}]}
        path, out = tmp_path / "ghost.json", StringIO()
        path.write_text(json.dumps(whole) if text is None else text)
        call_command("import_ghost", str(path), stdout=out, stderr=out, **options)
        return out.getvalue()

    return run


def bylines():
    return [row.author.name for row in ArticlePage.objects.get().authors_bylines.all()]


def test_a_post_becomes_an_article_with_its_words_and_its_day(ghost):
    ghost({"custom_excerpt": "On tides."})

    page = ArticlePage.objects.get()
    assert (page.title, page.slug, page.standfirst, page.live) == (
        "Tides",
        "post-0",
        "On tides.",
        True,
    )
    assert page.body[0].value.source == '<p>High\nand <a href="/ebb/">low</a>.</p>'
    assert page.published_on.isoformat() == "2021-03-02"


def test_authors_stand_in_their_order(ghost):
    rows = [
        {"post_id": "p0", "author_id": "2", "sort_order": 1},
        {"post_id": "p0", "author_id": "1", "sort_order": 0},
    ]

    ghost({}, data={"posts_authors": rows})

    assert bylines() == ["Mara Quay", "Jon Dock"]


def test_without_a_list_of_authors_the_post_names_its_own(ghost):
    ghost({}, data={"posts_authors": []})

    assert bylines() == ["Jon Dock"]


def test_a_post_of_somebody_who_is_gone_is_the_publications(ghost):
    ghost({"author_id": "77"})

    assert bylines() == ["Harbour"]


def test_who_wrote_has_a_profile_with_safe_links_and_who_did_not_has_none(ghost):
    ghost({"author_id": "1"})

    page = AuthorPage.objects.get()
    assert (page.title, page.short_bio, page.location) == ("Mara Quay", "Sails.", "Kiel")
    assert [link.url for link in page.authors_links.all()] == [
        "https://mara.example/",
        "https://x.com/mara",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "sent"},
        {"visibility": "members"},
        {"visibility": "paid"},
        {"visibility": "tiers", "status": "scheduled", "published_at": "2090-01-01T12:00:00.000Z"},
    ],
)
def test_what_not_everybody_could_read_is_a_draft(ghost, fields):
    ghost(fields)

    page = ArticlePage.objects.get()
    assert (page.live, page.go_live_at) == (False, None)


def test_a_scheduled_post_stays_so(ghost):
    ghost({"status": "scheduled", "published_at": "2090-01-01T12:00:00.000Z"})

    assert ArticlePage.objects.get().go_live_at.year == 2090


def test_tags_of_editors_stay_behind(ghost):
    tags = [
        {"id": "a", "name": "Sea", "slug": "sea"},
        {"id": "b", "name": "#hidden", "visibility": "internal"},
    ]
    rows = [{"post_id": "p0", "tag_id": key} for key in ("a", "b")]

    ghost({}, data={"tags": tags, "posts_tags": rows})

    assert [tag.name for tag in ArticlePage.objects.get().tags.all()] == ["Sea"]


def test_an_old_address_leads_to_the_article(ghost, client):
    ghost({"slug": "high-water"})

    response = client.get("/high-water/")

    assert (response.status_code, response.url) == (301, ArticlePage.objects.get().url)


def test_the_address_of_the_old_site_stands_where_ghost_left_a_gap(ghost):
    ghost({}, address="https://old.example/")

    assert "https://old.example/ebb/" in str(ArticlePage.objects.get().body)


def test_no_secret_of_the_old_site_is_kept_anywhere(ghost):
    ghost({}, {"author_id": "1"})

    kept = [row for model in apps.get_models() for row in model._base_manager.values()]
    assert "Mara Quay" in repr(kept)
    assert "SECRET" not in repr(kept)


def test_a_second_run_changes_nothing(ghost):
    ghost({})

    printed = ghost({})

    assert "0 created, 0 changed." in printed
    assert ArticlePage.objects.count() == 1


def test_a_dry_run_keeps_nothing(ghost):
    printed = ghost({}, dry_run=True)

    assert "This was a dry run" in printed
    assert not Author.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "damaged"),
        ('{"db": [', "damaged"),
        ("[" * 100_000, "damaged"),
        ("[]", "not a Ghost export"),
        ('{"db": []}', "not a Ghost export"),
        ('{"db": [{"data": {"users": []}}]}', "not a Ghost export"),
        ('{"db": [{"data": {"posts": "x"}}]}', "“posts” .* damaged"),
        ('{"data": {"posts": [], "users": [1]}}', "“users” .* damaged"),
    ],
)
def test_another_file_is_refused_with_a_reason(ghost, text, message):
    with pytest.raises(CommandError, match=message):
        ghost(text=text)


def test_odd_values_never_stop_the_rest(ghost):
    odd = {"title": None, "html": "\x00\ud800", "slug": {"a": 1}, "published_at": "soon"}

    ghost(odd, {"title": "Good"})

    assert set(ArticlePage.objects.values_list("title", flat=True)) == {"Untitled", "Good"}
