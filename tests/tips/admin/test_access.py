"""Who reaches which money screen: every address against every role."""

import pytest
from django.urls import get_resolver, reverse
from wagtail.permissions import policy_registry

from tips.models import Payment, Tip

pytestmark = pytest.mark.django_db

OPEN, LOGIN, HOME = 200, "/admin/login/", "/admin/"
ROLES = ["nobody", "reader", "author", "other author", "viewer", "manager", "superuser"]
# What each role gets, in the order of ROLES: the page, the login page, or the admin's front page.
TABLE = {
    "tips_admin:index": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_admin:index_results": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_admin:index?export=csv": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "tips_admin:index?export=xlsx": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "tips_admin:index_results?export=csv": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "tips_admin:inspect": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_admin:history": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_admin:history_results": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_admin:refund": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "my_tips:index": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:index?export=csv": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:results": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:preferences": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
}
CELLS = [
    pytest.param(url, role, wanted, id=f"{url} {role}")
    for url, row in TABLE.items()
    for role, wanted in zip(ROLES, row, strict=True)
]


def address(name):
    """Return the address of a screen, about the only tip there is where it needs one."""
    name, _mark, query = name.partition("?")
    arguments = {
        "tips_admin:inspect": lambda: [Tip.objects.get().pk],
        "tips_admin:history": lambda: [Tip.objects.get().pk],
        "tips_admin:history_results": lambda: [Tip.objects.get().pk],
        "tips_admin:refund": lambda: [Payment.objects.get().uuid],
    }.get(name, list)()
    return f"{reverse(name, args=arguments)}?{query}"


def outcome(answer):
    return answer.status_code if answer.status_code != 302 else answer.url.partition("?")[0]


@pytest.mark.parametrize(("url", "role", "wanted"), CELLS)
def test_a_role_reaches_only_its_screens(people, url, role, wanted):
    answer = people[role].get(address(url))

    assert outcome(answer) == wanted


def test_the_table_has_every_address_there_is():
    tables = {name.partition("?")[0] for name in TABLE}

    known = {
        f"{space}:{name}"
        for space in ("tips_admin", "my_tips")
        for name in get_resolver("wagtail.admin.urls").namespace_dict[space][1].reverse_dict
        if isinstance(name, str)
    }

    assert known == tables


@pytest.mark.parametrize("role", ["nobody", "reader", "author", "other author", "viewer"])
def test_a_refund_sent_without_the_permission_changes_nothing(people, role):
    payment = Payment.objects.get()
    url = reverse("tips_admin:refund", args=[payment.uuid])

    people[role].post(url, {"form_key": payment.uuid, "amount": "5.00", "reason": "greed"})

    assert payment.refunds.count() == 0


@pytest.mark.parametrize(
    "path", ["new/", "edit/1/", "delete/1/", "copy/1/", "usage/1/", "reorder/1/"]
)
def test_even_a_superuser_finds_no_form_for_tips(people, path):
    answer = people["superuser"].post(f"/admin/tips/{path}")

    assert answer.status_code == 404
    assert Tip.objects.count() == 1


@pytest.mark.parametrize("action", ["add", "change", "delete", "publish"])
def test_the_policy_gives_nobody_a_right_to_write(make_user, action):
    superuser = make_user(is_superuser=True)

    policy = policy_registry.get_by_type(Tip)

    assert not policy.user_has_permission(superuser, action)
    assert not policy.user_has_any_permission(superuser, [action])
    assert not policy.users_with_any_permission([action]).exists()


def test_a_stranger_to_tips_has_no_menu_item(people):
    page = people["reader"].get("/admin/").content.decode()

    assert "/admin/tips/" not in page
    assert "/admin/my-tips/" not in page


def test_an_author_has_only_the_item_my_tips(people):
    page = people["author"].get("/admin/").content.decode()

    assert "/admin/my-tips/" in page
    assert "/admin/tips/" not in page


def test_a_manager_has_the_item_tips(people):
    page = people["manager"].get("/admin/").content.decode()

    assert "/admin/tips/" in page
