"""What search engines are told to visit."""


def test_the_sitemap_lists_every_language(home, article_index, make_article, translate, client):
    article = make_article(title="On engines")
    make_article(title="Draft", live=False)
    translate(home)
    translate(article_index)
    translate(article)

    xml = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://localhost/articles/on-engines/</loc>" in xml
    assert "<loc>http://localhost/de/articles/on-engines/</loc>" in xml
    assert "draft" not in xml
