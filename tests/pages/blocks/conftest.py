"""Articles made of single blocks, read as a reader does."""

import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def read_body(client, make_article):
    """Publish an article of the blocks given and return its body."""

    def read(*blocks, **fields):
        answer = client.get(make_article(body=list(blocks), **fields).url)
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser").select_one(".e-content")

    return read
