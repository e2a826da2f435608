"""The texts of help pages and of wrong use: what click says, in our words and both languages."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "usage": ("Usage: ", "Utilisation : "),
    "options-metavar": ("[OPTIONS]", "[OPTIONS]"),
    "command-metavar": ("COMMAND [ARGUMENTS]...", "COMMANDE [ARGUMENTS]..."),
    "arguments": ("Arguments", "Arguments"),
    "options": ("Options", "Options"),
    "commands": ("Commands", "Commandes"),
    "examples": ("Examples", "Exemples"),
    "help": ("Show this help and exit.", "Afficher cette aide et quitter."),
    "try": ("Try '{command} --help' for help.", "Essayez « {command} --help » pour l'aide."),
    "error": ("Error: {message}", "Erreur : {message}"),
    "no-such-option": ("No such option '{name}'.", "Option inconnue « {name} »."),
    "no-such-command": ("No such command '{name}'.", "Commande inconnue « {name} »."),
    "did-you-mean": ("Did you mean {names}?", "Vouliez-vous dire {names} ?"),
    "or": (" or ", " ou "),
    "quoted": ("'{name}'", "« {name} »"),
    "missing-argument": ("Missing argument {name}.", "Il manque l'argument {name}."),
    "missing-option": ("Missing option '{name}'.", "Il manque l'option « {name} »."),
    "missing-command": ("Missing command.", "Il manque une commande."),
    "bad-value": (
        "Invalid value for {name}: {message}",
        "Valeur incorrecte pour {name} : {message}",
    ),
    "value-needed": ("Option '{name}' needs a value.", "L'option « {name} » demande une valeur."),
    "value-refused": (
        "Option '{name}' takes no value.",
        "L'option « {name} » ne prend pas de valeur.",
    ),
    "extra": ("Unexpected extra argument: {arguments}", "Argument en trop : {arguments}"),
    "not-one-of": (
        "'{value}' is not one of: {allowed}.",
        "« {value} » n'est pas dans la liste : {allowed}.",
    ),
    "not-a-port": (
        "'{value}' is not a port (0 to 65535).",
        "« {value} » n'est pas un port (0 à 65535).",
    ),
    "not-a-count": (
        "'{value}' is not a whole number from 1.",
        "« {value} » n'est pas un nombre entier à partir de 1.",
    ),
    "not-a-date": (
        "'{value}' is not a date (YYYY-MM-DD).",
        "« {value} » n'est pas une date (AAAA-MM-JJ).",
    ),
}
