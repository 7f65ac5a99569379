"""How French drafts say what was done, to what, by whom and how firmly. Input grammar, never shown; see `wordbook`."""

from board.exchange.checking.wordbook import Wordbook
from board.model.vocabulary import ContentType as Unit
from board.model.vocabulary import Qualifier, Stage

FRENCH = Wordbook(
    stages={
        (Stage.DETECTED, Stage.IDENTIFIED): (
            "détect…, repér…, découvert~, découvr…, trouvé~, trouver, localis…, identifi…, décelé~, recens…, "
            "constaté~, visé~, découverte*"
        ),
        (Stage.ASSESSED,): (
            "évalu…, examin…, analysé~, analyser, analyse, analyses, passé~ en revue, passés au crible, passé~ au "
            "crible, passées au crible, passées en revue, traité~, vérifié~, étudié~, inspecté~"
        ),
        (Stage.HELD,): (
            "retenu~, retenir, mis en attente, mise~ en attente, mises en attente, déconfliction, gelé~, "
            "conservé~ en attente, en attente, réservé~, mis de côté, mises de côté, suspens"
        ),
        (Stage.REFERRED,): (
            "signal…, notifié~, notifier, notification*, transmis, transmise~, transmettre, transmission, a "
            "transmis, transmises, communiqué~ aux, communiqués aux, communiquées aux, adressé~ aux, envoyé~ aux, "
            "envoyé~ à, envoyés aux, envoyées aux, porté~ à la connaissance, portés à la connaissance, portées à "
            "la connaissance, porté~ à l attention, portés à l attention, portées à l attention, remonté~, "
            "envoyé~, envoyer, envoyées, référé~, soumis, soumises, soumise, rapporté~, dénoncé~"
        ),
        (Stage.ORDERED,): (
            "ordonn…, injonction*, injonction* de retrait, injonctions de retrait, ordre* de retrait, ordres de "
            "retrait, émis, émise, émises, décision* d injonction, demandes contraignantes"
        ),
        (Stage.REMOVED,): (
            "supprim…, suppression*, retiré~, retirer, retirant, retire, retirent, retrait*, effac…, enlevé~, "
            "enlever, enlèvement*, mis hors ligne, mise~ hors ligne, mises hors ligne, hors ligne, élimin…, fait "
            "disparaître, disparu~, dépublié~, exécuté~, donné lieu à suppression, radié~"
        ),
        (Stage.DISABLED,): (
            "désactiv…, fermé~, fermer, fermeture*, rendu~ inaccessible*, rendus inaccessibles, rendues "
            "inaccessibles, inaccessible*, géobloqué~, géo bloqué~, accès, clôturé~"
        ),
        (Stage.SUSPENDED,): "suspendu~, suspendre, suspension*",
        (Stage.REFUSED,): "refus…, rejet…, décliné~, écarté~",
        (Stage.REAPPEARED,): (
            "réappar…, réapparition*, resurgi~, remis en ligne, remises en ligne, de retour en ligne, refait "
            "surface, ressurgi~"
        ),
        (Stage.REINSTATED,): "rétabli~, rétablir, rétablissement*, restaur…, réactivé~, réintégré~",
        (Stage.SEIZED,): "saisi~, saisir, saisie*, confisqu…",
        (Stage.BLOCKED,): "bloqu…, blocage*",
        (Stage.ARRESTED,): "arrêté~, arrestation*, interpell…, appréhendé~",
        (Stage.TOOK_PART,): (
            "particip…, pris part, prennent part, prend part, associé~, mobilis…, impliqué~, engagé~, collabor…, "
            "contribu…, uni leurs forces, coopér…"
        ),
        (Stage.RECEIVED,): "reçu~, recevoir, réception*, parvenu~",
        (Stage.REPORTED,): "déclenché~, relevé~, comptabilisé~",
    },
    units={
        (Unit.VIDEO,): "vidéo*, vidéoclip*, clip*, film*",
        (Unit.PUBLICATION,): "publication*, magazine*, revue*",
        (Unit.PUBLICATION, Unit.FILE): "document*, manuel*",
        (Unit.GROUP,): "groupe*",
        (Unit.ACCOUNT,): "compte*, compte* utilisateur*, comptes d utilisateurs",
        (Unit.ACCOUNT, Unit.MESSAGE): "profil*",
        (Unit.CHANNEL,): "chaîne*, canal, canaux, canaux de communication",
        (Unit.BOT,): "bot*, robot*",
        (Unit.LINK,): (
            "lien*, hyperlien*, url*, adresse*, adresse* web, adresse* internet, adresses url, adresses web, "
            "adresses internet"
        ),
        (Unit.FILE,): "fichier*, fichiers audio",
        (Unit.WEBSITE,): (
            "site*, site* web, site* internet, sites web, sites internet, page*, pages web, page web, blog*, webs"
        ),
        (Unit.APP,): "application*, appli*, app, apps",
        (Unit.SERVER,): "serveur*",
        (Unit.DOMAIN,): "domaine*, nom* de domaine, noms de domaine",
        (Unit.PERSON,): (
            "personne*, suspect*, individu*, homme*, femme*, enquêteur*, policier*, agent*, expert*, "
            "spécialiste*, analyste*, arrestation*, interpellation*"
        ),
        (Unit.ITEM,): (
            "contenu*, élément*, sujet*, item*, pièce*, objet*, support*, matériel*, éléments de contenu, pièces "
            "de contenu, contenus en ligne, médias"
        ),
        (Unit.MESSAGE,): "message*, post*, tweet*, commentaire*",
        (Unit.ORDER,): (
            "injonction*, injonction* de retrait, injonctions de retrait, ordre*, ordre* de retrait, ordres de retrait"
        ),
        (Unit.REQUEST,): (
            "demande*, demande* de retrait, demandes de retrait, demandes de suppression, demande* de "
            "suppression, cas, décision*, décisions de signalement, intervention*, plainte*, dossier*, requête*, "
            "propositions de suppression, suggestion*, proposition*"
        ),
        (Unit.NOTICE,): "notification*, signalement*, alerte*",
        (Unit.COUNTRY,): "pays, état* membre*, états membres, état membre, états, nation*",
        (Unit.PROVIDER,): (
            "fournisseur*, fournisseur* de services, fournisseurs de services en ligne, fournisseurs de services, "
            "plateforme*, plate forme*, plates formes, hébergeur*, prestataire*, réseaux sociaux, opérateur*, "
            "société*, entreprise*, prestataires de services"
        ),
        (Unit.LANGUAGE,): "langue*",
        (Unit.ACTIVATION,): "activation*",
    },
    qualifiers={
        (Qualifier.AT_LEAST, True): (
            "plus de, plus d, au delà de, bien plus de, un peu plus de, dépassant, supérieur~ à, dépasse, "
            "dépassent, dépassé, excédant, largement plus de"
        ),
        (Qualifier.AT_LEAST, False): (
            "au moins, pas moins de, pas moins d, au minimum, un minimum de, minimum, non moins de, à tout le moins"
        ),
        (Qualifier.AT_MOST, True): "moins de, moins d, un peu moins de, inférieur~ à, en dessous de, en deçà de",
        (Qualifier.AT_MOST, False): ("au plus, tout au plus, au maximum, jusqu à, pas plus de, un maximum de, maximum"),
        (Qualifier.ABOUT, False): (
            "environ, env, à peu près, près de, autour de, quelque, quelques, presque, aux alentours de, "
            "approximativement, de l ordre de, aux environs de, une estimation de, estimé~ à, avoisinant, "
            "pratiquement, quasi, quasiment, grosso modo, avoisine, à quelque, ca, circa, une bonne, une petite, "
            "la bagatelle de"
        ),
        (Qualifier.EXACT, False): "exactement, précisément, exact, très exactement, précis, exacts",
    },
    after={
        (Qualifier.AT_LEAST, False): "au moins, au minimum, ou plus, ou davantage, minimum, au bas mot",
        (Qualifier.AT_LEAST, True): "et plus",
        (Qualifier.AT_MOST, False): "au plus, au maximum, tout au plus, ou moins, maximum",
        (Qualifier.ABOUT, False): "environ, approximativement, à peu près, peu ou prou",
        (Qualifier.EXACT, False): "exactement, précisément, tout rond, très exactement, tout juste",
    },
    signs={
        "neutral": (
            "unité de signalement*, unité* spéciale* internet, journée* d action, journées d action, journée d "
            "action de signalement, journées d action de signalement, jour* d action, etat islamique, état "
            "islamique, état, groupe terroriste, groupes terroristes, organisation terroriste, groupe de travail, "
            "poste de commandement, réseau* social, page d accueil, en ligne, communiqué de presse, communiqué, "
            "états unis, les états unis, mise en ligne, en cours d, services en ligne, à ce sujet, au sujet de, "
            "en compte, compte tenu, rendre compte, prise en compte, pris en compte, tenir compte, sur le site, "
            "site d europol, plus que, plus en plus, au cours de, action de signalement, plan d action, police "
            "fédérale, groupe état islamique, droit d accès, dans le domaine, en matière de, service de police, "
            "services de police, taux de retrait, taux de suppression, en cas de, dans le cas, ordre public, à l "
            "ordre du jour, ordre du jour, en attente de, dispositif, il s agit, action internationale, par "
            "exemple, demande d entraide, état des lieux, chaîne de commandement, dans le cadre de, décision "
            "cadre, moyens engagés, rapport de transparence, page de, trouve, se trouve, se trouvent, objet d, l "
            "objet d un, l objet d une, l objet de, fait l objet, font l objet, faisant l objet, les entreprises "
            "concernées"
        ),
        "not": (
            "ne, n, pas, jamais, sans, encore à, reste à, restent à, pas encore, ni, à être, plutôt que, au lieu de"
        ),
        "modal": (
            "doit, doivent, devra, devront, devrait, devraient, pourra, pourront, pourrait, pourraient, peut, "
            "peuvent, va, vont, veut, veulent, faut, faudra, souhaite, souhaitent, sera, seront, espère, espèrent"
        ),
        "so that": "afin que, afin qu, pour que, pour qu",
        "reached": (
            "permis, permet, permettent, permettant, réussi, parvenu~, parvenus, pu, fait, font, obtenu~, conduit, "
            "abouti, mené à"
        ),
        "left": (
            "reste, restent, restant, restants, restantes, encore en ligne, toujours en ligne, demeurent, restés, restées"
        ),
        "after": (
            "après, une fois, suite à, suite au, suite aux, à la suite de, à la suite du, à la suite des, grâce à, grâce au, "
            "grâce aux, depuis, avant, malgré, dès, à l issue de, à l issue du, du fait de, du fait du"
        ),
        "asking": (
            "demandé~, demandant, demandent, demandait, demandaient, exige, exigent, réclament, sollicitent, demande*, sollicité~, proposé~, proposition*, suggéré~, "
            "suggestion*, recommandé~, requis, invité~, prié~, réclamé~"
        ),
        "ordering": "ordonné~, ordonnant, enjoint, imposé~, ordonne, ordonnent",
        "purpose": (
            "pour, en vue de, en vue d, afin de, afin d, afin qu, aux fins de, aux fins d, dans le but de, à des "
            "fins de, destiné~ à, de manière à, pour que"
        ),
        "of which": (
            "dont, parmi lesquels, parmi lesquelles, parmi ces, parmi ceux ci, parmi eux, parmi elles, d entre "
            "eux, d entre elles, de ceux ci, de celles ci, y compris, à savoir, notamment, parmi celles ci, soit, "
            "parmi les, dont notamment, comprenant"
        ),
        "break": (
            "tandis que, alors que, mais, cependant, toutefois, bien que, en revanche, par contre, contre, puis, "
            "avant que, avant d, quant à, par rapport à, ensuite"
        ),
        "support": (
            "avec le soutien de, avec l appui de, avec l aide de, le soutien de, soutien d, appui d, soutenu~ "
            "par, avec le concours de, en collaboration avec, en coopération avec, coopération avec, avec l "
            "assistance de, assistance d, coordonné~ par, coordonnée par, coordonnées par, sous la direction de, "
            "sous la direction du, sous la direction d, direction du, direction de la, dirigé~ par, mené~ par, "
            "sous l égide de, sous l égide d, coordination d, conduite du, conduite de, poste de commandement d, "
            "accueilli~ par, collaboration avec, et ses partenaires, et partenaires, conjointement avec, de "
            "concert avec, ensemble avec, grâce à, avec, collabore avec, aux côtés de, sous la coordination d, "
            "sous la coordination de, en coordination avec, appuyé~ par, avec l appui d, avec le soutien d, avec "
            "l aide d, via, au siège d, porte parole de, porte parole du, porte parole d, à la demande de, à la "
            "demande du, sous la conduite"
        ),
        "said": (
            "selon, d après, annonce, annoncent, a annoncé, indique, indiquent, a indiqué, précise, affirme, "
            "déclare, a déclaré, communique, explique, chiffres de, chiffres d, de l avis, au dire de, rapporte, "
            "a fait savoir, a signalé que, signale que, confirme, publie, publié par, cité par, parle de, évoque"
        ),
        "by": (
            "par, par le, par la, par les, par l, du, de la, de l, d, émanant du, émanant de, provenant du, de la "
            "part du, de la part de, pour le compte de, revient à, le, l, au, à l, reviennent au"
        ),
        "to": "à, aux, au",
        "on": "sur, chez, auprès de, à, via, par, depuis, de",
        "example": "tels que, comme, telles que, notamment, par exemple, entre autres, ainsi que",
        "they": (
            "elle, il, elles, ils, celle ci, celui ci, l unité, cette unité, le service, ce service, l agence, "
            "ces derniers, cette dernière, ce dernier, ceux ci, l office, la même unité"
        ),
        "time": (
            "jour*, heure*, minute*, semaine*, mois, an, ans, année*, seconde*, h, nuit*, décennie*, jours "
            "ouvrables, week end*, trimestre*, siècle*"
        ),
        "measure": (
            "km, kilomètre*, téraoctet*, to, gigaoctet*, go, mo, mètres, abonnés, vues, habitants, fois, degrés, "
            "euros, euro, eur, dollars, points, pour cent, pourcent, exemplaires, clics, visiteurs, lecteurs, "
            "spectateurs"
        ),
        "article": (
            "article*, art, règlement*, directive*, paragraphe*, annexe*, chapitre*, considérant*, numéro, n, no, "
            "nr, loi, p, page, tél, téléphone, tel, fax, version, tableau, section, alinéa, §, point, réf, "
            "dossier n, dossier, matricule, résolution*, phase, partie, exercice, niveau, opération, étape, iso, tlp, règ, bte, "
            "boîte, rue, édition"
        ),
        "age": "âgé de, âgée de, âgés de, âgées de, ans d âge, âge de",
        "member states": "état* membre*, états membres, état membre",
        "cells": "par type",
    },
    months=(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr avr juil "
        "sept oct nov déc"
    ),
    stopwords=(
        "le la les des du de et un une dans en sur par pour avec que qui est sont été ont a au aux ce cette ces "
        "ses son sa d l il elle ils plus ne pas ou dont leur leurs lors après depuis cours y se être avoir soit "
        "entre sous même"
    ),
)
