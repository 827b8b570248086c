"""Who reaches which money screen: every address against every role."""

from uuid import UUID

import pytest
from django.urls import get_resolver, reverse
from wagtail.permissions import policy_registry

from tips.models import Payment, Tip

pytestmark = pytest.mark.django_db

OPEN, MISSING, ONLY_POST, LOGIN, HOME = 200, 404, 405, "/admin/login/", "/admin/"
ACCOUNT = UUID("5c9e1c6e-6dbb-4ed5-b5d7-0d9b2a4c2f10")
GO_ON = f"/admin/my-tips/get-paid/{ACCOUNT}/go-on/"
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
    "tips_reconciliation:index": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_reconciliation:run": [LOGIN, HOME, HOME, HOME, MISSING, MISSING, MISSING],
    "tips_reconciliation:mismatch": [LOGIN, HOME, HOME, HOME, HOME, MISSING, MISSING],
    "tips_reconciliation:item": [LOGIN, HOME, HOME, HOME, HOME, MISSING, MISSING],
    "tips_report:index": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_report:index?export=csv": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "tips_report:results": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_moderation:index": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "tips_troubles:mails": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "tips_troubles:events": [LOGIN, HOME, HOME, HOME, OPEN, OPEN, OPEN],
    "my_tips:index": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:index?export=csv": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:results": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:index?first=nonsense&last=2&currency=XXX": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:messages": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:reply": [LOGIN, HOME, OPEN, 404, HOME, HOME, HOME],
    "my_tips:report": [LOGIN, HOME, OPEN, 404, HOME, HOME, HOME],
    "my_tips:decide": [LOGIN, HOME, 405, 405, HOME, HOME, HOME],
    "my_tips:block": [LOGIN, HOME, 405, 405, HOME, HOME, HOME],
    "my_tips:goal": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:end_goal": [LOGIN, HOME, 405, 405, HOME, HOME, HOME],
    "my_tips:statements": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:statement": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:statement?export=csv": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:share": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:bank_index": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:bank_results": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:bank_statement": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:bank_transfer": [LOGIN, HOME, MISSING, MISSING, HOME, HOME, HOME],
    "my_tips:preferences": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:get_paid": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:get_paid_connect": [LOGIN, HOME, OPEN, OPEN, HOME, HOME, HOME],
    "my_tips:get_paid_go_on": [LOGIN, HOME, OPEN, MISSING, HOME, HOME, HOME],
    "my_tips:get_paid_return": [LOGIN, HOME, "/admin/my-tips/get-paid/", MISSING] + [HOME] * 3,
    "my_tips:get_paid_refresh": [LOGIN, HOME, GO_ON, MISSING, HOME, HOME, HOME],
    "my_tips:get_paid_disconnect": [LOGIN, HOME, OPEN, MISSING, HOME, HOME, HOME],
    "my_tips:get_paid_cancel": [LOGIN, HOME, ONLY_POST, MISSING, HOME, HOME, HOME],
    "tips_accounts:index": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "tips_accounts:index_results": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
    "tips_accounts:switch": [LOGIN, HOME, HOME, HOME, HOME, OPEN, OPEN],
}


def address(name):
    """Return the address of a screen, about the only tip there is where it needs one."""
    name, _mark, query = name.partition("?")
    arguments = {
        "tips_admin:inspect": lambda: [Tip.objects.get().pk],
        "tips_admin:history": lambda: [Tip.objects.get().pk],
        "tips_admin:history_results": lambda: [Tip.objects.get().pk],
        "tips_admin:refund": lambda: [Payment.objects.get().uuid],
        "tips_reconciliation:run": lambda: [ACCOUNT],
        "tips_reconciliation:mismatch": lambda: [ACCOUNT],
        "tips_reconciliation:item": lambda: [1],
        "my_tips:get_paid_connect": lambda: ["sandbox"],
        "tips_accounts:switch": lambda: [ACCOUNT],
        "my_tips:reply": lambda: [Tip.objects.get().uuid.hex],
        "my_tips:report": lambda: [Tip.objects.get().uuid.hex],
        "my_tips:decide": lambda: [Tip.objects.get().uuid.hex, "approve"],
        "my_tips:block": lambda: [Tip.objects.get().uuid.hex, "block"],
        "my_tips:statement": lambda: [2026],
        "my_tips:bank_transfer": lambda: ["nobodys-transfer"],
    }.get(name, lambda: [ACCOUNT] if name.startswith("my_tips:get_paid_") else [])()
    return f"{reverse(name, args=arguments)}?{query}"


def outcome(answer):
    return answer.status_code if answer.status_code != 302 else answer.url.partition("?")[0]


@pytest.mark.parametrize("url", TABLE)
def test_each_role_reaches_only_its_screens(people, make_account, url):
    make_account(Tip.objects.get().author, uuid=ACCOUNT)
    where = address(url)

    answers = {role: outcome(people[role].get(where)) for role in ROLES}

    assert answers == dict(zip(ROLES, TABLE[url], strict=True))


def test_the_table_has_every_address_there_is():
    tables = {name.partition("?")[0] for name in TABLE}

    known = {
        f"{space}:{name}"
        for space in (
            "tips_admin",
            "tips_report",
            "tips_moderation",
            "tips_troubles",
            "my_tips",
            "tips_accounts",
            "tips_reconciliation",
        )
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
