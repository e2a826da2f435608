"""The words of the search on the pages: where the list of each is, what completes, what is near.

A query looks for a few words among all. Where one stands follows from its letters alone, so that
nothing has to tell which files there are; only of beginnings there is a list. docs/search.md
describes the format.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from forge.index.matching import completions
from forge.site.machine.documents import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Beginnings", "Buckets", "Script", "hex_of", "near_words", "script"]

FOLDER = "search"
# Beginnings of fewer letters tell too little.
_EDGE = 2
# A beginning that more words have is parted by the next letter: one kilobyte.
_MOST_WORDS = 150


@attrs.frozen(kw_only=True)
class Script:
    """A file that the search on the pages reads.

    Attributes:
        name: Its path below the folder of the search, without its ending.
        data: Returns what it says.
        shows: Everything that decides what it says, where that is quicker to tell; else "".
    """

    name: str
    data: Callable[[], object]
    shows: str = ""

    @property
    def path(self) -> str:
        """Where it stands below the site's folder."""
        return f"{FOLDER}/{self.name}.js"

    def text(self) -> str:
        """Return what stands in it."""
        text = json_text(self.data()).removesuffix("\n")
        # JSON is JavaScript but for two signs, and "<" cannot end a script that somebody inlines.
        for character in "<\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return f'forgeSearch.take("{self.name}",{text});\n'


def script(name: str, data: object) -> Script:
    """Return a file that says something known.

    Args:
        name: Its path below the folder of the search, without its ending.
        data: What it says.
    """
    return Script(name=name, data=lambda: data)


def hex_of(text: str) -> str:
    """Return a name of a file for any letters."""
    return text.encode().hex()


class Buckets:
    """Texts by keys in many small files: the hash of a key is the number of its file.

    Args:
        folder: Where the files are.
        most: About so many signs stand in one.
    """

    def __init__(self, folder: str, most: int) -> None:
        self._folder = folder
        self._most = most
        self._texts: dict[str, str | list[str]] = {}
        self._size = 0

    def add(self, key: str, text: str, *more: str) -> None:
        """Take a text, or several, under a key."""
        self._texts[key] = [text, *more] if more else text
        self._size += len(key) + len(text)

    @property
    def mask(self) -> int:
        """The bits of a hash that are the number of a file."""
        # A power of two, so that a registry that grows a little leaves the files where they are.
        return (1 << (self._size // self._most).bit_length()) - 1

    def files(self) -> Iterator[Script]:
        """Yield every file, also those that are empty: nobody knows which these are."""
        mask = self.mask
        found: list[dict[str, str | list[str]]] = [{} for _ in range(mask + 1)]
        for key, text in self._texts.items():
            found[zlib.crc32(key.encode()) & mask][key] = text
        for number, texts in enumerate(found):
            yield script(f"{self._folder}/{number}", texts)


class Beginnings:
    """Words by their first two letters, by more where these are common: what completes them.

    Attributes:
        children: The next letters that have files, for beginnings that are parted.
    """

    def __init__(self) -> None:
        self._words: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.children: dict[str, list[str]] = {}

    @property
    def first(self) -> Iterable[str]:
        """The shortest beginnings."""
        return self._words

    def add(self, word: str, count: int) -> None:
        """Take a word with the number of algorithms that have it; words come in their order."""
        if len(word) > _EDGE:
            self._words[word[:_EDGE]].append((word, count))

    def files(self) -> Iterator[Script]:
        """Yield every file."""
        for beginning, words in self._words.items():
            yield from self._file(beginning, words)

    def _file(self, beginning: str, words: list[tuple[str, int]]) -> Iterator[Script]:
        name = f"c/{hex_of(beginning)}"
        if len(words) <= _MOST_WORDS:
            length = len(beginning)
            yield script(name, " ".join(f"{word[length:]} {count}" for word, count in words))
            return
        yield script(name, completions(words))
        parts: dict[str, list[tuple[str, int]]] = defaultdict(list)
        length = len(beginning) + 1
        for word, count in words:
            if len(word) > length:
                parts[word[:length]].append((word, count))
        self.children[beginning] = [part[-1] for part in parts]
        for part, members in parts.items():
            yield from self._file(part, members)


def near_words(words: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Yield the rest of words by what a typo leaves: "h" and their beginning, "t" and their end.

    Args:
        words: Words with the number of algorithms that have each.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for word, count in words:
        # With one typo of whatever sort so many letters stay at one of the two ends.
        left = max(1, (len(word) - 1) // 2)
        groups[f"h{word[:left]}"].append(f"{word[left:]} {count}")
        groups[f"t{word[-left:]}"].append(f"{word[:-left]} {count}")
    for key, members in groups.items():
        yield key, " ".join(members)
