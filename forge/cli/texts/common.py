"""The texts that several commands share: options, arguments, counts, states."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "lang": (
        "The language of texts: en or fr (and ar, zgh where data has it). Also FORGE_LANG; else the system's.",
        "La langue des textes : fr ou en (et ar, zgh pour les données). Aussi FORGE_LANG ; sinon celle du système.",
    ),
    "registry": (
        "The registry: PATH or URL[@BRANCH][#FOLDER]. Also FORGE_REGISTRY; else the nearest one upwards, else the default.",
        "Le registre : CHEMIN ou URL[@BRANCHE][#DOSSIER]. Aussi FORGE_REGISTRY ; sinon le plus proche au-dessus, sinon celui par défaut.",
    ),
    "json": ("Write JSON instead of text.", "Écrire du JSON au lieu de texte."),
    "offline": (
        "Use no network; what was fetched before is used.",
        "Ne pas utiliser le réseau ; ce qui a déjà été récupéré sert.",
    ),
    "dry-run": (
        "Do everything except writing.",
        "Tout faire sauf écrire.",
    ),
    "metavar.address": ("PATH|URL", "CHEMIN|URL"),
    "metavar.path": ("PATH", "CHEMIN"),
    "metavar.directory": ("DIR", "DOSSIER"),
    "metavar.reference": ("OWNER/NAME[@VERSION]", "PROPRIÉTAIRE/NOM[@VERSION]"),
    "metavar.registry": ("ADDRESS", "ADRESSE"),
    "metavar.language": ("LANGUAGE", "LANGUE"),
    "metavar.url": ("URL", "URL"),
    "metavar.owner": ("OWNER", "PROPRIÉTAIRE"),
    "metavar.text": ("TEXT", "TEXTE"),
    "metavar.tag": ("TAG", "TAG"),
    "metavar.commit": ("COMMIT", "COMMIT"),
    "metavar.version": ("VERSION", "VERSION"),
    "metavar.revision": ("DATE|COMMIT", "DATE|COMMIT"),
    "metavar.number": ("N", "N"),
    "metavar.id": ("ID", "ID"),
    "metavar.date": ("DATE", "DATE"),
    "metavar.port": ("PORT", "PORT"),
    "metavar.expression": ("SPDX", "SPDX"),
    "error.one": ("{count} error", "{count} erreur"),
    "error.many": ("{count} errors", "{count} erreurs"),
    "warning.one": ("{count} warning", "{count} avertissement"),
    "warning.many": ("{count} warnings", "{count} avertissements"),
    "note.one": ("{count} note", "{count} note"),
    "note.many": ("{count} notes", "{count} notes"),
    "age": (
        "Offline: {address} as it was on {day}, {age} ago.",
        "Hors ligne : {address} tel qu'il était le {day}, il y a {age}.",
    ),
    "day.one": ("{count} day", "{count} jour"),
    "day.many": ("{count} days", "{count} jours"),
    "hour.one": ("{count} hour", "{count} heure"),
    "hour.many": ("{count} hours", "{count} heures"),
    "metavar.file": ("FILE", "FICHIER"),
    "no-problems": ("no problems", "aucun problème"),
    "summary": ("{counts} in {seconds} s", "{counts} en {seconds} s"),
    "hint": ("hint: {hint}", "conseil : {hint}"),
    "reading": ("Reading {address} …", "Lecture de {address} …"),
    "repository-above": (
        "In the repository {repository}; paths are relative to it.",
        "Dans le dépôt {repository} ; les chemins partent de là.",
    ),
    "repository-member": (
        "In the repository {repository}: {path}; paths are relative to the repository.",
        "Dans le dépôt {repository} : {path} ; les chemins partent du dépôt.",
    ),
    "decimal": (".", ","),
}
