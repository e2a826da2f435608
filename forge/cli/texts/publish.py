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
