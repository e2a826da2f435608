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
    "origin-asks-login": ("the origin asks for a login", "l'origine demande une identification"),
    "origin-private": (
        "its address is private, and the registry's [network] does not name it",
        "son adresse est privée, et [network] du registre ne la nomme pas",
    ),
    "origin-moved-on": (
        "the origin has newer commits, which this clone does not know",
        "l'origine a des commits plus récents, que ce clone ne connaît pas",
    ),
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
    "plain-file": ("a file", "un fichier"),
    "special-file": ("something else", "autre chose"),
    "toml-twice": ("a key or a table stands twice", "une clé ou une table figure deux fois"),
    "toml-open-text": ("a text is not closed", "un texte n'est pas fermé"),
    "toml-open": (
        "a list or an inline table is not closed",
        "une liste ou une table en ligne n'est pas fermée",
    ),
    "toml-no-value": (
        "a value is missing, or a text without quotes",
        "il manque une valeur, ou des guillemets autour d'un texte",
    ),
    "toml-key": (
        "a key of other letters than a-z, 0-9, '-' and '_' stands in quotes",
        "une clé avec d'autres lettres que a-z, 0-9, « - » et « _ » s'écrit entre guillemets",
    ),
    "toml-equals": ("'=' is missing after a key", "il manque « = » après une clé"),
    "toml-line": (
        "a line holds more than one key and its value",
        "une ligne contient plus qu'une clé et sa valeur",
    ),
    "toml-date": ("that day does not exist", "ce jour n'existe pas"),
    "toml-control": ("a control character", "un caractère de contrôle"),
    "toml-escape": ("'\\' in a text is written '\\\\'", "« \\ » s'écrit « \\\\ » dans un texte"),
    "toml-number": ("a number has too many digits", "un nombre a trop de chiffres"),
}
