"""The texts of `forge init`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Write the shortest algorithm.toml", "Écrire le plus court algorithm.toml"),
    "about": (
        "Read what the repository already says of itself, ask only for what is missing, and write the shortest algorithm.toml that adds it. Nothing is moved or overwritten; a repository that says enough needs no file.",
        "Lire ce que le dépôt dit déjà de lui-même, ne demander que ce qui manque, et écrire le plus court algorithm.toml qui l'ajoute. Rien n'est déplacé ni écrasé ; un dépôt qui en dit assez n'a besoin d'aucun fichier.",
    ),
    "address": (
        "The repository. The current directory when missing.",
        "Le dépôt. Le dossier courant à défaut.",
    ),
    "path": (
        "The directory of one algorithm inside the repository.",
        "Le dossier d'un des algorithmes du dépôt.",
    ),
    "owner": (
        "The public body: its id, or a part of its name.",
        "L'organisme public : son identifiant, ou une partie de son nom.",
    ),
    "effect": (
        "How far it touches people; without it, the five answers are explained.",
        "Jusqu'où il touche les gens ; sans elle, les cinq réponses sont expliquées.",
    ),
    "name": ("The algorithm's name.", "Le nom de l'algorithme."),
    "title": (
        "Its title, as LANGUAGE=TEXT; once for each language.",
        "Son titre, LANGUE=TEXTE ; une fois par langue.",
    ),
    "summary-option": (
        "What it does in one sentence, as LANGUAGE=TEXT; once for each language.",
        "Ce qu'il fait en une phrase, LANGUE=TEXTE ; une fois par langue.",
    ),
    "license": ("Its licence, an SPDX expression.", "Sa licence, une expression SPDX."),
    "yes": (
        "Ask nothing; what is missing stays missing.",
        "Ne rien demander ; ce qui manque reste manquant.",
    ),
    "dry-run": (
        "Print the file instead of writing it.",
        "Afficher le fichier au lieu de l'écrire.",
    ),
    "examples": (
        "forge init\nforge init --owner onb --effect supports --yes\nforge init --dry-run",
        "forge init\nforge init --owner onb --effect supports --yes\nforge init --dry-run",
    ),
    "read": ("Read {files}.", "Lu : {files}."),
    "read-nothing": ("Found no metadata file.", "Aucun fichier de métadonnées."),
    "no-tag": ("No tag yet.", "Pas encore de tag."),
    "latest-tag": ("Newest tag: {tag}.", "Tag le plus récent : {tag}."),
    "field.name": ("name", "nom"),
    "field.title": ("title", "titre"),
    "field.summary": ("summary", "résumé"),
    "field.license": ("license", "licence"),
    "field.owner": ("owner", "propriétaire"),
    "field.effect": ("effect", "effet"),
    "by-address": ("{name}, by its address", "{name}, par son adresse"),
    "unowned": (
        "{address} belongs to no owner of the registry",
        "{address} n'appartient à aucun propriétaire du registre",
    ),
    "no-address": (
        "the repository has no address (git remote)",
        "le dépôt n'a pas d'adresse (git remote)",
    ),
    "no-registry": ("no registry is known here", "aucun registre n'est connu ici"),
    "missing": ("stated nowhere", "indiqué nulle part"),
    "ask-owner": (
        "Owner (part of a name, or an id): ",
        "Propriétaire (partie d'un nom, ou identifiant) : ",
    ),
    "ask-owner-id": (
        "Owner (an id of the registry): ",
        "Propriétaire (identifiant du registre) : ",
    ),
    "ask-which": ("Owner [{default}]: ", "Propriétaire [{default}] : "),
    "nobody": (
        "No owner's name holds '{text}'.",
        "Aucun nom de propriétaire ne contient « {text} ».",
    ),
    "no-such-owner": (
        "'{text}' cannot be an owner's id.",
        "« {text} » ne peut pas être un identifiant de propriétaire.",
    ),
    "too-many": (
        "{count} owners; the first {shown}:",
        "{count} propriétaires ; les {shown} premiers :",
    ),
    "effect-title": ("How far does it touch people? It …", "Jusqu'où touche-t-il les gens ? Il …"),
    "effect.none": (
        "is a tool or a library; nobody is affected directly",
        "est un outil ou une bibliothèque ; personne n'est touché directement",
    ),
    "effect.informs": ("gives people information", "informe les gens"),
    "effect.supports": ("helps an agent to decide", "aide un agent à décider"),
    "effect.decides": ("decides by itself", "décide seul"),
    "effect.interacts": ("talks with people", "dialogue avec les gens"),
    "ask-effect": ("Effect [{default}]: ", "Effet [{default}] : "),
    "ask-name": ("Name (a-z, 0-9, hyphens): ", "Nom (a-z, 0-9, tirets) : "),
    "ask-title": (
        "Title, what people call it (in {language}): ",
        "Titre, le nom courant (en {language}) : ",
    ),
    "ask-summary": (
        "Summary, what it does in one sentence (in {language}): ",
        "Résumé, ce qu'il fait en une phrase (en {language}) : ",
    ),
    "ask-license": (
        "License (SPDX, such as EUPL-1.2): ",
        "Licence (SPDX, par exemple EUPL-1.2) : ",
    ),
    "ask-license-held": ("License (SPDX) [{default}]: ", "Licence (SPDX) [{default}] : "),
    "license-file": ("{file} ({ids}, its full text)", "{file} ({ids}, texte complet)"),
    "license-held": (
        "{file} holds its text; declared nowhere",
        "{file} en contient le texte ; déclarée nulle part",
    ),
    "language.en": ("English", "anglais"),
    "language.fr": ("French", "français"),
    "language.ar": ("Arabic", "arabe"),
    "language.zgh": ("Tamazight", "amazighe"),
    "not-one-of": ("One of: {allowed}.", "Un de : {allowed}."),
    "wrote": (
        "Wrote {file} ({lines}; everything else stays where it is). Next: forge check",
        "{file} écrit ({lines} ; tout le reste demeure où il est). Ensuite : forge check",
    ),
    "line.one": ("{count} line", "{count} ligne"),
    "line.many": ("{count} lines", "{count} lignes"),
    "nothing-needed": (
        "No algorithm.toml is needed; the other files say enough. Next: forge check",
        "Aucun algorithm.toml n'est nécessaire ; les autres fichiers en disent assez. Ensuite : forge check",
    ),
    "nothing-answered": (
        "Nothing was written, since nothing was answered. Still missing: {names}. Answer as options (forge init --help), or without --yes.",
        "Rien n'a été écrit, faute de réponses. Il manque toujours : {names}. Répondez par des options (forge init --help), ou sans --yes.",
    ),
    "would": ("Would write {file}:", "Écrirait {file} :"),
}
