"""Lists of articles and of authors."""

import datetime

import pytest


@pytest.fixture
def many_articles(make_article):
    first = datetime.date(2026, 1, 1)
    return [
        make_article(title=f"Number {n:02}", published_on=first + datetime.timedelta(days=n))
        for n in range(14)
    ]


def titles(answer):
    return [article.title for article in answer.context_data["articles"]]


def test_the_newest_article_comes_first(make_article, client):
    make_article(title="Old", published_on=datetime.date(2020, 1, 1))
    make_article(title="New", published_on=datetime.date(2026, 1, 1))

    assert titles(client.get("/articles/")) == ["New", "Old"]


def test_drafts_and_private_articles_are_not_listed(make_article, client):
    from wagtail.models import PageViewRestriction

    make_article(title="Draft", live=False)
    secret = make_article(title="Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")

    assert titles(client.get("/articles/")) == []


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("1", "Number 13"),
        ("2", "Number 01"),
        ("999", "Number 01"),
        ("9" * 5000, "Number 13"),
        ("0", "Number 01"),
        ("-1", "Number 01"),
        ("abc", "Number 13"),
        ("", "Number 13"),
        ("2'--", "Number 13"),
        ("\x00", "Number 13"),
    ],
)
def test_any_page_number_is_answered(many_articles, client, wanted, shown):
    answer = client.get("/articles/", {"page": wanted})

    assert answer.status_code == 200
    assert titles(answer)[0] == shown


def test_pages_of_a_list_name_their_neighbours(many_articles, client):
    html = client.get("/articles/?page=2&utm_source=x").content.decode()

    assert 'rel="canonical" href="http://localhost/articles/?page=2"' in html
    assert 'rel="prev" href="http://localhost/articles/"' in html
    assert 'rel="next"' not in html


def test_the_first_page_of_a_list_has_one_address(many_articles, client):
    html = client.get("/articles/?page=1").content.decode()

    assert 'rel="canonical" href="http://localhost/articles/"' in html
    assert 'rel="next" href="http://localhost/articles/?page=2"' in html


def test_a_tag_lists_its_articles_only(make_article, tag, client):
    tag(make_article(title="Tagged"), "Kaffee & Tee")
    make_article(title="Other")

    answer = client.get("/articles/tag/kaffee-tee/")

    assert titles(answer) == ["Tagged"]
    assert "Kaffee &amp; Tee" in answer.content.decode()


def test_an_article_links_to_its_tags(make_article, tag, client):
    article = tag(make_article(), "Müll")

    html = client.get(article.url).content.decode()

    assert 'href="/articles/tag/m%C3%BCll/"' in html
    assert client.get("/articles/tag/m%C3%BCll/").status_code == 200


@pytest.mark.parametrize("slug", ["unknown", "draft-only", "%00", "a" * 300])
def test_a_tag_without_public_articles_is_not_found(make_article, tag, client, slug):
    tag(make_article(live=False), "draft-only")

    assert client.get(f"/articles/tag/{slug}/").status_code == 404


def test_an_empty_index_says_so(article_index, client):
    assert "Nothing is published here yet" in client.get("/articles/").content.decode()


def test_a_profile_lists_articles_with_any_role_and_of_those_merged_in(
    make_profile, make_author, make_article, client
):
    from authors.models import Author, Byline

    profile = make_profile(title="Ada")
    pen_name = make_author("A. L.")
    Author.objects.filter(pk=pen_name.pk).update(merged_into=profile.author)
    make_article(make_author("Grace"), profile.author, title="Together")
    make_article(pen_name, title="As A. L.")
    with_photo = make_article(make_author("Hedy"), title="With a photo")
    Byline.objects.create(page=with_photo, author=profile.author, role="photo")
    make_article(make_author("Vera"), title="By another")

    answer = client.get(profile.url)

    assert set(titles(answer)) == {"Together", "As A. L.", "With a photo"}


@pytest.mark.parametrize("below", ["", "feed/", "feed/atom/", "feed/json/"])
def test_each_of_two_authors_has_the_article_on_the_page_and_in_the_feeds(
    below, make_profile, make_article, client
):
    ada, grace = make_profile(title="Ada"), make_profile(title="Grace")
    make_article(grace.author, ada.author, title="Together")

    answers = [client.get(profile.url + below) for profile in (ada, grace)]

    assert ["Together" in answer.content.decode() for answer in answers] == [True, True]


@pytest.mark.parametrize("path", ["/authors/grace/", "/authors/", "/sitemap.xml"])
def test_a_guest_without_account_and_articles_is_an_author_like_others(path, make_profile, client):
    guest = make_profile(title="Grace")

    answer = client.get(path)

    assert guest.author.is_guest
    assert answer.status_code == 200
    assert "/authors/grace/" in answer.content.decode()


def test_a_profile_lists_articles_of_its_language(
    make_profile, make_article, german_index, translate, client
):
    profile = make_profile(title="Ada")
    article = make_article(profile.author, title="English")
    translate(article, "Deutsch")

    assert titles(client.get(profile.url)) == ["English"]


def test_the_directory_sorts_by_sort_name(make_profile, make_author, client):
    make_profile(make_author("Ada Lovelace", sort_name="Lovelace, Ada"))
    make_profile(make_author("grace"))
    make_profile(make_author("Draft"), live=False)

    answer = client.get("/authors/")

    assert [credit.name for credit in answer.context_data["authors"]] == ["grace", "Ada Lovelace"]


def test_the_directory_shows_profiles_in_its_language_or_else_in_another(
    home, author_index, make_profile, translate, client
):
    ada = make_profile(title="Ada")
    make_profile(title="Grace")
    translate(home)
    translate(author_index)
    translate(ada, "Ada auf Deutsch")

    answer = client.get("/de/authors/")

    assert [c.name for c in answer.context_data["authors"]] == ["Ada auf Deutsch", "Grace"]


def test_the_front_page_leads_with_the_newest_article(home, make_article, make_profile, client):
    profile = make_profile(title="Ada")
    make_article(profile.author, title="Old", published_on=datetime.date(2020, 1, 1))
    make_article(profile.author, title="New", published_on=datetime.date(2026, 1, 1))

    answer = client.get("/")

    assert answer.context_data["lead"].title == "New"
    assert [article.title for article in answer.context_data["latest"]] == ["Old"]
    assert [credit.name for credit in answer.context_data["authors"]] == ["Ada"]


def test_an_empty_front_page_is_still_a_page(home, client):
    assert "The first article is being written" in client.get("/").content.decode()
