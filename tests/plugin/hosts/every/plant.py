"""What editors do once we are there: an author, a profile, and the author's name on a page."""

from home import profiles
from home.models import HomePage

from authors.models import Author, Byline

home = HomePage.objects.get()
ada = Author.objects.create(name="Ada Lovelace", handle="ada")
index = home.add_child(instance=profiles.Index(title="Authors", slug="authors"))
index.add_child(instance=profiles.Profile(author=ada, title="Ada Lovelace", short_bio="Engines."))
home.authors_bylines = [Byline(author=ada)]
home.save_revision().publish()
