"""The words of partners' files, in French, Dutch, German and English: input grammar, never shown.

A line of a table is `what it means: words`, separated by commas, with or without accents. A mark behind a word stands
for its endings: "*" a plural in s, "~" a French participle (e, s, es), "^" a Dutch one (e), "+" a German one
(e, er, en, es, em).
"""

from board.model.vocabulary import ContentType, Stage

TYPES = {
    ContentType.VIDEO: "vidéo*, videoclip*, videobestand, videobestanden, videodatei, videodateien",
    ContentType.PUBLICATION: "publication*, publicatie*, Publikation, Publikationen, Veröffentlichung,"
    " Veröffentlichungen",
    ContentType.GROUP: "groupe*, group*, groep, groepen, Gruppe, Gruppen",
    ContentType.ACCOUNT: "compte*, account*, accounts, Konto, Konten, Kontos, Benutzerkonto, Benutzerkonten,"
    " Nutzerkonto,"
    " Nutzerkonten, compte utilisateur, comptes utilisateurs, comptes d'utilisateurs, user account, user accounts,"
    " gebruikersaccount*",
    ContentType.CHANNEL: "chaîne*, canal, canaux, channel*, kanaal, kanalen, Kanal, Kanäle, Kanälen",
    ContentType.BOT: "bot*, robot*, Roboter",
    ContentType.LINK: "lien*, link*, url*, hyperlien*, hyperlink*, Verknüpfung, Verknüpfungen, web address,"
    " web addresses, adresse web, adresses web, Webadresse, Webadressen, webadres, webadressen",
    ContentType.FILE: "fichier*, file*, bestand, bestanden, Datei, Dateien",
    ContentType.WEBSITE: "site web, sites web, site internet, sites internet, website*, web site, web sites, site,"
    " sites, Webseite, Webseiten, Internetseite, Internetseiten, webstek, webpagina, webpagina's",
    ContentType.APP: "app*, application*, appli*, applicatie*, Anwendung, Anwendungen, toepassing, toepassingen",
    ContentType.SERVER: "serveur*, server*, Servern",
    ContentType.DOMAIN: "domaine*, nom de domaine, noms de domaine, domain*, domain name*, Domäne, Domänen, Domainname,"
    " Domainnamen, domein, domeinen, domeinnaam, domeinnamen",
    ContentType.PERSON: "personne*, person*, people, persoon, personen",
    ContentType.ITEM: "item*, élément*, contenu*, content, contents, inhoud, Inhalt, Inhalte, Inhalten, Element,"
    " Elemente,"
    " elementen, contenu en ligne, piece of content, pieces of content, content item*, stuk, stuks",
    ContentType.MESSAGE: "message*, post*, Beitrag, Beiträge, Nachricht, Nachrichten, bericht, berichten, tweet*",
    ContentType.COUNTRY: "pays, country, countries, land, Länder, landen",
    ContentType.LANGUAGE: "langue*, language*, taal, talen, Sprache, Sprachen",
}
"""Words for what is counted. Those that only published statements count are here to be told from what nobody knows."""

