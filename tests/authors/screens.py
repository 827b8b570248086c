"""What Wagtail's editing screens send, and where they are."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from authors.models import Byline


def article_data(title="On engines", **extra):
    return nested_form_data(
        {
            "title": title, "slug": "", "standfirst": "", "body": streamfield([]), "tags": "",
            "lead_image": "", "lead_image_alt": "", "correction": "", "published_on": "2026-11-22",
            "comments_open": "on", "canonical_url": "", "seo_title": "", "search_description": "",
            "go_live_at": "", "expire_at": "", "comments": inline_formset([]),
            "authors_topics": inline_formset([]),
        }
        | extra
    )  # fmt: skip


def profile_data(title="Ada", **extra):
    return nested_form_data(
        {
            "title": title, "slug": "ada", "headline": "", "pronouns": "", "location": "",
            "photo": "", "photo_alt": "", "short_bio": "", "body": streamfield([]),
            "fediverse_handle": "", "contact": "", "monetization": "", "seo_title": "", "search_description": "",
            "authors_links": inline_formset([]), "comments": inline_formset([]),
            "go_live_at": "", "expire_at": "",
        }
        | extra
    )  # fmt: skip


def add_url(section):
    return reverse("wagtailadmin_pages:add", args=["authors_pages", "articlepage", section.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def named_on(page):
    return [row.author.name for row in Byline.objects.filter(page=page.pk)]
