"""The answers that `forge init` gets: from options, else from a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.cli.options import texts_by_language
from forge.cli.owners import ask_for_owner, find_owners
from forge.cli.prompt import ask, ask_one_of
from forge.errors import ForgeError, ManifestError
from forge.manifests import missing_facts
from forge.problems import Place, Severity, problem
from forge.text import isolate, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forge.cli.init_survey import Survey
    from forge.cli.session import Session

__all__ = ["given_answers", "open_questions"]

Answers = dict[str, object]

_EFFECTS = ("none", "informs", "supports", "decides", "interacts")
# The effect that most public algorithms have, and the one that is wrong on the safe side.
_USUAL_EFFECT = "supports"


def given_answers(found: Survey, given: Mapping[str, Any], session: Session) -> Answers:
    """Return the answers that stand on the command line.

    Args:
        found: What the repository says already.
        given: The options' values, by name.
        session: The run.

    Raises:
        ForgeError: One of them cannot be right.
    """
    answers: Answers = {}
    if given["owner"]:
        answers["algorithm.owner"] = _owner(found, given["owner"], session)
    for name in ("title", "summary"):
        if given[name]:
            answers[f"algorithm.{name}"] = texts_by_language(given[name])
    if given["license"]:
        answers["algorithm.license"] = _license(given["license"])
    if given["name"]:
        answers["algorithm.name"] = _name(given["name"])
    if given["effect"]:
        answers["transparency.effect"] = given["effect"]
    return answers


def _owner(found: Survey, text: str, session: Session) -> str:
    """Return the one owner that is meant.

    Raises:
        ManifestError: None of the registry's, or several.
    """
    from forge.model.ids import is_name

    owners = find_owners(found.owners, text)
    if len(owners) == 1:
        return owners[0].id
    if not found.owners and is_name(text):
        return text
    names = (f"{owner.id} ({isolate(owner.name.best(*session.languages))})" for owner in owners[:9])
    near = ", ".join(names) or nearest(text, found.owners)
    raise ManifestError(problem("owner-not-found", value=text, near=near))


def _name(text: str) -> str:
    from forge.model.ids import is_name, slug

    if not is_name(text):
        raise ManifestError(problem("bad-name", key="algorithm.name", value=text, near=slug(text)))
    return text


def _license(text: str) -> str:
    from forge.licensing import check_expression

    canonical, problems = check_expression(text, Place(), "algorithm.license")
    errors = [item for item in problems if item.severity is Severity.ERROR]
    if errors:
        raise ManifestError(*errors)
    return canonical


def open_questions(found: Survey, answers: Answers, session: Session) -> Answers:
    """Ask a person for what neither the files nor the options say; empty lines leave it open.

    Raises:
        ForgeError: `unanswered`: nobody is there to answer.
    """
    owner = found.owner.id if found.owner else ""
    asked: Answers = {}
    for missing in missing_facts(found.merged, found.owners, owner):
        if missing.key not in answers:
            answer = _ask(missing.key, found, session)
            if answer:
                asked[missing.key] = answer
    return asked


def _ask(key: str, found: Survey, session: Session) -> object:
    match key:
        case "algorithm.owner":
            return ask_for_owner(found.owners, session)
        case "algorithm.title" | "algorithm.summary":
            return _ask_text(key.rpartition(".")[2], session)
        case "transparency.effect":
            return _ask_effect(session)
        case "algorithm.license":
            held = found.held_license
            question = "init.ask-license-held" if held else "init.ask-license"
            return _ask_until_right(question, _license, session, held)
        case _:
            return _ask_until_right("init.ask-name", _name, session)


def _ask_text(name: str, session: Session) -> dict[str, str]:
    tag = session.wanted if session.wanted in ("ar", "zgh") else session.language
    text = ask(session, f"init.ask-{name}", language=session.text(f"init.language.{tag}"))
    return {tag: text} if text else {}


def _ask_effect(session: Session) -> str:
    from forge.cli.table import facts

    session.tell(session.text("init.effect-title"))
    for line in facts((name, session.text(f"init.effect.{name}")) for name in _EFFECTS):
        session.tell(line)
    return ask_one_of(session, "init.ask-effect", _EFFECTS, _USUAL_EFFECT)


def _ask_until_right(identifier: str, check: Any, session: Session, default: str = "") -> str:
    while True:
        answer = ask(session, identifier, default)
        if not answer:
            return ""
        try:
            return str(check(answer))
        except ForgeError as error:
            for item in error.problems:
                session.tell(session.render(item))
