"""The texts of `forge registry`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "about": (
        "Make a registry, add and describe its owners, decide on proposals, choose the default one.",
        "Créer un registre, ajouter et décrire ses propriétaires, décider des propositions, choisir celui par défaut.",
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
    "new.name": (
        "Its name, as LANGUAGE=TEXT; once for each language.",
        "Son nom, LANGUE=TEXTE ; une fois par langue.",
    ),
    "new.language": (
        "A language of its pages (fr, ar, zgh, en); once for each, the first one first.",
        "Une langue de ses pages (fr, ar, zgh, en) ; une fois par langue, la première d'abord.",
    ),
    "new.notice": (
        "What stands on every page, as LANGUAGE=TEXT; once for each language.",
        "Ce qui figure sur chaque page, LANGUE=TEXTE ; une fois par langue.",
    ),
    "new.contact": (
        "Who decides on publications: a form, or the mailbox of a function.",
        "Qui décide des publications : un formulaire, ou la boîte d'une fonction.",
    ),
    "new.site": ("The address of its web site.", "L'adresse de son site web."),
    "new.bare": (
        "Without a work tree, as on a server.",
        "Sans arbre de travail, comme sur un serveur.",
    ),
    "new.examples": (
        'forge registry new registry --country ma\nforge registry new registry --name "fr=Registre de la ville"',
        'forge registry new registre --country ma\nforge registry new registre --name "fr=Registre de la ville"',
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
    "review.summary": ("Decide on proposals", "Décider des propositions"),
    "review.about": (
        "List the open proposals with what stands against each and what it changes; accept or decline them. What is accepted becomes one commit.",
        "Énumérer les propositions ouvertes, avec ce qui s'oppose à chacune et ce qu'elle change ; les accepter ou les refuser. Ce qui est accepté devient un seul commit.",
    ),
    "review.accept": (
        "Accept this proposal; may be repeated.",
        "Accepter cette proposition ; peut être répété.",
    ),
    "review.all": (
        "Accept every proposal that no error stands against.",
        "Accepter toutes les propositions auxquelles aucune erreur ne s'oppose.",
    ),
    "review.decline": ("Decline this proposal.", "Refuser cette proposition."),
    "review.reason": (
        "Why it is declined, for who proposed it.",
        "Pourquoi elle est refusée, pour qui l'a proposée.",
    ),
    "review.from": (
        "Read the proposals of this file (forge publish --bundle).",
        "Lire les propositions de ce fichier (forge publish --bundle).",
    ),
    "review.without-sources": (
        "Do not read the proposals again from the repositories that they come from.",
        "Ne pas relire les propositions depuis les dépôts dont elles viennent.",
    ),
    "review.working": (
        "Comparing the proposals with their sources …",
        "Comparaison des propositions avec leurs sources …",
    ),
    "review.checked": (
        "  read again from its source",
        "  relu depuis sa source",
    ),
    "review.unchecked": (
        "  not checked against its source",
        "  non vérifié contre sa source",
    ),
    "review.examples": (
        'forge registry review\nforge registry review --accept publish/onb/bareme-bourses/2.1.0\nforge registry review --decline publish/onb/bareme-bourses/2.1.0 --reason "The purpose is missing"\nforge registry review --from proposal.bundle --all',
        'forge registry review\nforge registry review --accept publish/onb/bareme-bourses/2.1.0\nforge registry review --decline publish/onb/bareme-bourses/2.1.0 --reason "La finalité manque"\nforge registry review --from proposition.bundle --all',
    ),
    "review.metavar": ("NAME", "NOM"),
    "review.none": ("No open proposal.", "Aucune proposition ouverte."),
    "review.head": ("{name}, proposed on {day}", "{name}, proposé le {day}"),
    "review.files": ("  files: {files}", "  fichiers : {files}"),
    "review.first": ("  the first version", "  la première version"),
    "review.known": (
        "  published already, identical; accepting removes the proposal",
        "  déjà publié, à l'identique ; accepter retire la proposition",
    ),
    "review.accepted": (
        "Accepted {names} (commit {commit}).",
        "Accepté : {names} (commit {commit}).",
    ),
    "review.would-accept": (
        "Would accept {names}; nothing was written.",
        "Accepterait {names} ; rien n'a été écrit.",
    ),
    "review.declined": ("Declined {names}: {reason}", "Refusé : {names} : {reason}"),
    "review.would-decline": (
        "Would decline {names}; nothing was written.",
        "Refuserait {names} ; rien n'a été écrit.",
    ),
    "review.changed": (
        "{names} was changed meanwhile; look at it again.",
        "{names} a changé entre-temps ; relisez-la.",
    ),
    "review.no-reason": (
        "--decline needs --reason: who proposed it wants to know why.",
        "--decline demande --reason : qui l'a proposée veut savoir pourquoi.",
    ),
    "review.one-thing": (
        "--accept, --all and --decline exclude each other.",
        "--accept, --all et --decline s'excluent.",
    ),
    "hook.summary": ("Guard the registry on its server", "Garder le registre sur son serveur"),
    "hook.about": (
        "Check what is pushed, as a pre-receive hook: reads the lines that git gives it and refuses a push that changes or removes what was published. Write this line into hooks/pre-receive: exec forge registry hook",
        "Vérifier ce qui est poussé, comme hook pre-receive : lit les lignes que git lui donne et refuse un push qui change ou retire ce qui a été publié. Écrivez cette ligne dans hooks/pre-receive : exec forge registry hook",
    ),
    "hook.folder": (
        "The registry's folder in the repository.",
        "Le dossier du registre dans le dépôt.",
    ),
    "hook.examples": (
        "printf '#!/bin/sh\\nexec forge registry hook\\n' > hooks/pre-receive",
        "printf '#!/bin/sh\\nexec forge registry hook\\n' > hooks/pre-receive",
    ),
    "hook.removed": (
        "{branch} cannot be removed: it is the registry.",
        "{branch} ne peut pas être retirée : c'est le registre.",
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
    "metavar.contact": ("URL|MAILBOX", "URL|BOÎTE"),
    "metavar.prefix": ("HOST/PATH", "HÔTE/CHEMIN"),
}
