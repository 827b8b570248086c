"""What editors open once we are there: our entries in the menus, what those lists lead to, pages."""

import re

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from home import profiles
from home.models import HomePage
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu

OURS = re.compile("/admin/(author|payout|privacy|reports/(partner|tips)|settings/tips|tip)")
LINK = re.compile(r'href="(/admin/[^"#?]+)"')
chief = get_user_model().objects.create_superuser("chief", "chief@host.example", "secret")
client = Client(headers={"host": "127.0.0.1"})
client.force_login(chief)
front = client.get(reverse("wagtailadmin_home"))
menus = (admin_menu, reports_menu, settings_menu)
entries = {item.url for menu in menus for item in menu.menu_items_for_request(front.wsgi_request)}
opened = {}
for url in sorted(filter(OURS.match, entries)):
    opened[url] = client.get(url, follow=True)
    below = {link for link in LINK.findall(opened[url].text) if link.startswith(url)}
    opened |= {link: client.get(link) for link in below - set(opened)}
for kind in (HomePage, profiles.Profile, profiles.Article):
    page = kind.objects.first()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    opened[edit] = client.get(edit)
print("opened", *sorted(opened))
print("failed", {url: got.status_code for url, got in opened.items() if got.status_code != 200})
