"""Small WordPress exports, made to measure."""

from io import StringIO
from itertools import count
from xml.sax.saxutils import escape

import pytest
from django.core.management import call_command

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
  xmlns:excerpt="{export}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{export}">
<channel>
<title>The Harbour Post</title>
<link>https://harbour.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://harbour.example</wp:base_blog_url>
"""
AUTHOR = """<wp:author><wp:author_id>{login}-id</wp:author_id><wp:author_login>{login}</wp:author_login>
<wp:author_email>{login}@harbour.example</wp:author_email>
<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>
"""
NAMES = {"content": "content:encoded", "excerpt": "excerpt:encoded", "creator": "dc:creator"}
PLAIN = {"title", "link", "guid", "pubDate"}
NUMBERS = count(1001)  # beyond those that tests choose themselves


@pytest.fixture
def place(article_index, author_index):
    """A site with a page for articles and one for authors."""
    return article_index


def element(name, text):
    tag = NAMES.get(name) or (name if name in PLAIN else f"wp:{name}")
    return f"<{tag}>{escape(text)}</{tag}>"


def comment_element(number, approved="1", parent="0", kind="", user="0", text="Well said."):
    values = {
        "id": number,
        "author": f"Reader {number}",
        "author_email": f"reader{number}@harbour.example",
        "date_gmt": "2014-03-02 08:00:00",
        "content": text,
        "approved": approved,
        "type": kind,
        "parent": parent,
        "user_id": user,
    }
    inside = [element(f"comment_{name}", str(value)) for name, value in values.items()]
    return f"<wp:comment>{''.join(inside)}</wp:comment>"


@pytest.fixture
def make_post():
    """Make the XML of a post; a field that is None is left out."""

    def make(tags=(), categories=(), comments=(), terms=(), meta=None, **fields):
        number = fields.get("post_id") or str(next(NUMBERS))
        slug = fields.get("post_name") or f"post-{number}"
        values = {
            "title": f"Post {number}",
            "link": f"https://harbour.example/2014/03/{slug}/",
            "creator": "mara",
            "content": "Ships come in.",
            "excerpt": "",
            "post_id": number,
            "post_date": "2014-03-01 23:30:00",
            "post_date_gmt": "2014-03-01 22:30:00",
            "post_name": slug,
            "status": "publish",
            "post_type": "post",
            "post_password": "",
        } | fields
        plain = [("post_tag", name) for name in tags] + [("category", name) for name in categories]
        inside = [element(name, text) for name, text in values.items() if text is not None]
        inside += [f'<category domain="{d}" nicename="x">{escape(n)}</category>' for d, n in plain]
        inside += [f'<category domain="{d}" nicename="{s}">{n}</category>' for d, s, n in terms]
        inside += [
            f"<wp:postmeta>{element('meta_key', k)}{element('meta_value', v)}</wp:postmeta>"
            for k, v in (meta or {}).items()
        ]
        inside += [comment_element(**comment) for comment in comments]
        return f"<item>{''.join(inside)}</item>\n"

    return make


@pytest.fixture
def make_export(tmp_path):
    """Write an export and return its path."""

    def make(
        *items, authors=None, namespace="http://wordpress.org/export/1.2/", end="</channel></rss>"
    ):
        people = {"mara": "Mara Quay"} if authors is None else authors
        head = "".join(AUTHOR.format(login=login, name=name) for login, name in people.items())
        path = tmp_path / "export.xml"
        path.write_text(HEAD.format(export=namespace) + head + "".join(items) + end, "utf-8")
        return path

    return make


@pytest.fixture
def run_import(place):
    """Import a file and return what the command printed."""

    def run(path, **options):
        out = StringIO()
        call_command("import_wordpress", str(path), stdout=out, stderr=out, **options)
        return out.getvalue()

    return run


@pytest.fixture
def import_post(make_export, make_post, run_import):
    """Import one post and return its article."""
    from authors.pages.models import ArticlePage

    def run(**fields):
        run_import(make_export(make_post(**fields)))
        return ArticlePage.objects.last()

    return run
