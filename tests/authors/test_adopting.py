"""A host's own relation to people becomes bylines, once, without a change of its models."""

import io

import pytest
from django.core.management import CommandError, call_command

from authors.bylines import bylines_of, replace_bylines
from authors.models import Adoption, Author
from tests.plugin_host.models import NewsPage, NewsPerson, Person


@pytest.fixture
def make_news(home):
    def make(*people, title="News", **fields):
        page = NewsPage(title=title, **fields)
        page.news_people = [NewsPerson(person=p, sort_order=i) for i, p in enumerate(people)]
        return home.add_child(instance=page)

    return make


@pytest.fixture
def make_person(db):
    return lambda name: Person.objects.create(name=name)


def adopt(*options, relation="news_people.person"):
    output = io.StringIO()
    arguments = ["plugin_host.NewsPage", "--relation", relation, *options]
    call_command("authors_adopt", *arguments, stdout=output)
    return output.getvalue()


def names(page):
    return [credit.name for credit in bylines_of([page])[page.pk]]


def test_people_become_authors_in_the_hosts_order(make_news, make_person):
    bo, ada = make_person("Bo Chen"), make_person("Ada Lovelace")
    page, other = make_news(bo, ada), make_news(ada, title="More news")

    told = adopt()

    assert names(page) == ["Bo Chen", "Ada Lovelace"]
    assert names(other) == ["Ada Lovelace"]
    assert "2 authors made, 2 pages given bylines" in told
    assert Author.objects.get(name="Ada Lovelace").handle == "ada-lovelace"


def test_adopting_again_changes_nothing(make_news, make_person):
    page = make_news(make_person("Ada"))
    adopt()

    told = adopt()

    assert "0 authors made, 0 pages given bylines; 1 had some" in told
    assert (names(page), Author.objects.count()) == (["Ada"], 1)


def test_a_page_that_came_later_names_the_same_author(make_news, make_person):
    ada = make_person("Ada")
    make_news(ada)
    adopt()
    later = make_news(ada, title="Later")

    adopt()

    assert names(later) == ["Ada"]
    assert Author.objects.count() == Adoption.objects.count() == 1


def test_a_dry_run_counts_and_changes_nothing(make_news, make_person):
    page = make_news(make_person("Ada"))

    told = adopt("--dry-run")

    assert "Would be: 1 authors made, 1 pages given bylines" in told
    assert "Authors: Ada." in told
    assert names(page) == []
    assert not Author.objects.exists()
    assert not Adoption.objects.exists()


def test_bylines_that_editors_set_stay(make_news, make_person, make_author):
    page = make_news(make_person("Ada"))
    replace_bylines(page, [(make_author("Eve"), "author")])

    adopt()

    assert names(page) == ["Eve"]


def test_a_version_of_before_names_the_authors_when_it_is_published_again(make_news, make_person):
    page = make_news(make_person("Ada"))
    before = page.save_revision()
    page.save_revision().publish()

    adopt()
    before.refresh_from_db()
    before.publish()

    assert names(NewsPage.objects.get()) == ["Ada"]


def test_a_user_becomes_an_author_with_an_account_and_no_username(make_news, django_user_model):
    user = django_user_model.objects.create_user("secret-login", first_name="Ada", last_name="L.")
    unnamed = django_user_model.objects.create_user("other-login")
    page, other = make_news(reporter=user), make_news(reporter=unnamed, title="Other")

    adopt(relation="reporter")

    assert names(page) == ["Ada L."]
    assert Author.objects.get(user=user).name == "Ada L."
    assert "other-login" not in "".join(names(other))


def test_who_has_no_name_yet_is_counted(make_news, django_user_model):
    make_news(reporter=django_user_model.objects.create_user("some-login"))

    told = adopt(relation="reporter")

    assert "1 without a name" in told
    assert "some-login" not in told


def test_a_merged_author_is_named_by_who_remains(make_news, make_person, make_author):
    ada = make_person("Ada")
    make_news(ada)
    adopt()
    Author.objects.filter(name="Ada").update(merged_into=make_author("Ada Lovelace"))
    later = make_news(ada, title="Later")

    adopt()

    assert names(later) == ["Ada Lovelace"]


def test_many_people_without_a_table_between_become_authors(make_news, make_person):
    page, other = make_news(), make_news(title="More news")
    page.photographers.set([make_person("Bo Chen"), make_person("Ada Lovelace")])
    page.save()

    told = adopt("--role", "photo", relation="photographers")

    assert sorted(names(page)) == ["Ada Lovelace", "Bo Chen"]
    assert set(page.authors_bylines.values_list("role", flat=True)) == {"photo"}
    assert names(other) == []
    assert "2 authors made, 1 pages given bylines; 0 had some, 1 name nobody" in told


@pytest.mark.parametrize("relation", ["nobody", "text", "news_people.nobody"])
def test_a_wrong_relation_is_named_with_those_there_are(home, relation):
    with pytest.raises(CommandError, match="has no relation"):
        adopt(relation=relation)


def test_of_what_every_page_has_only_the_owner_is_offered(home):
    with pytest.raises(CommandError, match="but news_people, owner, photographers, reporter.$"):
        adopt(relation="nobody")


def test_rows_between_page_and_person_are_not_taken_for_people(make_news, make_person):
    make_news(make_person("Ada"))

    with pytest.raises(CommandError, match="NewsPerson has no name. Go on along page, person,"):
        adopt(relation="news_people")

    assert not Author.objects.exists()


def test_a_name_that_is_nowhere_is_an_error_and_no_traceback(make_news, make_person):
    make_news(make_person("Ada"))

    with pytest.raises(CommandError, match="Person has no “nme”"):
        adopt("--name", "nme")


@pytest.mark.parametrize(
    ("model", "message"),
    [("plugin_host.Person", "is no page type"), ("newspage", "as app.Model, not “newspage”")],
)
def test_what_is_no_page_type_is_an_error_and_no_traceback(make_person, model, message):
    make_person("Ada")

    with pytest.raises(CommandError, match=message):
        call_command("authors_adopt", model, "--relation", "news_people")


def test_an_unknown_page_type_is_an_error_and_no_traceback(db):
    with pytest.raises(CommandError, match="nosuch"):
        call_command("authors_adopt", "nosuch.Page", "--relation", "person")


def test_it_says_what_happens_to_later_changes(home):
    assert "later changes of “news_people.person” don't reach them" in adopt()
