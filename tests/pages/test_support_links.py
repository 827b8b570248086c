"""Other ways to support an author, as readers and their browsers see them."""

import datetime

import pytest
from bs4 import BeautifulSoup

from authors.models import Author, AuthorLink


@pytest.fixture
def ada(make_profile):
    profile = make_profile(title="Ada", monetization="$wallet.example/ada")
    AuthorLink.objects.create(page=profile, network="github", url="https://github.com/ada")
    AuthorLink.objects.create(page=profile, network="kofi", url="https://ko-fi.com/ada")
    return profile


@pytest.fixture
def read(client):
    return lambda path: BeautifulSoup(client.get(path).content, "html.parser")


def wallets(page):
    return [link["href"] for link in page.find_all("link", rel="monetization")]


def test_a_profile_shows_them_apart_from_other_links(ada, read):
    shown = read("/authors/ada/").find(class_="profile-support")

    assert "Other ways to support" in shown.get_text()
    assert [link["href"] for link in shown.find_all("a")] == ["https://ko-fi.com/ada"]


def test_the_box_under_an_article_keeps_to_the_own_button(ada, make_article, read):
    make_article(ada.author)

    box = read("/articles/on-engines/").find(class_="author-box")

    assert "https://github.com/ada" in str(box)
    assert "ko-fi" not in str(box)


def test_a_wallet_is_named_on_the_profile_and_on_each_article(ada, make_article, make_author, read):
    make_article(make_author("Bo"), ada.author)

    assert wallets(read("/authors/ada/")) == ["https://wallet.example/ada"]
    assert wallets(read("/articles/on-engines/")) == ["https://wallet.example/ada"]


def test_a_former_author_is_no_longer_supported(ada, make_article, read):
    make_article(ada.author)
    Author.objects.filter(pk=ada.author_id).update(left_on=datetime.date(2026, 11, 1))

    assert wallets(read("/authors/ada/")) == []
    assert wallets(read("/articles/on-engines/")) == []
    assert read("/authors/ada/").find(class_="profile-support") is None
