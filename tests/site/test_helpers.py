"""What templates call: lines to paste, which say a key once."""

from forge.model import Vocabulary
from forge.site.helpers import page_helpers
from forge.site.language import read_interface


def test_the_languages_that_a_text_lacks_stand_in_one_line():
    lines = page_helpers(read_interface("fr"), Vocabulary(), ("fr",))["toml_lines"]
    lacks = ("algorithm.title.zgh", "algorithm.status", "algorithm.title.en", "algorithm.other")

    assert lines(lacks) == [
        'title = { zgh = "…", en = "…" }',
        'status = "stable"',
        'other = "…"',
    ]
