"""Links that earn a commission, and the notice that says so."""

import pytest
from bs4 import BeautifulSoup

NOTICE = "This article contains partner links."
SHOP = "https://www.amazon.de/s?k=screwdriver&amp;tag=example-21"


def linking(href, **attributes):
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return ("paragraph", f'<p>A <a{more} href="{href}">tool</a>.</p>')


@pytest.fixture
def read(client):
    def get(page):
        answer = client.get(page.url)
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return get


@pytest.fixture
def article_linking(make_article):
    """Make an article whose body links to an address."""

    def make(href, block="paragraph"):
        return make_article(body=[(block, f'<p><a href="{href}">tool</a></p>')])

    return make


def rel_of(soup):
    return soup.select_one(".e-content a").get("rel", [])


@pytest.mark.parametrize("block", ["paragraph", "html"])
def test_a_partner_link_is_marked_and_announced_before_it(article_linking, read, block):
    soup = read(article_linking(SHOP, block))

    notice = soup.select_one(".article-notice")
    assert NOTICE in notice.text
    assert {"sponsored", "nofollow"} <= set(rel_of(soup))
    assert soup.select_one(".e-content a")["href"] == SHOP.replace("&amp;", "&")
    assert notice.find_next("a")["href"].startswith("https://www.amazon.de/")


@pytest.mark.parametrize(
    "href",
    [
        "https://amazon.de/x",
        "http://smile.amazon.co.uk/x",
        "https://AMAZON.com/x",
        "//amazon.com/x",
        "https://amazon.com./x",
        "https://amazon.com:443/x",
        "https:\\\\amazon.com\\x",
        " https://amzn.to/x",
    ],
)
def test_partners_are_known_however_their_address_is_written(href):
    from authors.partner_links import is_partner

    assert is_partner(href)


@pytest.mark.parametrize(
    "href",
    ["https://notamazon.de/x", "https://amazon.de.example.org/", "/amazon.de/", "", "https://[x"],
)
def test_other_links_stay_as_they_are(article_linking, read, href):
    soup = read(article_linking(href))

    assert not set(rel_of(soup)) & {"sponsored", "nofollow"}
    assert NOTICE not in soup.text


@pytest.mark.parametrize(
    "tag",
    [
        f'<A HREF="{SHOP}">',
        f"<a title='href=\"/\"' href='{SHOP}'>",
        f'<a title="a > b" href="{SHOP}">',
        f'<a href="{SHOP}" href="/">',
        f"<a\nhref={SHOP}>",
    ],
)
def test_no_way_of_writing_a_link_hides_it(tag):
    from authors.partner_links import contains, mark

    html = f"{tag}tool</a>"

    assert contains(html)
    assert {"sponsored", "nofollow"} <= set(BeautifulSoup(mark(html), "html.parser").a["rel"])


def test_what_a_link_says_already_stays():
    from authors.partner_links import mark

    html = mark(
        f'<a title="&lt;b&gt; &quot;x&quot;" rel="noopener nofollow" href="{SHOP}">tool</a>'
    )

    link = BeautifulSoup(html, "html.parser").a
    assert link["rel"] == ["noopener", "nofollow", "sponsored"]
    assert link["title"] == '<b> "x"'


def test_the_notice_goes_with_the_last_link(article_linking, read):
    article = article_linking(SHOP)

    article.body = [linking("https://example.org/")]
    article.save_revision().publish()

    article.refresh_from_db()
    assert NOTICE not in read(article).text
    assert article.has_partner_links is False


def test_publishing_a_draft_notes_its_partner_links(make_article):
    article = make_article()
    article.body = [("heading", "No link"), linking(SHOP)]

    article.save_revision().publish()

    article.refresh_from_db()
    assert article.has_partner_links is True


def test_a_link_in_a_code_sample_or_a_caption_is_only_text(make_article, read, make_picture):
    text = f'<a href="{SHOP}">'
    body = [
        ("code", {"language": "HTML", "code": text}),
        ("image", {"image": make_picture(), "caption": text}),
    ]

    article = make_article(body=body)

    assert article.has_partner_links is False
    assert NOTICE not in read(article).text


def test_saving_some_fields_leaves_the_rest_alone(make_article):
    from authors.pages.models import ArticlePage

    article = make_article(title="On engines")
    article.title, article.body = "Unsaved", [linking(SHOP)]

    article.save(update_fields=["body"])

    stored = ArticlePage.objects.get()
    assert stored.title == "On engines"
    assert stored.has_partner_links is True


def test_a_site_has_partners_of_its_own(article_linking, read, settings):
    settings.AUTHORS_PARTNER_HOSTS = ["shop.example"]

    amazon = read(article_linking(SHOP))

    assert NOTICE not in amazon.text
    assert "sponsored" not in rel_of(amazon)


def test_partners_of_its_own_are_announced(article_linking, read, settings):
    settings.AUTHORS_PARTNER_HOSTS = ["shop.example"]

    soup = read(article_linking("https://www.shop.example/tool"))

    assert NOTICE in soup.text
    assert "sponsored" in rel_of(soup)


def test_a_german_article_says_so_in_german(article_linking, german_index, translate, read):
    german = translate(article_linking(SHOP))

    assert "Partnerlinks" in read(german).select_one(".article-notice").text


def test_lists_and_structures_are_looked_through():
    from wagtail import blocks

    from authors.partner_links import holds

    block = blocks.StreamBlock(
        [("shops", blocks.StructBlock([("links", blocks.ListBlock(blocks.URLBlock()))]))]
    )
    raw = [{"type": "shops", "value": {"links": [{"type": "item", "value": "https://amzn.to/x"}]}}]

    assert any(holds(block, raw))
    assert not any(
        holds(block, [{"type": "shops", "value": {"links": []}}, {"type": "gone", "value": 1}])
    )
