"""An author's way to the pages of others is closed at every address of the admin."""

import pytest
from django.urls import reverse
from wagtail.admin.urls import pages as page_urls
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from tests.authors.page_views import PAGE_VIEWS, SECRET, BusyPage

LISTS = [
    ("wagtailadmin_home", []),
    ("wagtailadmin_explore_root", []),
    ("wagtailadmin_explore", ["parent"]),
    ("wagtailadmin_explore", ["page"]),
    ("wagtailadmin_explore_results", ["parent"]),
    ("wagtailadmin_pages:search", []),
    ("wagtailadmin_pages:search_results", []),
    ("wagtailadmin_pages:type_use", ["app", "model"]),
    ("wagtailadmin_pages:type_use_results", ["app", "model"]),
    ("wagtailadmin_choose_page", []),
    ("wagtailadmin_choose_page_child", ["parent"]),
    ("wagtailadmin_choose_page_child", ["page"]),
    ("wagtailadmin_choose_page_search", []),
    ("wagtailadmin_reports:locked_pages", []),
    ("wagtailadmin_reports:workflow", []),
    ("wagtailadmin_reports:workflow_tasks", []),
    ("wagtailadmin_reports:site_history", []),
    ("wagtailadmin_reports:aging_pages", []),
    ("wagtailadmin_reports:page_types_usage", []),
    ("wagtailadmin_reports:page_types_usage_results", []),
    ("authors_my_articles:index", []),
    ("authors_my_profile", []),
]  # fmt: skip
BULK_ACTIONS = ["delete", "move", "publish", "unpublish"]


@pytest.fixture(params=["article", "profile"])
def foreign(request, make_user, make_article, make_profile, admin_user):
    bo = make_user("bo")
    made = {"article": lambda: make_article(bo.author), "profile": lambda: make_profile(bo.author)}
    return BusyPage(made[request.param](), admin_user)


@pytest.fixture(params=["Authors", "Trusted authors"])
def ann(request, make_user, log_in):
    return log_in(make_user("ann", request.param))


@pytest.fixture
def state():
    """Return everything of pages that a view could change."""

    def read():
        return (
            list(Page.objects.order_by("pk").values()),
            list(Revision.objects.order_by("pk").values("pk", "content", "approved_go_live_at")),
            list(WorkflowState.objects.values("pk", "status")),
            list(TaskState.objects.values("pk", "status")),
            PageLogEntry.objects.count(),
        )

    return read


POST = {
    "title": "Taken over", "slug": "taken-over", "action-publish": "y", "new_title": "Copy",
    "new_slug": "copy", "restriction_type": "login", "reason": "none", "position": "0",
}  # fmt: skip


def leaks(client, method, urls, data=None):
    """Return the addresses whose answer names the foreign draft."""
    answers = {url: getattr(client, method)(url, data, follow=True) for url in urls}
    return [url for url, answer in answers.items() if SECRET in answer.content.decode()]


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_authors_page_stays_closed(method, foreign, ann, state):
    before = state()

    leaking = leaks(ann, method, foreign.page_urls(), POST | {"new_parent_page": foreign.parent})

    assert leaking == []
    assert state() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_bulk_actions_leave_another_authors_page_alone(method, foreign, ann, state):
    urls = [reverse("wagtail_bulk_action", args=["wagtailcore", "page", a]) for a in BULK_ACTIONS]
    before = state()

    leaking = leaks(
        ann, method, [f"{url}?id={foreign.page}" for url in urls], {"chooser": foreign.parent}
    )

    assert leaking == []
    assert state() == before


def test_no_list_shows_another_authors_draft(foreign, ann):
    urls = [foreign.url(name, args) for name, args in LISTS]

    assert leaks(ann, "get", urls, {"q": "Foreign"}) == []
    assert leaks(ann, "get", urls) == []


def test_the_admin_api_hides_another_authors_draft(foreign, ann):
    addresses = ["", f"{foreign.page}/", f"?child_of={foreign.parent}&for_explorer=1"]

    assert leaks(ann, "get", ["/admin/api/main/pages/" + address for address in addresses]) == []


def test_the_editing_session_of_another_authors_page_is_closed(foreign, ann):
    url = reverse(
        "wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", foreign.page, 1]
    )

    assert ann.post(url).status_code in {302, 403, 404}


def test_every_page_view_of_wagtail_is_tried():
    needs_no_page = {
        "add", "preview_on_add", "type_use", "type_use_results", "choose_parent", "search",
        "search_results",
    }  # fmt: skip

    assert {pattern.name for pattern in page_urls.urlpatterns} == set(PAGE_VIEWS) | needs_no_page


def test_an_author_adds_nothing_below_another_authors_page(foreign, ann):
    args = ["authors_pages", "articlepage", foreign.page]

    response = ann.post(reverse("wagtailadmin_pages:add", args=args), POST, follow=True)

    assert SECRET not in response.content.decode()
    assert not Page.objects.child_of(Page.objects.get(pk=foreign.page)).exists()


def test_an_editor_does_see_what_authors_must_not(foreign, make_user, log_in):
    editor = log_in(make_user("ed", "Editors", author=None))

    leaking = leaks(editor, "get", foreign.page_urls())

    assert foreign.url("wagtailadmin_pages:edit", ["page"]) in leaking
    assert foreign.url("wagtailadmin_pages:history", ["page"]) in leaking
