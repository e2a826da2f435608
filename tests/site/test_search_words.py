"""Where the words of the search on the pages stand."""

import zlib

import pytest

from forge.site.search_words import Beginnings, Buckets, near_words
from forge.text.fold import near

WORDS = ("bac", "eau", "taxe", "bourse", "gestion", "secheresse", "نقل", "مدرسه", "المستشفيات")
LETTERS = "aeس"


def typos(word: str) -> set[str]:
    """Every word with one letter left out, put in, put in the place of another, or swapped."""
    made = {word[:at] + word[at + 1 :] for at in range(len(word))}
    for at in range(len(word) + 1):
        made |= {word[:at] + letter + word[at:] for letter in LETTERS}
        made |= {word[:at] + letter + word[at + 1 :] for letter in LETTERS}
    made |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return {one for one in made if len(one) >= 3 and near(one, word)} - {word}


@pytest.mark.parametrize("word", WORDS)
def test_a_typo_that_leaves_two_letters_at_an_end_leaves_a_key(word):
    keys = [key for key, _ in near_words([(word, 3)])]
    kept = [one for one in typos(word) if one[:2] == word[:2] or one[-2:] == word[-2:]]

    assert len(keys) == 2
    assert kept
    for one in kept:
        assert one.startswith(keys[0][1:]) or one.endswith(keys[1][1:]), one


def test_what_is_near_is_told_without_the_letters_of_its_key():
    told = dict(near_words([("bourse", 3), ("bouton", 1)]))

    assert told == {"hbo": "urse 3 uton 1", "tse": "bour 3", "ton": "bout 1"}


def test_a_hash_says_in_which_file_a_text_is_and_every_file_is_there():
    buckets = Buckets("t", 10)
    for word in WORDS:
        buckets.add(word, "list")
    files = {file.name: file.data() for file in buckets.files()}

    assert set(files) == {f"t/{number}" for number in range(16)}
    assert all(files[f"t/{zlib.crc32(word.encode()) & 15}"][word] == "list" for word in WORDS)


def test_words_that_many_begin_with_are_parted_by_the_next_letter():
    beginnings = Beginnings()
    for number in range(200):
        beginnings.add(f"ab{chr(97 + number % 2)}{number:03}", number + 1)
    files = {bytes.fromhex(file.name[2:]).decode(): file.data() for file in beginnings.files()}

    assert set(files) == {"ab", "aba", "abb"}
    assert files["ab"][:2] == ["abb199", "aba198"]
    assert files["aba"].startswith("000 1 002 3 004 5")
    assert beginnings.children == {"ab": ["a", "b"]}
