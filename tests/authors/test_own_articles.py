"""What authors do with their own articles, and what of them is left to editors."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from authors.pages.models import ArticlePage
from tests.authors.screens import add_url, article_data, edit_url, named_on


def test_an_authors_new_article_names_them_from_the_first_draft(make_user, article_index, log_in):
    user = make_user("ada")

    log_in(user).post(add_url(article_index), article_data(slug="engines"))

    article = ArticlePage.objects.get()
    assert named_on(article) == ["Ada"]
    assert article.get_latest_revision_as_object().authors_bylines.get().author == user.author


def test_an_article_that_autosave_made_names_its_author(make_user, article_index, log_in):
    user = make_user("ada")

    response = log_in(user).post(
        add_url(article_index), article_data(slug="engines"), headers={"accept": "application/json"}
    )

    assert response.json()["success"] is True
    assert named_on(ArticlePage.objects.get()) == ["Ada"]


def test_an_author_submits_but_does_not_publish(make_user, make_article, log_in):
    user = make_user("ada")
    article = make_article(user.author, live=False)

    log_in(user).post(edit_url(article), article_data(slug="a", **{"action-publish": "y"}))
    assert not ArticlePage.objects.get().live

    log_in(user).post(edit_url(article), article_data(slug="a", **{"action-submit": "y"}))
    assert ArticlePage.objects.get().workflow_in_progress


@pytest.mark.parametrize(
    ("group", "action"), [("Authors", "submit"), ("Trusted authors", "publish")]
)
def test_an_author_who_is_done_is_back_at_the_own_articles(
    group, action, make_user, make_article, article_index, log_in
):
    user = make_user("ada", group)
    article = make_article(user.author, live=False)
    done = {f"action-{action}": "y"}

    written = log_in(user).post(add_url(article_index), article_data(slug="new", **done))
    changed = log_in(user).post(edit_url(article), article_data(slug="a", **done))

    assert [written.url, changed.url] == [reverse("authors_my_articles:index")] * 2


def test_an_editor_stays_where_wagtail_leads(make_user, make_article, log_in):
    article = make_article(live=False)
    client = log_in(make_user("ed", "Editors", author=None))

    data = article_data(slug="a", authors_bylines=inline_formset([]), **{"action-publish": "y"})
    response = client.post(edit_url(article), data)

    assert response.url == reverse("wagtailadmin_explore", args=[article.get_parent().pk])


def test_the_button_says_to_whom_an_author_submits(make_user, make_article, log_in):
    user = make_user("ada")
    article = make_article(user.author, live=False)

    response = log_in(user).get(edit_url(article))

    assert "Submit to Editors" in response.content.decode()
    assert "Submit to Editors approve" not in response.content.decode()


def test_what_an_author_submits_waits_on_the_editors_first_page(make_user, make_article, log_in):
    user, editor = make_user("ada"), make_user("ed", "Editors", author=None)
    article = make_article(user.author, title="On looms", live=False)
    data = article_data("On looms", slug="a", **{"action-submit": "y"})

    log_in(user).post(edit_url(article), data)

    first_page = log_in(editor).get(reverse("wagtailadmin_home")).content.decode()
    assert "Awaiting your review" in first_page
    assert "On looms" in first_page


def test_a_trusted_author_publishes_the_own_article(make_user, make_article, log_in):
    user = make_user("ada", "Trusted authors")
    article = make_article(user.author, live=False)

    log_in(user).post(edit_url(article), article_data(slug="a", **{"action-publish": "y"}))

    assert ArticlePage.objects.get().live


def test_a_co_author_edits_the_article_of_both(make_user, make_author, make_article, log_in):
    user = make_user("ada")
    article = make_article(make_author("Bo"), user.author)

    assert log_in(user).get(edit_url(article)).status_code == 200


def test_who_is_named_as_a_merged_author_still_edits(make_user, make_author, make_article, log_in):
    user = make_user("ada")
    article = make_article(make_author("A. L.", merged_into=user.author))

    assert log_in(user).get(edit_url(article)).status_code == 200


def test_a_writer_without_author_is_told_why_not(make_user, article_index, log_in):
    user = make_user("new", author=None)

    response = log_in(user).post(add_url(article_index), article_data(slug="a"), follow=True)

    assert "isn&#x27;t linked to an author yet" in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_an_author_deletes_an_own_draft_but_nothing_published(
    make_user, article_index, make_article, log_in
):
    user = make_user("ada")
    draft = make_article(user.author, title="Draft", live=False, owner=user)
    live = make_article(user.author, title="Live", owner=user)
    client = log_in(user)

    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[live.pk]))

    assert [page.title for page in ArticlePage.objects.all()] == ["Live"]


def test_a_trusted_author_does_not_reorder_the_articles_of_others(
    make_user, make_author, make_article, log_in
):
    user = make_user("ada", "Trusted authors")
    first, own = make_article(make_author("Bo"), title="1"), make_article(user.author, title="2")
    url = reverse("wagtailadmin_pages:set_page_position", args=[own.pk])

    log_in(user).post(url + "?position=0")

    assert ArticlePage.objects.get(pk=own.pk).path > ArticlePage.objects.get(pk=first.pk).path


@pytest.mark.parametrize("view", ["unpublish", "set_privacy", "copy", "delete"])
@pytest.mark.parametrize("section", ["article_index", "author_index"])
def test_publishing_rights_below_a_section_are_none_on_it(
    view, section, request, make_user, log_in
):
    page = request.getfixturevalue(section)
    client = log_in(make_user("ada", "Trusted authors"))

    response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))

    assert response.status_code == 302


def test_my_articles_lists_the_articles_that_name_the_author(
    make_user, make_author, make_article, log_in
):
    user = make_user("ada")
    make_article(make_author("Bo"), user.author, title="Of both")
    make_article(make_author("Cy"), title="Of Cy")

    content = log_in(user).get(reverse("authors_my_articles:index")).content.decode()

    assert "Of both" in content
    assert "Of Cy" not in content
    assert "Write an article" in content


def test_write_an_article_opens_the_only_section(make_user, article_index, log_in):
    client = log_in(make_user("ada"))

    assert client.get(reverse("authors_write")).url == add_url(article_index)


def test_an_editor_edits_everything(make_user, make_article, make_profile, make_author, log_in):
    client = log_in(make_user("ed", "Editors", author=None))
    pages = [make_article(make_author("Bo")), make_profile(title="Cy")]

    assert [client.get(edit_url(page)).status_code for page in pages] == [200, 200]
