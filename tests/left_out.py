"""Visit the site with an app taken out of the settings: python -m tests.left_out APP DATABASE.

Runs in a process of its own, as an app can't be taken out of a running one. Django is set up first,
so nothing is imported above. What is made here is rolled back.
"""

import io
import json
import os
import sys


def set_up(app, database):
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    settings.INSTALLED_APPS.remove(app)
    settings.DATABASES["default"]["NAME"] = database
    django.setup()


def make_pages():
    from wagtail.models import Page, Site

    from authors.models import Author, Byline
    from authors.pages.models import ArticleIndexPage, ArticlePage, AuthorIndexPage, AuthorPage
    from authorsite.models import HomePage

    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="front"))
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    people = home.add_child(instance=AuthorIndexPage(title="Authors", slug="authors"))
    section = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    ada = Author.objects.create(name="Ada", handle="ada")
    people.add_child(instance=AuthorPage(title="Ada", author=ada))
    article = ArticlePage(title="On engines", live=False)
    article.authors_bylines = [Byline(author=ada)]
    section.add_child(instance=article)
    article.save_revision().publish()


PATHS = [
    "/", "/articles/", "/articles/on-engines/", "/authors/", "/authors/ada/", "/articles/feed/",
    "/privacy/", "/tips/ada/", "/sitemap.xml", "/de/privacy/", "/admin/",
]  # fmt: skip


def visit():
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    call_command("check", stdout=io.StringIO())
    call_command("setup_roles", stdout=io.StringIO())
    make_pages()
    call_command("sweep", stdout=io.StringIO())
    found = io.StringIO()
    call_command("export_person", "grace@example.org", stdout=found)
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.create_superuser("root", "r@example.org", "x"))
    answers = {path: client.get(path) for path in [*PATHS, "/follow/", "/comments/feed/"]}
    return {
        "status": {path: answer.status_code for path, answer in answers.items()},
        "links_to_following": "/follow/" in answers["/articles/on-engines/"].content.decode(),
        "keepers": list(json.loads(found.getvalue())),
    }


def main(app, database):
    set_up(app, database)
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps(visit()))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
