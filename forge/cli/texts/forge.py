"""The texts of `forge` itself: its sections and one line for each command."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "about": (
        "The registry of a State's algorithms: from git repositories to a versioned, verifiable, multilingual catalogue.",
        "Le registre des algorithmes d'un État : des dépôts git à un catalogue versionné, vérifiable et multilingue.",
    ),
    "section.publish": ("Publish", "Publier"),
    "section.reuse": ("Reuse", "Réutiliser"),
    "section.operate": ("Operate", "Exploiter"),
    "section.tools": ("Tools", "Outils"),
    "init": (
        "Write the shortest algorithm.toml that adds what is missing",
        "Écrire le plus court algorithm.toml qui ajoute ce qui manque",
    ),
    "check": (
        "Show everything that is wrong or missing, with the way out",
        "Montrer tout ce qui est faux ou manque, avec le remède",
    ),
    "publish": (
        "Publish the version at the current commit in a registry",
        "Publier dans un registre la version du commit courant",
    ),
    "search": (
        "Find algorithms, in any script",
        "Trouver des algorithmes, dans toutes les écritures",
    ),
    "show": (
        "Show an algorithm: what it is, its licence, how to get it",
        "Montrer un algorithme : ce qu'il est, sa licence, comment l'obtenir",
    ),
    "get": (
        "Take an algorithm, checked against its record",
        "Prendre un algorithme, vérifié contre sa fiche",
    ),
    "declare": (
        "Declare which version a body runs, and since when",
        "Déclarer quelle version un organisme exploite, et depuis quand",
    ),
    "mark": (
        "Say of a version that it is yanked, deprecated, withdrawn …",
        "Dire d'une version qu'elle est rappelée, obsolète, retirée …",
    ),
    "export": (
        "Write an entry as publiccode.yml, codemeta.json …",
        "Écrire une fiche en publiccode.yml, codemeta.json …",
    ),
    "crawl": (
        "Index every repository of the owners, and keep the registry true",
        "Indexer tous les dépôts des propriétaires, et tenir le registre à jour",
    ),
    "build": (
        "Build the index and the web site of a registry",
        "Construire l'index et le site web d'un registre",
    ),
    "verify": (
        "Prove that no published version ever changed",
        "Prouver qu'aucune version publiée n'a jamais changé",
    ),
    "license": (
        "Say what licences permit, which a file holds, which go together",
        "Dire ce que permettent les licences, laquelle est dans un fichier, lesquelles vont ensemble",
    ),
    "registry": (
        "Make a registry, add its owners, choose the default one",
        "Créer un registre, ajouter ses propriétaires, choisir celui par défaut",
    ),
    "version": ("Show the version and exit.", "Afficher la version et quitter."),
    "epilog": (
        """Every command has its own help: forge COMMAND --help.
Exit codes: 0 done, 1 findings or failure, 2 wrong use.
Completion: eval "$(_FORGE_COMPLETE=bash_source forge)"; also zsh_source, fish_source.""",
        """Chaque commande a sa propre aide : forge COMMANDE --help.
Codes de sortie : 0 fait, 1 constats ou échec, 2 mauvais usage.
Complétion : eval "$(_FORGE_COMPLETE=bash_source forge)" ; aussi zsh_source, fish_source.""",
    ),
}
