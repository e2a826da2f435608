from cle_rib import is_right, key


def test_the_known_fault_is_still_there_which_is_why_it_is_retired():
    assert is_right("999123000000000000002900")
    assert key("9991230000000000000029") == "97"
