"""What editors do once we are there: an author, a profile, the name on a page, an article."""

from home import profiles
from home.models import HomePage

from authors.models import Author, Byline

home = HomePage.objects.get()
ada = Author.objects.create(name="Ada Lovelace", handle="ada")
index = home.add_child(instance=profiles.Index(title="Authors", slug="authors"))
index.add_child(instance=profiles.Profile(author=ada, title="Ada Lovelace", short_bio="Engines."))
section = home.add_child(instance=profiles.Section(title="Articles", slug="articles"))
article = profiles.Article(title="On engines", slug="on-engines", standfirst="They think.")
article.authors_bylines = [Byline(author=ada)]
section.add_child(instance=article).save_revision().publish()
home.authors_bylines = [Byline(author=ada)]
home.save_revision().publish()
