"""The texts of what a body ran on a day, and of statements of use."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "in-use": ("{body} ran {version} ({declared}).", "{body} exploitait {version} ({declared})."),
    "retired": ("{body} ran {version} ({declared}).", "{body} exploitait {version} ({declared})."),
    "pilot": (
        "{body} ran {version} as a pilot ({declared}).",
        "{body} exploitait {version} en pilote ({declared}).",
    ),
    "development": (
        "{body} had {version} in development, not in service ({declared}).",
        "{body} avait {version} en développement, pas en service ({declared}).",
    ),
    "suspended": (
        "{body} had suspended {version} ({declared}).",
        "{body} avait suspendu {version} ({declared}).",
    ),
    "ended": (
        "{body} had retired {version} ({declared}).",
        "{body} avait arrêté {version} ({declared}).",
    ),
    "in-time": ("declared {date}, in time", "déclaré le {date}, à temps"),
    "afterwards": ("declared {date}, afterwards", "déclaré le {date}, après coup"),
    "undated": ("declared on an unknown day", "déclaré à une date inconnue"),
    "corrects": (
        "This corrects what was declared {date}: {version}, {status}.",
        "Cela corrige ce qui était déclaré le {date} : {version}, {status}.",
    ),
    "not-declared": (
        "{body}: not declared for {date}.",
        "{body} : rien n'est déclaré pour le {date}.",
    ),
    "nobody": (
        "No body has declared a use of {name}.",
        "Aucun organisme n'a déclaré d'usage de {name}.",
    ),
    "existed": (
        "Releases that existed that day: {versions}.",
        "Versions qui existaient ce jour-là : {versions}.",
    ),
    "existed-none": (
        "No release existed that day.",
        "Aucune version n'existait ce jour-là.",
    ),
    "not-here": (
        "This registry holds no version {version}.",
        "Ce registre n'a pas de version {version}.",
    ),
    "then": ("{name} then: {value}", "{name} alors : {value}"),
    "differs.one": ("{count} line differs", "{count} ligne diffère"),
    "differs.many": ("{count} lines differ", "{count} lignes diffèrent"),
    "today": (
        "{count} from today's {version}: {command}",
        "{count} de la {version} d'aujourd'hui : {command}",
    ),
    "replaced": ("replaced by a later statement", "remplacé par une déclaration ultérieure"),
    "declared": ("declared {date}", "déclaré le {date}"),
}
