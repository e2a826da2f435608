"""The texts of `forge verify`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Prove that nothing changed", "Prouver que rien n'a changé"),
    "about": (
        "Read the whole history of a registry and prove that no record was ever changed or removed and that every file is in its place and can be read. Nothing has to be believed; it also runs as a pre-receive hook or in CI.",
        "Lire toute l'histoire d'un registre et prouver qu'aucun enregistrement n'a jamais été changé ni retiré, que chaque fichier est à sa place et lisible. Rien n'est à croire sur parole ; utilisable aussi comme pre-receive ou en CI.",
    ),
    "since": (
        "Only the commits after this one.",
        "Seulement les commits après celui-ci.",
    ),
    "sources": (
        "Compute every hash again from the repository that its record names, where it can be reached.",
        "Recalculer chaque empreinte depuis le dépôt que sa fiche nomme, s'il est joignable.",
    ),
    "examples": (
        "forge verify --registry ../registry\nforge verify --since origin/main",
        "forge verify --registry ../registre\nforge verify --since origin/main",
    ),
    "verified": (
        "Verified {releases} in {commits}: no record ever changed or removed.",
        "Vérifié : {releases} dans {commits} ; aucun enregistrement jamais changé ni retiré.",
    ),
    "release.one": ("{count} release", "{count} version"),
    "release.many": ("{count} releases", "{count} versions"),
    "commit.one": ("{count} commit", "{count} commit"),
    "commit.many": ("{count} commits", "{count} commits"),
    "working": ("Reading the history …", "Lecture de l'histoire …"),
}
