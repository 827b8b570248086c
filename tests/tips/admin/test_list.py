"""The tip managers' list."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from tips.models import Payment, Tip

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(log_in, manager):
    """Open the list with a query; return the tips on it."""

    def browse(**query):
        page = log_in(manager).get(reverse("tips_admin:index"), query)
        return list(page.context["object_list"])

    return browse


def test_a_row_tells_what_matters(make_paid_tip, make_author, log_in, manager):
    tip = make_paid_tip(author=make_author("Ada"), page_title="On engines", source="article")

    page = log_in(manager).get(reverse("tips_admin:index")).content.decode()

    for words in [tip.reference, "€5.00", "TEST", "Paid", "Ada", "On engines", "Sandbox"]:
        assert words in page


@pytest.mark.parametrize(
    ("facts", "query"),
    [
        ({"currency": "JPY"}, {"currency": "JPY"}),
        ({"source": "qr"}, {"source": "qr"}),
        ({"livemode": True, "provider": "elsewhere"}, {"money": "live"}),
    ],
)
def test_a_filter_leaves_the_others_out(make_paid_tip, browse, facts, query):
    make_paid_tip()
    wanted = make_paid_tip(**facts)

    assert browse(**query) == [wanted]


def test_tips_can_be_filtered_by_status(make_tip, make_paid_tip, browse):
    make_tip()
    wanted = make_paid_tip()

    assert browse(status="paid") == [wanted]


def test_tips_can_be_filtered_by_author(make_paid_tip, make_author, browse):
    author = make_author("Bob")
    make_paid_tip()
    wanted = make_paid_tip(author=author)

    assert browse(author=author.pk) == [wanted]


def test_tips_can_be_filtered_by_local_day(make_tip, browse):
    early, late = make_tip(), make_tip()
    Tip.objects.filter(pk=early.pk).update(created_at=datetime(2026, 7, 30, 21, 0, tzinfo=UTC))
    Tip.objects.filter(pk=late.pk).update(created_at=datetime(2026, 7, 30, 22, 30, tzinfo=UTC))

    assert browse(created_at_from="2026-07-31", created_at_to="2026-07-31") == [late]


@pytest.mark.parametrize("language", ["de", "en"])
def test_local_days_are_the_same_in_each_language_of_the_admin(make_tip, browse, manager, language):
    UserProfile.objects.create(user=manager, preferred_language=language)
    moments = [(30, 21, 59), (30, 22, 0), (31, 21, 59), (31, 22, 0)]
    tips = [make_tip() for _moment in moments]
    for tip, (day, hour, minute) in zip(tips, moments, strict=True):
        at = datetime(2026, 7, day, hour, minute, tzinfo=UTC)
        Tip.objects.filter(pk=tip.pk).update(created_at=at)

    found = browse(created_at_from="2026-07-31", created_at_to="2026-07-31")

    assert sorted(tip.pk for tip in found) == [tips[1].pk, tips[2].pk]


def find_by(tip):
    payment = tip.payments.get()
    return {
        "reference": tip.reference,
        "reference in small letters": tip.reference.lower(),
        "start of the reference": tip.reference[:8],
        "digits of the reference": tip.reference[2:],
        "name": "grac",
        "id of the payment": payment.remote_id,
        "id of the charge": payment.movements.get(kind="charge").remote_id,
    }


@pytest.mark.parametrize("way", ["reference", "reference in small letters",
    "start of the reference", "digits of the reference", "name", "id of the payment",
    "id of the charge"])  # fmt: skip
def test_a_tip_is_found_by_what_people_know(make_paid_tip, browse, way):
    make_paid_tip(display_name="Somebody")
    wanted = make_paid_tip(display_name="Grace")

    assert browse(q=find_by(wanted)[way]) == [wanted]


@pytest.mark.parametrize("visibility", ["private", "anonymous"])
def test_a_hidden_name_is_not_found(make_paid_tip, browse, visibility):
    make_paid_tip(display_name="Grace", visibility=visibility)

    assert browse(q="Grace") == []


@pytest.mark.parametrize(
    "query",
    [
        {"status": "nonsense"},
        {"author": "x"},
        {"author": "99999999999999999999"},
        {"created_at_from": "yesterday"},
        {"money": "gold"},
        {"ordering": "email"},
        {"p": "-1"},
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"currency": "%"},
    ],
)
def test_a_senseless_query_is_no_accident(make_paid_tip, log_in, manager, query):
    make_paid_tip()

    answer = log_in(manager).get(reverse("tips_admin:index"), query)

    assert answer.status_code == 200


def test_only_paid_tips_offer_a_refund(make_tip, make_paid_tip, log_in, manager):
    make_tip()
    make_paid_tip()

    page = log_in(manager).get(reverse("tips_admin:index")).content.decode()

    paid = Payment.objects.get()
    assert page.count("/admin/tips/refund/") == 1
    assert reverse("tips_admin:refund", args=[paid.uuid]) in page


def test_a_viewer_is_offered_neither_refund_nor_export(make_paid_tip, make_user, log_in):
    make_paid_tip()

    page = log_in(make_user("view_tip")).get(reverse("tips_admin:index")).content.decode()

    assert "/admin/tips/refund/" not in page
    assert "export=csv" not in page


def test_more_tips_are_no_more_queries(make_paid_tip, log_in, manager, django_assert_num_queries):
    make_paid_tip()
    client = log_in(manager)
    client.get(reverse("tips_admin:index"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("tips_admin:index"))
    count = len(first)
    make_paid_tip()
    make_paid_tip()

    with django_assert_num_queries(count):
        client.get(reverse("tips_admin:index"))
