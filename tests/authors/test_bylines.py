"""Who is credited on a page, and how bylines survive work behind the editor's back."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from authors.bylines import bylines_of, credits_for, replace_bylines
from authors.models import AuthorLink, Byline
from authors.pages.models import ArticlePage


def names(page):
    return [credit.name for credit in bylines_of([page])[page.pk]]


def test_authors_are_credited_in_the_order_of_their_bylines(make_author, make_article):
    article = make_article(make_author("Bo"), make_author("Ada"))

    credits = bylines_of([article])[article.pk]

    assert [(credit.name, credit.role) for credit in credits] == [
        ("Bo", "author"),
        ("Ada", "author"),
    ]


def test_a_page_without_bylines_has_no_credits(article_index):
    assert bylines_of([article_index]) == {article_index.pk: []}


def test_a_credit_carries_the_live_profile(make_profile, make_article):
    profile = make_profile(title="Ada", headline="Engines", short_bio="Counts.")
    AuthorLink.objects.create(page_id=profile.pk, network="github", url="https://github.com/ada")
    article = make_article(profile.author)

    credit = bylines_of([article])[article.pk][0]

    assert credit.url == profile.url == "/authors/ada/"
    assert credit.profile.headline == "Engines"
    assert [link.network for link in credit.links] == ["github"]


def test_an_author_whose_profile_is_not_live_is_credited_without_an_address(
    make_profile, make_author, make_article
):
    author = make_author("Ada")
    make_profile(author, title="Draft name", live=False)
    article = make_article(author)

    credit = bylines_of([article])[article.pk][0]

    assert (credit.name, credit.url, credit.profile, credit.links) == ("Ada", "", None, ())


def test_the_profile_in_the_wanted_language_is_preferred(make_profile, make_article, home):
    german = Locale.objects.create(language_code="de")
    profile = make_profile(title="Ada")
    translated = profile.copy_for_translation(german, copy_parents=True)
    translated.title, translated.live = "Ada auf Deutsch", True
    translated.save()
    article = make_article(profile.author)

    assert bylines_of([article])[article.pk][0].name == "Ada"
    assert bylines_of([article], german)[article.pk][0].name == "Ada auf Deutsch"
    assert credits_for([profile.author], german)[0].name == "Ada auf Deutsch"


def test_another_language_is_better_than_no_profile(make_profile):
    german = Locale.objects.create(language_code="de")
    profile = make_profile(title="Ada")

    assert credits_for([profile.author], german)[0].url == profile.url


def test_a_merged_author_is_credited_as_the_one_who_remains(make_author, make_article):
    remaining = make_author("Ada")
    between = make_author("A. Lovelace", merged_into=remaining)
    merged = make_author("Augusta", merged_into=between)
    article = make_article(merged, remaining)

    assert [credit.author for credit in bylines_of([article])[article.pk]] == [remaining]


def test_a_draft_in_memory_shows_its_own_bylines(make_author, make_article):
    article = make_article(make_author("Ada"))

    article.authors_bylines = [Byline(author=make_author("Bo"))]

    assert names(article) == ["Bo"]


@pytest.mark.parametrize(("authors", "articles"), [(1, 1), (5, 1), (1, 20), (5, 20)])
def test_credits_cost_the_same_for_any_number_of_pages_and_authors(
    authors, articles, make_profile, make_article, django_assert_num_queries
):
    named = [make_profile(title=f"Author {number}").author for number in range(authors)]
    pages = [make_article(*named, title=f"Article {number}") for number in range(articles)]
    pages = list(ArticlePage.objects.filter(pk__in=[page.pk for page in pages]))
    bylines_of(pages)

    with django_assert_num_queries(2):
        bylines_of(pages)


def test_replaced_bylines_are_shown_at_once(make_author, make_article):
    article = make_article(make_author("Ada"))

    replace_bylines(article, [(make_author("Bo"), "photo"), (make_author("Cy"), "author")])

    assert names(article) == names(Page.objects.get(pk=article.pk)) == ["Bo", "Cy"]


def test_publishing_an_older_draft_keeps_replaced_bylines(make_author, make_article):
    article = make_article(make_author("Ada"))
    article.title = "A draft from before"
    draft = article.save_revision()

    replace_bylines(article, [(make_author("Bo"), "author")])
    draft.refresh_from_db()
    draft.publish()

    article.refresh_from_db()
    assert (article.title, names(ArticlePage.objects.get())) == ("A draft from before", ["Bo"])


def test_a_scheduled_draft_goes_live_with_replaced_bylines(make_author, make_article):
    article = make_article(make_author("Ada"))
    article.go_live_at = timezone.now() + datetime.timedelta(days=1)
    scheduled = article.save_revision(approved_go_live_at=article.go_live_at)
    article.go_live_at = None
    article.save_revision()

    replace_bylines(article, [(make_author("Bo"), "author")])

    scheduled.refresh_from_db()
    assert names(scheduled.as_object()) == ["Bo"]


def test_a_draft_waiting_for_approval_goes_live_with_replaced_bylines(
    make_author, make_article, admin_user
):
    article = make_article(make_author("Ada"), live=False)
    article.save_revision()
    article.get_workflow().start(article, admin_user)

    replace_bylines(article, [(make_author("Bo"), "author")])
    ArticlePage.objects.get().current_workflow_task_state.approve(user=admin_user)

    assert names(ArticlePage.objects.get(live=True)) == ["Bo"]


def test_replacing_bylines_is_logged(make_author, make_article, admin_user):
    article = make_article(make_author("Ada"))

    replace_bylines(article, [(make_author("Bo"), "author")], user=admin_user)

    entry = PageLogEntry.objects.get(action="authors.bylines")
    assert entry.user == admin_user
    assert entry.data == {"from": ["Ada (Author)"], "to": ["Bo (Author)"]}
    assert entry.message == "Bylines changed from Ada (Author) to Bo (Author)"


def test_replacing_bylines_by_the_same_is_not_logged(make_author, make_article):
    ada = make_author("Ada")
    article = make_article(ada)
    article.save_revision()

    replace_bylines(article, [(ada, "author")])

    assert not PageLogEntry.objects.filter(action="authors.bylines").exists()


def test_naming_an_author_twice_in_one_role_is_one_byline(make_author, make_article):
    article = make_article()
    ada = make_author("Ada")

    replace_bylines(article, [(ada, "author"), (ada, "author"), (ada, "photo")])

    assert [row.role for row in Byline.objects.all()] == ["author", "photo"]


def test_aliases_follow_replaced_bylines(make_author, make_article):
    article = make_article(make_author("Ada"))
    alias = article.create_alias(update_slug="alias")

    replace_bylines(article, [(make_author("Bo"), "author")])

    assert names(Page.objects.get(pk=alias.pk)) == ["Bo"]
