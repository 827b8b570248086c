"""What other apps add to an article."""

from django.utils.html import format_html
from wagtail import hooks


def test_an_app_adds_to_an_articles_head_and_below_its_box(make_author, make_article, client):
    article = make_article(make_author("Ada"))

    def piece(page, request):
        return format_html("<i>{} at {}</i>", page.title, request.path)

    with (
        hooks.register_temporarily("authors_below_article", piece),
        hooks.register_temporarily("authors_article_head", piece),
    ):
        html = client.get(article.url).content.decode()

    added = f"<i>On engines at {article.url}</i>"
    assert html.index(added) < html.index("</head>")
    assert html.rindex(added) > html.index("author-box h-card")


def test_an_app_with_nothing_to_add_leaves_the_article_alone(make_article, client):
    article = make_article()

    plain = client.get(article.url).content
    with hooks.register_temporarily("authors_below_article", lambda page, request: ""):
        hooked = client.get(article.url).content

    assert hooked == plain
