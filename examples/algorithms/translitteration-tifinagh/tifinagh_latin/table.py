"""The table of the 33 letters: 31 single ones, and two with the mark of labialisation."""

LETTERS = (
    ("ⴰ", "a"),
    ("ⴱ", "b"),
    ("ⴳ", "g"),
    ("ⴷ", "d"),
    ("ⴹ", "ḍ"),
    ("ⴻ", "e"),
    ("ⴼ", "f"),
    ("ⴽ", "k"),
    ("ⵀ", "h"),
    ("ⵃ", "ḥ"),
    ("ⵄ", "ɛ"),
    ("ⵅ", "x"),
    ("ⵇ", "q"),
    ("ⵉ", "i"),
    ("ⵊ", "j"),
    ("ⵍ", "l"),
    ("ⵎ", "m"),
    ("ⵏ", "n"),
    ("ⵓ", "u"),
    ("ⵔ", "r"),
    ("ⵕ", "ṛ"),
    ("ⵖ", "ɣ"),
    ("ⵙ", "s"),
    ("ⵚ", "ṣ"),
    ("ⵛ", "c"),
    ("ⵜ", "t"),
    ("ⵟ", "ṭ"),
    ("ⵡ", "w"),
    ("ⵢ", "y"),
    ("ⵣ", "z"),
    ("ⵥ", "ẓ"),
)

# U+2D6F stands after its letter: ⴳⵯ and ⴽⵯ are the 32nd and 33rd letters of the set.
MARK = ("ⵯ", "ʷ")
LABIALISED = ("ⴳⵯ", "ⴽⵯ")

# Accepted on the way to Tifinagh; the way back gives the canonical letter of the table.
LOOK_ALIKES = {
    "γ": "ⵖ",  # Greek gamma for ɣ
    "ε": "ⵄ",  # Greek epsilon for ɛ
    "š": "ⵛ",  # older Latin spelling of ⵛ
    "°": "ⵯ",  # the mark of labialisation in library catalogues
}

# Sounds of loan words that have no letter among the 33: they fall together with another letter.
FOLDED = {"o": "ⵓ", "p": "ⴱ", "v": "ⴼ"}

# Sounds that are written with two letters.
DIGRAPHS = {"č": "ⵜⵛ", "ǧ": "ⴷⵊ"}