STAGES = {
    Stage.DETECTED: "détecté~, détection*, detected, detection*, gedetecteerd^, opgespoord^, detectie*, erkannt+,"
    " entdeckt+, festgestellt+, Feststellung, Feststellungen, trouvé~, found, gevonden, gefunden+, repéré~",
    Stage.ASSESSED: "évalué~, évaluation*, examiné~, analysé~, assessed, assessment*, evaluated, examined, reviewed,"
    " beoordeeld^, beoordeling, beoordelingen, onderzocht^, geëvalueerd^, bewertet+, Bewertung, Bewertungen, geprüft+,"
    " Prüfung, Prüfungen",
    Stage.HELD: "held, held back, kept back, on hold, deconfliction, de-confliction, déconfliction, retenu~,"
    " mis en attente, mise en attente, mises en attente, gardé~ en attente, in de wacht gezet, achtergehouden,"
    " zurückgehalten+, zurückgestellt+",
    Stage.REFERRED: "signalé~, signalement*, transmis, transmise*, notifié~, notification*, referred, referral*,"
    " flagged,"
    " notified, gemeld^, melding, meldingen, doorverwezen, doorverwijzing, doorverwijzingen, doorgegeven, aangemeld^,"
    " gemeldet+, Meldung, Meldungen, weitergeleitet+, hingewiesen+",
    Stage.ORDERED: "ordered, ordered removed, removal order*, ordonné~, injonction*, injonction* de retrait,"
    " ordre* de retrait, sous injonction, sous injonction de retrait, injonctions de retrait, ordres de retrait,"
    " bevolen, verwijderingsbevel, verwijderingsbevelen,"
    " angeordnet+, Anordnung, Anordnungen, Entfernungsanordnung, Entfernungsanordnungen, Löschanordnung,"
    " Löschanordnungen",
    Stage.REMOVED: "retiré~, retrait*, supprimé~, suppression*, effacé~, enlevé~, removed, removal*, deleted,"
    " deletion*,"
    " taken down, takedown*, take down*, taken offline, withdrawn, verwijderd^, verwijdering, verwijderingen, gewist^,"
    " offline gehaald^, entfernt+, Entfernung, Entfernungen, gelöscht+, Löschung, Löschungen",
    Stage.DISABLED: "désactivé~, désactivation*, rendu* inaccessible*, rendus inaccessibles, géobloqué~, fermé~,"
    " disabled, access disabled, deactivated, closed, geo-blocked, geoblocked, uitgeschakeld^, gedeactiveerd^,"
    " ontoegankelijk gemaakt^, deaktiviert+, abgeschaltet+, unzugänglich gemacht+, geschlossen+",
    Stage.SUSPENDED: "suspendu~, suspension*, suspended, opgeschort^, geschorst^, suspendiert+, ausgesetzt+",
    Stage.REFUSED: "refusé~, refus, rejeté~, refused, rejected, declined, refusal*, geweigerd^, afgewezen, weigering,"
    " weigeringen, abgelehnt+, verweigert+, zurückgewiesen+, Ablehnung, Ablehnungen",
    Stage.REAPPEARED: "réapparu~, réapparition*, reappeared, reappearance*, reuploaded, re-uploaded, back online,"
    " opnieuw verschenen, opnieuw opgedoken, weer online, wieder online, de nouveau en ligne,"
    " wieder aufgetaucht+, wiederaufgetaucht+, erneut aufgetaucht+",
    Stage.REINSTATED: "rétabli~, restauré~, reinstated, restored, hersteld^, teruggeplaatst^, wiederhergestellt+",
    Stage.SEIZED: "saisi~, seized, seizure*, in beslag genomen, inbeslaggenomen, beschlagnahmt+, sichergestellt+",
    Stage.BLOCKED: "bloqué~, blocage*, blocked, geblokkeerd^, blokkering, blokkeringen, blockiert+",
    Stage.ARRESTED: "arrêté~, arrestation*, interpellé~, interpellation*, arrested, arrest*, gearresteerd^,"
    " arrestatie*,"
    " verhaftet+, festgenommen+, Verhaftung, Verhaftungen, Festnahme, Festnahmen",
    Stage.RECEIVED: "reçu~, received, ontvangen, eingegangen+, erhalten+",
    Stage.REPORTED: "reported",
}

EITHER = {
    (Stage.DISABLED, Stage.SUSPENDED, Stage.BLOCKED): "gesperrt+, Sperrung, Sperrungen, afgesloten",
    (Stage.HELD, Stage.ARRESTED): "aangehouden",
}
"""Words that are said of more than one stage: which is meant has to be asked."""

