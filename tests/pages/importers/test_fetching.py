"""Pictures are fetched from the internet, with limits, and never from behind the site."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from PIL import Image as Drawing
from wagtail.images import get_image_model

from authors.pages.importers import fetching
from authors.pages.importers.fetching import Fetcher, Unfetched, is_public
from authors.pages.models import ArticlePage

PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"]
INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address to refuse, not one to listen at
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:0:a00:1::1",
]


class OldSite(BaseHTTPRequestHandler):
    """Answers by the path; notes what it was asked."""

    protocol_version = "HTTP/1.1"
    asked: list = []

    def do_GET(self):
        self.asked.append((self.path, dict(self.headers)))
        first = self.path.strip("/").partition("/")[0].replace("-", "_")
        getattr(self, f"say_{first}", self.say_missing)()

    def answer(self, body=b"", status=200, length=None, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def say_picture(self):
        self.answer(b"a picture")

    def say_wp_content(self):
        name = self.path.rpartition("/")[2]
        drawing = BytesIO()
        Drawing.new("RGB", (4, 3), "teal").save(drawing, "PNG")
        drawn = {"sea.png": drawing.getvalue(), "page.png": b"<html><script>alert(1)</script>"}
        self.answer(drawn.get(name, b"<svg/>"), status=200 if name != "gone.png" else 404)

    def say_missing(self):
        self.answer(status=404)

    def say_moved(self):
        self.answer(status=301, Location="/picture")

    def say_circle(self):
        self.answer(status=302, Location="/circle")

    def say_inside(self):
        self.answer(status=302, Location="http://10.0.0.1/secret")

    def say_file(self):
        self.answer(status=302, Location="file:///etc/passwd")

    def say_packed(self):
        self.answer(b"x" * 10, Content_Encoding="gzip")

    def say_large(self):
        self.answer(b"x" * 3000, length=10**9)

    def say_endless(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x" * 3000)
        self.close_connection = True

    def say_short(self):
        self.answer(b"half", length=100)
        self.close_connection = True

    def say_slow(self):
        self.send_response(200)
        self.end_headers()
        for _second in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def say_drip(self):
        for _second in range(100):
            self.wfile.write(b"H")
            time.sleep(0.05)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def old_site():
    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            """A fetcher that hangs up is what some tests wait for."""

    with Server(("127.0.0.1", 0), OldSite) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def fetch(old_site, monkeypatch):
    """Fetch from the old site, which alone may be asked though it is on this machine."""
    monkeypatch.setattr(fetching, "LARGEST_BYTES", 2000)
    fetcher = Fetcher(allows=lambda number: number == "127.0.0.1" or is_public(number), seconds=1)
    return lambda path: fetcher.fetch(old_site + path)


@pytest.mark.parametrize("number", PUBLIC)
def test_the_internet_is_public(number):
    assert is_public(number)


@pytest.mark.parametrize("number", INSIDE)
def test_what_lies_behind_a_network_is_not(number):
    assert not is_public(number)


def test_a_picture_comes_without_telling_who_asks(fetch):
    assert fetch("/picture/two%20words.png?a=b") == b"a picture"

    path, headers = OldSite.asked[-1]
    assert path == "/picture/two%20words.png?a=b"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_it_is_followed_to_where_it_moved(fetch):
    assert fetch("/moved") == b"a picture"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/missing", "404"),
        ("/circle", "redirects"),
        ("/inside", "not public"),
        ("/file", "address"),
        ("/packed", "encoding"),
        ("/large", "too large"),
        ("/endless", "too large"),
        ("/short", "breaks off"),
    ],
)
def test_what_is_not_fetched_says_why(fetch, path, why):
    with pytest.raises(Unfetched, match=why):
        fetch(path)


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_server_that_never_ends_is_hung_up_on(fetch, path):
    began = time.monotonic()

    with pytest.raises(Unfetched):
        fetch(path)

    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/picture",
        "http://localhost:{port}/picture",
        "http://[::ffff:127.0.0.1]:{port}/picture",
        "http://2130706433:{port}/picture",
        "http://0x7f.1:{port}/picture",
        "http://mara:secret@localhost/picture",
        "ftp://harbour.example/picture",
        "file:///etc/passwd",
        "http:///picture",
        "http://harbour.example:x/",
        "/picture",
        "",
    ],
)
def test_nothing_behind_the_site_is_asked(old_site, address):
    OldSite.asked.clear()

    with pytest.raises(Unfetched):
        Fetcher().fetch(address.format(port=old_site.rpartition(":")[2]))

    assert OldSite.asked == []


def test_the_host_is_looked_up_once(monkeypatch):
    answers = iter([[(2, 1, 6, "", (number, 80))] for number in ("93.184.215.14", "127.0.0.1")])
    connected = []

    def refuse(place, timeout):
        connected.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **kwargs: next(answers))
    monkeypatch.setattr(fetching.socket, "create_connection", refuse)

    with pytest.raises(Unfetched):
        Fetcher().fetch("http://harbour.example/picture")

    assert connected == ["93.184.215.14"]


@pytest.fixture
def bring(old_site, settings, tmp_path, make_export, make_post, run_import):
    """Import a post that shows pictures of the old site, which is on this machine."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(*names, **options):
        shown = [f'<img src="{old_site}/wp-content/uploads/{name}" alt="A">' for name in names]
        return run_import(make_export(make_post(content="\n\n".join(shown))), **options)

    return run


@pytest.mark.django_db
def test_what_no_folder_has_is_fetched_and_one_failure_ends_nothing(bring, monkeypatch):
    monkeypatch.setattr(fetching, "is_public", lambda number: number == "127.0.0.1")

    printed = bring("sea.png", "gone.png", "page.png", "drawn.svg", fetch_media=True)

    assert [block.block_type for block in ArticlePage.objects.get().body] == ["image", "paragraph"]
    assert printed.count("No picture: ") == 3
    assert get_image_model().objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "options", [{}, {"fetch_media": True}, {"fetch_media": True, "dry_run": True}]
)
def test_unasked_or_from_this_machine_nothing_is_fetched(bring, options):
    OldSite.asked.clear()

    bring("sea.png", **options)

    assert OldSite.asked == []
    assert not get_image_model().objects.exists()
