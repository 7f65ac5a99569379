"""How German drafts say what was done, to what, by whom and how firmly. Input grammar, never shown; see `wordbook`."""

from board.exchange.checking.wordbook import Wordbook
from board.model.vocabulary import ContentType as Unit
from board.model.vocabulary import Qualifier, Stage

GERMAN = Wordbook(
    stages={
        (Stage.DETECTED, Stage.IDENTIFIED): (
            "erkannt+, entdeckt+, Entdeckung, Entdeckungen, festgestellt+, Feststellung*, gefunden+, aufgespürt+, "
            "ausfindig gemacht+, ausfindig, ermittelt+, identifizier…, lokalisiert+, aufgefunden+, "
            "Identifizierung, detektiert+, aufgedeckt+, fand, fanden, entdeckte, entdeckten, stellte fest, "
            "stellten fest, registriert+"
        ),
        (Stage.ASSESSED,): (
            "bewertet+, bewerten, Bewertung, Bewertungen, bewertete, bewerteten, geprüft+, prüfte, prüften, "
            "Prüfung, Prüfungen, überprüft+, überprüfte, überprüften, begutachtet+, untersucht+, untersuchte, "
            "untersuchten, ausgewertet+, Auswertung, analysiert+, gesichtet+, sichtete, sichteten, beurteilt+, "
            "bearbeitet+, evaluiert+, beurteilte, begutachtete"
        ),
        (Stage.HELD,): (
            "zurückgehalten+, zurückgestellt+, Zurückstellung, aufgehoben für, Dekonfliktion, hielt zurück, "
            "hielten zurück, auf Eis gelegt+, vorerst nicht gemeldet, Deconfliction, zurückbehalten+, hielt, in "
            "Wartestellung"
        ),
        (Stage.REFERRED,): (
            "gemeldet+, melden, meldete, meldeten, Meldung, Meldungen, weitergeleitet+, Weiterleitung, leitete, "
            "leiteten, angezeigt+, übermittelt+, übermittelte, übermittelten, Übermittlung, hingewiesen+, "
            "weitergegeben+, gab weiter, gaben weiter, weitergemeldet+, mitgeteilt+, notifiziert+, verwiesen+, "
            "gemeldete, vorgelegt+, zugeleitet+, zur Kenntnis gebracht+, gesandt+, gesendet+, geschickt+, "
            "Hinweis, Hinweise, eingereicht+, markiert+, geflaggt+, meldet, überstellt+, aufmerksam gemacht"
        ),
        (Stage.ORDERED,): (
            "angeordnet+, Anordnung, Anordnungen, ordnete, ordneten, Entfernungsanordnung, "
            "Entfernungsanordnungen, Löschanordnung, Löschanordnungen, erlassen+, erließ, erließen, verfügt+"
        ),
        (Stage.REMOVED,): (
            "entfernt+, entfernen, Entfernung, Entfernungen, entfernte, entfernten, gelöscht+, löschen, löschte, "
            "löschten, Löschung, Löschungen, gelöschte, vom Netz genommen+, vom Netz, aus dem Netz genommen+, aus "
            "dem Netz, offline genommen+, offline, offline gestellt, getilgt+, beseitigt+, beseitigte, "
            "heruntergenommen+, abgenommen, unterdrückt+, zurückgezogen+, vollstreckt+, vollzogen+, ausgeführt+, aus dem "
            "Verkehr gezogen, nicht mehr abrufbar, depubliziert+, aus dem Internet genommen, umgesetzt+, "
            "verschwunden, verschwand, verschwanden"
        ),
        (Stage.DISABLED,): (
            "deaktiviert+, deaktivier…, Deaktivierung*, abgeschaltet+, Abschaltung, Abschaltungen, unzugänglich "
            "gemacht+, unzugänglich, geschlossen+, schloss, schlossen, Schließung, Schließungen, Zugang, Zugriff, "
            "geogeblockt+, stillgelegt+, schaltete, schalteten, lahmgelegt+, nicht mehr zugänglich"
        ),
        (Stage.DISABLED, Stage.SUSPENDED, Stage.BLOCKED): (
            "gesperrt+, Sperrung, Sperrungen, sperrte, sperrten, sperren"
        ),
        (Stage.SUSPENDED,): "suspendiert+, suspendier…, ausgesetzt+, Suspendierung, Suspendierungen",
        (Stage.REFUSED,): (
            "abgelehnt+, weigert, weigern, weigerte, weigerten, lehnte, lehnten, Ablehnung, Ablehnungen, verweigert+, verweigerte, verweigerten, "
            "zurückgewiesen+, wies zurück, wiesen zurück, Zurückweisung, Verweigerung"
        ),
        (Stage.REAPPEARED,): (
            "wieder aufgetaucht+, wiederaufgetaucht+, erneut aufgetaucht+, tauchten wieder auf, tauchten erneut "
            "auf, wieder online, erneut hochgeladen+, erneut erschienen, wiederaufgetauchte, tauchte wieder auf, "
            "wieder hochgeladen+, wieder erschienen"
        ),
        (Stage.REINSTATED,): (
            "wiederhergestellt+, wieder hergestellt, wieder freigeschaltet+, wieder freigegeben+, "
            "Wiederherstellung, stellte wieder her"
        ),
        (Stage.SEIZED,): (
            "beschlagnahm…, Beschlagnahme, Beschlagnahmung, sichergestellt+, Sicherstellung, stellte sicher, "
            "stellten sicher, eingezogen+, konfisziert+"
        ),
        (Stage.BLOCKED,): "blockier…, Blockierung, geblockt+",
        (Stage.ARRESTED,): (
            "verhaftet+, Verhaftung, Verhaftungen, festgenommen+, Festnahme, Festnahmen, nahm fest, nahmen fest, "
            "nahmen, verhaftete, verhafteten"
        ),
        (Stage.TOOK_PART,): (
            "teilgenommen, nahmen teil, nahm teil, nehmen teil, nimmt teil, Teilnahme, teilnehmende, "
            "teilnehmenden, beteiligt+, beteiligten sich, beteiligte sich, beteiligen, mitgewirkt, wirkten mit, "
            "beteiligten, beteiligte, mobilisiert+, im Einsatz, eingesetzt+, zusammengearbeitet, schlossen sich "
            "zusammen, machten mit, mitgemacht, Beteiligung, mitwirkende"
        ),
        (Stage.RECEIVED,): (
            "eingegangen+, erhalten+, empfangen+, erhielt, erhielten, gingen ein, ging ein, Eingang, "
            "eingegangene, entgegengenommen+"
        ),
        (Stage.REPORTED,): "aktiviert+, gezählt+",
    },
    units={
        (Unit.VIDEO,): (
            "Video, Videos, Videodatei, Videodateien, Videoclip, Videoclips, Clip, Clips, Film, Filme, Filmen"
        ),
        (Unit.PUBLICATION,): (
            "Publikation, Publikationen, Veröffentlichung, Veröffentlichungen, Magazin, Magazine, Zeitschriften"
        ),
        (Unit.PUBLICATION, Unit.FILE): "Dokument, Dokumente, Dokumenten, Anleitung, Anleitungen, Handbücher",
        (Unit.GROUP,): "Gruppe, Gruppen",
        (Unit.ACCOUNT,): (
            "Konto, Konten, Kontos, Account, Accounts, Benutzerkonto, Benutzerkonten, Nutzerkonto, Nutzerkonten"
        ),
        (Unit.ACCOUNT, Unit.MESSAGE): "Profil, Profile, Profilen",
        (Unit.CHANNEL,): "Kanal, Kanäle, Kanälen, Channel, Channels",
        (Unit.BOT,): "Bot, Bots",
        (Unit.LINK,): (
            "Link, Links, URL, URLs, Hyperlink, Hyperlinks, Verknüpfung, Verknüpfungen, Webadresse, Webadressen, "
            "Internetadresse, Internetadressen, Adressen"
        ),
        (Unit.FILE,): "Datei, Dateien, Audiodateien",
        (Unit.WEBSITE,): (
            "Website, Websites, Webseite, Webseiten, Internetseite, Internetseiten, Seite, Seiten, Site, Sites, "
            "Blog, Blogs"
        ),
        (Unit.APP,): "App, Apps, Anwendung, Anwendungen, Applikation, Applikationen",
        (Unit.SERVER,): "Server, Servern",
        (Unit.DOMAIN,): "Domain, Domains, Domäne, Domänen, Domainname, Domainnamen",
        (Unit.PERSON,): (
            "Person, Personen, Verdächtige, Verdächtigen, Menschen, Mann, Männer, Männern, Frau, Frauen, "
            "Ermittler, Ermittlern, Beamte, Beamten, Polizisten, Experten, Fachleute, Festnahme, Festnahmen, "
            "Verhaftung, Verhaftungen, Spezialisten, Einsatzkräfte, Kräfte, Ermittlerinnen, Analysten, "
            "Tatverdächtige"
        ),
        (Unit.ITEM,): (
            "Inhalt, Inhalte, Inhalten, Element, Elemente, Elementen, Beiträge und Konten, Item, Items, Objekt, "
            "Objekte, Objekten, Stück, Themen, Material, Materialien, Medieninhalte, Einzelinhalte, Gegenstände, "
            "Content"
        ),
        (Unit.MESSAGE,): (
            "Beitrag, Beiträge, Beiträgen, Nachricht, Nachrichten, Post, Posts, Posting, Postings, Tweets, "
            "Kommentare, Botschaften"
        ),
        (Unit.ORDER,): (
            "Entfernungsanordnung, Entfernungsanordnungen, Löschanordnung, Löschanordnungen, Anordnung, Anordnungen"
        ),
        (Unit.REQUEST,): (
            "Ersuchen, Anfrage, Anfragen, Antrag, Anträge, Fall, Fälle, Fällen, Entscheidung, Entscheidungen, "
            "Löschanregung, Löschanregungen, Löschersuchen, Beschwerde, Beschwerden, Löschanfragen, "
            "Löschvorschläge, Vorschläge, Löschbitten, Entfernungsersuchen, Löschanträge, Vorgänge, "
            "Löschaufforderungen"
        ),
        (Unit.NOTICE,): "Meldung, Meldungen, Hinweis, Hinweise, Benachrichtigung, Benachrichtigungen, Warnungen",
        (Unit.COUNTRY,): (
            "Land, Länder, Ländern, Mitgliedstaat, Mitgliedstaaten, Mitgliedsstaat, Mitgliedsstaaten, Staat, "
            "Staaten, Nationen"
        ),
        (Unit.PROVIDER,): (
            "Anbieter, Anbietern, Diensteanbieter, Diensteanbietern, Onlinedienst, Onlinedienste, Dienste, "
            "Diensten, Plattform, Plattformen, Provider, Providern, Hostingdienste, Hostingdiensteanbieter, "
            "Unternehmen, Onlineplattform, Onlineplattformen, Dienstleister, Dienstleistern, Internetfirmen, "
            "Hoster, Netzwerke"
        ),
        (Unit.LANGUAGE,): "Sprache, Sprachen",
        (Unit.ACTIVATION,): "Aktivierung, Aktivierungen",
    },
    qualifiers={
        (Qualifier.AT_LEAST, True): (
            "mehr als, über, gut, etwas mehr als, deutlich mehr als, weit über, jenseits von, weit mehr als, "
            "knapp über, etwas über, oberhalb von, übersteigt, überstieg"
        ),
        (Qualifier.AT_LEAST, False): (
            "mindestens, wenigstens, nicht weniger als, zumindest, minimum, ein Minimum von, ab, min, nicht unter"
        ),
        (
            Qualifier.AT_MOST,
            True,
        ): "weniger als, unter, knapp unter, etwas unter, etwas weniger als, keine, unterhalb von",
        (Qualifier.AT_MOST, False): (
            "höchstens, bis zu, maximal, nicht mehr als, allenfalls, maximum, max, ein Maximum von"
        ),
        (Qualifier.ABOUT, False): (
            "etwa, ungefähr, rund, zirka, circa, ca, fast, nahezu, an die, annähernd, beinahe, knapp, in etwa, "
            "schätzungsweise, geschätzt+, geschätzte, gegen, so um die, um die, nahe, um, beinahe schon, grob"
        ),
        (Qualifier.EXACT, False): "genau, exakt, präzise, exakte, genaue, exakten",
    },
    after={
        (Qualifier.AT_LEAST, False): "oder mehr, mindestens, wenigstens",
        (Qualifier.AT_LEAST, True): "und mehr",
        (Qualifier.AT_MOST, False): "höchstens, oder weniger, maximal",
        (Qualifier.ABOUT, False): "ungefähr, etwa, in etwa, schätzungsweise, annähernd",
        (Qualifier.EXACT, False): "genau, exakt",
    },
    signs={
        "neutral": (
            "Meldestelle, Internetmeldestelle, Internet Meldestelle, Internet Referral Unit, Referral Unit, "
            "Aktionstag, Aktionstage, Aktionstagen, Referral Action Day*, Islamischer Staat, Islamischen Staates, "
            "Islamischen Staats, Islamischen Staat, IS Gruppe, Terrorgruppe, Terrorgruppen, terroristischen "
            "Gruppe, Arbeitsgruppe, Pressemitteilung, Pressemeldung, soziale Medien, sozialen Medien, soziale "
            "Netzwerke, sozialen Netzwerken, sozialen Netzwerke, Kommandozentrale, Kommandoposten, Vereinigte "
            "Staaten, Vereinigten Staaten, in diesem Fall, auf der Seite, an der Seite, im Land, unter der "
            "Leitung, unter Leitung, unter anderem, über die, über das, über den, unter der, unter dem, unter "
            "den, Löschquote, von Seiten, Beitrag zu, einen Beitrag, im Hinblick, im Rahmen, gegen die, gegen "
            "den, gegen das, gegen Terrorismus, um die Propaganda, Internetdienst, im Auftrag, aufrecht erhalten, "
            "in der Post, zur Seite, gegen Extremismus, rund um die Uhr, rund um, fand statt, Tätigkeitsbericht, "
            "Transparenzbericht, auf Hinweis, in Frage, zu Fall"
        ),
        "not": ("nicht, nie, ohne, noch zu, kein, weder, noch, statt, anstatt"),
        "modal": (
            "soll, sollen, sollte, sollten, muss, müssen, wird noch, werden noch, können, kann, dürfen, will, wollen, "
            "werden sollen, möchten"
        ),
        "so that": "damit",
        "reached": (
            "gelang, gelangen, gelungen, geschafft, konnte, konnten, ließ, ließen, führte, führten, geführt, erreicht, "
            "bewirkt, ermöglicht, ermöglichte"
        ),
        "left": (
            "verbleiben, verbleibt, verblieben, bleiben, bleibt, blieben, noch online, weiterhin online, übrig, "
            "verbleibende, verbleibenden, restliche, restlichen, ausstehend"
        ),
        "after": "nach, einmal, sobald, seit, infolge, aufgrund, dank, vor, trotz, wegen",
        "asking": (
            "gebeten, ersucht, Ersuchen, beantragt+, angeregt+, Antrag, Anträge, bat, baten, Löschanregung, "
            "Löschanregungen, Löschersuchen, vorgeschlagen+, Vorschlag, Vorschläge, angefragt+, aufgefordert+, "
            "Löschvorschläge, Löschanträge, regte, regten, beantragte, beantragten, verlangt+, verlangen, gefordert+, fordern, fordert, forderten, ersuchen, beantragen, "
            "empfohlen+, Löschaufforderungen"
        ),
        "ordering": "angeordnet+, ordnete, ordneten, Anordnung, verfügt+, erlassen, erließ",
        "purpose": "zur, zum, für, um, zwecks, damit, mit dem Ziel, auf",
        "of which": (
            "davon, darunter, von denen, von diesen, hiervon, deren, von ihnen, unter ihnen, worunter, unter "
            "diesen, einschließlich, inklusive, insbesondere, nämlich, dabei"
        ),
        "break": (
            "während, aber, jedoch, obwohl, hingegen, dagegen, wohingegen, allerdings, nachdem, bevor, woraufhin, "
            "anschließend, sodann, im Gegensatz zu, im Vergleich zu, gegenüber"
        ),
        "support": (
            "mit Unterstützung von, mit Unterstützung der, mit Unterstützung des, Unterstützung von, "
            "Unterstützung der, Unterstützung durch, unterstützt von, unterstützt durch, in Zusammenarbeit mit, "
            "Zusammenarbeit mit, gemeinsam mit, zusammen mit, koordiniert von, koordiniert durch, unter Leitung "
            "von, unter Leitung der, unter Leitung des, unter der Leitung von, unter der Leitung der, unter der "
            "Leitung des, Leitung der, Leitung des, Leitung von, geleitet von, unter Federführung, Federführung "
            "der, Federführung des, Koordination von, Koordination durch, Koordinierung durch, Koordinierung von, "
            "Mithilfe von, Mithilfe der, und seine Partner, und seinen Partnern, und ihre Partner, und Partner, "
            "Hilfe von, in Abstimmung mit, dank, via, in Kooperation mit, Kooperation mit, bei, Hauptquartier "
            "von, Sprecher des, Sprecherin des, Sprecher der, Sprecherin der, im Auftrag der, im Auftrag des, auf "
            "Ersuchen des, auf Ersuchen der, Räumen von, neben"
        ),
        "said": (
            "laut, nach Angaben, nach Angaben von, nach Angaben der, nach Angaben des, zufolge, sagt, sagte, "
            "erklärt, erklärte, teilt mit, teilte mit, gibt bekannt, gab bekannt, meldet, spricht von, so, Zahlen "
            "von, Zahlen des, Zahlen der, bestätigt, bestätigte, berichtet, berichtete, gemäß, wie, "
            "veröffentlicht von, beziffert, teilte, teilt, gab, gibt"
        ),
        "by": (
            "durch, von, vom, durch das, durch die, von der, vom, des, der, seitens, im Namen, das, die, auf das, "
            "auf die, für das, für die, beim"
        ),
        "to": "an, bei, an die",
        "on": "auf, bei, von, über, durch, an, aus",
        "example": "wie, wie etwa, etwa, darunter, unter anderem, zum Beispiel, insbesondere, sowie",
        "they": (
            "sie, er, es, diese, die Einheit, diese Einheit, die Behörde, die Stelle, diese Stelle, das Amt, der "
            "Dienst, letztere, dieselbe, die Dienststelle"
        ),
        "time": (
            "Tag, Tage, Tagen, Stunde, Stunden, Minute, Minuten, Woche, Wochen, Monat, Monate, Monaten, Jahr, "
            "Jahre, Jahren, Sekunden, Uhr, Nacht, Nächte, Wochenende, Werktage, Quartal, Jahrzehnt, Std"
        ),
        "measure": (
            "km, Kilometer, Terabyte, TB, Gigabyte, GB, MB, Meter, Follower, Aufrufe, Abonnenten, Einwohner, "
            "Einwohnern, Mal, mal, Grad, Euro, EUR, Dollar, Prozent, Prozentpunkte, Exemplare, Zuschauer, Klicks, "
            "Besucher, Leser"
        ),
        "article": (
            "Artikel, Artikeln, Art, Verordnung, Richtlinie, Paragraf, Paragraph, Anhang, Kapitel, "
            "Erwägungsgrund, Nummer, Nr, Gesetz, S, Tel, Telefon, Fax, Version, Tabelle, Abschnitt, Absatz, Abs, "
            "Punkt, Ziffer, Ref, Resolution, Phase, Teil, Übung, Operation, Stufe, Schritt, ISO, TLP, "
            "Aktenzeichen, Az, Ausgabe, BT Drs, Drucksache, Seite"
        ),
        "age": "jährige, jähriger, jährigen, jähriges, Jahre alt, im Alter von, Alter von",
        "member states": "Mitgliedstaat, Mitgliedstaaten, Mitgliedsstaat, Mitgliedsstaaten",
        "cells": "nach Typ",
    },
    months=(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jan Feb Mär Mrz Apr "
        "Jun Jul Aug Sep Sept Okt Nov Dez Jänner"
    ),
    stopwords=(
        "der die das und in den von zu mit dem des ein eine einer eines einem einen wurde wurden ist sind war "
        "waren werden hat haben auf für im als auch an am bei aus nach nicht durch über sich es sie er davon "
        "darunter seit unter zur zum vom mehr wie dass dieser diese insgesamt"
    ),
)
