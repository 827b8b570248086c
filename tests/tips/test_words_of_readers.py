"""A reader changes or erases what they wrote, by the secret link and nothing else."""

import pytest
from django.urls import reverse

from tips.models import Tip

pytestmark = pytest.mark.django_db
State = Tip.MessageState


@pytest.fixture
def tip(make_profile, make_tip):
    return make_tip(author=make_profile(title="Ada").author, message="Frist words")


@pytest.fixture
def page(client):
    def send(tip, **data):
        address = reverse("tips_service:words", args=[tip.token])
        return client.post(address, data) if data else client.get(address)

    return send


def fresh(tip):
    return Tip.objects.get(pk=tip.pk)


def test_a_message_can_be_changed_until_it_is_decided_about(tip, page):
    answer = page(tip, action="rewrite", message="First words")

    assert answer.status_code == 303
    assert (fresh(tip).message, fresh(tip).message_state) == ("First words", State.PENDING)


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_a_message_that_was_decided_about_stays(tip, page, state):
    Tip.objects.filter(pk=tip.pk).update(message_state=state)

    page(tip, action="rewrite", message="Other words")

    assert (fresh(tip).message, fresh(tip).message_state) == ("Frist words", state)


def test_a_message_that_is_too_long_is_told_beside_the_field(tip, page):
    answer = page(tip, action="rewrite", message="x" * 501)

    assert answer.status_code == 422
    assert fresh(tip).message == "Frist words"


def test_erasing_takes_the_person_and_leaves_the_money(tip, page):
    answer = page(tip, action="erase", sure="on")

    erased = fresh(tip)
    assert answer.status_code == 303
    assert (erased.display_name, erased.email, erased.message) == ("", "", "")
    assert erased.amount_minor == tip.amount_minor


def test_nothing_is_erased_without_saying_so(tip, page):
    answer = page(tip, action="erase")

    assert answer.status_code == 422
    assert fresh(tip).email


def test_looking_changes_nothing_and_tells_no_address(tip, page):
    before = fresh(tip).__dict__ | {"_state": None}

    answer = page(tip)

    assert fresh(tip).__dict__ | {"_state": None} == before
    assert tip.email not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_another_token_finds_nothing(tip, client):
    other = tip.token[:-1] + ("a" if tip.token[-1] != "a" else "b")

    assert client.get(reverse("tips_service:words", args=[other])).status_code == 404


def test_the_page_speaks_the_language_of_the_tip(make_profile, make_tip, page):
    tip = make_tip(author=make_profile(title="Ada").author, locale="de")

    assert "Was du geschrieben hast" in page(tip).content.decode()
