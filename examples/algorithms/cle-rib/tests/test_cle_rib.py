from cle_rib import is_right, key

SPECIMEN = "011519000001205000534921"  # the published example, no real account


def test_the_published_specimen_is_right():
    assert is_right(SPECIMEN)
    assert key(SPECIMEN[:22]) == SPECIMEN[22:]


def test_a_changed_digit_is_found():
    assert not is_right("011519000001205000534922")


def test_other_lengths_and_letters_are_refused():
    assert not is_right(SPECIMEN[:-1])
    assert not is_right("99978O000012345678901251")
