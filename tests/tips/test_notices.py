"""The mails about a tip."""

import smtplib

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone
from wagtail.users.models import UserProfile

from tips.models import Notice, Tip, TipPreferences, TipSettings
from tips.notices import recipients

pytestmark = pytest.mark.props


@pytest.fixture
def author(make_author):
    user = get_user_model().objects.create_user("ada", "ada@example.org")
    return make_author("Ada Lovelace", user=user)


@pytest.fixture
def paid_tip(make_tip, author, home):
    def make(**facts):
        tip = make_tip(**({"author": author, "quantity": 3, "amount_minor": 900} | facts))
        Tip.objects.filter(pk=tip.pk).update(status="paid", paid_at=timezone.now())
        tip.refresh_from_db()
        return tip

    return make


@pytest.fixture
def sent():
    """Send a notice and return the mail."""

    def send(tip, kind, recipient):
        mail.outbox.clear()
        Notice(tip=tip, kind=kind, recipient=recipient).letter().send()
        return mail.outbox[0]

    return send


def html_of(message):
    return message.alternatives[0][0]


KINDS = [("thank_you", "reader"), ("received", "author"), ("refunded", "reader")] + [
    ("refunded", "author")
]


@pytest.mark.parametrize(("kind", "recipient"), KINDS)
def test_each_mail_has_one_recipient_text_and_markup(paid_tip, sent, kind, recipient):
    tip = paid_tip()

    message = sent(tip, kind, recipient)

    assert message.recipients() == [
        f"{ {'reader': 'grace', 'author': 'ada'}[recipient] }@example.org"
    ]
    assert tip.reference in message.body
    assert tip.reference in html_of(message)


def test_the_receipt_names_all_that_the_reader_needs(pay, author, sent, home):
    tip = pay(author=author, amount_minor=900, page_title="On engines").tip

    body = sent(tip, "thank_you", "reader").body

    assert "€9.00" in body
    assert "Ada Lovelace" in body
    assert "On engines" in body
    assert "AUTHORSITE" in body
    assert f"http://testserver/tips/status/{tip.token}/" in body


def test_an_author_is_led_to_their_tips_and_to_the_switch_for_these_mails(paid_tip, sent):
    message = sent(paid_tip(), "received", "author")

    for text in (message.body, html_of(message)):
        assert "http://testserver/admin/my-tips/" in text
        assert "http://testserver/admin/my-tips/preferences/" in text


def test_the_receipt_has_the_sites_note_on_taxes(paid_tip, sent, home, client):
    note = {"tax_note": "No gift receipt.", "tax_note_translations": {"de": "Keine Quittung."}}
    TipSettings.objects.update_or_create(site=home.get_site(), defaults=note)
    tip = paid_tip(locale="de")

    letter = sent(tip, "thank_you", "reader")

    assert "Keine Quittung." in letter.body
    assert "Keine Quittung." in html_of(letter)
    assert "Keine Quittung." in client.get(f"/tips/status/{tip.token}/").content.decode()


def test_the_receipt_speaks_the_language_of_the_tip(paid_tip, sent):
    body = sent(paid_tip(locale="de"), "thank_you", "reader").body

    assert "9,00\xa0€" in body


def test_the_author_is_written_to_in_the_authors_language(paid_tip, sent, author):
    UserProfile.objects.create(user=author.user, preferred_language="de")

    message = sent(paid_tip(locale="en"), "received", "author")

    assert "9,00\xa0€" in message.subject


@pytest.mark.parametrize("kind", ["received", "refunded"])
def test_the_author_never_learns_the_readers_address(paid_tip, sent, kind):
    message = sent(paid_tip(email="grace@example.org"), kind, "author")

    assert "grace@example.org" not in message.message().as_string() + html_of(message)


def test_an_anonymous_reader_is_not_named_to_the_author(paid_tip, sent):
    message = sent(paid_tip(display_name="Grace", visibility="anonymous"), "received", "author")

    assert "Grace" not in message.body + html_of(message)


def test_a_message_is_quoted_in_text_and_escaped_in_markup(paid_tip, sent):
    message = sent(paid_tip(message="<b>Hi</b>\nFrom: the bank"), "received", "author")

    assert "> <b>Hi</b>\n> From: the bank" in message.body
    assert "&lt;b&gt;Hi&lt;/b&gt;" in html_of(message)


def test_test_money_is_called_test(paid_tip, sent):
    message = sent(paid_tip(livemode=False), "thank_you", "reader")

    assert message.subject.startswith("[TEST]")
    assert "TEST" in message.body


def test_real_money_is_not_called_test(paid_tip, sent):
    message = sent(paid_tip(livemode=True), "thank_you", "reader")

    assert "TEST" not in message.subject + message.body + html_of(message)


def test_the_same_notice_keeps_its_message_id(paid_tip, sent):
    tip = paid_tip()

    first, second = (sent(tip, "thank_you", "reader") for _time in range(2))

    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_reader_without_address_gets_no_mail(paid_tip):
    notice = Notice(tip=paid_tip(email=""), kind="thank_you", recipient="reader")

    assert notice.letter() is None


def test_everybody_with_an_address_hears_of_a_refund(paid_tip):
    assert recipients(paid_tip(), "refunded") == ["reader", "author"]


def test_a_reader_without_address_is_no_recipient(paid_tip):
    assert recipients(paid_tip(email=""), "refunded") == ["author"]


def test_an_author_who_wants_no_mail_gets_none(paid_tip, author):
    TipPreferences.objects.create(author=author, notification="never")

    assert recipients(paid_tip(), "received") == []


def test_a_guest_without_account_gets_none(paid_tip, author):
    author.user = None
    author.save()

    assert recipients(paid_tip(), "received") == []


def test_an_account_that_was_closed_gets_none(paid_tip, author):
    author.user.is_active = False
    author.user.save()

    assert recipients(paid_tip(), "received") == []


def test_the_mail_of_a_merged_author_goes_to_the_one_who_remains(paid_tip, author, make_author):
    merged = make_author("Countess", merged_into=author)

    assert recipients(paid_tip(author=merged), "received") == ["author"]


def test_a_refusing_mail_server_is_the_callers_to_handle(paid_tip, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises((OSError, smtplib.SMTPException)):
        Notice(tip=paid_tip(), kind="thank_you", recipient="reader").letter().send()
