"""A registry's content made by hand, for tests of what is derived from it."""

import hashlib
from collections.abc import Collection, Iterator

import attrs

from forge.model import (
    Algorithm,
    AlgorithmId,
    Artifact,
    Dependency,
    Field,
    Interface,
    LicenseFile,
    Licensing,
    Manifest,
    Owner,
    Partner,
    Period,
    Provenance,
    Release,
    Reuse,
    Source,
    Term,
    Transparency,
    Use,
    Verdict,
    Version,
    Vocabulary,
)
from forge.model.kinds import Date
from forge.model.settings import Settings
from forge.model.transparency import Assessment, Data, LegalBasis, Model, Risk
from forge.text import Localized


def _no_report(code: str, key: str, **values: object) -> None:
    raise AssertionError((code, key, values))


def day(text: str):
    return Date().clean(text, "day", _no_report)


SETTINGS = Settings(
    name=Localized({"fr": "Registre d'exemple", "ar": "سجل نموذجي"}),
    languages=("fr", "ar"),
    contact="https://registre.example/contact",
    notice=Localized(
        {
            "fr": "Exemple : tout est inventé, aucun organisme n'est réel.",
            "ar": "مثال: كل ما هنا متخيل ولا وجود لأي هيئة مذكورة.",
        }
    ),
)


def term(identity: str, **names: str) -> Term:
    return Term(id=identity, name=Localized(names))


VOCABULARY = Vocabulary(
    domains={
        "education": term("education", fr="Éducation", ar="التربية والتكوين"),
        "water": term("water", fr="Eau et climat", ar="الماء والمناخ"),
        "public-finance": term("public-finance", fr="Finances publiques", ar="المالية العمومية"),
    },
    regions={"MA-04": term("MA-04", fr="Rabat-Salé-Kénitra", ar="الرباط سلا القنيطرة")},
    languages={
        "fr": term("fr", fr="français", ar="الفرنسية"),
        "ar": term("ar", fr="arabe", ar="العربية"),
        "zgh-Tfng": term("zgh-Tfng", fr="amazighe standard marocain", ar="الأمازيغية المعيارية"),
    },
    laws={"xx:1": term("xx:1", fr="Loi d'exemple", ar="قانون نموذجي")},
)

OWNERS = {
    "onb": Owner(
        id="onb",
        name=Localized(
            {"fr": "Office national des bourses (exemple)", "ar": "المكتب الوطني للمنح (مثال)"}
        ),
        kind="agency",
        website="https://onb.example",
        repositories=("git.onb.example/sie",),
    ),
    "ija": Owner(
        id="ija",
        name=Localized({"fr": "Institut des langues (exemple)", "ar": "معهد اللغات (مثال)"}),
        kind="institute",
    ),
}


def release(
    identity: str = "onb/bareme-bourses", version: str = "1.0.0", **changes: object
) -> Release:
    """Return a release; `changes` are attributes of its manifest, or of the release itself."""
    own = {name for name in ("source", "licensing", "provenance", "foreign") if name in changes}
    date = changes.pop("date", f"2026-0{1 + len(version) % 9}-02T10:15:00Z")
    manifest = {
        "title": Localized({"fr": "Barème des bourses", "ar": "جدول المنح"}),
        "summary": Localized(
            {"fr": "Calcule le droit à une bourse.", "ar": "يحسب الحق في المنحة."}
        ),
        "license": "Apache-2.0",
        "status": "stable",
        "kind": "rules",
    } | {name: value for name, value in changes.items() if name not in own}
    commit = hashlib.sha1(f"{identity}@{version}".encode()).hexdigest()
    made = {
        "source": Source(
            repository="https://git.onb.example/sie/" + identity.partition("/")[2],
            commit=commit,
            tag=f"v{version}" if "dev" not in version else "",
            date=date,
            swhid=f"swh:1:dir:{commit}",
            sha256=hashlib.sha256(commit.encode()).hexdigest(),
        ),
        "licensing": Licensing(
            declared=str(manifest["license"]), files=(LicenseFile(path="LICENSE", blob=commit),)
        ),
    } | {name: changes[name] for name in own}
    return Release(
        id=AlgorithmId.from_string(identity),
        version=Version(version),
        manifest=Manifest(**manifest),
        generator="forge 0.1.0",
        licence_data="spdx-3.29.0",
        **made,
    )


def algorithm(*releases: Release, uses: tuple[Period, ...] = ()) -> Algorithm:
    identity = releases[0].id
    owner = OWNERS.get(identity.owner) or Owner(id=identity.owner)
    return Algorithm(id=identity, owner=owner, releases=releases, uses=uses)


