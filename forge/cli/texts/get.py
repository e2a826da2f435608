"""The texts of `forge get`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Take an algorithm", "Prendre un algorithme"),
    "about": (
        "Take an algorithm: exactly the commit that was published, checked against its record, from its repository or, when that is gone, from a mirror, an archive or a pack. Nothing of it is executed.",
        "Prendre un algorithme : exactement le commit publié, vérifié contre sa fiche, de son dépôt ou, quand celui-ci a disparu, d'un miroir, d'une archive ou d'un paquet. Rien n'en est exécuté.",
    ),
    "reference": (
        "owner/name for the recommended version, owner/name@1.2.0 for that one, owner/name@1.2 for the newest 1.2.x.",
        "propriétaire/nom pour la version recommandée, propriétaire/nom@1.2.0 pour celle-là, propriétaire/nom@1.2 pour la plus récente 1.2.x.",
    ),
    "directory": (
        "Where it is put; a folder of its name when missing.",
        "Où le mettre ; un dossier de son nom à défaut.",
    ),
    "metavar.directory": ("DIR", "DOSSIER"),
    "metavar.with": ("NAME|KIND|all", "NOM|GENRE|all"),
    "metavar.from": ("ADDRESS|FILE", "ADRESSE|FICHIER"),
    "metavar.file": ("FILE", "FICHIER"),
    "with": (
        "Also fetch this artifact, or all of a kind (weights, data, container, package); may be repeated.",
        "Prendre aussi cet artefact, ou tous ceux d'un genre (weights, data, container, package) ; répétable.",
    ),
    "for": (
        "Refuse what does not go into a work under this licence.",
        "Refuser ce qui n'entre pas dans une œuvre sous cette licence.",
    ),
    "from": (
        "Take it from this clone, mirror or pack instead.",
        "Le prendre plutôt de ce clone, de ce miroir ou de ce paquet.",
    ),
    "bundle": (
        "Pack it with its records into this file, for a place without a network.",
        "En faire, avec ses fiches, un paquet dans ce fichier, pour un lieu sans réseau.",
    ),
    "also": (
        "With --bundle: pack this one too; may be repeated.",
        "Avec --bundle : mettre aussi celui-ci dans le paquet ; répétable.",
    ),
    "yanked": (
        "Take a yanked version all the same.",
        "Prendre malgré tout une version rappelée.",
    ),
    "examples": (
        "forge get onb/bareme-bourses\nforge get onb/bareme-bourses@2.1 vendor/bareme --for EUPL-1.2\nforge get onb/bareme-bourses --bundle bourses.tar --also cna/moteur-regles\nforge get onb/bareme-bourses --from bourses.tar",
        "forge get onb/bareme-bourses\nforge get onb/bareme-bourses@2.1 vendor/bareme --for EUPL-1.2\nforge get onb/bareme-bourses --bundle bourses.tar --also cna/moteur-regles\nforge get onb/bareme-bourses --from bourses.tar",
    ),
    "working": ("Fetching and checking …", "Récupération et vérification …"),
    "packing": (
        "Fetching, checking and packing …",
        "Récupération, vérification et mise en paquet …",
    ),
    "files.one": ("{count} file", "{count} fichier"),
    "files.many": ("{count} files", "{count} fichiers"),
    "releases.one": ("{count} release", "{count} version"),
    "releases.many": ("{count} releases", "{count} versions"),
    "taken": (
        "{name} {version} is in {directory} ({files})",
        "{name} {version} est dans {directory} ({files})",
    ),
    "checked": (
        "  commit {commit}, directory and listing as the record says; from {origin}",
        "  commit {commit}, dossier et liste conformes à la fiche ; de {origin}",
    ),
    "artifact": (
        "  {path}: size and SHA-256 as the record says",
        "  {path} : taille et SHA-256 conformes à la fiche",
    ),
    "left-artifact": (
        "  not fetched: {name} ({kind}); --with {name}",
        "  pas récupéré : {name} ({kind}) ; --with {name}",
    ),
    "left-pointer": (
        "  not fetched: the contents of {path}, which git-lfs keeps elsewhere",
        "  pas récupéré : le contenu de {path}, que git-lfs garde ailleurs",
    ),
    "left-submodule": (
        "  not fetched: the submodule {path}, of which the record says nothing",
        "  pas récupéré : le sous-module {path}, dont la fiche ne dit rien",
    ),
    "left-link": (
        "  not made: the link {path}, which leads out of the directory",
        "  pas fait : le lien {path}, qui mène hors du dossier",
    ),
    "based-on": (
        "To be counted as a re-user, write into algorithm.toml, under [reuse]:",
        "Pour compter comme réutilisateur, écrivez dans algorithm.toml, sous [reuse] :",
    ),
    "packed": ("{path} holds {releases}", "{path} contient {releases}"),
    "packed-use": (
        "  there: forge get {reference} --from {path}",
        "  là-bas : forge get {reference} --from {path}",
    ),
}
