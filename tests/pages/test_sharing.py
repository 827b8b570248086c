"""Passing an article on."""


def test_share_links_are_plain_and_carry_title_and_address(make_article, client):
    article = make_article(title="Ada & “engines”?")

    html = client.get(article.url).content.decode()

    address = "http%3A%2F%2Flocalhost%2Farticles%2Fada-engines%2F"
    title = "Ada%20%26%20%E2%80%9Cengines%E2%80%9D%3F"
    assert f'href="mailto:?subject={title}&amp;body={address}"' in html
    assert f'href="https://bsky.app/intent/compose?text={title}%20{address}"' in html


def test_what_only_scripts_can_do_is_hidden_at_first(make_article, client):
    html = client.get(make_article().url).content.decode()

    assert html.count("data-share ") == 1
    assert 'data-url="http://localhost/articles/on-engines/" hidden>' in html


def test_an_article_shows_what_is_on_the_same_subject(make_article, make_author, tag, client):
    article = tag(make_article(make_author("Ada"), title="Screws"), "metal")
    tag(make_article(make_author("Bo"), title="Nails"), "metal")

    html = client.get(article.url).content.decode()

    assert "On the same subject" in html
    assert ">Nails</a>" in html
