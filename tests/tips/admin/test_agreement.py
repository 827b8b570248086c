"""Every screen and file tells the same sums of the same tips."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tips import payments
from tips.admin.panel import TipsPanel
from tips.goals import progress_of
from tips.models import Goal

pytestmark = pytest.mark.django_db
MONEY = ["Received", "Fees", "Refunded", "Taken by banks", "Net"]


def minor(sums):
    return [
        sums.received_minor, sums.fees_minor, sums.given_back_minor, sums.taken_minor,
        sums.net_minor,
    ]  # fmt: skip


def summed(rows, columns=MONEY):
    return [int(100 * sum(Decimal(str(row[name])) for row in rows)) for name in columns]


def csv_of(answer):
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))


def xlsx_of(answer):
    heads, *lines = load_workbook(BytesIO(answer.getvalue())).active.iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def added(rows):
    total = rows[0].figures
    for row in rows[1:]:
        total += row.figures
    return minor(total)


@pytest.fixture
def author(make_writer, pay):
    """An author with tips today: some whole, one partly refunded, one on an article."""
    author = make_writer()
    pay(author=author, amount_minor=500)
    pay(author=author, amount_minor=1234, page_title="On engines", page_url="/a/", source="article")
    payment = pay(author=author, amount_minor=900, source="qr")
    payments.refund(payment, 333, actor=None, reason="asked", request_key="r-1")
    return author


def test_all_screens_and_files_agree(author, log_in, manager, home):
    day = timezone.localdate().isoformat()
    query = f"first={day}&last={day}"
    mine, theirs = log_in(author.user), log_in(manager)
    my_tips, report = reverse("my_tips:index"), reverse("tips_report:index")
    statement = reverse("my_tips:statement", args=[timezone.localdate().year])

    page, whole = (mine.get(f"{my_tips}?{part}") for part in (query, ""))
    totals = minor(page.context["totals"][0])

    assert totals[0] == 2634
    assert minor(whole.context["totals"][0]) == totals
    for name in ("months", "articles", "sources"):
        assert added(page.context[name]) == totals
    assert added(page.context["day_charts"][0].rows) == totals
    assert added(page.context["month_charts"][0].rows) == totals
    assert summed(csv_of(mine.get(f"{my_tips}?{query}&export=csv"))) == totals
    assert summed(xlsx_of(mine.get(f"{my_tips}?{query}&export=xlsx"))) == totals
    assert minor(mine.get(statement).context["view"].sheets()[0]["sums"]) == totals
    months = csv_of(mine.get(f"{statement}?export=csv"))
    assert (
        summed(
            months, ["Given by readers", "Kept as fees", "Refunded", "Taken by banks", "Arrived"]
        )
        == totals
    )
    managers = theirs.get(f"{report}?{query}")
    assert minor(managers.context["totals"][0]) == totals
    for name in ("authors", "providers", "sources"):
        assert added(managers.context[name]) == totals
    assert summed(csv_of(theirs.get(f"{report}?{query}&export=csv"))) == totals
    assert summed(csv_of(theirs.get(f"{reverse('tips_admin:index')}?export=csv"))) == totals
    assert minor(TipsPanel().get_context_data()["totals"][0]) == totals
    goal = Goal.objects.create(author=author, title="A", target_minor=1, currency="EUR")
    assert progress_of(goal).raised_minor == totals[0] - totals[2]


def test_another_author_sees_none_of_it(author, make_writer, log_in):
    other = log_in(make_writer("Bob").user)

    page = other.get(reverse("my_tips:index"))

    assert page.context["totals"] == []
    assert page.context["month_charts"] == []
    assert csv_of(other.get(f"{reverse('my_tips:index')}?export=csv")) == []
    assert other.get(reverse("my_tips:statements")).context["years"] == []


def test_the_report_can_be_about_one_author_or_provider(author, make_paid_tip, log_in, manager):
    make_paid_tip(amount_minor=700)
    client, url = log_in(manager), reverse("tips_report:index")

    one = client.get(f"{url}?author={author.pk}")
    none = client.get(f"{url}?provider=elsewhere")

    assert one.context["totals"][0].received_minor == 2634
    assert "provider" in none.context["choices"].errors


def test_a_month_later_a_refund_counts_in_its_own_month(author, log_in):
    client, url = log_in(author.user), reverse("my_tips:index")

    page = client.get(f"{url}?first=2020-01-01&last=2020-12-31")

    assert page.context["totals"] == []
    assert csv_of(client.get(f"{url}?first=2020-01-01&last=2020-12-31&export=csv")) == []
