"""The texts of `forge registry`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "about": (
        "Make a registry, add and describe its owners, choose the default one.",
        "Créer un registre, ajouter et décrire ses propriétaires, choisir celui par défaut.",
    ),
    "new.summary": ("Make a registry", "Créer un registre"),
    "new.about": (
        "Make a registry: a git repository with its settings, domains, licences and languages and, with a country, its owners, regions, laws and notice.",
        "Créer un registre : un dépôt git avec ses réglages, domaines, licences et langues et, avec un pays, ses propriétaires, régions, lois et avis.",
    ),
    "new.directory": (
        "Where; a directory that is not there yet or is empty.",
        "Où ; un dossier qui n'existe pas encore ou est vide.",
    ),
    "new.country": (
        "ma: Morocco's public bodies, regions and laws. none: no country.",
        "ma : les organismes, régions et lois du Maroc. none : sans pays.",
    ),
    "new.examples": (
        "forge registry new registry --country ma\nforge registry new registry",
        "forge registry new registre --country ma\nforge registry new registre",
    ),
    "new.made": (
        "Made the registry {directory} ({owners}). Next: forge registry default {directory}",
        "Registre {directory} créé ({owners}). Ensuite : forge registry default {directory}",
    ),
    "new.would": (
        "Would make the registry {directory}; nothing was written.",
        "Créerait le registre {directory} ; rien n'a été écrit.",
    ),
    "owner-count.one": ("{count} owner", "{count} propriétaire"),
    "owner-count.many": ("{count} owners", "{count} propriétaires"),
    "owner.summary": ("Add or change an owner", "Ajouter ou changer un propriétaire"),
    "owner.about": (
        "Add a public body that owns algorithms, or what belongs to it. Each command makes one commit in the registry.",
        "Ajouter un organisme public qui possède des algorithmes, ou ce qui lui appartient. Chaque commande fait un commit dans le registre.",
    ),
    "owner.add.summary": ("Add an owner", "Ajouter un propriétaire"),
    "owner.add.about": (
        "Add a public body. Its id stays for ever; its names may change.",
        "Ajouter un organisme public. Son identifiant reste pour toujours ; ses noms peuvent changer.",
    ),
    "owner.add.examples": (
        'forge registry owner add onb --name "fr=Office national des bourses" --prefix git.onb.example/sie',
        'forge registry owner add onb --name "fr=Office national des bourses" --prefix git.onb.example/sie',
    ),
    "owner.prefix.summary": (
        "Add an address of its repositories",
        "Ajouter une adresse de ses dépôts",
    ),
    "owner.prefix.about": (
        "Add an address below which every repository belongs to this owner: host/path in whole segments.",
        "Ajouter une adresse sous laquelle tout dépôt appartient à ce propriétaire : hôte/chemin, en segments entiers.",
    ),
    "owner.prefix.examples": (
        "forge registry owner prefix onb git.onb.example/sie",
        "forge registry owner prefix onb git.onb.example/sie",
    ),
    "owner.former.summary": ("Keep a name that it had", "Garder un nom qu'il portait"),
    "owner.former.about": (
        "Keep a name that the owner had, so that people still find it.",
        "Garder un nom que le propriétaire portait, pour qu'on le trouve encore.",
    ),
    "owner.former.examples": (
        'forge registry owner former onb --name "fr=Caisse des bourses" --until 2024-12-31',
        'forge registry owner former onb --name "fr=Caisse des bourses" --until 2024-12-31',
    ),
    "owner.id": ("The owner's id.", "L'identifiant du propriétaire."),
    "owner.name": (
        "A name as LANGUAGE=TEXT; once for each language.",
        "Un nom sous la forme LANGUE=TEXTE ; une fois par langue.",
    ),
    "owner.kind": ("What sort of body it is.", "De quelle sorte d'organisme il s'agit."),
    "owner.parent": ("The id of the body above it.", "L'identifiant de l'organisme au-dessus."),
    "owner.website": ("Its site.", "Son site."),
    "owner.contact": (
        "A form, or the mailbox of a function.",
        "Un formulaire, ou la boîte d'une fonction.",
    ),
    "owner.prefix-option": (
        "An address of its repositories; may be repeated.",
        "Une adresse de ses dépôts ; peut être répété.",
    ),
    "owner.prefix-argument": (
        "The address: host/path, or a whole URL.",
        "L'adresse : hôte/chemin, ou une URL entière.",
    ),
    "owner.until": ("The last day of the name.", "Le dernier jour du nom."),
    "owner.saved": ("Wrote {file} (commit {commit}).", "{file} écrit (commit {commit})."),
    "owner.unchanged": ("Already so; nothing to do.", "C'est déjà le cas ; rien à faire."),
    "owner.would": (
        "Would write {file}; nothing was written.",
        "Écrirait {file} ; rien n'a été écrit.",
    ),
    "default.summary": ("Choose the default registry", "Choisir le registre par défaut"),
    "default.about": (
        "Choose the registry that commands use when none is named and none is found upwards; without an address, show it.",
        "Choisir le registre que les commandes utilisent quand aucun n'est nommé ni trouvé au-dessus ; sans adresse, le montrer.",
    ),
    "default.address": ("Its address.", "Son adresse."),
    "default.examples": (
        "forge registry default https://git.forge.example/registre",
        "forge registry default https://git.forge.example/registre",
    ),
    "default.set": ("The default registry is {address}.", "Le registre par défaut est {address}."),
    "default.none": (
        "There is no default registry. Choose one: forge registry default ADDRESS",
        "Il n'y a pas de registre par défaut. Pour en choisir un : forge registry default ADRESSE",
    ),
    "default.would": (
        "Would make {address} the default registry; nothing was written.",
        "Ferait de {address} le registre par défaut ; rien n'a été écrit.",
    ),
    "metavar.name": ("LANGUAGE=TEXT", "LANGUE=TEXTE"),
    "metavar.prefix": ("HOST/PATH", "HÔTE/CHEMIN"),
}