ROLES = {
    "agency": "agence*, agency, agencies, autorité*, authority, authorities, Behörde, Behörden, autoriteit, partner,"
    " partenaire*, unité, service, services, dienst, Dienststelle, organisme, organisation, organization, instantie,"
    " eenheid, Stelle, meldende Stelle, Melder, melder, expéditeur, émetteur, Absender, afzender, sender, reporter,"
    " reporting agency, service enquêteur, corps, korps, agency slug",
    "provider": "plateforme*, plate-forme*, platform*, platformen, Plattform, Plattformen, Anbieter, provider*,"
    " fournisseur*, fournisseur de services, hébergeur*, hoster, host, OSP, HSP, réseau, réseau social,"
    " réseaux sociaux,"
    " network, social network, Netzwerk, netwerk, service, services, service en ligne, dienst, onlinedienst,"
    " aanbieder*,"
    " Diensteanbieter, dienstaanbieder*, service provider*, online service provider*, social media, média social,"
    " médias sociaux, site, provider slug",
    "stage": "stade, stage, étape, statut, status, state, phase, fase, Maßnahme, Massnahmen, Maßnahmen, mesure*,"
    " action*,"
    " Aktion, Aktionen, actie*, maatregel, maatregelen, handeling, résultat*, result*, Ergebnis, resultaat, verb,"
    " verbe,"
    " ce qui a été fait, what was done, wat er gedaan is, was getan wurde, stap, Stufe,"
    " suites, suite donnée, outcome, décision, Entscheidung",
    "content_type": "type*, type de contenu, types de contenu, content type*, contenttype, content, Art,"
    " Art des Inhalts,"
    " Inhaltsart, Inhaltstyp, Inhalt, Typ, soort, soort inhoud, catégorie*, category, categorie, Kategorie, nature,"
    " nature du contenu, genre, format, media type, medientyp, inhoudstype, unit, unité, Einheit, eenheid, objet,"
    " kind, kind of content",
    "quantity": "nombre*, décompte*, getal, getallen,"
    " nbre, nb, nbr, number, count*, quantity, quantité*, Anzahl, aantal, aantallen, Menge,"
    " hoeveelheid, Zahl, Zahlen, valeur*, value*, Wert, amount, qty, chiffre*, Stück, Stückzahl, stuks, volume,"
    " number of items, nombre d'éléments, nombre de contenus, Anzahl der Inhalte, Fallzahl, number of pieces",
    "date": "date*, datum, Daten, day, jour, Tag, dag, date et heure, date heure, Datum und Uhrzeit, datum en uur,"
    " datetime, timestamp, horodatage, Zeitpunkt, tijdstip, Zeitstempel, tijdstempel, found at, created at,"
    " occurred at,"
    " removed at, referred at, detected at, reported at, as of, wann, quand, when, Stand, Tagesdatum, moment,"
    " time stamp",
    "time": "heure*, time, Zeit, Uhrzeit, tijd, uur, hour, Uhr, heure locale, local time, Ortszeit, lokale tijd",
    "note": "note*, remarque*, commentaire*, observation*, comment*, remark*, Bemerkung, Bemerkungen, Anmerkung,"
    " Anmerkungen, Kommentar, Kommentare, opmerking, opmerkingen, toelichting, Notiz, Notizen, Beschreibung,"
    " description,"
    " omschrijving, précisions, notitie*, Hinweis, Hinweise",
    "ref": "ref*, réf*, référence*, reference*, Referenz, Referenzen, referentie*, id, uuid, guid, identifiant*,"
    " identifier, Kennung, Vorgang, Vorgangsnummer, Vorgangs-Nr, Vorgang Nr, Aktenzeichen, AZ, dossier, dossiernummer,"
    " numéro de dossier, kenmerk, ticket, case, case id, case number, numéro, n°, nr, no, lfd Nr, volgnummer,"
    " Referenznummer, referentienummer, reference number, item id, numéro de signalement, Meldungsnummer,"
    " meldingsnummer",
    "qualifier": "qualifier, qualificatif, firmness, nuance, Zusatz, Einschränkung,"
    " Genauigkeit, précision, nauwkeurigheid, certitude, exactitude",
    "address": "url*, adresse*, address, addresses, adres, adressen, Adresse, Adressen, lien*, link*, uri, handle*,"
    " pseudo*, pseudonyme*, username*, user name*, Nutzername, Benutzername, gebruikersnaam, nom d'utilisateur, href,"
    " permalink, Webadresse, Webadressen, Internetadresse, webadres, adresse web, adresse url, lien url, url adresse,"
    " web address, hyperlien*, hyperlink*",
}

CUMULATIVE = (
    "cumul, cumuls, cumulé~, cumulatif, cumulatifs, cumulative, cumulatives, cumulatively, cumulatief, cumulatieve,"
    " gecumuleerd^, kumuliert+, kumulativ+, bis heute, bisher, bislang, tot nu toe, tot op heden, running total*,"
    " to date, à ce jour, jusqu'à présent, jusqu'ici, depuis le début, since the start, since the beginning,"
    " sinds het begin, sinds de start, seit Beginn, seit dem Beginn, lopend totaal, laufende Summe, Gesamtstand,"
    " so far,"
    " total courant, totaux courants, in totaal sinds"
)
"""Words that say: all until then."""

AS_OF = "Stand, état au, situation au, stand op, stand per, stand van, as of, arrêté au, situation as of, situatie op"
"""Words that say when figures were true. They hint at running totals, less firmly than the others."""

NEW = (
    "nouveau, nouveaux, nouvelle*, new, neu+, nieuw^, par jour, quotidien, quotidiens, quotidienne*, journalier,"
    " journaliers, journalière*, daily, per day, per dag, dagelijks^, pro Tag, je Tag, am Tag, täglich+, increment*,"
    " incremental, incrément*, incrémental, incrementeel, inkrement, inkrementell, par semaine, hebdomadaire*, weekly,"
    " per week, wekelijks^, pro Woche, wöchentlich+, delta, Zuwachs, Zugang, Zugänge, dernières 24, last 24, letzte 24,"
    " letzten 24, laatste 24, du jour, van de dag, des Tages, today, heute, vandaag, aujourd'hui, par heure, hourly,"
    " per hour, per uur, pro Stunde, stündlich+"
)
"""Words that say: what was added, and no more."""

