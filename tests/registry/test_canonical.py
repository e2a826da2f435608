"""The quick reader of canonical TOML, and the quick check of records, against the thorough ones."""

import random
import string
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forge.model.manifest import Field, Interface, Reuse
from forge.model.shape import is_sound_manifest
from forge.registry.canonical import read_canonical
from forge.registry.layout import read_record, record_to_toml, verify_record
from forge.registry.paths import record_path
from forge.registry.tables import dump
from forge.text import Localized
from tests.support.releases import any_release, make_release

RELEASE = make_release(
    interface=Interface(
        inputs=(Field(name="revenu", about=Localized({"ar": "x}", "fr": 'a "b", { c }'})),)
    ),
    reuse=Reuse(contact="https://onb.example/contact", based_on=("cna/moteur-regles@1.4",)),
    homepage="https://onb.example/bourses",
    keywords=("bourse", "étudiant"),
    languages=("fr", "ary-Arab"),
)
RECORD = record_to_toml(RELEASE).decode()
PATH = record_path(RELEASE.id, RELEASE.version)
# What breaks readers: other spellings of TOML, ends of line, escapes, what looks like a header.
PIECES = (
    *string.printable,
    *("\\", "\\u0041", "\\t", "\\x", '"""', "'", "[[", "]]", "[source]\n", "[algorithm.title.x]\n"),
    *("\n\n", "\r\n", " = ", "= ", "{ ", " }", ", ", "true", "0x1", "1979-05-27", "2026-02-30"),
    *("é", "e\u0301", "\u202e", "\u2028", "\x7f", "\x85", "\ufeff", "#", "    ", "[[source]]\n"),
    *(
        'name = "x"\n',
        '"name" = "x"\n',
        'a.b = "x"\n',
        "schema = 1\n",
        "ids = []\n",
        "ids = [\n]\n",
    ),
)
ANY_TABLE = st.recursive(
    st.text() | st.integers() | st.booleans() | st.dates() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def damaged(seed):
    """The record with some of its characters and lines changed."""
    dice = random.Random(seed)
    text = RECORD
    for _ in range(dice.randint(1, 3)):
        if dice.random() < 0.3:
            lines = text.splitlines(keepends=True)
            lines.insert(dice.randrange(len(lines)), dice.choice(lines))
            del lines[dice.randrange(len(lines))]
            text = "".join(lines)
        else:
            start = dice.randrange(len(text))
            text = text[:start] + dice.choice(PIECES) + text[start + dice.choice((0, 0, 1, 5)) :]
    return text


def thorough(data, path):
    release, problems = read_record(data, path)
    return (None if release is None else release.source.repository), problems


@given(st.dictionaries(st.text(), ANY_TABLE, max_size=5))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_table_is_read_as_the_standard_reader_reads_it(table):
    text = dump(table).decode()

    assert read_canonical(text) in (None, tomllib.loads(text))


def test_a_changed_text_is_read_as_the_standard_reader_reads_it_or_left_to_it():
    taken = 0
    for seed in range(3000):
        text = damaged(seed)
        table = read_canonical(text)
        taken += table is not None
        assert table is None or table == tomllib.loads(text), text

    assert taken > 300


@pytest.mark.parametrize(
    "text",
    [
        'a = "1"\na = "2"\n',
        'a = "1"\n"a" = "2"\n',
        'a = "1"\n\n[a]\n',
        "x = 1\n\n[a]\n\n[a]\n",
        "x = 1\n\n[a.b]\n\n[a]\n",
        "x = 1\n\n[a]\n\n[[a]]\n",
        'a = [\n    { b = "1" },\n]\n\n[[a]]\nb = "2"\n',
        'a = [\n    { b = "1" },\n]\n\n[a.c]\n',
        'a = [\n    { b = "1", b = "2" },\n]\n',
        'a = [\n    { b = "1", },\n]\n',
        'a = [\n    { b = { c = "1", c = "2" } },\n]\n',
        'a = [\n    { b = { c = "1" }  },\n]\n',
        'a = "\x00"\n',
        'a = "1"',
        "a = 01\n",
        "a = 2026-02-30\n",
        'a = "1"\r\n',
        'a = "\\uD800"\n',
        'a = "\\/"\n',
        "\ufeffa = 1\n",
    ],
)
def test_what_is_wrong_or_unusual_is_left_to_the_standard_reader(text):
    assert read_canonical(text) is None


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(any_release())
def test_the_quick_check_of_a_record_finds_what_the_thorough_one_does(release):
    data = record_to_toml(release)
    path = record_path(release.id, release.version)

    assert verify_record(data, path) == (release.source.repository, ()) == thorough(data, path)


def test_the_quick_check_of_a_damaged_record_finds_what_the_thorough_one_does():
    for seed in range(1500):
        data = damaged(seed).encode()
        assert verify_record(data, PATH) == thorough(data, PATH), data


@given(st.sampled_from(sorted(tomllib.loads(RECORD))), st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_record_with_any_other_value_is_judged_as_thoroughly(key, data):
    table = tomllib.loads(RECORD)
    holder = table
    while isinstance(holder.get(key), dict) and data.draw(st.booleans()):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder)))
    holder[key] = data.draw(ANY_TABLE | st.sampled_from(("", " ", "\u202e", "x" * 2001, [], {})))
    changed = dump(table)

    assert verify_record(changed, PATH) == thorough(changed, PATH)


def test_an_ordinary_record_is_read_and_checked_the_quick_way():
    table = read_canonical(RECORD)

    assert table == tomllib.loads(RECORD)
    assert is_sound_manifest({"algorithm": table["algorithm"]})
