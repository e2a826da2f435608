"""XML from strangers: plain values, the place of every element, problems for the rest.

No document type, no entity that one defines, no file or address that one names: expat refuses at
the first of them. Elements become keys, repeated ones lists, attributes are not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from forge.manifests.decoding import decode_text
from forge.manifests.reading import MANIFEST_LIMIT
from forge.manifests.tree_places import Trail, TreePlaces
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

__all__ = ["Parsed", "XmlPlaces", "parse_xml"]

_DEEPEST = 64
_MOST_ELEMENTS = 50_000  # The largest of real build files has some 5,000.

Marks = dict[int, dict[Any, tuple[int, int]]]
Parsed = tuple[dict[str, Any] | None, "XmlPlaces", tuple[Problem, ...]]

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([A-Za-z0-9._-]{1,40})["']""")
# Encodings in which build files of Java are written; each byte is a letter.
_OLD = {b"iso-8859-1": "latin-1", b"windows-1252": "cp1252", b"iso-8859-15": "iso8859_15"}
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")


class XmlPlaces(TreePlaces):
    """Places by key path, from the lines and columns of elements."""

    def __init__(self, tree: object, marks: Marks, file: str) -> None:
        """Keep what places are worked out from.

        Args:
            tree: The value; its tables and lists are those that `marks` names.
            marks: The line and column of each element.
            file: The file's path.
        """
        super().__init__(tree, file)
        self._marks = marks

    def _at(self, trail: Trail) -> Place:
        container, key = trail[-1]
        line, column = self._marks[id(container)][key]
        return Place(file=self._file, line=line, column=column)


class _Refused(Exception):  # noqa: N818  # The file has an error, and it is reported.
    """Nothing more of the file is read."""

    def __init__(self, code: str, **values: int) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def parse_xml(data: bytes, file: str, root: str) -> Parsed:
    """Return the value of an XML file, the place of every element, and what is wrong.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        root: The name of the outermost element, without its namespace.

    Returns:
        The elements inside the outermost one, or None with at least one problem.
    """
    from xml.parsers import expat

    text = _text(data, file)
    if isinstance(text, Problem):
        return None, XmlPlaces(None, {}, file), (text,)
    parser = expat.ParserCreate("utf-8")
    builder = _Builder(parser, root)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(text.encode(), True)
    except _Refused as error:
        place = Place(
            file=file, line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1
        )
        found = problem(error.code, place, key="", severity=None, **error.values)
        return None, XmlPlaces(None, {}, file), (found,)
    except expat.ExpatError as error:
        place = Place(file=file, line=error.lineno, column=error.offset + 1)
        found = problem("bad-xml", place, reason=expat.ErrorString(error.code))
        return None, XmlPlaces(None, {}, file), (found,)
    return builder.tree, XmlPlaces(builder.tree, builder.marks, file), ()


def _text(data: bytes, file: str) -> str | Problem:
    """Return the text of a file in UTF-8, or in the encoding that it names."""
    declared = _DECLARED.match(data[:400].lstrip())
    encoding = _OLD.get(declared[1].lower()) if declared else None
    if encoding and len(data) <= MANIFEST_LIMIT:
        text: str | Problem = data.decode(encoding, "replace")
    else:
        text = decode_text(data, file)
    if isinstance(text, Problem):
        return text
    # The declaration names the bytes' encoding; spaces in its place keep the columns.
    return _DECLARATION.sub(lambda match: re.sub(r"\S", " ", match.group()), text)


def _refuse_doctype(*_: object) -> None:
    raise _Refused("xml-doctype")


class _Builder:
    """Makes tables of elements; no recursion, bounded in depth and number."""

    def __init__(self, parser: XMLParserType, root: str) -> None:
        self.tree: dict[str, Any] = {}
        self.marks: Marks = {id(self.tree): {}}
        self._parser, self._root = parser, root
        self._stack: list[tuple[str, dict[str, Any], list[str], tuple[int, int]]] = []
        self._count = 0

    def start(self, name: str, _: object) -> None:
        """Open an element."""
        self._count += 1
        if len(self._stack) >= _DEEPEST:
            raise _Refused("too-deep", limit=_DEEPEST)
        if self._count > _MOST_ELEMENTS:
            raise _Refused("xml-too-many", limit=_MOST_ELEMENTS)
        local = name.rpartition(":")[2]
        if not self._stack and local != self._root:
            raise _Refused("xml-other")
        place = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        table: dict[str, Any] = {} if self._stack else self.tree
        self.marks[id(table)] = {}
        self._stack.append((local, table, [], place))

    def characters(self, text: str) -> None:
        """Keep the text of the element that is open."""
        self._stack[-1][2].append(text)

    def end(self, _: str) -> None:
        """Close an element: a table where it holds others, else its text."""
        name, table, texts, place = self._stack.pop()
        if not self._stack:
            return
        value: Any = table or "".join(texts).strip()
        parent = self._stack[-1][1]
        marks = self.marks[id(parent)]
        if name not in parent:
            parent[name], marks[name] = value, place
            return
        if not isinstance(parent[name], list):
            first = parent[name]
            parent[name] = [first]
            self.marks[id(parent[name])] = {0: marks[name]}
        listed = parent[name]
        self.marks[id(listed)][len(listed)] = place
        listed.append(value)
