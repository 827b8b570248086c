"""Two authors who turn out to be one: bylines, profiles, addresses and accounts follow."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from authors.bylines import bylines_of
from authors.merging import merge
from authors.models import Author, Byline


def named_on(page):
    return [row.author.name for row in Byline.objects.filter(page=page.pk)]


@pytest.fixture
def editor(make_user, log_in):
    return log_in(make_user("ed", "Editors", author=None))


@pytest.fixture
def ada(make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def double(make_author):
    return make_author("A. Lovelace")


def test_bylines_name_the_author_who_remains(ada, double, make_author, make_article):
    article = make_article(make_author("Bo"), double)

    merge(double, ada)

    assert named_on(article) == ["Bo", "Ada Lovelace"]


def test_nobody_is_credited_twice_on_a_page(ada, double, make_article):
    article = make_article(double, ada)

    merge(double, ada)

    assert named_on(article) == ["Ada Lovelace"]


def test_a_draft_keeps_whom_else_it_names(ada, double, make_author, make_article):
    article = make_article(double)
    article.authors_bylines.add(Byline(author=make_author("Bo"), sort_order=1))
    article.save_revision()

    merge(double, ada)

    article.refresh_from_db()
    draft = article.get_latest_revision_as_object()
    assert [row.author.name for row in draft.authors_bylines.all()] == ["Ada Lovelace", "Bo"]


def test_an_older_draft_published_later_credits_the_author_who_remains(ada, double, make_article):
    article = make_article(double, ada)
    older = article.save_revision()
    article.save_revision()
    merge(double, ada)

    older.publish()

    assert [credit.name for credit in bylines_of([article])[article.pk]] == ["Ada Lovelace"]


def test_the_latest_draft_names_the_author_who_remains_once(ada, double, make_article):
    article = make_article(double, ada)
    draft = article.save_revision()
    merge(double, ada)

    draft.refresh_from_db()
    draft.publish()

    assert named_on(article) == ["Ada Lovelace"]


def test_whom_only_a_draft_names_is_followed_when_it_is_published(ada, double, make_article):
    article = make_article()
    article.authors_bylines.add(Byline(author=double))
    draft = article.save_revision()
    merge(double, ada)

    draft.publish()

    assert [credit.author for credit in bylines_of([article])[article.pk]] == [ada]


def test_the_old_profile_is_unpublished_and_keeps_its_history(ada, double, make_profile):
    profile = make_profile(double)
    profile.save_revision()

    merge(double, ada)

    profile.refresh_from_db()
    assert (profile.live, profile.revisions.exists()) == (False, True)


@pytest.mark.parametrize("below", ["", "feed/"])
def test_the_old_address_leads_to_the_remaining_profile(below, ada, double, make_profile, client):
    make_profile(ada)
    old = make_profile(double, first_published_at=timezone.now())
    merge(double, ada)

    response = client.get(old.url + below)

    assert (response.status_code, response.url) == (301, "/authors/ada-lovelace/" + below)


def test_an_older_draft_of_the_old_profile_published_later_still_leads_on(
    ada, double, make_profile, client
):
    make_profile(ada)
    old = make_profile(double)
    revision = old.save_revision()
    merge(double, ada)

    revision.publish()

    assert client.get(old.url).status_code == 301


def test_the_address_of_a_profile_that_was_never_public_tells_nothing(
    ada, double, make_profile, client
):
    make_profile(ada)
    draft = make_profile(double, live=False)

    merge(double, ada)

    assert client.get(f"/authors/{draft.slug}/").status_code == 404


def test_without_a_remaining_profile_the_old_address_is_gone(ada, double, make_profile, client):
    old = make_profile(double)

    merge(double, ada)

    assert client.get(old.url).status_code == 404


def test_the_account_goes_to_an_author_without_one(ada, make_user):
    user = make_user("double")

    merge(user.author, ada)

    ada.refresh_from_db()
    assert ada.user == user


def test_two_accounts_stay_where_they_are(make_user):
    first, second = make_user("first"), make_user("second")

    merge(second.author, first.author)

    assert Author.objects.get(user=first).current == Author.objects.get(user=second).current


def test_an_author_is_not_merged_into_themselves(ada):
    with pytest.raises(ValidationError):
        merge(ada, ada)

    assert Author.objects.get().merged_into is None


def test_authors_are_not_merged_in_a_circle(ada, double):
    merge(double, ada)

    with pytest.raises(ValidationError):
        merge(ada, double)

    ada.refresh_from_db()
    assert ada.merged_into is None


def test_merging_twice_is_as_good_as_once(ada, double):
    merge(double, ada)

    assert merge(double, ada) == ada
    assert ModelLogEntry.objects.filter(action="authors.merge").count() == 1


def test_who_was_merged_before_follows_too(ada, double, make_author):
    third = make_author("Augusta")
    merge(third, double)

    merge(double, ada)

    third.refresh_from_db()
    assert third.current == ada


def test_an_editor_reads_what_follows_before_merging(
    editor, ada, double, make_article, make_profile
):
    make_article(double)
    make_profile(double)

    content = editor.get(reverse("authors:merge", args=[double.pk]), {"into": ada.pk})

    assert "1 page names Ada Lovelace instead of A. Lovelace." in content.content.decode()
    assert Author.objects.get(pk=double.pk).merged_into is None


def test_an_editor_merges_and_the_log_tells_it(editor, ada, double):
    response = editor.post(reverse("authors:merge", args=[double.pk]), {"into": ada.pk})

    assert response.url == reverse("authors:edit", args=[ada.pk])
    assert Author.objects.get(pk=double.pk).merged_into == ada
    assert ModelLogEntry.objects.get(action="authors.merge").user.username == "ed"
    history = editor.get(reverse("authors:history", args=[ada.pk])).content.decode()
    assert "A. Lovelace was merged into this author" in history


@pytest.mark.parametrize("screen", ["authors:edit", "authors:inspect"])
def test_an_authors_screens_lead_editors_to_merging(screen, editor, ada):
    content = editor.get(reverse(screen, args=[ada.pk])).content.decode()

    assert reverse("authors:merge", args=[ada.pk]) in content


def test_merging_into_themselves_is_refused_next_to_the_field(editor, ada):
    content = editor.post(reverse("authors:merge", args=[ada.pk]), {"into": ada.pk})

    assert "be merged into themselves" in content.content.decode()


@pytest.mark.parametrize("group", ["Authors", "Trusted authors", "Tip managers"])
def test_only_editors_merge(group, ada, double, make_user, log_in):
    client = log_in(make_user("bo", group))

    client.post(reverse("authors:merge", args=[double.pk]), {"into": ada.pk})

    assert Author.objects.get(pk=double.pk).merged_into is None
