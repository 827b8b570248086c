"""German pages beside the English ones, and a second site with an article of its own."""

from home import profiles
from home.models import HomePage
from wagtail.models import Locale, Site

from authors.models import Author, Byline

german, _ = Locale.objects.get_or_create(language_code="de")
ada, grace = Author.objects.get(), Author.objects.create(name="Grace Hopper", handle="grace")
home = HomePage.objects.get()
translation = home.copy_for_translation(german)
translation.title = "Startseite"
translation.save_revision().publish()
profile = profiles.Profile.objects.get().copy_for_translation(german, copy_parents=True)
profile.short_bio = "Maschinen."
profile.save_revision().publish()
second = home.get_parent().add_child(instance=HomePage(title="Second", slug="second"))
second.authors_bylines = [Byline(author=grace)]
second.save_revision().publish()
index = second.add_child(instance=profiles.Index(title="Writers", slug="writers"))
index.add_child(instance=profiles.Profile(author=grace, title="Grace Hopper"))
first = Site.objects.get()
Site.objects.create(hostname="localhost", port=first.port, root_page=second)
