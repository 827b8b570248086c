"""References that people type."""

import pytest

from tips.providers.bank.reference import ALPHABET, is_intact, new_reference, references_in, spaced


def test_references_differ():
    assert len({new_reference() for _ in range(100)}) == 100


def test_a_reference_is_a_creditor_reference_of_iso_11649():
    assert is_intact("RF18539007547034")
    assert is_intact(new_reference())


@pytest.fixture
def reference():
    return new_reference()


@pytest.mark.parametrize("place", range(2, 12))
def test_one_wrong_character_is_noticed(reference, place):
    others = [
        sign for sign in (ALPHABET if place > 3 else "0123456789") if sign != reference[place]
    ]

    wrong = [reference[:place] + sign + reference[place + 1 :] for sign in others]

    assert not any(map(is_intact, wrong))


@pytest.mark.parametrize("place", range(4, 11))
def test_two_swapped_characters_are_noticed(place):
    reference = next(r for r in iter(new_reference, "") if r[place] != r[place + 1])

    swapped = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]

    assert not is_intact(swapped)


@pytest.mark.parametrize(
    "text",
    [
        "{reference}",
        "Tip for Ada {spaced} thank you",
        "{lower}",
        "{dashed}",
        "SVWZ+{first}\n{last}",
        "EREF+NOTPROVIDED SVWZ+Trinkgeld {reference} DATUM 24.11.2026",
    ],
)
def test_a_reference_is_found_however_it_was_typed(reference, text):
    typed = text.format(
        reference=reference,
        spaced=spaced(reference),
        lower=reference.lower(),
        dashed=spaced(reference).replace(" ", "-"),
        first=reference[:7],
        last=reference[7:],
    )

    assert references_in(typed) == [reference]


@pytest.mark.parametrize("text", ["", "Rent November", "RF", "RF00AAAAAAAA", "INVOICE 4711"])
def test_other_texts_have_no_reference(text):
    assert references_in(text) == []


def test_two_references_are_both_found():
    two = [new_reference(), new_reference()]

    assert references_in(" and ".join(two)) == two
