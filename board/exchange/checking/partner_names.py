"""How drafts name the partners and providers of the board, in four languages."""

from collections.abc import Mapping

from board.exchange.checking.lexicon import Phrase, listed
from board.store.directory import Directory

_ALSO = {
    "eu-iru": "EU IRU, IRU, EU Internet Referral Unit, Internet Referral Unit, European Internet Referral Unit, l IRU d Europol, IRU d Europol,"
    " Europol s IRU, Europol s Internet Referral Unit, Europol s EU Internet Referral Unit, Europol s EU IRU, Europol EU IRU, EU IRU of Europol, EU IRU d Europol, EU IRU von Europol, EU IRU van Europol,"
    " EU IRU bei Europol, IRU de l UE, IRU UE, UE IRU, Unité spéciale Internet d Europol, Unité spéciale Internet, Unité de signalement,"
    " Unité de signalement des contenus sur internet, Unité de signalement des contenus sur internet de l UE, Unité européenne de signalement,"
    " Unité de signalement d Europol, Unité de signalement de l UE, unité de signalement des contenus internet,"
    " EU Meldestelle, EU Meldestelle für Internetinhalte, Meldestelle für Internetinhalte, Meldestelle, Internetmeldestelle,"
    " EU Internetmeldestelle, Europols Meldestelle, Europol Meldestelle, EU eenheid voor de melding van internetuitingen, meldingseenheid,"
    " EU Meldeeinheit, Internet Meldestelle, meldeenheid, EU meldpunt, IRU van Europol, IRU bei Europol, IRU von Europol, IRU of Europol, EU IRU s, Internet Referral Unit of Europol,"
    " Internet Referral Unit van Europol, EU Internet Referral Unit van Europol, EU Internet Referral Unit of Europol, Internet Referral Unit von Europol, Internet Referral Unit d Europol, Meldestelle von Europol",
    "bka": "BKA, Bundeskriminalamt, Bundeskriminalamts, Bundeskriminalamtes, Federal Criminal Police Office, German Federal Criminal Police, Office fédéral de police criminelle,"
    " Office fédéral allemand de police criminelle, police criminelle fédérale allemande, police criminelle allemande, police fédérale allemande, police allemande, office criminel fédéral allemand,"
    " German police, German federal police, Duitse politie, Duitse federale politie, Duitse recherche, Duitse federale recherche, deutsche Polizei, deutschen Polizei",
    "guardia-civil": "Guardia Civil, Garde civile, Garde civile espagnole, Civil Guard, Spanish Civil Guard, Spanish Guardia Civil, Spaanse Guardia Civil,"
    " spanische Guardia Civil, spanischen Guardia Civil, Guardia Civil espagnole",
    "europol": "Europol, Europols",
    "eurojust": "Eurojust",
    "federal-prosecutor-be": "Parquet fédéral, Parquet fédéral belge, Federaal Parket, Belgisch Federaal Parket, federale parket, Federal Prosecutor, Federal Prosecutor s Office, Belgian Federal Prosecutor,"
    " Belgian Federal Prosecutor s Office, Föderalstaatsanwaltschaft, föderale Staatsanwaltschaft, föderalen Staatsanwaltschaft, Bundesstaatsanwaltschaft, Federal Public Prosecutor",
    "fjp-east-flanders": "PJF, PJF de Flandre orientale, Police Judiciaire Fédérale, Police Judiciaire Fédérale de Flandre orientale, FGP, FGP Oost Vlaanderen, Federale Gerechtelijke Politie,"
    " Federale Gerechtelijke Politie Oost Vlaanderen, Federale Gerechtelijke Politie van Oost Vlaanderen, Federal Judicial Police, Federal Judicial Police of East Flanders, föderale Kriminalpolizei, föderalen Kriminalpolizei, föderale Gerichtspolizei, föderalen Gerichtspolizei, FGP Ostflandern",
    "federal-police-be": "Police fédérale, police belge, Federale Politie, Belgische politie, Belgische federale politie, Federal Police, Belgian Federal Police, Belgian police, belgische Polizei, belgischen Polizei,"
    " föderale Polizei, föderalen Polizei, Föderalpolizei, belgische Föderalpolizei, belgischen Föderalpolizei, police fédérale belge",
    "twitter": "Twitter, X Twitter",
    "google": "Google, YouTube, Google Drive",
    "citco": "CITCO",
}
"""Names that are said beside those in the store, by slug."""

WITHIN = {"eu-iru": "europol"}
"""Whose unit an agency is: what Europol did may be what its unit did."""


class Names:
    """The partners and providers a draft can name, by the words of each name."""

    def __init__(self, known: Directory) -> None:
        agencies = {**known.agencies, **known.partners}
        self.providers = frozenset(known.providers.values())
        found: dict[Phrase, str] = {}
        for names in (agencies, known.providers):
            for name, slug in names.items():
                bare = name.partition("(")[0]
                for said in (name, bare, *_acronyms(name)):
                    for phrase in listed(said.replace(",", " ").replace("(", " ").replace(")", " ").replace("’", " ")):
                        if len("".join(phrase)) > 2 and phrase not in _TOO_COMMON:
                            found.setdefault(phrase, slug)
        there = {*agencies.values(), *self.providers}
        for slug, also in _ALSO.items():
            if slug in there:
                found.update(dict.fromkeys(listed(also), slug))
        self.phrases: Mapping[Phrase, str] = found
        self.longest: dict[str, int] = {}
        for phrase in found:
            self.longest[phrase[0]] = max(self.longest.get(phrase[0], 0), len(phrase))

    def left_out(self, words: Phrase) -> list[str]:
        """Return the words of a sentence without the names in it, which may be of another language."""
        if self.longest.keys().isdisjoint(words):
            return list(words)
        kept: list[str] = []
        at = 0
        while at < len(words):
            most = min(self.longest.get(words[at], 0), len(words) - at)
            size = next((size for size in range(most, 0, -1) if words[at : at + size] in self.phrases), 0)
            kept += () if size else (words[at],)
            at += max(size, 1)
        return kept


def _acronyms(name: str) -> list[str]:
    """Return what stands in brackets behind a name, if it is its short form: "(BKA)"."""
    inside = name.partition("(")[2].partition(")")[0]
    return (
        [inside]
        if inside and " " not in inside and inside not in ("europol", "belgium", "germany", "spain", "bulgaria")
        else []
    )


_TOO_COMMON = frozenset({
    ("belgium",), ("the", "national"), ("federal", "government"), ("google", "drive"), ("online", "service", "providers"),
    ("ministry", "of", "the", "interior"), ("federal", "ministry", "of", "the", "interior"), ("foreign", "police", "forces"),
    ("europol",), ("minister", "of", "the", "interior"), ("bka",),
})  # fmt: skip
