"""Who writes what: authors, and the bylines that tie them to pages."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Orderable
from wagtail.search import index

from authors import handles, networks
from authors.base_page import BASE_PAGE
from authors.validators import validate_link


class AuthorQuerySet(models.QuerySet["Author"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        raise PermissionDenied("Author rows are never deleted: merge or erase them.")

    def unmerged(self) -> "AuthorQuerySet":
        return self.filter(merged_into=None)

    def named(self) -> "AuthorQuerySet":
        """Leave out whom a draft of a profile has made and no publication has named yet."""
        return self.exclude(name="")

    def matching(self, text: str) -> "AuthorQuerySet":
        """Return who has every word of a text somewhere in the name, "jurg" for "Jürgen" too."""
        found = self
        for word in text.split():
            spelled = Q(name__icontains=word) | Q(sort_name__icontains=word)
            plain = handles.romanised(word)
            found = found.filter(spelled | Q(handle__contains=plain) if plain else spelled)
        return found


class Author(index.Indexed, models.Model):
    """Who someone is. How they present themselves is an AuthorPage, one for each language."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    handle = models.SlugField(
        _("handle"),
        max_length=80,
        unique=True,
        editable=False,
        help_text=_("The author's word in addresses."),
    )
    name = models.CharField(_("name"), max_length=255, blank=True)
    sort_name = models.CharField(_("sort name"), max_length=255, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("Who may edit this profile. Empty for a guest."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    left_on = models.DateField(_("left on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = AuthorQuerySet.as_manager()
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("merged_into"),
        index.FilterField("name"),
    ]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["sort_name", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="authors_author_not_merged_into_itself",
                condition=~Q(merged_into=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Unnamed author"))

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.handle:
            self.handle = handles.provisional(self.uuid)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise PermissionDenied("Author rows are never deleted: merge or erase them.")

    @property
    def is_placeholder(self) -> bool:
        """Tell whether this stands for a profile that nobody has published and nobody owns."""
        return handles.is_provisional(self.handle) and self.user_id is None

    @property
    def is_guest(self) -> bool:
        return self.user_id is None

    @property
    def current(self) -> "Author":
        """Return the author this one was merged into, or the author itself."""
        author, seen = self, {self.pk}
        while author.merged_into is not None and author.merged_into_id not in seen:
            author = author.merged_into
            seen.add(author.pk)
        return author


class Byline(Orderable):
    """An author's credit on a page. The key is the base page model, so any page type can have some."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Author")
        GUEST = "guest", _("Guest author")
        PHOTO = "photo", _("Photos")
        TRANSLATION = "translation", _("Translation")
        EDITOR = "editor", _("Editor")

    page = ParentalKey(BASE_PAGE, on_delete=models.CASCADE, related_name="authors_bylines")
    author = models.ForeignKey(
        Author, verbose_name=_("author"), on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.AUTHOR)

    panels = ["author", "role"]

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "author", "role"], name="authors_byline_unique_page_author_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display()})"


class Adoption(models.Model):
    """Which author a person of the host's own became, so that adopting again makes nobody twice."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255, help_text="The person's key, as text.")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="adoptions")

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="authors_adoption_unique_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}: {self.author}"


class AuthorLink(Orderable):
    """A place where an author can be found, in the order the author wants."""

    page = ParentalKey(BASE_PAGE, on_delete=models.CASCADE, related_name="authors_links")
    network = models.CharField(_("network"), max_length=30)
    url = models.CharField(_("address"), max_length=500, validators=[validate_link])
    is_me = models.BooleanField(
        _("this is me"), default=True, help_text=_("Lets the other site verify this profile.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.network and self.network not in networks.networks():
            raise ValidationError({"network": _("Choose one of the networks.")})
        # Whoever sends money must end where the name says.
        if self.network and self.url and not networks.is_at(self.network, self.url):
            message = _("This isn't an address of %(network)s.") % {"network": self.label}
            raise ValidationError({"url": message})

    @property
    def label(self) -> str:
        known = networks.networks().get(self.network)
        return str(known.label) if known else self.network

    @property
    def is_support(self) -> bool:
        """Tell whether readers are led to where they can send the author money."""
        return networks.is_support(self.network)


class PageTag(TaggedItemBase):
    """A tag on a page of any type."""

    content_object = ParentalKey(BASE_PAGE, on_delete=models.CASCADE, related_name="authors_tags")


from authors.invitations.records import Invitation  # noqa: E402, F401 - registers the model
from authors.privacy.records import PrivacyRecord  # noqa: E402, F401 - registers the model
from authors.topics import PageTopic, Topic, TopicName  # noqa: E402, F401 - registers the models