def full_algorithm() -> Algorithm:
    """Return an algorithm with two releases in which every section says something."""
    old = release(
        version="1.9.2",
        date="2026-01-08T09:00:00Z",
        summary=Localized({"fr": "Calcule le droit à une bourse, barème 2025."}),
        domains=("education",),
        transparency=Transparency(
            effect="supports", appeal=Localized({"fr": "Écrire à l'office sous 60 jours."})
        ),
    )
    new = release(
        version="2.1.0",
        date="2026-11-02T10:15:00Z",
        title=Localized({"fr": "Barème des bourses", "ar": "جدول المنح الدراسية", "zgh": "ⵜⵉⵎⵏⴰ"}),
        description=Localized(
            {"fr": "Calcule le droit.\n\n- Barème **2026**\n- [Notice](https://onb.example/notice)"}
        ),
        domains=("education", "public-finance"),
        languages=("fr", "ar"),
        keywords=("bourse", "étudiants", "منحة"),
        regions=("MA-04",),
        homepage="https://onb.example/bareme",
        documentation="https://onb.example/bareme/doc",
        packages=("pkg:pypi/bareme-bourses",),
        interface=Interface(
            kind="library",
            language="python",
            entry="bareme_bourses:droits",
            inputs=(
                Field(
                    name="revenu",
                    type="number",
                    unit="MAD/an",
                    about=Localized({"fr": "Revenu net."}),
                ),
                Field(name="enfants", type="integer"),
            ),
            outputs=(Field(name="montant", type="number", unit="MAD/an"),),
        ),
        reuse=Reuse(
            contact="https://onb.example/contact",
            maintenance="internal",
            conditions=Localized({"fr": "Vérifier le barème de l'année."}),
            based_on=("ija/translitteration@1.0", "https://git.ailleurs.example/moteur"),
            openness="open",
            partners=(Partner(name="Institut des langues (exemple)", role="co-developer"),),
        ),
        artifacts=(
            Artifact(
                name="bareme.json",
                kind="data",
                url="https://onb.example/bareme.json",
                size=12_345,
                sha256="a" * 64,
                license="CC0-1.0",
            ),
        ),
        depends=(Dependency(name="Annuaire", kind="service", country="MA", replaceable=True),),
        transparency=Transparency(
            effect="supports",
            method=("rules",),
            level="impactful",
            purpose=Localized({"fr": "Aider l'agent.", "ar": "مساعدة الموظف."}),
            appeal=Localized({"fr": "Écrire à l'office sous 30 jours."}),
            personal_data="personal",
            reviewed=day("2026-10-01"),
            data=(Data(name="Revenus déclarés", use="input", personal="personal"),),
            risks=(
                Risk(
                    risk=Localized({"fr": "Barème périmé."}),
                    mitigation=Localized({"fr": "Double calcul."}),
                ),
            ),
            assessments=(
                Assessment(
                    kind="audit",
                    title="Audit",
                    date=day("2026-09-01"),
                    url="https://onb.example/audit",
                ),
            ),
            legal_basis=(LegalBasis(title=Localized({"fr": "Décret d'exemple"}), law="xx:1"),),
            models=(Model(name="aucun", task="classement"),),
        ),
        licensing=Licensing(
            declared="Apache-2.0",
            verdict=Verdict.VERIFIED,
            files=(
                LicenseFile(
                    path="LICENSE", blob="b" * 40, ids=("Apache-2.0",), state="text", percent=100
                ),
            ),
        ),
        provenance=(
            Provenance(key="algorithm.title.fr", file="algorithm.toml", line=5),
            Provenance(key="algorithm.license", file="publiccode.yml", line=12),
        ),
    )
    use = Use(
        owner="onb",
        version="2.1.0",
        status="in-use",
        since=day("2026-11-05"),
        scale="40 000 par an",
    )
    earlier = Use(
        owner="ija",
        version="1.9.2",
        status="retired",
        since=day("2026-01-10"),
        until=day("2026-11-04"),
        evidence="https://ija.example/page",
    )
    periods = tuple(
        Period(body=item.owner, algorithm=new.id, use=item, declared=item.since)
        for item in (earlier, use)
    )
    return algorithm(old, new, uses=periods)


def _hash(value: object) -> str:
    return hashlib.sha1(repr(value).encode()).hexdigest()


@attrs.frozen(kw_only=True)
class Content:
    """A registry's content at one commit, held in memory."""

    items: tuple[Algorithm, ...]
    address: str = "registre"
    date: str = "2026-11-21T12:00:00Z"
    settings: Settings = SETTINGS
    vocabulary: Vocabulary = VOCABULARY

    @property
    def commit(self) -> str:
        told = (self.items, self.settings, self.vocabulary, self.date)
        return _hash(told)

    @property
    def owners(self):
        return OWNERS | {item.owner.id: item.owner for item in self.items}

    def blobs(self) -> dict[str, str]:
        made = {
            "registry.toml": _hash(self.settings),
            "vocabulary/all.toml": _hash(self.vocabulary),
        }
        made |= {f"owners/{owner.id}.toml": _hash(owner) for owner in self.owners.values()}
        for item in self.items:
            made |= {f"algorithms/{item.id}/{r.version}.toml": _hash(r) for r in item.releases}
            made |= {f"uses/{use.body}/{item.id}.toml": _hash(item.uses) for use in item.uses}
            made[f"algorithms/{item.id}/status.toml"] = _hash(item.events)
        return made

    def ids(self) -> tuple[AlgorithmId, ...]:
        return tuple(sorted(item.id for item in self.items))

    def algorithm(self, identity: AlgorithmId) -> Algorithm | None:
        return next((item for item in self.items if item.id == identity), None)

    def some(self, ids: Collection[AlgorithmId]) -> Iterator[Algorithm]:
        found = (self.algorithm(identity) for identity in ids)
        return (item for item in found if item is not None)

    def algorithms(self) -> Iterator[Algorithm]:
        return iter(sorted(self.items, key=lambda item: item.id))
