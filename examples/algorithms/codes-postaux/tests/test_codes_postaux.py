import pytest
from codes_postaux import PostalCode, read


@pytest.mark.parametrize("code", ["10000", "20000", "60000", "80000", "53000"])
def test_the_codes_of_known_towns_are_read(code):
    assert "".join(read(code)) == code


def test_a_code_has_an_area_and_a_district():
    assert read(" 53001 ") == PostalCode("53", "001")


@pytest.mark.parametrize("text", ["", "1000", "100000", "1000O", "١٠٠٠٠", "10 000"])
def test_other_texts_are_refused(text):
    with pytest.raises(ValueError, match="Cinq chiffres"):
        read(text)
