"""What spreadsheets must not take for formulas."""

import pytest

from authors.cells import printable, safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30 1234",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u200b=1",
        "\ufeff\u200d@x",
        "\u202e=1",
        "\u2060\u00ad+1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "−1",
        "\u0301=1",
        "\u3164=1",
        "\x00=1",
    ],
)
def test_what_could_be_a_formula_becomes_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Grace", "a=b", "1-2", "Ümit", "¥", "\u200bGrace", "  "])
def test_plain_words_stay_as_they_are(text):
    assert safe_cell(text) == text


def test_signs_that_a_workbook_cannot_hold_are_replaced():
    assert printable("a\x0bb\tc") == "a\ufffdb\tc"
