"""What authors do with their own pages, and what is left to editors."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from authors.models import Author, Byline
from authors.pages.models import ArticlePage, AuthorPage


def article_data(title="On engines", **extra):
    return nested_form_data(
        {
            "title": title, "slug": "", "standfirst": "", "body": streamfield([]), "tags": "",
            "lead_image": "", "lead_image_alt": "", "correction": "", "published_on": "2026-11-22",
            "comments_open": "on", "canonical_url": "", "seo_title": "", "search_description": "",
            "go_live_at": "", "expire_at": "", "comments": inline_formset([]),
        }
        | extra
    )  # fmt: skip


def profile_data(title="Ada", **extra):
    return nested_form_data(
        {
            "title": title, "slug": "ada", "headline": "", "pronouns": "", "location": "",
            "photo": "", "photo_alt": "", "short_bio": "", "body": streamfield([]),
            "fediverse_handle": "", "contact": "", "seo_title": "", "search_description": "",
            "authors_links": inline_formset([]), "comments": inline_formset([]),
            "go_live_at": "", "expire_at": "",
        }
        | extra
    )  # fmt: skip


def add_url(section):
    return reverse("wagtailadmin_pages:add", args=["authors_pages", "articlepage", section.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def named_on(page):
    return [row.author.name for row in Byline.objects.filter(page=page.pk)]


def test_an_author_edits_and_publishes_the_own_profile(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    log_in(user).post(edit_url(page), profile_data("Ada King", **{"action-publish": "y"}))

    page.refresh_from_db()
    assert (page.title, Author.objects.get().name) == ("Ada King", "Ada King")


def test_an_authors_new_article_names_them_from_the_first_draft(make_user, article_index, log_in):
    user = make_user("ada")

    log_in(user).post(add_url(article_index), article_data(slug="engines"))

    article = ArticlePage.objects.get()
    assert named_on(article) == ["Ada"]
    assert article.get_latest_revision_as_object().authors_bylines.get().author == user.author


def test_an_article_that_autosave_made_names_its_author(make_user, article_index, log_in):
    user = make_user("ada")

    response = log_in(user).post(
        add_url(article_index), article_data(slug="engines"), headers={"accept": "application/json"}
    )

    assert response.json()["success"] is True
    assert named_on(ArticlePage.objects.get()) == ["Ada"]


def test_an_author_submits_but_does_not_publish(make_user, make_article, log_in):
    user = make_user("ada")
    article = make_article(user.author, live=False)

    log_in(user).post(edit_url(article), article_data(slug="a", **{"action-publish": "y"}))
    assert not ArticlePage.objects.get().live

    log_in(user).post(edit_url(article), article_data(slug="a", **{"action-submit": "y"}))
    assert ArticlePage.objects.get().workflow_in_progress


def test_a_trusted_author_publishes_the_own_article(make_user, make_article, log_in):
    user = make_user("ada", "Trusted authors")
    article = make_article(user.author, live=False)

    log_in(user).post(edit_url(article), article_data(slug="a", **{"action-publish": "y"}))

    assert ArticlePage.objects.get().live


def test_a_co_author_edits_the_article_of_both(make_user, make_author, make_article, log_in):
    user = make_user("ada")
    article = make_article(make_author("Bo"), user.author)

    assert log_in(user).get(edit_url(article)).status_code == 200


def test_who_is_named_as_a_merged_author_still_edits(make_user, make_author, make_article, log_in):
    user = make_user("ada")
    article = make_article(make_author("A. L.", merged_into=user.author))

    assert log_in(user).get(edit_url(article)).status_code == 200


def test_an_author_sees_the_bylines_without_their_form(make_user, make_article, log_in):
    user = make_user("ada")
    article = make_article(user.author)

    response = log_in(user).get(edit_url(article))

    assert "Only editors change who is named." in response.content.decode()
    assert "authors_bylines-TOTAL_FORMS" not in response.content.decode()


@pytest.mark.parametrize("group", ["Authors", "Trusted authors"])
def test_a_crafted_post_changes_no_byline(group, make_user, make_author, make_article, log_in):
    user = make_user("ada", group)
    article = make_article(user.author, live=False)
    row = article.authors_bylines.get()
    forged = inline_formset(
        [{"id": row.pk, "author": row.author_id, "role": "author", "DELETE": "on", "ORDER": 1},
         {"author": make_author("Eve").pk, "role": "author", "ORDER": 2}],
        initial=1,
    )  # fmt: skip

    log_in(user).post(edit_url(article), article_data("New", slug="a", authors_bylines=forged))

    assert ArticlePage.objects.get().title == "New"
    assert named_on(article) == ["Ada"]


def test_an_editor_adds_a_byline_and_it_is_logged(make_user, make_author, make_article, log_in):
    editor = make_user("ed", "Editors", author=None)
    article = make_article(make_author("Ada"))
    row = article.authors_bylines.get()
    bylines = inline_formset(
        [{"id": row.pk, "author": row.author_id, "role": "author", "ORDER": 1},
         {"id": "", "author": make_author("Bo").pk, "role": "photo", "ORDER": 2}],
        initial=1,
    )  # fmt: skip

    log_in(editor).post(
        edit_url(article),
        article_data(slug="on-engines", authors_bylines=bylines, **{"action-publish": "y"}),
    )

    assert named_on(article) == ["Ada", "Bo"]
    entry = PageLogEntry.objects.get(action="authors.bylines")
    assert entry.data == {"from": ["Ada (Author)"], "to": ["Ada (Author)", "Bo (Photos)"]}


def test_an_editor_who_writes_is_proposed_as_author(make_user, article_index, log_in):
    editor = make_user("ed", "Editors")

    response = log_in(editor).get(add_url(article_index))

    assert 'name="authors_bylines-INITIAL_FORMS" value="1"' in response.content.decode()


def test_a_writer_without_author_is_told_why_not(make_user, article_index, log_in):
    user = make_user("new", author=None)

    response = log_in(user).post(add_url(article_index), article_data(slug="a"), follow=True)

    assert "isn&#x27;t linked to an author yet" in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_an_author_deletes_an_own_draft_but_nothing_published(
    make_user, article_index, make_article, log_in
):
    user = make_user("ada")
    draft = make_article(user.author, title="Draft", live=False, owner=user)
    live = make_article(user.author, title="Live", owner=user)
    client = log_in(user)

    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[live.pk]))

    assert [page.title for page in ArticlePage.objects.all()] == ["Live"]


@pytest.mark.parametrize("view", ["unpublish", "set_privacy", "copy", "delete"])
@pytest.mark.parametrize("section", ["article_index", "author_index"])
def test_publishing_rights_below_a_section_are_none_on_it(
    view, section, request, make_user, log_in
):
    page = request.getfixturevalue(section)
    client = log_in(make_user("ada", "Trusted authors"))

    response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))

    assert response.status_code == 302


def test_a_trusted_author_does_not_reorder_the_articles_of_others(
    make_user, make_author, make_article, log_in
):
    user = make_user("ada", "Trusted authors")
    first, own = make_article(make_author("Bo"), title="1"), make_article(user.author, title="2")
    url = reverse("wagtailadmin_pages:set_page_position", args=[own.pk])

    log_in(user).post(url + "?position=0")

    assert ArticlePage.objects.get(pk=own.pk).path > ArticlePage.objects.get(pk=first.pk).path


def test_nobody_copies_a_profile(make_profile, admin_client):
    page = make_profile()

    response = admin_client.get(reverse("wagtailadmin_pages:copy", args=[page.pk]))

    assert response.status_code == 302


def test_a_directory_is_not_copied_with_its_profiles(make_profile, home, admin_client):
    directory = make_profile().get_parent()
    data = {"new_title": "B", "new_slug": "b", "new_parent_page": home.pk, "copy_subpages": "on"}

    response = admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[directory.pk]), data, follow=True
    )

    assert "aren&#x27;t copied" in response.content.decode()
    assert AuthorPage.objects.count() == 1


def test_a_second_profile_in_a_language_is_an_error_beside_the_author(
    make_profile, author_index, admin_client
):
    author = make_profile().author
    url = reverse("wagtailadmin_pages:add", args=["authors_pages", "authorpage", author_index.pk])

    response = admin_client.post(url, profile_data("Twin", slug="twin", author=author.pk))

    form = response.context["form"]
    assert form.errors["author"] == ["Ada Lovelace already has a profile in this language."]


def test_the_author_of_a_profile_stays(make_profile, make_author, admin_client):
    page = make_profile()

    admin_client.post(edit_url(page), profile_data(author=make_author("Eve").pk))

    assert AuthorPage.objects.get().author == page.author


def test_an_overlong_name_is_an_error_beside_the_name(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    response = log_in(user).post(edit_url(page), profile_data("A" * 10_000))

    assert "title" in response.context["form"].errors


def test_a_nameless_draft_is_saved_or_refused_without_a_fault(author_index, admin_client):
    url = reverse("wagtailadmin_pages:add", args=["authors_pages", "authorpage", author_index.pk])

    response = admin_client.post(
        url, profile_data("", slug="", author=""), headers={"accept": "application/json"}
    )

    assert response.status_code in {200, 400}


@pytest.mark.parametrize(
    ("field", "value"),
    [("network", "nowhere"), ("url", "javascript:alert(1)"), ("url", "not an address")],
)
def test_a_link_that_leads_nowhere_is_refused(field, value, make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)
    link = {"network": "github", "url": "https://github.com/ada", "ORDER": 1} | {field: value}

    response = log_in(user).post(edit_url(page), profile_data(authors_links=inline_formset([link])))

    assert field in response.context["form"].formsets["authors_links"].forms[0].errors


def test_my_profile_opens_the_own_profile(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    assert log_in(user).get(reverse("authors_my_profile")).url == edit_url(page)


def test_my_profile_prefers_the_language_of_the_admin(make_user, make_profile, log_in):
    user = make_user("ada")
    german = Locale.objects.create(language_code="de")
    translated = make_profile(user.author).copy_for_translation(german, copy_parents=True)

    response = log_in(user).get(reverse("authors_my_profile"), headers={"accept-language": "de"})

    assert response.url in {edit_url(translated), edit_url(AuthorPage.objects.first())}


def test_my_profile_explains_kindly_that_the_account_is_nobodys(make_user, log_in):
    client = log_in(make_user("ada", author=None))

    response = client.get(reverse("authors_my_profile"))

    assert "Ask an editor" in response.content.decode()


def test_my_profile_explains_kindly_that_there_is_no_place_for_one(make_user, author_index, log_in):
    client = log_in(make_user("ada"))
    author_index.delete()

    response = client.post(reverse("authors_my_profile"))

    assert "Ask an editor" in response.content.decode()


def test_my_articles_lists_the_articles_that_name_the_author(
    make_user, make_author, make_article, log_in
):
    user = make_user("ada")
    make_article(make_author("Bo"), user.author, title="Of both")
    make_article(make_author("Cy"), title="Of Cy")

    content = log_in(user).get(reverse("authors_my_articles:index")).content.decode()

    assert "Of both" in content
    assert "Of Cy" not in content
    assert "Write an article" in content


def test_write_an_article_opens_the_only_section(make_user, article_index, log_in):
    client = log_in(make_user("ada"))

    assert client.get(reverse("authors_write")).url == add_url(article_index)


def test_an_editor_edits_everything(make_user, make_article, make_profile, make_author, log_in):
    client = log_in(make_user("ed", "Editors", author=None))
    pages = [make_article(make_author("Bo")), make_profile(title="Cy")]

    assert [client.get(edit_url(page)).status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("mode", ["", "box"])
def test_a_profile_is_previewed_as_page_and_as_box(mode, make_profile):
    response = make_profile(short_bio="Counts.").make_preview_request(preview_mode=mode)

    assert response.status_code == 200
    assert "Ada Lovelace" in response.content.decode()


@pytest.mark.parametrize("mode", ["", "box"])
def test_a_profile_is_previewed_before_its_first_save(mode, author_index, admin_client):
    args = ["authors_pages", "authorpage", author_index.pk]
    url = reverse("wagtailadmin_pages:preview_on_add", args=args) + f"?mode={mode}"

    admin_client.post(url, profile_data("New One", slug="new-one", author=""))

    assert admin_client.get(url).status_code == 200


def test_nobody_is_asked_to_approve_a_profile_that_its_author_may_publish(make_user, make_profile):
    user = make_user("ada")
    page = make_profile(user.author)

    tester = page.permissions_for_user(user)

    assert tester.can_publish()
    assert not tester.can_submit_for_moderation()


def test_an_author_without_a_profile_makes_one(make_user, author_index, log_in):
    user = make_user("ada")

    response = log_in(user).post(reverse("authors_my_profile"))

    page = AuthorPage.objects.get()
    assert response.url == edit_url(page)
    assert (page.author, page.owner, page.live, page.slug) == (user.author, user, False, "ada")


def test_asking_for_a_profile_twice_makes_one(make_user, author_index, log_in):
    client = log_in(make_user("ada"))

    client.post(reverse("authors_my_profile"))
    client.post(reverse("authors_my_profile"))

    assert AuthorPage.objects.count() == 1


def test_looking_for_the_profile_makes_none(make_user, author_index, log_in):
    response = log_in(make_user("ada")).get(reverse("authors_my_profile"))

    assert "Make my profile" in response.content.decode()
    assert AuthorPage.objects.count() == 0


def test_an_account_without_an_author_makes_no_profile(make_user, author_index, log_in):
    response = log_in(make_user("ed", author=None)).post(reverse("authors_my_profile"))

    assert response.status_code == 200
    assert AuthorPage.objects.count() == 0


@pytest.fixture
def autosaved(author_index):
    """A profile as autosave leaves it after a few letters."""
    return author_index.add_child(instance=AuthorPage(title="Ad", live=False))


def test_an_author_chosen_after_autosave_gets_the_profile(
    make_user, make_author, autosaved, log_in
):
    ada, placeholder = make_author("Ada"), autosaved.author
    data = profile_data("Ada", author=str(ada.pk))

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(autosaved), data)

    autosaved.refresh_from_db()
    placeholder.refresh_from_db()
    assert (autosaved.author, placeholder.merged_into) == (ada, ada)


def test_an_author_chosen_by_mistake_can_be_exchanged_before_the_first_publish(
    make_user, make_author, author_index, log_in
):
    ada, grace = make_author("Ada"), make_author("Grace")
    draft = author_index.add_child(instance=AuthorPage(title="Ada", author=grace, live=False))
    data = profile_data("Ada", author=str(ada.pk))

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(draft), data)

    draft.refresh_from_db()
    grace.refresh_from_db()
    assert (draft.author, grace.merged_into) == (ada, None)


def test_a_new_person_stays_one_when_the_draft_is_saved_again(make_user, autosaved, log_in):
    data = profile_data("Ada King", author="")

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(autosaved), data)

    before = autosaved.author
    autosaved.refresh_from_db()
    assert (autosaved.title, autosaved.author) == ("Ada King", before)


def test_a_published_profile_keeps_its_author(make_user, make_author, make_profile, log_in):
    page = make_profile(make_author("Grace"))
    data = profile_data("Grace", author=str(make_author("Ada").pk))

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(page), data)

    page.refresh_from_db()
    assert page.author.name == "Grace"


def test_unpublished_persons_are_not_offered_in_the_list(make_user, autosaved, log_in):
    response = log_in(make_user("ed", "Editors", author=None)).get(reverse("authors:index"))

    assert "Unnamed author" not in response.content.decode()
    assert list(response.context["object_list"]) == []


def test_a_second_profile_saved_at_the_same_instant_is_refused_kindly(
    make_user, make_profile, author_index, log_in, monkeypatch
):
    """The other one is committed after the form and the model have looked for it."""
    other = make_profile()
    seen = iter([None, None])
    monkeypatch.setattr(AuthorPage, "twin_of_author", lambda *_: next(seen, other))
    address = reverse(
        "wagtailadmin_pages:add", args=["authors_pages", "authorpage", author_index.pk]
    )
    data = profile_data("Ada", slug="ada-2", author=str(other.author_id))

    response = log_in(make_user("ed", "Editors", author=None)).post(address, data, follow=True)

    assert "already has a profile in this language" in response.content.decode()
    assert AuthorPage.objects.count() == 1
