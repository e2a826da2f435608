"""The texts of `forge license`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Ask about licences", "Interroger sur les licences"),
    "about": (
        "Say what a licence permits, which licences a file holds, and which go together.",
        "Dire ce que permet une licence, quelles licences un fichier contient, lesquelles vont ensemble.",
    ),
    "show.summary": ("Say what a licence permits", "Dire ce que permet une licence"),
    "show.about": (
        "Say what a licence permits, requires and excludes, who approves it, which law it names, and where it is published. An orientation, not legal advice.",
        "Dire ce qu'une licence permet, exige et exclut, qui l'approuve, quel droit elle nomme, et où elle est publiée. Une orientation, pas un avis juridique.",
    ),
    "show.id": (
        "An SPDX id, or an expression of several.",
        "Un identifiant SPDX, ou une expression de plusieurs.",
    ),
    "show.examples": (
        'forge license show EUPL-1.2\nforge license show "MIT OR Apache-2.0" --json',
        'forge license show EUPL-1.2\nforge license show "MIT OR Apache-2.0" --json',
    ),
    "detect.summary": (
        "Say which licences a file holds",
        "Dire quelles licences un fichier contient",
    ),
    "detect.about": (
        "Say which licences files hold: in full, altered, or only named, with the lines and what was put in or left out. A README counts with its section about the licence.",
        "Dire quelles licences des fichiers contiennent : en entier, modifiées ou seulement nommées, avec les lignes et ce qui a été ajouté ou retiré. Un README compte par sa section sur la licence.",
    ),
    "detect.files": ("The files.", "Les fichiers."),
    "detect.examples": (
        "forge license detect LICENSE COPYING\nforge license detect LICENSES/*.txt --json",
        "forge license detect LICENSE COPYING\nforge license detect LICENSES/*.txt --json",
    ),
    "compat.summary": (
        "Say whether two licences go together",
        "Dire si deux licences vont ensemble",
    ),
    "compat.about": (
        "Say whether something under one licence may go into something under another: yes, no or ask, with the reason and its source. An orientation, not legal advice. The exit code is 0 only for yes.",
        "Dire si ce qui est sous une licence peut entrer dans ce qui est sous une autre : oui, non ou à demander, avec la raison et sa source. Une orientation, pas un avis juridique. Le code de sortie n'est 0 que pour oui.",
    ),
    "compat.inbound": ("The licence of what is taken.", "La licence de ce qui est repris."),
    "compat.outbound": ("The licence of what it goes into.", "La licence de ce où cela entre."),
    "compat.use": (
        "link: used as a library; merge: copied in, distributed as one; aside: shipped beside; data: data made into other data.",
        "link : utilisé comme bibliothèque ; merge : copié dedans, distribué d'un bloc ; aside : livré à côté ; data : données dans d'autres données.",
    ),
    "compat.examples": (
        "forge license compat Apache-2.0 GPL-3.0-or-later\nforge license compat etalab-2.0 CC-BY-4.0 --use data",
        "forge license compat Apache-2.0 GPL-3.0-or-later\nforge license compat etalab-2.0 CC-BY-4.0 --use data",
    ),
    "compat.answer": (
        "{inbound} into {outbound}, {use}: {answer}",
        "{inbound} dans {outbound}, {use} : {answer}",
    ),
    "compat.source": ("source: {source}", "source : {source}"),
    "use.link": ("linked", "lié"),
    "use.merge": ("copied in", "copié dedans"),
    "use.aside": ("shipped beside", "livré à côté"),
    "use.data": ("as data", "comme données"),
    "answer.yes": ("yes", "oui"),
    "answer.no": ("no", "non"),
    "answer.ask": ("ask", "à demander"),
    "explanation": ("explanation {number}", "explication {number}"),
    "row": ("row {number} of forge's table", "ligne {number} de la table de forge"),
    "family": ("family", "famille"),
    "permits": ("permits", "permet"),
    "requires": ("requires", "exige"),
    "excludes": ("excludes", "exclut"),
    "approved": ("approved by", "approuvée par"),
    "law": ("governing law", "droit applicable"),
    "page": ("official page", "page officielle"),
    "nothing": ("nothing", "rien"),
    "nobody": ("neither OSI nor FSF", "ni l'OSI ni la FSF"),
    "no-page": ("none is known", "aucune n'est connue"),
    "state.text": ("(in full)", "(en entier)"),
    "state.altered": ("an altered licence text", "un texte de licence modifié"),
    "state.mention": ("(named, without its text)", "(nommée, sans son texte)"),
    "state.none": ("no licence was recognised", "aucune licence reconnue"),
    "kind.full-text": ("text", "texte"),
    "kind.altered": ("changed text", "texte modifié"),
    "kind.exception": ("exception", "exception"),
    "kind.notice": ("notice", "mention"),
    "kind.tag": ("tag", "balise"),
    "kind.name": ("name", "nom"),
    "kind.model": ("model licence", "licence de modèle"),
    "lines": ("lines {first} to {last}", "lignes {first} à {last}"),
    "inserted": ("put in: “{words}”", "ajouté : « {words} »"),
    "missing": ("{count} words are missing", "il manque {count} mots"),
    "restricted": ("restricts uses", "restreint les usages"),
    "may": ("May I use it?", "Puis-je l'utiliser ?"),
    "may.ask": ("ask {contact}", "demandez à {contact}"),
    "may.because": ("because", "car"),
}
