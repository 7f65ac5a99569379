"""How Dutch drafts say what was done, to what, by whom and how firmly. Input grammar, never shown; see `wordbook`."""

from board.exchange.checking.wordbook import Wordbook
from board.model.vocabulary import ContentType as Unit
from board.model.vocabulary import Qualifier, Stage

DUTCH = Wordbook(
    stages={
        (Stage.DETECTED, Stage.IDENTIFIED): (
            "gedetecteerd^, detectie*, opgespoord^, opsporing, gevonden, aangetroffen, ontdekt^, ontdekking*, "
            "geïdentificeerd^, identific…, gelokaliseerd^, vastgesteld^, opsporen, detecteer…, ontdekte, "
            "ontdekten, vond, vonden, spoorde, spoorden, blootgelegd^, gespot^, geviseerd^"
        ),
        (Stage.ASSESSED,): (
            "beoordeeld^, beoordel…, beoordeelde, beoordeelden, geëvalueerd^, evaluat…, evalueer…, onderzocht^, "
            "onderzochten, bekeken, geanalyseerd^, doorgelicht^, nagekeken, verwerkt^, getoetst^, gescreend^, "
            "bestudeerd^, nagegaan, geverifieerd^, analyseerde, analyseerden, bekeek"
        ),
        (Stage.HELD,): (
            "achtergehouden, tegengehouden, in beraad gehouden, vastgehouden, opzijgehouden, in de wacht gezet^, "
            "deconflictie, aangehouden voor deconflictie, in de wacht, achter de hand gehouden, gereserveerd^, "
            "ingehouden, opzij gezet, teruggehouden, on hold"
        ),
        (Stage.REFERRED,): (
            "gemeld^, meld…, melding, meldingen, doorverwezen, doorverwijz…, doorgegeven, doorgestuurd^, "
            "aangemeld^, gesignaleerd^, signaler…, genotificeerd^, overgemaakt^, bezorgd^ aan, bezorgd, "
            "doorgestuurde, voorgelegd^, gerapporteerd^, rapporteer…, verwezen, meldde, meldden, signaleerde, "
            "signaleerden, doorverwijzing*, verstuurd^, verzonden, onder de aandacht gebracht^, gestuurd^ naar, "
            "aangebracht^, gevlagd^, geflagd^, overgezonden, aangegeven, gaf door, gaven door"
        ),
        (Stage.ORDERED,): (
            "bevolen, verwijderingsbevel, verwijderingsbevelen, verwijderbevel, verwijderbevelen, beval, bevalen, "
            "uitgevaardigd^, uitgevaardigde, bevel tot verwijdering, bevelen tot verwijdering, bevel, bevelen, "
            "opgelegd^"
        ),
        (Stage.REMOVED,): (
            "verwijderd^, verwijder…, verwijdering*, gewist^, wissen, wiste, wisten, gewiste, offline gehaald^, "
            "offline, uit de lucht gehaald^, uit de lucht, offline gezet, van het net gehaald^, van het internet "
            "gehaald^, van internet gehaald^, neergehaald^, weggehaald^, geschrapt^, schrap…, ingetrokken, "
            "uitgevoerd^, van het web gehaald^, van het net, haalde, haalden, haalt weg, opgeruimd^, gehaald^, "
            "weggenomen, weggewerkt^, verdwenen, verdween, verdwijnen"
        ),
        (Stage.DISABLED,): (
            "uitgeschakeld^, uitschakel…, gedeactiveerd^, deactiv…, ontoegankelijk gemaakt^, ontoegankelijk, "
            "gesloten, sloot, sloten, sluiting*, toegang, stilgelegd^, dichtgemaakt^, onbereikbaar gemaakt^, "
            "onbereikbaar, gegeoblokkeerd^, platgelegd^"
        ),
        (Stage.DISABLED, Stage.SUSPENDED, Stage.BLOCKED): "afgesloten",
        (Stage.SUSPENDED,): "opgeschort^, geschorst^, schors…, opschort…, schorste, schorsten, gesuspendeerd^",
        (Stage.REFUSED,): (
            "geweigerd^, weiger…, afgewezen, afgewezene, wees af, wezen af, verworpen, weigering*, afwijz…, niet "
            "ingegaan op"
        ),
        (Stage.REAPPEARED,): (
            "opnieuw verschenen, opnieuw opgedoken, weer opgedoken, weer opdoken, doken opnieuw op, doken weer "
            "op, terug online, weer online, opnieuw online, opnieuw geüpload, herverschenen, opgedoken"
        ),
        (Stage.REINSTATED,): "hersteld^, teruggeplaatst^, herstel…, teruggezet^, heropend^, gereactiveerd^",
        (Stage.SEIZED,): (
            "in beslag genomen, inbeslaggenomen, in beslag, inbeslagnam…, inbeslagneming*, beslag, aangeslagen, "
            "geconfisqueerd^"
        ),
        (Stage.BLOCKED,): "geblokkeerd^, blokker…, blokkeerde, blokkeerden, blokkering*",
        (Stage.ARRESTED,): "gearresteerd^, arrestatie*, arrest…, opgepakt^, aanhouding*, ingerekend^",
        (Stage.HELD, Stage.ARRESTED): "aangehouden",
        (Stage.TOOK_PART,): (
            "deelgenomen, nam deel, namen deel, neemt deel, nemen deel, deelnemen, deelnemende, deelname, "
            "deelnam, deelnamen, meegewerkt^, werkten mee, werkte mee, meewerken, betrokken, gemobiliseerd^, "
            "ingezet^, sloten zich aan, werken mee, samengewerkt, werkten samen, bundelden, bundelen, "
            "mobiliseer…, meededen, deden mee"
        ),
        (Stage.RECEIVED,): "ontvangen, ontving, ontvingen, binnengekomen, ontvangst",
        (Stage.REPORTED,): "geactiveerd^, geteld^",
    },
    units={
        (Unit.VIDEO,): (
            "video*, video s, videoclip*, videofilmpje*, filmpje*, videobestand, videobestanden, clip*, film*"
        ),
        (Unit.PUBLICATION,): "publicatie*, magazine*, tijdschrift, tijdschriften",
        (Unit.PUBLICATION, Unit.FILE): "document, documenten, handleiding, handleidingen",
        (Unit.GROUP,): "groep, groepen",
        (Unit.ACCOUNT,): "account*, gebruikersaccount*",
        (Unit.ACCOUNT, Unit.MESSAGE): "profiel, profielen",
        (Unit.CHANNEL,): "kanaal, kanalen, channel*, communicatiekanalen",
        (Unit.BOT,): "bot, bots",
        (Unit.LINK,): (
            "link, links, url, urls, url s, hyperlink*, webadres, webadressen, internetadres, internetadressen"
        ),
        (Unit.FILE,): "bestand, bestanden, audiobestanden",
        (Unit.WEBSITE,): ("website*, site*, webpagina, webpagina s, webstek*, pagina, pagina s, blog*, internetsite*"),
        (Unit.APP,): "app, apps, applicatie*, toepassing, toepassingen",
        (Unit.SERVER,): "server*",
        (Unit.DOMAIN,): "domein, domeinen, domeinnaam, domeinnamen",
        (Unit.PERSON,): (
            "persoon, personen, verdachte*, verdachten, mensen, man, mannen, vrouw, vrouwen, speurder*, "
            "rechercheur*, politiemensen, agent, agenten, arrestatie*, aanhouding, aanhoudingen, specialisten, "
            "experts, analisten, onderzoekers, politieagenten"
        ),
        (Unit.ITEM,): (
            "item*, topic*, inhoud, inhouden, element, elementen, stuk, stuks, onderwerp, onderwerpen, content, "
            "stukken, berichten en accounts, uiting, uitingen, stuks content, stuks inhoud, stukken content, "
            "materiaal, materialen, inhoudselementen"
        ),
        (Unit.MESSAGE,): "bericht, berichten, post*, tweet*, boodschap, boodschappen, reactie*",
        (Unit.ORDER,): "verwijderingsbevel, verwijderingsbevelen, verwijderbevel, verwijderbevelen, bevel, bevelen",
        (Unit.REQUEST,): (
            "verzoek, verzoeken, verwijderingsverzoek, verwijderingsverzoeken, verwijderverzoek, "
            "verwijderverzoeken, aanvraag, aanvragen, zaak, zaken, beslissing, beslissingen, interventie*, "
            "dossier*, klacht, klachten, voorstel, voorstellen, suggestie*, gevallen"
        ),
        (Unit.NOTICE,): (
            "melding, meldingen, kennisgeving, kennisgevingen, notificatie*, waarschuwing, waarschuwingen"
        ),
        (Unit.COUNTRY,): "land, landen, lidstaat, lidstaten, staten",
        (Unit.PROVIDER,): (
            "provider*, aanbieder*, platform, platforms, platformen, dienstverlener*, dienstenaanbieder*, "
            "onlinedienst, onlinediensten, bedrijf, bedrijven, hostingprovider*, onlineplatform*, "
            "onlineplatformen, internetbedrijf, internetbedrijven, hostingdiensten, internetplatformen, "
            "serviceprovider*"
        ),
        (Unit.LANGUAGE,): "taal, talen",
        (Unit.ACTIVATION,): "activering, activeringen",
    },
    qualifiers={
        (Qualifier.AT_LEAST, True): (
            "meer dan, ruim, boven de, ruim boven de, iets meer dan, een goede, dik, meer als, ruimschoots, over "
            "de, hoger dan, groter dan"
        ),
        (Qualifier.AT_LEAST, False): (
            "minstens, ten minste, tenminste, minimaal, niet minder dan, maar liefst, op zijn minst, minimum, "
            "zeker, op z n minst, een minimum van, liefst"
        ),
        (
            Qualifier.AT_MOST,
            True,
        ): "minder dan, iets minder dan, onder de, net onder de, iets onder de, net geen, lager dan",
        (Qualifier.AT_MOST, False): (
            "hoogstens, ten hoogste, maximaal, niet meer dan, tot, maximum, tot maximaal, op zijn hoogst, een "
            "maximum van, hooguit, tot wel"
        ),
        (Qualifier.ABOUT, False): (
            "ongeveer, circa, ca, rond de, rond, rondom de, zowat, zo n, bijna, om en bij de, om en nabij, "
            "nagenoeg, tegen de, een, een kleine, pakweg, naar schatting, geschat^ op, zo ongeveer, plusminus, grofweg, rond "
            "een, omstreeks"
        ),
        (Qualifier.EXACT, False): "precies, exact, exacte, juist, op de kop af, welgeteld, exact geteld",
    },
    after={
        (Qualifier.AT_LEAST, False): "of meer, minstens, ten minste, minimaal, minimum, op zijn minst",
        (Qualifier.AT_LEAST, True): "en meer",
        (Qualifier.AT_MOST, False): "hoogstens, ten hoogste, maximaal, of minder, maximum, hooguit",
        (Qualifier.ABOUT, False): "ongeveer, bij benadering, ruwweg, naar schatting",
        (Qualifier.EXACT, False): "precies, exact, op de kop af",
    },
    signs={
        "neutral": (
            "internet referral unit, referral unit, meldpunt, meldingseenheid, actiedag*, actiedagen, referral "
            "action day*, meldactie*, islamitische staat, terreurgroep*, terroristische groep, terroristische "
            "groepen, werkgroep*, persbericht, persberichten, sociale media, commandopost, in het kader van, van "
            "de kant, europese unie, verenigde staten, over de hele wereld, op de site, online dienst, onder "
            "leiding, onder de leiding, onder de naam, onder de aandacht, tot nu toe, tot en met, tot op heden, "
            "tot stand, in het geval, met betrekking tot, ter zake, rond de tafel, nederland, in elk land, het "
            "land, in het land, ons land, stuk voor stuk, verwijderingspercentage, zaak van, in de zaak, om en, "
            "inhoud van dit, gerechtelijke politie, een einde, een slag, zware slag, een halt, tot de, tot een, "
            "onder de, over de, een internationale, een belangrijk, onlinedienst van, gevonden worden, zeker "
            "niet, openbare orde, ter plaatse, in beeld, transparantieverslag, jaarverslag, van de inhoud, online "
            "propaganda, een aantal, een van, een groot, zonder nadere soort"
        ),
        "not": ("niet, nooit, zonder, nog te, geen, in plaats van, worden nog, noch, te worden"),
        "modal": (
            "moet, moeten, zal, zullen, zou, zouden, kan, kunnen, wil, willen, dient, dienen, mag, mogen, gaan, gaat, "
            "hoeven"
        ),
        "so that": "opdat",
        "reached": (
            "slaagde, slaagden, slaagt, slagen, geslaagd, kon, konden, liet, lieten, leidde, leidden, geleid, gelukt, "
            "lukte, mogelijk gemaakt"
        ),
        "left": (
            "blijven, blijft, bleven, resteren, resteert, resten, resterende, nog online, nog steeds online, overblijven"
        ),
        "after": "na, eens, eenmaal, zodra, sinds, naar aanleiding van, dankzij, voor, ondanks, ingevolge, als gevolg van",
        "asking": (
            "gevraagd^, vroeg, vroegen, eist, eisen, eiste, eisten, verzocht^, verzoek, verzoeken, voorgesteld^, voorstel, voorstellen, "
            "verwijderingsverzoek, verwijderingsverzoeken, verwijderverzoek, verwijderverzoeken, aangevraagd^, "
            "aanvragen, suggestie*, stelde voor, stelden voor, vragen, vraagt"
        ),
        "ordering": "bevolen, beval, bevalen, bevel, bevelen, gelastte, gelast, opgelegd",
        "purpose": "voor, ter, om, met het oog op, teneinde, zodat, opdat, bedoeld om, tot, met als doel",
        "of which": (
            "waarvan, waaronder, onder wie, hiervan, daarvan, ervan, van deze, van die, daaronder, met name, "
            "inclusief, van hen, onder meer, te weten, daaronder begrepen, onder andere"
        ),
        "break": (
            "terwijl, maar, echter, hoewel, daarentegen, in tegenstelling tot, tegenover, nadat, voordat, waarna, "
            "vervolgens, daarna, vergeleken met"
        ),
        "support": (
            "met de steun van, steun van, met hulp van, hulp van, ondersteund door, gesteund door, in "
            "samenwerking met, samenwerking met, samen met, gecoördineerd door, onder leiding van, leiding van, "
            "geleid door, onder coördinatie van, coördinatie van, aangestuurd door, gastheer, met ondersteuning "
            "van, ondersteuning van, bijstand van, en zijn partners, en partners, en haar partners, samengewerkt "
            "met, werkt samen met, naast, dankzij, via, in overleg met, hoofdkwartier van, bij, commandopost van, "
            "woordvoerder van, met de medewerking van, in opdracht van, op vraag van, op verzoek van"
        ),
        "said": (
            "volgens, aldus, meldt dat, meldde dat, zegt, zei, deelt mee, deelde mee, kondigt aan, verklaart, verklaarde, "
            "bevestigt, spreekt van, cijfers van, laat weten, liet weten, heeft laten weten, naar eigen zeggen, bericht, stelt dat, "
            "meldt, maakt bekend, maakte bekend, heeft het over, gepubliceerd door, deelt, "
            "deelde, maakt, maakte"
        ),
        "by": (
            "door, door de, door het, van de, van het, van, vanwege, afkomstig van, namens, uit naam van, voor "
            "rekening van, de, het"
        ),
        "to": "aan, naar, bij",
        "on": "op, bij, van, via, door, vanaf",
        "example": "zoals, waaronder, onder meer, bijvoorbeeld, met name, alsook, en andere",
        "they": (
            "ze, zij, hij, het, de eenheid, deze eenheid, die dienst, de dienst, deze dienst, het agentschap, "
            "deze laatste, dezelfde eenheid, diezelfde"
        ),
        "time": (
            "dag, dagen, uur, uren, minuut, minuten, week, weken, maand, maanden, jaar, jaren, seconden, seconde, "
            "nacht, nachten, decennium, werkdagen, weekend, kwartaal, dagen lang"
        ),
        "measure": (
            "km, kilometer*, terabyte*, tb, gigabyte*, gb, mb, meter, volgers, weergaven, abonnees, inwoners, "
            "keer, maal, graden, euro, euro s, eur, dollar, dollars, procent, procentpunt, exemplaren, bezoekers, "
            "kijkers, percent"
        ),
        "article": (
            "artikel, artikelen, art, verordening, richtlijn, paragraaf, bijlage, hoofdstuk, overweging, nummer, "
            "nr, nrs, wet, p, blz, tel, telefoon, fax, versie, tabel, sectie, lid, punt, ref, dossier, zaak, resolutie, fase, "
            "deel, oefening, operatie, niveau, stap, iso, tlp, bus, kenmerk, reeks, editie, pagina nr"
        ),
        "age": "jarige, jarig, jaar oud, leeftijd van, jarigen",
        "member states": "lidstaat, lidstaten",
        "cells": "per type",
    },
    months=(
        "januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr "
        "jun jul aug sep sept okt nov dec"
    ),
    stopwords=(
        "de het een van en in op te dat die is zijn werd werden wordt worden door met voor aan als ook bij uit "
        "naar om er niet deze dit heeft hebben had waren was tot nog meer dan over hun zij ze waarvan onder tegen "
        "na tijdens sinds alle andere ter of"
    ),
)
