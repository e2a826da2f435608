from tifinagh_latin import Loss, losses


def test_losses_name_place_and_reason():
    assert losses("Avokat γ č") == [
        Loss(0, "A", "a", "case"),
        Loss(1, "v", "f", "folded"),
        Loss(2, "o", "u", "folded"),
        Loss(7, "γ", "ɣ", "look-alike"),
        Loss(9, "č", "tc", "digraph"),
    ]


def test_a_text_of_the_table_loses_nothing():
    assert losses("amaziɣ tadggʷat 2026!") == []
