"""Who may change whom an article names, in its editor."""

import pytest
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset

from authors.pages.models import ArticlePage
from tests.authors.screens import add_url, article_data, edit_url, named_on


def test_an_author_sees_the_bylines_without_their_form(make_user, make_article, log_in):
    user = make_user("ada")
    article = make_article(user.author)

    response = log_in(user).get(edit_url(article))

    assert "Only editors change who is named." in response.content.decode()
    assert "authors_bylines-TOTAL_FORMS" not in response.content.decode()


@pytest.mark.parametrize("group", ["Authors", "Trusted authors"])
def test_a_crafted_post_changes_no_byline(group, make_user, make_author, make_article, log_in):
    user = make_user("ada", group)
    article = make_article(user.author, live=False)
    row = article.authors_bylines.get()
    forged = inline_formset(
        [{"id": row.pk, "author": row.author_id, "role": "author", "DELETE": "on", "ORDER": 1},
         {"author": make_author("Eve").pk, "role": "author", "ORDER": 2}],
        initial=1,
    )  # fmt: skip

    log_in(user).post(edit_url(article), article_data("New", slug="a", authors_bylines=forged))

    assert ArticlePage.objects.get().title == "New"
    assert named_on(article) == ["Ada"]


def test_an_editor_adds_a_byline_and_it_is_logged(make_user, make_author, make_article, log_in):
    editor = make_user("ed", "Editors", author=None)
    article = make_article(make_author("Ada"))
    row = article.authors_bylines.get()
    bylines = inline_formset(
        [{"id": row.pk, "author": row.author_id, "role": "author", "ORDER": 1},
         {"id": "", "author": make_author("Bo").pk, "role": "photo", "ORDER": 2}],
        initial=1,
    )  # fmt: skip

    log_in(editor).post(
        edit_url(article),
        article_data(slug="on-engines", authors_bylines=bylines, **{"action-publish": "y"}),
    )

    assert named_on(article) == ["Ada", "Bo"]
    entry = PageLogEntry.objects.get(action="authors.bylines")
    assert entry.data == {"from": ["Ada (Author)"], "to": ["Ada (Author)", "Bo (Photos)"]}


def test_an_editor_who_writes_is_proposed_as_author(make_user, article_index, log_in):
    editor = make_user("ed", "Editors")

    response = log_in(editor).get(add_url(article_index))

    assert 'name="authors_bylines-INITIAL_FORMS" value="1"' in response.content.decode()