SUMS = (
    "total, totaux, totals, totaal, totalen, somme, sommes, sum, sums, Summe, Summen, som, gesamt, Gesamtsumme,"
    " Gesamtzahl, Gesamtanzahl, insgesamt, eindtotaal, grand total, total général, totaux généraux, algemeen totaal,"
    " sous-total, sous total, sous-totaux, subtotal, sub-total, subtotals, subtotaal, sub-totaal, Zwischensumme,"
    " Zwischensummen, tussentotaal, Teilsumme, Endsumme, ensemble, overall, samen, tesamen, zusammen"
)
"""Words of a row or a column that sums up others."""

ALL = (
    "tous, toutes, tout, all, alle, alles, allemaal, sämtliche, toutes plateformes, alle Anbieter, alle platformen, any"
)
"""Words that stand in the place of a name and mean every one of them."""

NOBODY = (
    "inconnu~, unknown, unbekannt+, onbekend^, autre*, divers, diverses, other*, sonstige, Sonstiges, andere, overige,"
    " varia, n/a, na, n.d., nd, non précisé, nicht bekannt, nicht angegeben, not known, not named, none, aucun, keine,"
    " keiner, geen"
)
"""Words that stand in the place of a provider and name none."""

SHARES = (
    "taux, rate, Quote, pourcentage, percentage, Prozent, percent, Anteil, aandeel, durée, délai, duration, Dauer,"
    " duur,"
    " âge, age, semaine, week, Woche, KW, année, year, Jahr, jaar, mois, month, Monat, maand, priorité, priority,"
    " Priorität, prioriteit, score, vues, views, Aufrufe, weergaven, abonnés, followers, Abonnenten, abonnees, rang,"
    " rank, latitude, longitude, taille, size, Größe, grootte"
)
"""Words of columns of numbers that count nothing of the board's."""

NOT = (
    "non, not, pas, pas encore, nicht, noch nicht, niet, nog niet, pending, en attente, en cours, offen+, ausstehend+,"
    " à retirer, à supprimer, à signaler, à traiter, to be, to remove, to delete, zu löschen, zu entfernen, zu melden,"
    " te verwijderen, te melden, demande*, demandes de, request*, requested, verzoek, verzoeken, Ersuchen, Antrag,"
    " Anträge, reste, restant~, remaining, resterend^, übrig+, encore, noch, still"
)
"""Words that turn what stands beside them into something else: "non retirées" are not removed."""

NEUTRAL = "New York, new yorker, ordre du jour"
"""Phrases whose words mean nothing by themselves."""

QUALIFIERS = {
    "at_least": "plus de, plus d', au moins, pas moins de, au-delà de, more than, over, at least, above, upwards of,"
    " in excess of, no fewer than, meer dan, ruim, minstens, ten minste, boven, mehr als, über, mindestens, min,"
    " minimum,"
    " >, ≥, >=, ab",
    "at_most": "moins de, moins d', au plus, au maximum, jusqu'à, less than, fewer than, at most, up to, under,"
    " no more than, minder dan, hoogstens, ten hoogste, maximaal, weniger als, höchstens, maximal, bis zu, max,"
    " maximum,"
    " <, ≤, <=",
    "about": "environ, env, à peu près, près de, autour de, quelque, about, around, some, approximately, approx,"
    " roughly,"
    " circa, ca, c, ongeveer, rond, zowat, zo'n, etwa, ungefähr, rund, zirka, fast, ~, ≈, ±, estimation, estimé~,"
    " estimated, geschätzt+, geschat^, +/-",
    "exact": "exact, exacts, exacte*, exactement, exactly, genau, genaue, precies, précis, =, précisément",
}

MONTHS = (
    "janvier janv january jan januari Januar Jänner Jän",
    "février févr fév february feb februari Februar",
    "mars march mar maart mrt März Mär Mrz",
    "avril avr april apr",
    "mai may mei",
    "juin june jun juni",
    "juillet juil july jul juli",
    "août aout august aug augustus",
    "septembre sept september sep",
    "octobre oct october oktober okt",
    "novembre nov november",
    "décembre déc december dec Dezember Dez",
)

WEEKDAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim monday tuesday wednesday thursday"
    " friday saturday sunday mon tue tues wed thu thur thurs fri sat sun maandag dinsdag woensdag donderdag vrijdag"
    " zaterdag zondag ma di wo do vr za zo Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag mo mi fr sa so"
)
