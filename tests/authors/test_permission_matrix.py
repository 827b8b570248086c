"""Who gets which answer at each address of the admin: the table is permission_matrix.txt."""

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, UploadedFile

from authors.invitations.records import Invitation
from authors.topics import Topic
from tests.authors import matrix
from tests.authors.page_views import BusyPage

GROUPS = {
    "author": "Authors", "other": "Authors", "trusted": "Trusted authors", "editor": "Editors",
    "tips": "Tip managers",
}  # fmt: skip


@pytest.fixture
def people(make_user, admin_user):
    """A user for each role; the author and the trusted author write together."""
    nobody = {"editor": None, "tips": None}
    made = {
        role: make_user(role, group, **({"author": None} if role in nobody else {}))
        for role, group in GROUPS.items()
    }
    return made | {"admin": admin_user, "anonymous": None}


@pytest.fixture
def stage(people, make_article, make_profile, make_author, make_user, admin_user):
    """What the addresses are about, as their arguments."""
    author, trusted = people["author"].author, people["trusted"].author
    invited = make_user("invited", author=make_author("Invited"))
    Invitation.objects.create(author=invited.author, user=invited, address="i@example.org")
    images = get_image_model().objects
    image = images.create(
        title="Picture", file=get_test_image_file(), collection=author.collection,
        uploaded_by_user=people["author"],
    )  # fmt: skip
    upload = UploadedFile.objects.create(
        file=get_test_image_file(), uploaded_by_user=people["author"]
    )
    quiet = {
        "quiet article": make_article(author, trusted, title="Live"),
        "quiet profile": make_profile(trusted),
    }
    pages = {
        "article": BusyPage(make_article(author, trusted, live=False), admin_user),
        "profile": BusyPage(make_profile(author), admin_user),
    }
    Locale.objects.create(language_code="de")
    return {kind: arguments(page) for kind, page in pages.items()} | {
        kind: {"page_id": page.pk} for kind, page in quiet.items()
    } | {
        "author": {"pk": invited.author.pk},
        "image": {"pk": image.pk, "image_id": image.pk, "uploaded_file_id": upload.pk},
        "topic": {"pk": Topic.objects.create(slug="looms").pk},
        "bulk": {"app_label": "wagtailcore", "model_name": "page", "action": "publish"},
        "any": {"filter_spec": "width-10", "language": "de"},
    }  # fmt: skip


def arguments(page):
    return {
        "pk": page.page, "page_id": page.page, "page_to_move_id": page.page,
        "destination_id": page.parent, "parent_page_id": page.parent,
        "revision_id": page.scheduled, "revision_id_a": "earliest", "revision_id_b": "latest",
        "task_state_id": page.task_state, "task_id": page.task, "action_name": "approve",
        "workflow_state_id": page.workflow_state, "content_type_app_name": page.app,
        "content_type_model_name": page.model, "app_label": page.app, "model_name": page.model,
    }  # fmt: skip


@pytest.fixture
def ask(people, stage):
    """Return the answers that a role gets, by row."""

    def answers(role):
        client = Client()
        if people[role]:
            client.force_login(people[role])
        return {row: matrix.answer(client, matrix.address(row, stage)) for row in matrix.rows()}

    return answers


@pytest.mark.parametrize("role", matrix.ROLES)
def test_each_role_gets_the_expected_answers(role, ask):
    expected = {row: cells[role] for row, cells in matrix.read().items()}

    assert ask(role) == expected


def test_each_address_of_the_admin_has_a_row():
    assert matrix.rows() == list(matrix.read())
