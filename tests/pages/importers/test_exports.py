"""Files that are no WordPress export, or not a whole one."""

import tracemalloc

import pytest
from django.core.management import CommandError

from authors.models import Author
from authors.pages.importers.exports import UnreadableExport
from authors.pages.importers.wxr import Export
from authors.pages.models import ArticlePage

BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">
<!ENTITY file SYSTEM "file:///etc/passwd">]><rss><channel><title>&b;&file;</title></channel></rss>"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "document type or entities"),
        ("<!DOCTYPE html><html></html>", "document type or entities"),
        ("", "damaged"),
        ("just words", "damaged"),
        ("<html></html>", "not a WordPress export"),
        ("<rss><channel><title>A feed</title><item/></channel></rss>", "not a WordPress export"),
        ("<rss><channel>", "damaged"),
        ("<rss><channel><title>&nbsp;</title></channel></rss>", "damaged"),
        ('<?xml version="1.0" encoding="klingon"?><rss/>', "damaged"),
    ],
)
def test_another_file_is_refused_with_a_reason(run_import, tmp_path, text, message):
    path = tmp_path / "file.xml"
    path.write_text(text)

    with pytest.raises(CommandError, match=message):
        run_import(path)

    assert not Author.objects.exists()


def test_a_missing_file_is_told(run_import, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run_import(tmp_path / "nothing.xml")


def test_a_folder_is_told(run_import, tmp_path):
    with pytest.raises(CommandError, match="directory"):
        run_import(tmp_path)


def test_a_file_that_breaks_off_keeps_whole_posts_and_says_where_it_stopped(
    run_import, make_export, make_post
):
    whole, cut = make_post(title="Whole"), make_post(title="Cut")
    path = make_export(whole, cut[: len(cut) // 2], end="")

    with pytest.raises(CommandError, match="up to .*“Whole”"):
        run_import(path)

    assert [page.title for page in ArticlePage.objects.all()] == ["Whole"]


def test_a_whole_file_after_a_broken_one_brings_the_rest(run_import, make_export, make_post):
    posts = [make_post(title="Whole"), make_post(title="Cut")]
    with pytest.raises(CommandError):
        run_import(make_export(*posts, end=""))

    run_import(make_export(*posts))

    assert ArticlePage.objects.count() == 2


def test_control_characters_are_left_out(run_import, make_export, make_post):
    run_import(make_export(make_post(title="One\x08 two\x0b")))

    assert ArticlePage.objects.get().title == "One two"


def test_nothing_else_than_control_characters_is_no_export(run_import, tmp_path):
    path = tmp_path / "file.xml"
    path.write_bytes(bytes(40_000_000))

    with pytest.raises(CommandError, match="damaged"):
        run_import(path)


def test_empty_lines_before_the_beginning_do_no_harm(run_import, make_export, make_post):
    path = make_export(make_post())
    path.write_bytes(b"\n\r\n " + path.read_bytes())

    run_import(path)

    assert ArticlePage.objects.count() == 1


def test_addresses_that_are_none_stop_no_post(run_import, make_export, make_post):
    picture = '<img src="http://[sea/wp-content/uploads/a.png">'
    path = make_export(
        make_post(link="http://[sea", content=f'<a href="http://[sea">{picture}</a>x')
    )
    path.write_text(path.read_text().replace("https://harbour.example<", "http://[sea<"))

    run_import(path)

    assert ArticlePage.objects.get().url


def test_a_long_file_takes_no_more_memory_than_a_short_one(make_export, make_post):
    path = make_export(*[make_post(content="word " * 2000)] * 400)
    tracemalloc.start()

    with open(path, "rb") as file:
        number = sum(1 for _item in Export(file).items())

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 400
    assert path.stat().st_size > 4_000_000
    assert peak < 1_000_000


def test_a_reader_of_the_file_gets_the_reason(tmp_path):
    path = tmp_path / "file.xml"
    path.write_text("<rss><channel><wxr_version>1.2</wxr_version><item></channel></rss>")

    with open(path, "rb") as file, pytest.raises(UnreadableExport, match="damaged"):
        list(Export(file).items())
