"""The wall on an author's page: who wants to be seen, and everybody counted."""

import pytest
from django.utils import timezone

from tips.models import Tip, TipPreferences
from tips.wall import wall_of

pytestmark = [pytest.mark.django_db, pytest.mark.props]
State, Visibility = Tip.MessageState, Tip.Visibility


@pytest.fixture
def ada(make_profile):
    return make_profile(title="Ada").author


@pytest.fixture
def give(ada, make_tip):
    """Make a paid tip, as a prop."""

    def give(name="Grace", message="", state=State.APPROVED, status="paid", **facts):
        tip = make_tip(author=ada, display_name=name, message=message, **facts)
        fields = {"status": status, "paid_at": timezone.now()}
        fields |= {"message_state": state if message else State.NONE}
        Tip.objects.filter(pk=tip.pk).update(**fields)
        return tip

    return give


def names(author):
    return [supporter.name for supporter in wall_of(author).supporters]


def test_a_profile_without_tips_has_no_wall(ada, client):
    assert "tip-wall" not in client.get("/authors/ada/").content.decode()


def test_who_wants_to_be_seen_is_seen_with_words_and_amount(ada, give, client):
    give("Grace", "Lovely <b>engines</b>")

    page = client.get("/authors/ada/").content.decode()

    assert "Grace" in page
    assert "Lovely &lt;b&gt;engines&lt;/b&gt;" in page
    assert "€5.00" in page


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.ANONYMOUS])
def test_who_wants_not_to_be_seen_is_counted_only(ada, give, client, visibility):
    give("Secret", "Secret words", visibility=visibility)

    page = client.get("/authors/ada/").content.decode()

    assert "Secret" not in page
    assert wall_of(ada).total == 1


def test_a_hidden_amount_stays_hidden(ada, give):
    give(visibility=Visibility.HIDE_AMOUNT)

    assert wall_of(ada).supporters[0].amount_minor is None


@pytest.mark.parametrize("state", [State.PENDING, State.REJECTED])
def test_words_that_nobody_approved_are_not_seen(ada, give, state):
    give("Grace", "Buy now", state=state)

    assert (names(ada), wall_of(ada).total) == ([], 1)


@pytest.mark.parametrize("name", ["www.spam.example", "http://x.example", "me@x.example"])
def test_a_name_that_advertises_is_left_out(ada, give, name):
    give(name)

    assert names(ada) == [""]


@pytest.mark.parametrize("status", ["refunded", "processing", "disputed", "failed"])
def test_money_that_is_not_there_does_not_count(ada, give, status):
    give(status=status)

    assert not wall_of(ada)


def test_test_money_and_real_money_never_stand_together(ada, give):
    give("Test")
    give("Real", livemode=True)

    assert names(ada) == ["Real"]


def test_an_author_can_hide_the_wall(ada, give):
    give()
    TipPreferences.objects.create(author=ada, shows_wall=False)

    assert not wall_of(ada)


def test_a_public_goal_is_a_progress_bar(ada, client):
    from tips.models import Goal

    Goal.objects.create(
        author=ada, title="A lens", target_minor=10_000, currency="EUR", starts_on="2026-01-01"
    )

    page = client.get("/authors/ada/").content.decode()

    assert 'role="progressbar"' in page
    assert "A lens" in page


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "€60.00 of €100.00 · 60%"), ("de", "60,00 € von 100,00 € · 60 %")],
)
def test_how_far_a_goal_is_stands_there_as_the_language_writes_it(language, written, ada):
    from django.template.loader import render_to_string
    from django.utils import translation

    from tips.goals import Progress
    from tips.models import Goal

    goal = Goal(author=ada, title="A lens", target_minor=10_000, currency="EUR")

    with translation.override(language):
        context = {"progress": Progress(goal, 6000, is_live=True)}
        html = render_to_string("tips/components/goal.html", context)

    assert written in html.replace("\xa0", " ")
