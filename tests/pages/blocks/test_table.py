"""A table in an article."""

import pytest

CELLS = "Mill | Price\n--- | ---\nComet | 89\nKestrel | 120"


def table(cells=CELLS, caption="", has_head=True, has_names=False):
    value = {"cells": cells, "caption": caption, "has_head": has_head, "has_names": has_names}
    return {"type": "table", "value": value}


def test_the_first_row_heads_the_columns_and_the_caption_names_the_table(read_body):
    body = read_body(table(caption="What mills cost"))

    assert body.caption.text == "What mills cost"
    assert [head.text for head in body.select("thead th[scope=col]")] == ["Mill", "Price"]
    assert [cell.text for cell in body.select("tbody td")] == ["Comet", "89", "Kestrel", "120"]


def test_the_first_column_may_name_the_rows(read_body):
    body = read_body(table(has_names=True))

    assert [head.text for head in body.select("tbody th[scope=row]")] == ["Comet", "Kestrel"]


def test_a_wide_table_can_be_scrolled_by_keyboard_and_has_a_name(read_body):
    place = read_body(table()).select_one(".table")

    assert place["tabindex"] == "0"
    assert place["aria-label"] == "Table"


@pytest.mark.parametrize("cells", ["a\tb\nd", "| a |\n| d | e |"])
def test_rows_are_filled_up_to_the_longest(read_body, cells):
    rows = read_body(table(cells, has_head=False)).select("tr")

    assert [len(row.select("td")) for row in rows] == [2, 2]


def test_a_pasted_table_may_have_strokes_in_its_cells(read_body):
    body = read_body(table("a\tb | c", has_head=False))

    assert [cell.text for cell in body.select("td")] == ["a", "b | c"]


@pytest.mark.parametrize("cells", ["", None, "\n\n", "---|---"])
def test_a_draft_without_cells_shows_nothing(read_body, cells):
    body = read_body(table(cells), {"type": "table", "value": {}})

    assert body.table is None


def test_markup_in_cells_is_only_text(read_body):
    body = read_body(table("<script>x</script> | <b>y</b>", caption="<i>z</i>"))

    assert body.select("script, b, i") == []
    assert "<b>y</b>" in body.text
