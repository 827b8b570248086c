"""An author's box in the middle of an article."""


def box(author):
    return {"type": "author_box", "value": {"author": author and author.pk}}


def test_the_box_shows_the_chosen_author_who_is_not_taken_for_the_writer(make_profile, read_body):
    grace = make_profile(title="Grace Hopper", short_bio="Finds moths.")

    body = read_body(box(grace.author))

    assert "Finds moths." in body.select_one(".author-box").text
    assert body.select_one(".author-box-name a")["href"] == grace.url
    assert body.select("[rel=author], .p-author") == []


def test_the_box_follows_a_merge(make_author, make_profile, read_body):
    remaining = make_profile(title="Grace Hopper").author
    merged = make_author("G. Hopper", merged_into=remaining)

    body = read_body(box(merged))

    assert body.select_one(".author-box-name").text.strip() == "Grace Hopper"


def test_a_box_without_an_author_shows_nothing(read_body, make_author):
    ghost = make_author("Nobody")
    ghost.pk = 99999

    body = read_body(box(None), {"type": "author_box", "value": {}}, box(ghost))

    assert body.select(".author-box") == []


def test_a_name_with_markup_is_only_text(make_author, read_body):
    body = read_body(box(make_author("<b>Ada</b>")))

    assert body.b is None


def test_feeds_in_full_text_have_the_box(settings, client, make_profile, make_article):
    settings.AUTHORS_FEED_FULL_TEXT = True
    make_article(body=[box(make_profile(title="Grace", short_bio="Finds moths.").author)])

    assert "Finds moths." in client.get("/articles/feed/").content.decode()
