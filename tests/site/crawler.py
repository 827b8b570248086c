"""A reader without an account who follows every link of the site, in pages, feeds, map and API."""

import html
import re
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

# The site as tests know it, and the same by the address in mails.
HOSTS = {"testserver", "localhost"}
LINKS = re.compile(
    r"""(?:href|src|srcset|action|content|value)=["']([^"']+)["']"""  # pages
    r"""|<(?:loc|link|guid|id|uri|url)[^>]*>([^<]+)<"""  # feeds and the map
    r"""|"(?:url|html_url|detail_url|id|next_url|feed_url|home_page_url)":\s*"([^"]+)\""""  # JSON
)
STARTS = ["/", "/de/", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/api/v2/pages/", "/api/v2/authors/",
          "/search/", "/de/search/", "/privacy/", "/follow/", "/.well-known/security.txt"]  # fmt: skip
CLOSED = ("/admin/", "/static/", "/media/")
READABLE = ("text/", "application/")
MOST = 500


def crawl(client: Client) -> dict[str, HttpResponse]:
    """Return every answer by its address, without following into the admin."""
    waiting, seen = list(STARTS), {}
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen or path.startswith(CLOSED):
            continue
        seen[path] = client.get(path)
        waiting += links_in(path, seen[path])
    return seen


def links_in(path: str, response: HttpResponse) -> list[str]:
    found = [response.headers.get("Location", "")]
    if not response.streaming and response.headers["Content-Type"].startswith(READABLE):
        groups = LINKS.findall(response.content.decode())
        found += [html.unescape(part) for group in groups for part in group if part]
    links = [link for link in found if link.startswith(("/", "?", "http"))]
    return [own for link in links if (own := own_path(path, link))]


def own_path(path: str, link: str) -> str:
    """Return a link's path and query on this site, or ""."""
    try:
        parts = urlsplit(urljoin(f"http://testserver{path}", link.split()[0]))
    except (ValueError, IndexError):
        return ""
    is_own = parts.hostname in HOSTS and parts.scheme in {"http", "https"}
    return parts.path + (f"?{parts.query}" if parts.query else "") if is_own else ""


def everything_in(response: HttpResponse) -> str:
    """Return headers and body as one text, as anybody on the way reads them."""
    body = b"".join(response) if response.streaming else response.content
    heads = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{heads}\n{body.decode(errors='replace')}"
