"""YAML 1.2 from strangers: plain values, the place of every key and item, problems for the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from forge.manifests.decoding import decode_text
from forge.manifests.yaml_composer import Composer
from forge.manifests.yaml_places import YamlPlaces, place_of
from forge.manifests.yaml_scalars import resolve_core
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Parsed", "parse_yaml"]

Parsed = tuple[Any, YamlPlaces, tuple[Problem, ...]]

# What YAML 1.2.2, section 5.1, does not allow in a file; lone surrogates cannot be decoded at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
# Line breaks of YAML 1.1, which libyaml reads; in 1.2 they are letters like others (section 5.4).
_OLD_BREAKS = re.compile("[\x85\u2028\u2029]")
# In YAML 1.2 a tab may separate "-" from a text (section 6.2); libyaml refuses it.
_TAB_AFTER_DASH = re.compile(r"^( *(?:- +)*-)(\t+)", re.MULTILINE)
_MERGE_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)

# What libyaml says, by the words of it that do not change; the rest is shown as it is.
_REASONS = (
    ("tab character", "yaml-tab"),
    ("unexpected end of stream", "yaml-open-quote"),
    ("mapping values are not allowed", "yaml-colon"),
    ("cannot start any token", "yaml-bare-sign"),
    ("unknown escape character", "yaml-escape"),
    ("alphabetic or numeric character", "yaml-bare-sign"),
    ("did not find expected key", "yaml-indentation"),
    ("did not find expected '-' indicator", "yaml-indentation"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("did not find expected ',' or", "yaml-open-bracket"),
)


def parse_yaml(data: bytes, file: str, resolve: Callable[[str], object] = resolve_core) -> Parsed:
    """Return the value of a YAML file, the place of every key and item, and what is wrong.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        resolve: Returns the value of a plain scalar, where it is not YAML 1.2's core schema.

    Returns:
        The value, or None with at least one problem; places by key path such as `a.b[0].c`.
    """
    text = decode_text(data, file)
    if isinstance(text, Problem):
        return None, YamlPlaces(None, {}, file), (text,)
    control = _FORBIDDEN.search(text)
    if control:
        codepoint = f"{ord(control.group()):04X}"
        found = problem(
            "control-character", _place(text, control.start(), file), codepoint=codepoint
        )
        return None, YamlPlaces(None, {}, file), (found,)
    return _compose(text, file, resolve)


def _compose(text: str, file: str, resolve: Callable[[str], object]) -> Parsed:
    import yaml

    composer = Composer(_events_of(text), file, resolve)
    try:
        tree = composer.compose()
    except yaml.YAMLError as error:
        if _is_tab_after_dash(error, text):
            # Every such tab is gone then, so that there is no second time.
            return _compose(_TAB_AFTER_DASH.sub(_spaces, text), file, resolve)
        tree = None
        composer.problems.append(_syntax_problem(error, text, file))
    if composer.is_empty and not composer.problems:
        composer.problems.append(problem("yaml-empty", file))
    return tree, YamlPlaces(tree, composer.marks, file), tuple(composer.problems)


def _spaces(found: re.Match[str]) -> str:
    return found[1] + " " * len(found[2])


def _is_tab_after_dash(error: Any, text: str) -> bool:
    mark = getattr(error, "problem_mark", None)
    return mark is not None and _TAB_AFTER_DASH.match(text, mark.index - mark.column) is not None


def _events_of(text: str) -> Callable[[], Any]:
    return _without_old_breaks(text) if _OLD_BREAKS.search(text) else _events(text)


def _events(text: str) -> Callable[[], Any]:
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # The stubs leave it out.
    except ImportError:
        import yaml

        # PyYAML without libyaml: the same events, more slowly.
        loader: Any = yaml.SafeLoader(text)
        return lambda: loader.get_event() if loader.check_event() else None
    parser: Callable[[], Any] = CParser(text.encode()).get_event
    return parser


def _without_old_breaks(text: str) -> Callable[[], Any]:
    """Return the events of a text with stand-ins for its old line breaks, put back in scalars."""
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    stand_ins = dict(zip("\x85\u2028\u2029", free, strict=False))
    back = {ord(stand_in): character for character, stand_in in stand_ins.items()}
    next_event = _events(
        text.translate({ord(character): mark for character, mark in stand_ins.items()})
    )

    def restored() -> Any:
        event = next_event()
        if getattr(event, "value", None):
            event.value = event.value.translate(back)
        return event

    return restored


def _syntax_problem(error: Any, text: str, file: str) -> Problem:
    conflict = _MERGE_CONFLICT.search(text)
    if conflict:
        return problem("yaml-merge-conflict", _place(text, conflict.start(), file))
    mark, reason = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    place = place_of(mark, file) if mark else Place(file=file)
    if mark and text[mark.index : mark.index + 1] == "\t":
        return problem("yaml-tab", place)
    if mark and text[: mark.index].rstrip(" ").endswith(("'", '"')):
        return problem("yaml-after-quote", place)
    for words, code in _REASONS:
        if reason and words in reason:
            return problem(code, place)
    return problem("yaml-syntax", place, reason=reason or str(error))


def _place(text: str, offset: int, file: str) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(file=file, line=text.count("\n", 0, offset) + 1, column=offset - start + 1)
