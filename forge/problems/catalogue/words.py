"""Words that stand inside messages and are translated with them: (English, French)."""

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "text": ("text", "un texte"),
    "number": ("a number", "un nombre"),
    "whole-number": ("a whole number", "un nombre entier"),
    "boolean": ("true or false", "true ou false"),
    "date": ("a date (YYYY-MM-DD)", "une date (AAAA-MM-JJ)"),
    "list": ("a list", "une liste"),
    "table": ("a table", "une table"),
    "texts-by-language": ("texts by language", "des textes par langue"),
    "nothing": ("nothing", "rien"),
    "other": ("something else", "autre chose"),
    "license-too-long": ("it is too long", "elle est trop longue"),
    "license-too-deep": ("too many brackets inside each other", "trop de parenthèses imbriquées"),
    "license-bracket": ("a bracket has no partner", "une parenthèse n'a pas de pendant"),
    "license-operator-missing": (
        "AND, OR or WITH is missing between two words",
        "il manque AND, OR ou WITH entre deux mots",
    ),
    "license-operand-missing": (
        "a licence is missing beside AND, OR or WITH",
        "il manque une licence à côté de AND, OR ou WITH",
    ),
    "license-character": (
        "an id is made of letters, digits, '.' and '-'",
        "un identifiant est fait de lettres, de chiffres, de « . » et de « - »",
    ),
    "is-link": ("it is a symbolic link", "c'est un lien symbolique"),
    "is-directory": ("it is a directory", "c'est un répertoire"),
    "is-submodule": ("it is a submodule", "c'est un sous-module"),
    "is-missing": (
        "this clone does not hold its content",
        "ce clone n'en contient pas le contenu",
    ),
    "is-too-large": ("it is larger than 1 MiB", "il dépasse 1 Mio"),
    "offline": (
        "the origin was not asked (offline)",
        "l'origine n'a pas été interrogée (hors ligne)",
    ),
    "origin-silent": ("the origin does not answer", "l'origine ne répond pas"),
    "origin-lacks-it": ("the origin does not have it", "l'origine ne l'a pas"),
    "origin-differs": (
        "the origin has that tag on another commit",
        "l'origine a cette étiquette sur un autre commit",
    ),
    "git-timeout": ("it took too long", "il prenait trop de temps"),
    "git-overflow": ("it brought more than is taken in", "il apportait plus que permis"),
    "symlink": ("a symbolic link", "un lien symbolique"),
    "submodule": ("a submodule", "un sous-module"),
    "folder": ("a directory", "un dossier"),
    "special-file": ("something else", "autre chose"),
}
