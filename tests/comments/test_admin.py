"""Moderators decide about comments in the editor."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from authors.comments.models import Comment, Standing
from authors.groups import setup_roles

pytestmark = pytest.mark.django_db

LIST = "/admin/comments/"
ACTIONS = ("approve", "reject", "spam", "ban", "trust")


@pytest.fixture
def editor(article):
    groups = setup_roles()
    user = User.objects.create_user("eve", "eve@example.org", "secret")
    user.groups.add(groups["Editors"])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def writer(article, author):
    """The article's author, logged in."""
    author.user.groups.add(setup_roles()["Authors"])
    client = Client()
    client.force_login(author.user)
    return client


@pytest.fixture
def foreign(make_article, make_author, make_comment):
    """A comment on somebody else's article."""
    other = make_article(make_author("Charles Babbage"), title="On looms")
    return make_comment("A secret opinion", state="pending", page=other)


def in_bulk(client, action, *comments):
    ids = "&".join(f"id={comment.pk}" for comment in comments)
    address = f"/admin/bulk/authors_comments/comment/{action}/?next={LIST}&{ids}"
    client.get(address)
    return client.post(address)


def states():
    return list(Comment.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("approve", "approved"),
        ("reject", "rejected"),
        ("spam", "spam"),
        ("ban", "spam"),
        ("trust", "approved"),
    ],
)
def test_one_comment_is_decided_about(editor, make_comment, action, state):
    comment = make_comment(state="pending")

    response = editor.post(f"{LIST}{comment.pk}/{action}/")

    assert response.status_code == 302
    assert states() == [state]


@pytest.mark.parametrize(
    ("action", "state"),
    [("approve", "approved"), ("reject", "rejected"), ("spam", "spam"), ("ban", "spam")],
)
def test_many_comments_are_decided_about_at_once(editor, make_comment, action, state):
    comments = [make_comment(state="pending") for _number in range(3)]

    in_bulk(editor, action, *comments)

    assert states() == [state] * 3


def test_all_in_bulk_means_all_that_wait(editor, make_comment):
    make_comment(state="pending")
    make_comment(state="spam")

    address = f"/admin/bulk/authors_comments/comment/approve/?next={LIST}&id=all"
    editor.post(address)

    assert states() == ["approved", "spam"]


def test_banning_remembers_the_address_however_it_is_written(editor, make_comment, write):
    comment = make_comment(state="pending", email="Grace@Example.org")
    editor.post(f"{LIST}{comment.pk}/ban/")

    write(email="grace@example.org")

    assert states() == ["spam", "spam"]
    assert Standing.objects.get().kind == "banned"


def test_the_list_shows_what_waits(editor, make_comment):
    make_comment("Please read me", state="pending")
    make_comment("Read long ago")

    html = editor.get(f"{LIST}?state=pending").content.decode()

    assert "Please read me" in html
    assert "Read long ago" not in html


@pytest.mark.parametrize("address", [LIST, f"{LIST}{{pk}}/"])
def test_what_can_be_done_stands_beside_a_comment(editor, make_comment, address):
    comment = make_comment(state="pending")

    html = editor.get(address.format(pk=comment.pk)).content.decode()

    offered = [key for key in ACTIONS if f"/{comment.pk}/{key}/" in html]
    assert offered == list(ACTIONS)[: 3 if address == LIST else 5]


def test_what_was_done_is_not_offered_again(editor, make_comment):
    comment = make_comment()

    html = editor.get(LIST).content.decode()

    assert f"/{comment.pk}/approve/" not in html
    assert f"/{comment.pk}/reject/" in html


def test_an_author_is_offered_no_ban(writer, make_comment, site_settings):
    site_settings(authors_moderate=True)
    comment = make_comment(state="pending")

    html = writer.get(f"{LIST}{comment.pk}/").content.decode()

    assert f"/{comment.pk}/approve/" in html
    assert f"/{comment.pk}/ban/" not in html


def test_the_list_can_be_searched(editor, make_comment):
    make_comment("About looms")
    make_comment("About engines")

    html = editor.get(f"{LIST}?q=looms").content.decode()

    assert "About looms" in html
    assert "About engines" not in html


def test_the_front_page_counts(editor, make_comment):
    make_comment(state="pending")
    make_comment(state="pending")
    make_comment()

    html = editor.get("/admin/").content.decode()

    assert "<strong>2</strong> waiting, <strong>1</strong> published" in html


def test_an_editor_corrects_a_comment(editor, make_comment):
    comment = make_comment("Teh engine")

    shown = editor.get(f"{LIST}edit/{comment.pk}/")
    editor.post(f"{LIST}edit/{comment.pk}/", {"name": "Grace", "text": "The engine", "website": ""})

    comment.refresh_from_db()
    assert shown.status_code == 200
    assert comment.text == "The engine"


def test_an_editor_deletes_a_comment(editor, make_comment):
    comment = make_comment()

    shown = editor.get(f"{LIST}delete/{comment.pk}/")
    editor.post(f"{LIST}delete/{comment.pk}/")

    assert shown.status_code == 200
    assert Comment.objects.count() == 0


def test_an_editor_sees_the_address(editor, make_comment):
    comment = make_comment()

    assert "grace@example.org" in editor.get(f"{LIST}{comment.pk}/").content.decode()


