"""What the admin shows to authors: their own, and nothing of the site."""

import pytest
from django.urls import reverse

REPORTS = ["locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages",
           "page_types_usage"]  # fmt: skip
WRITERS = ["Authors", "Trusted authors"]


def menu_of(client):
    """Return the names of the main menu's items, as the page's data has them."""
    from wagtail.admin.menu import admin_menu

    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    shown = admin_menu.menu_items_for_request(request)
    return [item.name for item in sorted(shown, key=lambda item: item.order)]


@pytest.mark.parametrize("group", WRITERS)
def test_the_menu_of_an_author_is_their_own(group, make_user, log_in):
    assert menu_of(log_in(make_user("ada", group))) == ["my-profile", "my-articles", "my-tips"]


def test_an_author_who_manages_tips_has_their_menu_too(make_user, log_in):
    from django.contrib.auth.models import Group

    user = make_user("ada")
    user.groups.add(Group.objects.get(name="Tip managers"))

    assert set(menu_of(log_in(user))) > {"my-profile", "my-articles", "my-tips"}
    assert "explorer" not in menu_of(log_in(user))


def test_an_editor_keeps_the_whole_menu(make_user, log_in):
    names = menu_of(log_in(make_user("ed", "Editors", author=None)))

    assert {"explorer", "images", "reports", "authors"} <= set(names)


@pytest.mark.parametrize("view", REPORTS)
@pytest.mark.parametrize(
    ("group", "status"), [("Authors", 302), ("Trusted authors", 302), ("Editors", 200)]
)
def test_reports_are_for_editors(view, group, status, make_user, log_in):
    client = log_in(make_user("ada", group))

    urls = [reverse(f"wagtailadmin_reports:{name}") for name in (view, f"{view}_results")]

    assert [client.get(url).status_code for url in urls] == [status, status]


@pytest.mark.parametrize("group", WRITERS)
def test_the_first_page_has_no_totals_but_the_own_pages(
    group, make_user, make_author, make_article, make_profile, log_in
):
    user = make_user("ada", group)
    make_profile(user.author)
    make_article(user.author, title="Of Ada", live=False)
    make_article(make_author("Bo"), title="Of Bo")

    content = log_in(user).get(reverse("wagtailadmin_home")).content.decode()

    assert "w-summary" not in content
    assert "Of Ada" in content
    assert "Of Bo" not in content
    assert "6 things would make it better" in content


def test_the_first_page_works_without_a_profile_or_an_author(make_user, log_in):
    with_author, without = make_user("ada"), make_user("new", author=None)

    pages = [log_in(user).get(reverse("wagtailadmin_home")) for user in (with_author, without)]

    assert ["not made yet" in page.content.decode() for page in pages] == [True, True]


def test_an_article_handed_over_is_no_longer_shown_to_who_edited_it(
    make_user, make_author, make_article, log_in
):
    from wagtail.log_actions import log

    from authors.bylines import replace_bylines

    user = make_user("ada")
    article = make_article(user.author, title="Given away", live=False)
    log(article, "wagtail.edit", user=user)

    replace_bylines(article, [(make_author("Bo"), "author")])

    content = log_in(user).get(reverse("wagtailadmin_home")).content.decode()
    assert "Given away" not in content
