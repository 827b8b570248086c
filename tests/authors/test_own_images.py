"""Which images an author may use: the own ones and the shared ones, wherever Wagtail shows images."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from authors.groups import setup_roles
from authors.models import Author


@pytest.fixture
def ada(make_user):
    return make_user("ada")


@pytest.fixture
def images(ada, make_user):
    """An image in each place: Ada's, Bo's, the shared collection and the root."""
    bo = make_user("bo")
    shared, root = Collection.objects.get(name="Authors"), Collection.get_first_root_node()
    places = {
        "Mine": (ada.author.collection, ada),
        "Of Bo": (bo.author.collection, bo),
        "Shared": (shared, None),
        "In the root": (root, None),
    }
    make = get_image_model().objects.create
    return {
        title: make(
            title=title, file=get_test_image_file(), collection=place, uploaded_by_user=user
        )
        for title, (place, user) in places.items()
    }


def shown(images, content):
    return [title for title in images if title in content]


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("/admin/images/", ["Mine"]),
        ("/admin/images/results/", ["Mine"]),
        ("/admin/images/chooser/", ["Mine", "Shared"]),
        ("/admin/images/chooser/results/", ["Mine", "Shared"]),
        ("/admin/images/chooser/?q=", ["Mine", "Shared"]),
        ("/admin/api/main/images/", ["Mine", "Shared"]),
    ],
)
def test_every_list_keeps_to_the_own_and_the_shared(address, offered, ada, images, log_in):
    response = log_in(ada).get(address)

    assert response.status_code == 200
    assert shown(images, response.content.decode()) == offered


@pytest.mark.parametrize("title", ["Of Bo", "In the root"])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/api/main/images/{}/",
        "/admin/images/{}/",
        "/admin/images/{}/delete/",
        "/admin/images/{}/generate_url/",
        "/admin/images/{}/preview/width-100/",
        "/admin/images/usage/{}/",
        "/admin/images/chooser/{}/",
        "/admin/images/chooser/chosen-multiple/?id={}",
        "/admin/images/chooser/{}/select_format/",
    ],
)
def test_the_image_of_another_is_closed(address, title, ada, images, log_in):
    response = log_in(ada).get(address.format(images[title].pk))

    assert response.status_code in {302, 403, 404} or title not in response.content.decode()


def upload(client, title, collection_pk):
    file = get_test_image_file()
    file.seek(0)
    data = {"title": title, "file": file, "collection": collection_pk, "tags": ""}
    client.post(reverse("wagtailimages:add"), data)
    return get_image_model().objects.filter(title=title).first()


def test_an_upload_lands_in_the_own_collection(ada, images, log_in):
    made = upload(log_in(ada), "New", ada.author.collection_id)

    assert made.collection == ada.author.collection


def test_an_upload_into_anothers_collection_is_refused(ada, images, log_in):
    made = upload(log_in(ada), "Smuggled", images["Of Bo"].collection_id)

    assert made is None or made.collection == ada.author.collection


def test_an_editor_sees_all_of_them(images, make_user, log_in):
    editor = log_in(make_user("ed", "Editors", author=None))

    assert shown(images, editor.get("/admin/images/").content.decode()) == list(images)


def test_a_linked_account_brings_a_collection_once(make_user):
    user = make_user("ada")
    before = Collection.objects.count()

    user.author.save()
    setup_roles()

    assert user.author.collection.name == "Ada"
    assert Collection.objects.count() == before


def test_setup_roles_makes_up_for_accounts_linked_behind_our_back(make_user, make_author):
    user = make_user("ada", author=None)
    author = make_author("Ada")
    Author.objects.filter(pk=author.pk).update(user=user)

    setup_roles()

    author.refresh_from_db()
    assert author.collection is not None


def test_a_guest_has_no_collection(make_author):
    assert make_author().collection is None


def test_a_deactivated_account_chooses_nothing(ada, images, log_in):
    client = log_in(ada)
    ada.is_active = False
    ada.save()

    assert client.get("/admin/images/chooser/").status_code == 302