def test_authors_moderate_nothing_unless_they_may(writer, make_comment):
    comment = make_comment("Well said.", state="pending")

    answers = [writer.get(LIST), writer.get(f"{LIST}{comment.pk}/")]
    writer.post(f"{LIST}{comment.pk}/approve/")

    assert "Well said." not in "".join(answer.content.decode() for answer in answers)
    assert answers[1].status_code == 404
    assert states() == ["pending"]


def test_authors_moderate_the_comments_on_their_own_articles(writer, make_comment, site_settings):
    site_settings(authors_moderate=True)
    comment = make_comment("Well said.", state="pending")

    html = writer.get(LIST).content.decode()
    writer.post(f"{LIST}{comment.pk}/approve/")

    assert "Well said." in html
    assert states() == ["approved"]


def test_an_author_never_sees_an_address(writer, make_comment, site_settings):
    site_settings(authors_moderate=True)
    comment = make_comment()

    pages = [LIST, f"{LIST}{comment.pk}/", f"{LIST}edit/{comment.pk}/", "/admin/"]
    shown = "".join(writer.get(page).content.decode() for page in pages)

    assert "grace@example.org" not in shown


def test_an_author_bans_nobody(writer, make_comment, site_settings):
    site_settings(authors_moderate=True)
    comment = make_comment(state="pending")

    response = writer.post(f"{LIST}{comment.pk}/ban/")
    in_bulk(writer, "ban", comment)

    assert response["Location"] == "/admin/"
    assert Standing.objects.count() == 0
    assert states() == ["pending"]


def test_an_author_sees_no_comment_on_others_articles(writer, foreign, site_settings):
    site_settings(authors_moderate=True)
    addresses = [f"{LIST}{foreign.pk}/", f"{LIST}edit/{foreign.pk}/", f"{LIST}delete/{foreign.pk}/"]

    answers = [writer.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "A secret opinion" not in writer.get(LIST).content.decode()
    assert "A secret opinion" not in writer.get(f"{LIST}results/").content.decode()
    assert "A secret opinion" not in writer.get("/admin/").content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_an_author_decides_about_no_comment_on_others_articles(
    writer, foreign, site_settings, action
):
    site_settings(authors_moderate=True)

    writer.post(f"{LIST}{foreign.pk}/{action}/")
    shown = in_bulk(writer, action, foreign)

    assert states() == ["pending"]
    assert "A secret opinion" not in shown.content.decode()


@pytest.mark.parametrize("action", ["delete", "approve"])
def test_bulk_pages_tell_an_author_nothing_of_others_comments(
    writer, foreign, site_settings, action
):
    site_settings(authors_moderate=True)

    address = f"/admin/bulk/authors_comments/comment/{action}/?next={LIST}&id={foreign.pk}"

    assert "A secret opinion" not in writer.get(address).content.decode()


def test_nobody_downloads_addresses_from_the_list(editor, make_comment):
    make_comment()

    answer = editor.get(f"{LIST}?export=csv")

    assert "grace@example.org" not in b"".join(answer).decode()


def test_an_unknown_action_is_not_found(editor, make_comment):
    assert editor.post(f"{LIST}{make_comment().pk}/promote/").status_code == 404


def test_a_name_is_text_wherever_moderators_see_it(editor, make_comment):
    comment = make_comment("<img src=x onerror=alert(1)>y", name="<script>alert(1)</script>")
    editor.post(f"{LIST}{comment.pk}/reject/")

    pages = [LIST, f"{LIST}{comment.pk}/", f"{LIST}edit/{comment.pk}/", "/admin/"]
    shown = "".join(editor.get(page).content.decode() for page in pages)

    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown


def test_whoever_may_not_moderate_has_no_menu_item(client, article, make_comment, author):
    author.user.groups.add(setup_roles()["Authors"])
    client.force_login(author.user)

    assert LIST not in client.get("/admin/").content.decode()


def test_an_answer_in_the_editor_is_published_and_marked(writer, make_comment, site_settings, read):
    site_settings(authors_moderate=True)
    comment = make_comment(state="pending")

    writer.post(f"{LIST}{comment.pk}/", {"text": "Thank you!"})

    answer = Comment.objects.get(parent=comment)
    assert (answer.name, answer.state) == ("Ada Lovelace", "approved")
    assert states() == ["approved", "approved"]
    assert "comment-of-author" in read()


def test_an_editor_without_a_profile_has_no_answer_form(editor, make_comment):
    comment = make_comment()

    response = editor.post(f"{LIST}{comment.pk}/", {"text": "Hello"})

    assert response["Location"] == "/admin/"
    assert Comment.objects.count() == 1


def test_decisions_are_logged_without_names_or_words(editor, make_comment):
    from wagtail.models import ModelLogEntry

    comment = make_comment(state="pending")

    editor.post(f"{LIST}{comment.pk}/approve/")

    entry = ModelLogEntry.objects.get(action="authors_comments.approve")
    assert entry.user.username == "eve"
    assert "Grace" not in entry.label


def test_authors_choose_in_their_account_whether_comments_are_mailed(writer):
    page = writer.get("/admin/account/").content.decode()

    assert 'name="comment_wishes-wants_mail"' in page
