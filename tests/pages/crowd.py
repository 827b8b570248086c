"""Many pages at once, as rows alone: no signals, no revisions, nothing in the search index."""

from wagtail.models import Page


def add_children(parent, pages):
    """Put pages of one type below a parent, live; return them."""
    first = parent.numchild + 1
    for step, page in enumerate(pages, first):
        page.path = parent._get_path(parent.path, parent.depth + 1, step)
        page.depth, page.locale = parent.depth + 1, parent.locale
        page.draft_title, page.url_path = page.title, f"{parent.url_path}{page.slug}/"
    fields = [field.attname for field in Page._meta.concrete_fields if field.name != "id"]
    rows = Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in fields}) for page in pages
    )
    for page, row in zip(pages, rows, strict=True):
        page.id = page.page_ptr_id = row.pk
    kind = type(pages[0])
    # Django's own bulk_create leaves types with a parent table to their save().
    kind._base_manager._insert(pages, kind._meta.local_concrete_fields, using="default")
    Page.objects.filter(pk=parent.pk).update(numchild=first - 1 + len(pages))
    parent.numchild += len(pages)
    return pages
