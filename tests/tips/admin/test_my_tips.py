"""What an author sees of their own money."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tips import payments

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(log_in):
    """Open My tips as an author."""

    def look(author, query=""):
        return log_in(author.user).get(f"{reverse('my_tips:index')}?{query}")

    return look


def figures(row):
    return (row.received_minor, row.fees_minor, row.given_back_minor, row.net_minor)


def test_totals_stand_by_currency(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author, amount_minor=500, fee_minor=50)
    make_paid_tip(author=author, amount_minor=300, fee_minor=40)
    make_paid_tip(author=author, amount_minor=700, currency="JPY", fee_minor=10)

    totals = look(author).context["totals"]

    assert {row.currency: figures(row) for row in totals} == {
        "EUR": (800, 90, 0, 710),
        "JPY": (700, 10, 0, 690),
    }


def test_a_refund_lowers_the_net(start, press, make_writer, look):
    author = make_writer()
    payment = start(author=author)
    press(payment, "pay")
    payment = payments.bring_up_to_date(payment)
    payments.refund(payment, 200, actor=None, reason="asked", request_key="r-1")

    total = look(author).context["totals"][0]

    assert (total.received_minor, total.given_back_minor) == (500, 200)
    assert total.net_minor == 500 - 200 - total.fees_minor


def test_months_are_local(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author, paid_at=datetime(2026, 7, 31, 23, 30, tzinfo=UTC))

    page = look(author)

    assert [row.key.month for row in page.context["months"]] == [8]
    assert "Aug 2026" in page.content.decode()


def test_articles_are_summed(make_paid_tip, make_writer, look):
    author = make_writer()
    page = {"page_title": "On engines", "page_url": "/articles/on-engines/", "source": "article"}
    make_paid_tip(author=author, amount_minor=500, **page)
    make_paid_tip(author=author, amount_minor=300, **page)
    make_paid_tip(author=author, amount_minor=200)

    articles = look(author).context["articles"]

    assert [(row.label, row.figures.received_minor) for row in articles] == [
        ("On engines", 800),
        ("", 200),
    ]


def test_an_article_that_is_renamed_moved_or_deleted_stays_one(
    make_paid_tip, make_writer, make_article, look
):
    author = make_writer()
    page = make_article(author, title="On engines")
    seen = {"page": page, "source": "article"}
    make_paid_tip(author=author, amount_minor=500, page_title="On engines", page_url="/a/", **seen)
    page.title = "On motors"
    page.save()
    make_paid_tip(author=author, amount_minor=300, page_title="On motors", page_url="/b/", **seen)

    (row,) = look(author).context["articles"]
    page.delete()
    gone = look(author).context["articles"]

    assert (row.label, row.figures.received_minor) == ("On motors", 800)
    assert {row.label: row.figures.received_minor for row in gone} == {
        "On engines": 500,
        "On motors": 300,
    }


def test_an_anonymous_reader_stays_so(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author, visibility="anonymous", display_name="Grace")

    page = look(author).content.decode()

    assert "Grace" not in page
    assert "Anonymous" in page


def test_a_private_tip_shows_its_name_to_the_author(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author, visibility="private", display_name="Grace")

    assert "Grace" in look(author).content.decode()


def test_no_page_has_an_address_of_mail(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author, email="secret@example.org")

    assert "secret" not in look(author).content.decode()


def test_words_of_readers_are_text(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author, display_name="<b>x", message="<script>alert(1)</script>")

    page = look(author).content.decode()

    assert "<b>x" not in page
    assert "<script>alert(1)" not in page


@pytest.mark.props
@pytest.mark.parametrize("status", ["waiting", "failed"])
def test_a_tip_that_was_never_paid_is_not_listed(make_tip, make_writer, look, status):
    author = make_writer()
    tip = make_tip(author=author)
    type(tip).objects.update(status=status)

    assert look(author).context["items_count"] == 0


@pytest.mark.parametrize("query", ["", "author={}", "author__id={}", "q=Bob", "p=2", "money=test"])
def test_no_parameter_shows_the_tips_of_another(make_paid_tip, make_writer, look, query):
    author, other = make_writer("Ada"), make_writer("Bob")
    make_paid_tip(author=other, display_name="Bobs-Reader")

    page = look(author, query.format(other.pk))

    assert page.context["items_count"] == 0
    assert page.context["totals"] == []
    assert "Bobs-Reader" not in page.content.decode()


def test_tips_of_a_merged_row_belong_to_the_author(make_paid_tip, make_writer, make_author, look):
    author = make_writer("Ada")
    twin = make_author("A. Lovelace", merged_into=author)
    make_paid_tip(author=twin)

    assert look(author).context["items_count"] == 1


def test_a_row_merged_into_somebody_else_opens_nothing(make_paid_tip, make_writer, look):
    author, other = make_writer("Ada"), make_writer("Bob")
    make_paid_tip(author=other)
    author.merged_into = other
    author.save()

    assert look(author).status_code == 302


def test_test_money_is_told_apart(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author)

    page = look(author)

    assert page.context["is_live"] is False
    assert "This is test money." in page.content.decode()


def test_real_money_is_shown_alone_once_there_is_some(make_paid_tip, make_writer, look):
    author = make_writer()
    make_paid_tip(author=author, amount_minor=900)
    make_paid_tip(author=author, amount_minor=500, livemode=True, provider="elsewhere")

    page = look(author)

    assert [row.received_minor for row in page.context["totals"]] == [500]
    assert page.context["items_count"] == 1
    assert "This is test money." not in page.content.decode()
    assert "Show test money" in page.content.decode()


def test_a_new_author_reads_what_will_be_here(make_writer, look):
    page = look(make_writer())

    assert "No tips yet." in page.content.decode()
    assert "This is test money." not in page.content.decode()


def test_a_long_list_has_pages(make_paid_tip, make_writer, look, settings):
    author = make_writer()
    tips = [make_paid_tip(author=author) for _number in range(26)]

    page = look(author, "p=2")

    assert [tip.pk for tip in page.context["object_list"]] == [tips[0].pk]


def test_more_tips_are_no_more_queries(make_paid_tip, make_writer, look, django_assert_num_queries):
    author = make_writer()
    make_paid_tip(author=author)
    look(author)
    with CaptureQueriesContext(connection) as first:
        look(author)
    count = len(first)
    make_paid_tip(author=author, page_title="A", page_url="/a/")
    make_paid_tip(author=author, page_title="B", page_url="/b/")

    with django_assert_num_queries(count):
        look(author)
