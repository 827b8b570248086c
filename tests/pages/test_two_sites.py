"""Two sites in one installation: each shows its own pages, at its own address."""

import pytest
from wagtail.models import Page, Site

FIRST, SECOND = "localhost", "second.example"


@pytest.fixture
def second(home, make_author, make_article, settings):
    """A second site with one article; return its author."""
    from authors.pages.models import ArticleIndexPage, AuthorIndexPage, AuthorPage
    from authorsite.models import HomePage

    settings.ALLOWED_HOSTS = ["*"]
    root = Page.get_first_root_node().add_child(instance=HomePage(title="Second", slug="second"))
    Site.objects.create(hostname=SECOND, port=80, root_page=root)
    Site.clear_site_root_paths_cache()
    author = make_author("Grace Hopper")
    authors = root.add_child(instance=AuthorIndexPage(title="Authors", slug="authors"))
    authors.add_child(instance=AuthorPage(author=author, title="Grace Hopper"))
    articles = root.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    make_article(author, title="Compilers", parent=articles)
    return author


@pytest.fixture
def ada(make_profile, make_article):
    author = make_profile(title="Ada Lovelace").author
    make_article(author, title="Engines")
    return author


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/articles/feed/", "/articles/feed/json/", "/authors/", "/sitemap.xml"],
)
def test_no_list_shows_the_other_sites_pages(client, second, ada, path):
    first = client.get(path, headers={"host": FIRST}).content.decode()
    other = client.get(path, headers={"host": SECOND}).content.decode()

    assert not {"Compilers", "compilers", "Grace Hopper"} & words_of(first)
    assert not {"Engines", "engines", "Ada Lovelace"} & words_of(other)


def words_of(text):
    return {
        word
        for word in ("Compilers", "compilers", "Grace Hopper", "Engines", "engines", "Ada Lovelace")
        if word in text
    }


@pytest.mark.parametrize(("host", "other"), [(FIRST, "Compilers"), (SECOND, "Engines")])
def test_search_finds_nothing_of_the_other_site(client, second, ada, host, other):
    page = client.get(f"/search/?q={other}", headers={"host": host}).content.decode()

    assert f"/articles/{other.lower()}/" not in page


def test_search_finds_the_sites_own(client, second, ada):
    page = client.get("/search/?q=Compilers", headers={"host": SECOND}).content.decode()

    assert "/articles/compilers/" in page


def test_an_article_of_the_other_site_is_not_found(client, second, ada):
    assert client.get("/articles/compilers/", headers={"host": FIRST}).status_code == 404
    assert client.get("/articles/compilers/", headers={"host": SECOND}).status_code == 200


def test_a_guest_of_both_sites_is_linked_to_the_profile_that_exists(
    client, second, make_article, article_index
):
    make_article(second, title="Guest piece")

    page = client.get("/articles/guest-piece/", headers={"host": FIRST}).content.decode()

    assert f'href="http://{SECOND}/authors/grace-hopper/"' in page
