"""The report of partner links, for editors only."""

import pytest

ADDRESS = "/admin/reports/partner-links/"
SHOP = '<p><a href="https://amzn.to/x">tool</a></p>'


@pytest.fixture
def articles(make_article):
    make_article(title="With a shop", body=[("paragraph", SHOP)])
    make_article(title="With nothing")


def test_an_editor_sees_which_articles_have_partner_links(articles, make_user, log_in):
    editor = log_in(make_user("erin", "Editors"))

    html = editor.get(ADDRESS).content.decode()

    assert "With a shop" in html
    assert "With nothing" not in html


@pytest.mark.parametrize("group", ["Authors", "Trusted authors", "Tip managers"])
def test_nobody_else_sees_the_report(articles, make_user, log_in, group):
    client = log_in(make_user("ada", group))

    for_page, for_results = client.get(ADDRESS), client.get(f"{ADDRESS}results/")

    assert for_page.status_code == 302
    assert for_results.status_code == 302


@pytest.mark.parametrize(("group", "is_shown"), [("Editors", True), ("Authors", False)])
def test_the_menu_leads_editors_to_it(articles, make_user, log_in, group, is_shown):
    html = log_in(make_user("erin", group)).get("/admin/").content.decode()

    assert (ADDRESS in html) is is_shown


def test_the_report_can_be_taken_along(articles, make_user, log_in):
    editor = log_in(make_user("erin", "Editors"))

    answer = editor.get(ADDRESS, {"export": "csv"})

    assert "With a shop" in answer.getvalue().decode()
