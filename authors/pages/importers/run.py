"""Bring an export into the site, each author and each post whole or not at all."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from authors.models import Author
from authors.pages.imported import ImportedItem
from authors.pages.importers.articles import UNWANTED, create_article
from authors.pages.importers.comments import bring_comments
from authors.pages.importers.destination import Destination
from authors.pages.importers.exports import Export, Item, clean_login
from authors.pages.importers.guests import POST_TYPE
from authors.pages.importers.images import Images
from authors.pages.importers.inner_links import InnerLinks
from authors.pages.importers.old_addresses import keep_old_addresses
from authors.pages.importers.old_lists import OldLists
from authors.pages.importers.people import People
from authors.pages.importers.pictures import Pictures
from authors.pages.importers.tally import LATER, SKIPPED, Entry, Tally
from authors.pages.importers.words import plain_text
from authors.pages.models import ArticleIndexPage

# WordPress numbers posts and pages in one row.
WANTED = {"post", "page"}


class Import:
    """One run over an export. What an earlier run brought in is left as editors made it."""

    def __init__(
        self,
        export: Export,
        place: Destination,
        *,
        images: Images | None = None,
    ) -> None:
        self.export = export
        self.place = place
        self.images = images or Images()
        self.images.base = export.address
        self.is_rehearsal = self.images.is_rehearsal
        self.people = People(export, place)
        self.tally = Tally()
        self.inner_links = InnerLinks(export.address, place)
        self.old_lists = OldLists(export, self.people, place)

    def run(self) -> Iterator[Item]:
        """Bring in the authors, then item after item, each of which is yielded afterwards.

        Raise UnreadableExport where the file turns out to be damaged.
        """
        for login in self.export.authors:
            self._attempt(login, partial(self._bring_author, login))
        for item in self.export.items():
            self._look_ahead(item)
            self._attempt(item.label, partial(self._bring_item, item))
            yield item
        self._attempt(_("Redirects from old addresses"), self.old_lists.keep)
        for page_pk in [] if self.is_rehearsal else self.inner_links.linking:
            self._attempt(str(page_pk), partial(self._mend_links, page_pk))

    def _look_ahead(self, item: Item) -> None:
        """Fetch the pictures of a post that isn't here yet."""
        is_wanted = item["post_type"] in WANTED and item["status"] not in UNWANTED
        if self.images.fetcher and is_wanted and not self._is_known(item):
            shown = self._pictures(item).addresses(item["content"])
            self.images.look_ahead([address for address in [item["lead_image"], *shown] if address])

    def _is_known(self, item: Item) -> bool:
        kind, source = ImportedItem.Kind.POST, self.export.source
        return ImportedItem.objects.filter(
            source=source, kind=kind, remote_id=item.remote_id
        ).exists()

    def _pictures(self, item: Item) -> Pictures:
        return Pictures(self.images, self.export.pictures, item["post_id"])

    def _attempt(self, label: str, bring: Callable[[], list[Entry]]) -> None:
        """Bring in one thing in a transaction of its own; a failure is noted and undoes only that."""
        language = self.place.locale.language_code
        try:
            with transaction.atomic(), disable_reference_index_auto_update():
                with translation.override(language):
                    entries = bring()
                    if self.is_rehearsal:  # Afterwards nothing is there to lead to.
                        entries += self.old_lists.keep()
                transaction.set_rollback(self.is_rehearsal)
        except (ValidationError, DatabaseError, ValueError, RecursionError) as error:
            self.tally.failures.append(f"{label}: {error}")
        else:
            self.tally.add(entries)

    def _bring_author(self, login: str) -> list[Entry]:
        self.old_lists.note([login])
        return self._author(login)[1]

    def _author(self, creator: str) -> tuple[Author, list[Entry]]:
        author, is_new = self.people.author(creator)
        return author, [("authors" if is_new else "known authors", clean_login(creator))]

    def _bring_item(self, item: Item) -> list[Entry]:
        if item["post_type"] in WANTED and item["status"] in UNWANTED:
            return [(f"{SKIPPED}{item['status']}", item.position)]
        if item["post_type"] == POST_TYPE:
            return []  # Came with the authors.
        if item["post_type"] not in WANTED:
            return [(f"{LATER}{item['post_type'] or '?'}", item.position)]
        self.old_lists.note(item.writers, item.tags, item.categories)
        later: list[Entry] = [(f"{LATER}category", name) for name in item.others]
        record, is_new = ImportedItem.objects.get_or_create(
            source=self.export.source, kind=ImportedItem.Kind.POST, remote_id=item.remote_id
        )
        if is_new:
            later += self._bring_post(item, record)
        else:
            later.append(("known posts", record.remote_id))
        return later + bring_comments(item, record.page, self.people)

    def _lead_image(self, item: Item) -> Any:
        if not item["lead_image"]:
            return None
        return self.images.image(item["lead_image"], plain_text(item["title"]))

    def _about_images(self, item: Item, image: Any, pictures: Pictures) -> list[Entry]:
        entries: list[Entry] = [("pictures", address) for address in pictures.found]
        entries += [(f"{LATER}picture", address) for address in pictures.missing]
        if address := item["lead_image"]:
            is_there = image is not None or self.images.would_be_there(address)
            entries.append(("lead images" if is_there else f"{LATER}lead image", item.remote_id))
        return entries

    def _mend_links(self, page_pk: int) -> list[Entry]:
        self.inner_links.mend(page_pk)
        return []

    def _bring_post(self, item: Item, record: ImportedItem) -> list[Entry]:
        # Read anew: an index in memory doesn't know of children that were rolled back.
        parent = ArticleIndexPage.objects.get(pk=self.place.articles.pk)
        found = [self._author(creator) for creator in item.writers]
        image = self._lead_image(item)
        writers = [author for author, _entries in found]
        pictures = self._pictures(item)
        page, fate = create_article(item, parent, writers, image, pictures)
        record.page = page
        record.save(update_fields=["page"])
        ReferenceIndex.create_or_update_for_object(page)
        self.inner_links.note(page)
        paths = keep_old_addresses(item, self.export.address, page, self.place)
        entries = [entry for _author, entries in found for entry in entries]
        entries += [("redirects", path) for path in paths]
        entries += [("tags", tag.lower()) for tag in page.tags.names()]
        entries += [("topics", row.topic_id) for row in page.authors_topics.all()]
        entries += [("sticky", record.remote_id)] if item["is_sticky"] == "1" else []
        entries += self._about_images(item, image, pictures)
        return [*entries, (fate.value, record.remote_id)]
