"""A host's own page type gains bylines by one panel, and nothing else of the host changes."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from authors.bylines import bylines_of, replace_bylines
from authors.models import Byline
from tests.plugin_host import migrations
from tests.plugin_host.models import NewsPage


@pytest.fixture
def make_news(home):
    def make(*authors, title="News", live=True):
        page = NewsPage(title=title, live=live)
        page.authors_bylines = [Byline(author=author) for author in authors]
        return home.add_child(instance=page)

    return make


def names(page):
    return [credit.name for credit in bylines_of([page])[page.pk]]


def news_data(**extra):
    return nested_form_data(
        {
            "title": "News", "slug": "news", "text": "", "seo_title": "",
            "search_description": "", "go_live_at": "", "expire_at": "",
            "comments": inline_formset([]), "authors_bylines": inline_formset([]),
        }
        | extra
    )  # fmt: skip


def test_neither_app_wants_a_migration(db):
    output = io.StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=output)

    assert "No changes detected" in output.getvalue()


def test_the_hosts_migrations_know_nothing_of_authors():
    sources = [path.read_text() for path in Path(migrations.__path__[0]).glob("0*.py")]

    assert sources
    assert not any("authors" in source for source in sources)


def test_a_draft_keeps_its_bylines_to_itself_until_it_is_published(make_news, make_author):
    page = make_news(make_author("Ada"))
    page.authors_bylines = [Byline(author=make_author("Bo"))]

    draft = page.save_revision()
    assert names(NewsPage.objects.get()) == ["Ada"]

    draft.publish()
    assert names(NewsPage.objects.get()) == ["Bo"]


def test_an_older_draft_of_a_hosts_page_keeps_replaced_bylines(make_news, make_author):
    page = make_news(make_author("Ada"))
    page.save_revision()

    replace_bylines(page, [(make_author("Bo"), "author")])
    page.unpublish()
    page.get_latest_revision().publish()

    assert names(NewsPage.objects.get(live=True)) == ["Bo"]


def test_unpublishing_a_hosts_page_keeps_history_and_bylines(make_news, make_author):
    page = make_news(make_author("Ada"))
    page.save_revision().publish()

    page.unpublish()

    assert names(page) == ["Ada"]
    assert page.revisions.count() == 1


def test_a_copy_of_a_hosts_page_names_the_same_authors(make_news, make_author):
    page = make_news(make_author("Ada"))

    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"})

    assert names(copy) == ["Ada"]


def test_an_editor_names_an_author_on_a_hosts_page(make_news, make_author, admin_client):
    page = make_news()
    row = {"id": "", "author": make_author("Ada").pk, "role": "author", "ORDER": 1}
    data = news_data(authors_bylines=inline_formset([row]), **{"action-publish": "y"})

    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    assert names(NewsPage.objects.get()) == ["Ada"]


def test_the_panel_is_locked_on_a_hosts_page_too(
    make_news, make_user, make_author, log_in, home, django_user_model
):
    user = make_user("ada")
    page = make_news(user.author, live=False)
    allow_change(user, home)
    row = {"id": "", "author": make_author("Eve").pk, "role": "author", "ORDER": 1}

    log_in(user).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        news_data(text="New text", authors_bylines=inline_formset([row])),
    )

    assert NewsPage.objects.get().text == "New text"
    assert names(page) == ["Ada"]


def allow_change(user, page):
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    GroupPagePermission.objects.create(
        group=user.groups.get(),
        page_id=page.pk,
        permission=Permission.objects.get(codename="change_page"),
    )


def test_unpublishing_a_profile_leaves_the_name_without_an_address(make_profile, make_news):
    profile = make_profile(title="Ada")
    page = make_news(profile.author)

    profile.unpublish()

    credit = bylines_of([page])[page.pk][0]
    assert (credit.name, credit.url) == ("Ada", "")


def test_an_article_is_readable_after_its_authors_profile_is_gone(
    make_profile, make_article, client
):
    profile = make_profile(title="Ada")
    article = make_article(profile.author)

    profile.unpublish()
    assert client.get(article.url).status_code == 200

    profile.delete()
    assert "Ada" in client.get(article.url).content.decode()
