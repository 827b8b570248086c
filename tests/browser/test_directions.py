"""What is written from right to left reads so, on a page that reads from left to right."""

import pytest

# Returns whether the full stop at the end of the text stands to the left of its first letter.
WRITE = """place => {
  const element = document.querySelector(place)
  element.textContent = "مرحبا بالعالم."
  const at = n => {
    const range = document.createRange()
    range.setStart(element.firstChild, n)
    range.setEnd(element.firstChild, n + 1)
    return range.getBoundingClientRect().left
  }
  return at(element.textContent.length - 1) < at(0)
}"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/articles/", ".article-card-title a"),
        ("/articles/", ".article-card-summary"),
        ("/articles/e-ink/", ".article-head h1"),
        ("/articles/e-ink/", ".standfirst"),
        ("/articles/e-ink/", ".byline-writers a"),
        ("/articles/e-ink/", ".prose p"),
        ("/articles/e-ink/", ".author-box-bio"),
        ("/articles/e-ink/", ".comment-name .p-author"),
        ("/articles/e-ink/", ".comment-text p"),
        ("/authors/mara-holtkamp/", ".profile-text h1"),
        ("/authors/mara-holtkamp/", ".profile-bio"),
        ("/authors/mara-holtkamp/", ".tip-wall-list blockquote"),
    ],
)
def test_a_text_runs_as_its_letters_do(visitor, site, path, place):
    page = visitor(site)
    page.goto(path)

    assert page.evaluate(WRITE, place)
