"""The texts of `forge publish`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Publish a version in a registry", "Publier une version dans un registre"),
    "about": (
        "Publish the version whose tag stands at the current commit. A published version never changes; publishing the same one again is success and writes nothing.",
        "Publier la version dont le tag est sur le commit courant. Une version publiée ne change jamais ; publier à nouveau la même réussit et n'écrit rien.",
    ),
    "address": (
        "The repository. The current directory when missing.",
        "Le dépôt. Le dossier courant à défaut.",
    ),
    "path": (
        "Only the algorithm in this directory of the repository.",
        "Seulement l'algorithme de ce dossier du dépôt.",
    ),
    "version": (
        "Publish this version's tag instead of the one at the current commit.",
        "Publier le tag de cette version au lieu de celui du commit courant.",
    ),
    "snapshot": (
        "Publish the present state where no tag names it.",
        "Publier l'état présent quand aucun tag ne le nomme.",
    ),
    "dry-run": (
        "Say what would be published; write nothing.",
        "Dire ce qui serait publié ; ne rien écrire.",
    ),
    "bundle": (
        "Propose it in this file (git bundle), for a registry that you cannot reach or write to.",
        "Le proposer dans ce fichier (git bundle), pour un registre que vous ne pouvez ni joindre ni écrire.",
    ),
    "proposed": (
        "Proposed to {registry} as {name}; not yet published.",
        "Proposé à {registry} sous {name} ; pas encore publié.",
    ),
    "bundled": (
        "Proposed in {file} as {name}; not yet published. Send it to {contact}.",
        "Proposé dans {file} sous {name} ; pas encore publié. Envoyez-le à {contact}.",
    ),
    "proposed-again": (
        "Already proposed to {registry} as {name}; not yet published.",
        "Déjà proposé à {registry} sous {name} ; pas encore publié.",
    ),
    "would-propose": (
        "Would be proposed to {registry}; nothing was written.",
        "Serait proposé à {registry} ; rien n'a été écrit.",
    ),
    "decides": ("{contact} decides.", "{contact} décide."),
    "decides-link": (
        "{contact} decides; merge request: {link}",
        "{contact} décide ; demande de fusion : {link}",
    ),
    "operator": ("The registry's operator", "L'exploitant du registre"),
    "examples": (
        "git tag v1.0.0 && forge publish\nforge publish --dry-run --registry ../registry\nforge publish https://git.onb.example/sie/bareme-bourses --version 2.1.0",
        "git tag v1.0.0 && forge publish\nforge publish --dry-run --registry ../registre\nforge publish https://git.onb.example/sie/bareme-bourses --version 2.1.0",
    ),
    "source": ("source", "source"),
    "content": ("content", "contenu"),
    "license": ("license", "licence"),
    "reuse": ("reuse", "reprise"),
    "based-on": ("based on {names}", "d'après {names}"),
    "published": (
        "Published in {registry} (commit {commit}).",
        "Publié dans {registry} (commit {commit}).",
    ),
    "would-publish": (
        "Would be published in {registry}; nothing was written.",
        "Serait publié dans {registry} ; rien n'a été écrit.",
    ),
    "more": ("{counts}: forge check shows them.", "{counts} : forge check les montre."),
    "unchanged": (
        "Already published, identical; nothing to do.",
        "Déjà publié, à l'identique ; rien à faire.",
    ),
    "skipped": (
        "{name}: this tag does not name it; skipped.",
        "{name} : ce tag ne le nomme pas ; passé.",
    ),
    "refused": ("{name} was not published.", "{name} n'a pas été publié."),
}
