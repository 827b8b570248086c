"""Editors give articles of one author to another, in rows and in drafts."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from authors import reassigning
from authors.bylines import stored_bylines
from authors.models import Author, Byline
from authors.pages.models import ArticlePage


@pytest.fixture
def ada(make_author):
    return make_author("Ada")


@pytest.fixture
def bo(make_author):
    return make_author("Bo")


@pytest.fixture
def editor(make_user, log_in):
    return log_in(make_user("ed", "Editors", author=None))


@pytest.fixture
def give(editor, ada, bo):
    def post(**data):
        url = reverse("authors:reassign", args=[ada.pk])
        return editor.post(url, {"to": bo.pk, "which": "all"} | data, follow=True)

    return post


def named(article):
    return [str(row) for row in stored_bylines(article)]


def test_all_articles_name_the_other_author_in_the_same_place_and_role(
    ada, bo, make_author, make_article, give
):
    cy = make_author("Cy")
    alone, third = make_article(ada, title="1"), make_article(cy, ada, title="2")
    Byline.objects.filter(page=third.pk, author=ada).update(role="photo")
    untouched = make_article(cy, title="3")

    response = give()

    assert [named(page) for page in (alone, third, untouched)] == [
        ["Bo (Author)"],
        ["Cy (Author)", "Bo (Photos)"],
        ["Cy (Author)"],
    ]
    assert "2 pages name Bo now." in response.content.decode()


def test_only_the_ticked_ones_change(ada, make_article, give):
    first, second = make_article(ada, title="1"), make_article(ada, title="2")

    give(which="chosen", page=[second.pk])

    assert (named(first), named(second)) == (["Ada (Author)"], ["Bo (Author)"])


def test_nothing_ticked_changes_nothing(ada, make_article, give):
    article = make_article(ada)

    give(which="chosen")

    assert named(article) == ["Ada (Author)"]


def test_who_is_named_already_is_named_once(ada, bo, make_article, give):
    article = make_article(bo, ada)

    give()

    assert named(article) == ["Bo (Author)"]


def test_a_draft_keeps_its_other_changes_and_is_published_with_the_new_author(
    ada, bo, make_author, make_article, give
):
    article = make_article(ada)
    article.title = "A better title"
    article.authors_bylines.add(Byline(author=make_author("Cy"), sort_order=1))
    article.save_revision()

    give()
    ArticlePage.objects.get().get_latest_revision().publish()

    page = ArticlePage.objects.get()
    assert (page.title, named(page)) == ("A better title", ["Bo (Author)", "Cy (Author)"])


def test_a_page_is_handed_over_whose_draft_alone_names_the_author(
    ada, bo, make_author, make_article, give, editor
):
    article = make_article(make_author("Cy"))
    article.authors_bylines = [Byline(author=ada)]
    draft = article.save_revision()

    shown = editor.get(reverse("authors:reassign", args=[ada.pk]), {"to": bo.pk})
    give()
    draft.refresh_from_db()
    draft.publish()

    assert "1 page names Ada" in shown.content.decode()
    assert named(article) == ["Bo (Author)"]
    entry = PageLogEntry.objects.get(action="authors.bylines")
    assert entry.data == {"from": ["Ada (Author)"], "to": ["Bo (Author)"]}


def test_neither_a_box_in_a_draft_nor_a_draft_of_the_past_counts(
    ada, bo, make_article, make_profile, editor
):
    article = make_article(bo, body=[{"type": "author_box", "value": {"author": ada.pk}}])
    article.authors_bylines = [Byline(author=ada)]
    article.save_revision()
    article.authors_bylines = [Byline(author=bo)]
    article.save_revision()
    make_profile(ada).save_revision()

    shown = editor.get(reverse("authors:reassign", args=[ada.pk]), {"to": bo.pk})

    assert "There is no page that names Ada" in shown.content.decode()


def test_an_alias_follows(ada, make_article, give, home):
    article = make_article(ada)
    alias = article.create_alias(update_slug="again", update_locale=None)

    give()

    assert named(alias) == ["Bo (Author)"]


def test_those_merged_into_the_author_are_handed_over_too(ada, make_author, make_article, give):
    article = make_article(make_author("A. L.", merged_into=ada))

    give()

    assert named(article) == ["Bo (Author)"]


def test_it_stands_in_the_history_of_page_and_author(ada, make_article, give, editor):
    make_article(ada)

    give()

    entry = PageLogEntry.objects.get(action="authors.bylines")
    history = editor.get(reverse("authors:history", args=[ada.pk])).content.decode()
    assert entry.data == {"from": ["Ada (Author)"], "to": ["Bo (Author)"]}
    assert "1 page given to Bo" in history


def test_what_is_going_to_happen_is_shown_first(ada, bo, make_article, editor):
    make_article(ada, title="On looms")
    url = reverse("authors:reassign", args=[ada.pk])

    asked, shown = editor.get(url), editor.get(url, {"to": bo.pk})

    assert "Nothing happens yet" in asked.content.decode()
    assert "On looms" in shown.content.decode()
    assert named(ArticlePage.objects.get()) == ["Ada (Author)"]


@pytest.mark.parametrize("to", ["", "0", "x", "self"])
def test_nobody_or_the_same_is_refused_beside_the_field(to, ada, make_article, give):
    article = make_article(ada)

    response = give(to=ada.pk if to == "self" else to)

    assert "to" in response.context["form"].errors
    assert named(article) == ["Ada (Author)"]


def test_so_many_at_once_and_the_rest_afterwards(ada, make_article, give, monkeypatch):
    monkeypatch.setattr(reassigning, "AT_ONCE", 2)
    for number in range(3):
        make_article(ada, title=str(number))

    first = give()
    give()

    assert "1 page names Ada" in first.content.decode()
    assert not Byline.objects.filter(author=ada).exists()


@pytest.mark.parametrize("group", ["Authors", "Trusted authors", "Tip managers"])
def test_only_editors_reassign(group, ada, bo, make_article, make_user, log_in):
    article = make_article(ada)
    client = log_in(make_user("eve", group))

    client.post(reverse("authors:reassign", args=[ada.pk]), {"to": bo.pk, "which": "all"})

    assert named(article) == ["Ada (Author)"]


def test_the_author_keeps_account_and_profile(make_user, make_profile, make_article, bo, editor):
    user = make_user("ada")
    page = make_profile(user.author)
    make_article(user.author)

    url = reverse("authors:reassign", args=[user.author.pk])
    editor.post(url, {"to": bo.pk, "which": "all"})

    page.refresh_from_db()
    assert page.live
    assert Author.objects.get(pk=user.author.pk).user == user
