"""What editors do once we are there: an author, a profile, the name on a page, an article."""

from home import profiles
from home.models import HomePage
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from authors.models import Author, Byline

home = HomePage.objects.get()
picture = get_image_model().objects.create(title="Ada", file=get_test_image_file())
ada = Author.objects.create(name="Ada Lovelace", handle="ada")
index = home.add_child(instance=profiles.Index(title="Authors", slug="authors"))
profile = profiles.Profile(author=ada, title="Ada Lovelace", short_bio="Engines.", photo=picture)
index.add_child(instance=profile)
section = home.add_child(instance=profiles.Section(title="Articles", slug="articles"))
article = profiles.Article(title="On engines", slug="on-engines", standfirst="They think.")
article.lead_image = picture
article.authors_bylines = [Byline(author=ada)]
section.add_child(instance=article).save_revision().publish()
home.authors_bylines = [Byline(author=ada)]
home.save_revision().publish()
