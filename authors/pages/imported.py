"""What was brought in from another publishing system, so that a second run finds it again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from authors.base_page import BASE_PAGE


class ImportedItem(models.Model):
    """One author, post or comment of another system. It outlives its page: what an editor deleted stays away."""

    # Nobody should see "used by an import" when deleting a page.
    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        AUTHOR = "author", _("Author")
        POST = "post", _("Post")
        COMMENT = "comment", _("Comment")

    source = models.CharField(max_length=255, help_text="The old site: host and path.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    remote_id = models.CharField(max_length=255)
    page = models.ForeignKey(
        BASE_PAGE, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author = models.ForeignKey(
        "authors.Author", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "remote_id"], name="authors_pages_imported_item_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.remote_id}"
