"""The people of an export as authors, each with a published profile."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from authors import handles
from authors.models import Author
from authors.pages.imported import ImportedItem
from authors.pages.importers.destination import Destination
from authors.pages.importers.exports import Export, Person, clean_login
from authors.pages.importers.links import links_from
from authors.pages.importers.slugs import free_slug
from authors.pages.importers.words import plain_text
from authors.pages.models import AuthorIndexPage, AuthorPage


class People:
    """Find or make the author behind a login. No login becomes a user, no e-mail is kept."""

    def __init__(self, export: Export, place: Destination) -> None:
        self.source = export.source
        self.place = place
        self.names = {clean_login(login): name for login, name in export.authors.items()}
        self.publication = export.title
        self.logins = export.logins
        self.persons = {clean_login(login): p for login, p in export.persons.items()}

    def author(self, creator: str) -> tuple[Author, bool]:
        """Return (author, whether new). A post that names nobody is the publication's own."""
        if author := self.brought(creator):
            return author, False
        return self._create(clean_login(creator), creator), True

    def brought(self, creator: str) -> Author | None:
        """Return the author who came with a login, or who that author has become."""
        known = ImportedItem.objects.filter(
            source=self.source, kind=ImportedItem.Kind.AUTHOR, remote_id=clean_login(creator)
        ).first()
        return known.author.current if known and known.author else None

    def known(self, number: str) -> Author | None:
        """Return the author whom the old site numbered so, if the file describes one."""
        login = self.logins.get(number) if number else None
        return self.author(login)[0] if login is not None else None

    def _create(self, login: str, creator: str) -> Author:
        name = plain_text(self.names.get(login) or creator.strip(" <>\"'"))[:255]
        kind = Author.Kind.PERSON if name else Author.Kind.ORGANISATION
        name = name or plain_text(self.publication)[:255] or str(_("Editorial team"))
        author = Author.objects.create(name=name, kind=kind)
        page = self._publish_profile(author, self.persons.get(login, Person()))
        ImportedItem.objects.create(
            source=self.source,
            kind=ImportedItem.Kind.AUTHOR,
            remote_id=login,
            author=author,
            page=page,
        )
        author.refresh_from_db()
        return author

    def _publish_profile(self, author: Author, person: Person) -> AuthorPage:
        # Read anew: an index in memory doesn't know of children that were rolled back.
        index = AuthorIndexPage.objects.get(pk=self.place.authors.pk)
        page = AuthorPage(
            title=author.name,
            slug=free_slug(index, handles.candidates(author.name)[0]),
            author=author,
            locale=self.place.locale,
            short_bio=Truncator(plain_text(person.bio)).chars(600),
            location=plain_text(person.location)[:120],
            live=False,
        )
        page.authors_links = list(links_from(person.links))  # type: ignore[misc]  # modelcluster
        index.add_child(instance=page)
        page.save_revision(clean=False).publish()
        ReferenceIndex.create_or_update_for_object(page)
        return page
