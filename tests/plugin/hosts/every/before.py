"""What editors did before we came: a version of the home page that knows nothing of bylines."""

import os
from urllib.parse import urlsplit

import swapper
from home.models import HomePage
from wagtail.models import Locale, Site

if not HomePage.objects.exists():
    # Where the base page is the host's own, Wagtail makes no page of the host's types. A second
    # root would leave its dashboard without one to lead to.
    Locale.objects.get_or_create(language_code="en")
    pages = swapper.load_model("wagtailcore", "Page")
    root = pages.get_first_root_node() or pages.add_root(title="Root", slug="root")
    root.add_child(instance=HomePage(title="Home", slug="front"))
home = HomePage.objects.get()
Site.objects.update_or_create(
    is_default_site=True,
    defaults={
        "hostname": "127.0.0.1",
        "port": urlsplit(os.environ["HOST_URL"]).port,
        "root_page": home,
    },
)
home.save_revision().publish()
