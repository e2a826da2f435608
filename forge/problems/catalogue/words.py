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
}
