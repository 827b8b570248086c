"""What stands around every page, and what a page says of itself to machines."""

import pytest
from django.template.loader import render_to_string


@pytest.fixture
def two_languages(home, article_index, make_article, translate):
    """A site in English and German; /articles/both/ is translated, /articles/english/ isn't."""
    from wagtail.models import Page

    Page.objects.filter(pk=article_index.pk).update(show_in_menus=True)
    article_index.refresh_from_db()
    make_article(title="English")
    both = make_article(title="Both")
    translate(home, "Titelseite")
    translate(article_index, "Artikel")
    translate(both, "Beides")


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/", "/de/"),
        ("/de/", "/"),
        ("/articles/both/", "/de/articles/both/"),
        ("/de/articles/both/", "/articles/both/"),
        ("/articles/english/", "/de/"),
        ("/nowhere/", "/de/"),
        ("/de/nowhere/", "/"),
    ],
)
def test_the_language_switch_leads_to_the_translation_or_home(
    two_languages, client, path, leads_to
):
    html = client.get(path).content.decode()

    other = "en" if path.startswith("/de/") else "de"
    assert f'<a href="{leads_to}" hreflang="{other}" lang="{other}">' in html


def test_an_unpublished_translation_is_not_linked(two_languages, client):
    from wagtail.models import Page

    Page.objects.filter(title="Beides").update(live=False)

    html = client.get("/articles/both/").content.decode()

    assert "/de/articles/both/" not in html


def test_the_language_and_the_menu_follow_the_address(two_languages, client):
    html = client.get("/de/articles/both/", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="de">' in html
    assert '<a href="/de/articles/" aria-current="true">Artikel</a>' in html


def test_translations_name_each_other_and_a_default(two_languages, client):
    html = client.get("/de/articles/both/").content.decode()

    assert 'rel="canonical" href="http://localhost/de/articles/both/"' in html
    assert 'hreflang="en" href="http://localhost/articles/both/"' in html
    assert 'hreflang="de" href="http://localhost/de/articles/both/"' in html
    assert 'hreflang="x-default" href="http://localhost/articles/both/"' in html


def test_a_page_in_one_language_names_no_alternates(two_languages, client):
    html = client.get("/articles/english/").content.decode()

    assert 'rel="alternate" hreflang' not in html


def test_an_imported_article_names_where_it_was_first(make_article, client):
    article = make_article(canonical_url="https://elsewhere.example/first")

    html = client.get(article.url).content.decode()

    assert 'rel="canonical" href="https://elsewhere.example/first"' in html


def test_a_page_describes_itself_to_other_sites(make_article, client):
    article = make_article(title="On “engines”", standfirst='They "turn" <b>.')

    html = client.get(article.url).content.decode()

    assert '<meta property="og:type" content="article">' in html
    assert '<meta property="og:title" content="On “engines”">' in html
    assert 'content="They &quot;turn&quot; &lt;b&gt;."' in html


@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/articles/on-engines/", "/authors/", "/authors/ada/", "/no/"]
)
def test_public_pages_can_be_cached_and_carry_nothing_personal(
    make_profile, make_article, client, path
):
    profile = make_profile(title="Ada")
    make_article(profile.author)
    client.cookies["django_language"] = "de"

    answer = client.get(path)

    html = answer.content.decode()
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "Accept-Language" not in answer.get("Vary", "")
    assert "csrf" not in html
    allowed = [
        '<script type="application/ld+json">',
        '<script type="module" src="/static/authors/share.js"></script>',
    ]
    for script in allowed:
        html = html.replace(script, "")
    assert "<script" not in html
    assert "style=" not in html
    assert "onclick" not in html


@pytest.mark.parametrize("path", ["/", "/articles/on-engines/", "/authors/ada/"])
def test_an_editor_sees_the_same_bytes_as_a_reader(
    make_profile, make_article, client, admin_client, path
):
    profile = make_profile(title="Ada")
    make_article(profile.author)

    assert admin_client.get(path).content == client.get(path).content


def test_a_missing_page_has_the_frame_of_the_site(two_languages, client):
    answer = client.get("/de/nowhere/")

    assert answer.status_code == 404
    assert b'<a href="/de/articles/"' in answer.content


def test_the_page_for_a_broken_server_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        html = render_to_string("500.html")

    assert "Something went wrong on our side" in html


def test_a_form_that_isnt_a_page_links_to_itself_in_the_other_language(home, make_author, client):
    ada = make_author("Ada")

    html = client.get(f"/tips/{ada.handle}/").content.decode()

    assert f'<a href="/de/tips/{ada.handle}/" hreflang="de"' in html
