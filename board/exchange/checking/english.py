"""How English drafts say what was done, to what, by whom and how firmly. Input grammar, never shown; see `wordbook`."""

from board.exchange.checking.wordbook import Wordbook
from board.model.vocabulary import ContentType as Unit
from board.model.vocabulary import Qualifier, Stage

ENGLISH = Wordbook(
    stages={
        (Stage.DETECTED, Stage.IDENTIFIED): (
            "detect…, spotted, discovered, found, located, identif…, uncovered, traced, encountered, targeted, "
            "discovery"
        ),
        (Stage.ASSESSED,): (
            "assess…, evaluat…, examin…, reviewed, reviewing, review, scrutini…, analysed, analyzed, processed "
            "for referral, processed, vetted, screened, looked at, assessed for referral, inspected"
        ),
        (Stage.HELD,): (
            "held back, held, withheld, kept back, on hold, deconflict…, de confliction, put aside, held for "
            "deconfliction, retained, parked, paused"
        ),
        (Stage.REFERRED,): (
            "referred, refer, refers, referring, referral*, flagged, flagging, flag, flags, notified, notifying, "
            "sent to, passed on to, passed on, passed to, forwarded, transmitted, signalled, brought to the "
            "attention, drew attention to, drawn to the attention, submitted to, submitted, alerted to, reported "
            "to, tipped, handed to"
        ),
        (Stage.REFERRED, Stage.REPORTED): "reported",
        (Stage.ORDERED,): (
            "ordered, removal order*, ordering, order to remove, orders to remove, take down order*, takedown "
            "order*, issued"
        ),
        (Stage.REMOVED,): (
            "remov…, delet…, taken down, take down, takes down, takedown*, took down, taking down, taken offline, "
            "take offline, took offline, taking offline, offline, withdrawn, withdrew, withdraw, withdrawing, "
            "withdrawal*, erased, erasing, erasure, wiped, eliminated, suppressed, suppressing, purged, scrubbed, "
            "pulled, came down, down, led to deletion, brought down, cleared, no longer online, no longer "
            "available, executed, gone, disappeared, vanished"
        ),
        (Stage.DISABLED,): (
            "disabl…, deactivat…, closed, closing, closure*, shut down, shut, made inaccessible, rendered "
            "inaccessible, inaccessible, geo blocked, geoblocked, access"
        ),
        (Stage.SUSPENDED,): "suspen…",
        (Stage.REFUSED,): "refus…, reject…, declin…, turned down, not acted upon, rebuffed",
        (Stage.REAPPEARED,): (
            "reappear…, resurfac…, back online, re uploaded, reuploaded, re upload*, returned online, came back, "
            "popped up again"
        ),
        (Stage.REINSTATED,): "reinstat…, restor…, put back",
        (Stage.SEIZED,): "seiz…, confiscat…, impounded",
        (Stage.BLOCKED,): "blocked, blocking, block",
        (Stage.ARRESTED,): "arrested, arresting, arrest*, detained, apprehended, taken into custody",
        (Stage.TOOK_PART,): (
            "took part, take part, takes part, taking part, taken part, participat…, involved, involving, "
            "involve, joined forces, join forces, joined, mobilis…, mobiliz…, contributed, cooperated, worked "
            "together, deployed, attended, united, supported by"
        ),
        (Stage.RECEIVED,): "receiv…, came in, incoming",
        (Stage.REPORTED,): "studied, activated, counted",
        (Stage.REMOVED, Stage.DISABLED): "knocked offline",
    },
    units={
        (Unit.VIDEO,): "video*, clip*, footage, film*",
        (Unit.PUBLICATION,): "publication*, magazine*",
        (Unit.PUBLICATION, Unit.FILE): "document*, manual*",
        (Unit.GROUP,): "group*, chat group*",
        (Unit.ACCOUNT,): "account*, user account*",
        (Unit.ACCOUNT, Unit.MESSAGE): "profile*",
        (Unit.CHANNEL,): "channel*",
        (Unit.BOT,): "bot*",
        (Unit.LINK,): "link*, url*, web address, web addresses, internet address, internet addresses, hyperlink*",
        (Unit.FILE,): "file*, audio file*",
        (Unit.WEBSITE,): "website*, web site*, site*, web page*, webpage*, blog*",
        (Unit.APP,): "app, apps, application*",
        (Unit.SERVER,): "server*",
        (Unit.DOMAIN,): "domain*, domain name*",
        (Unit.PERSON,): (
            "person*, people, suspect*, individual*, officer*, investigator*, man, men, woman, women, expert*, "
            "specialist*, analyst*, arrest*"
        ),
        (Unit.ITEM,): (
            "item*, piece*, piece* of content, pieces of content, content*, element*, topic*, subject*, "
            "material*, pieces of propaganda, items of content, pieces of terrorist content, propaganda items, "
            "media, uploads, upload*"
        ),
        (Unit.MESSAGE,): "message*, post*, posting*, tweet*, comment*",
        (Unit.ORDER,): "removal order*, order*, take down order*, takedown order*",
        (Unit.REQUEST,): (
            "request*, case*, decision*, intervention*, complaint*, deletion suggestion*, suggestion*, deletion "
            "request*, removal request*, decision* for referral, decisions for referral"
        ),
        (Unit.NOTICE,): "notice*, report*, alert*, notification*",
        (Unit.COUNTRY,): "country, countries, member state*, state*, nation*",
        (Unit.PROVIDER,): (
            "provider*, platform*, service provider*, online service provider*, osp, osps, hsp, hsps, hosting "
            "service provider*, hosting provider*, company, companies, service*, online platform*"
        ),
        (Unit.LANGUAGE,): "language*",
        (Unit.ACTIVATION,): "activation*",
    },
    qualifiers={
        (Qualifier.AT_LEAST, True): (
            "more than, over, upwards of, in excess of, above, well over, well above, just over, slightly more "
            "than, a little over, north of, beyond, exceeding, exceed, exceeds, exceeded, greater than, better "
            "than"
        ),
        (Qualifier.AT_LEAST, False): (
            "at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum, min"
        ),
        (
            Qualifier.AT_MOST,
            True,
        ): "less than, fewer than, under, below, just under, just below, a little under, slightly under",
        (Qualifier.AT_MOST, False): (
            "at most, up to, no more than, not more than, at the most, a maximum of, maximum, max, as many as, at "
            "the very most"
        ),
        (Qualifier.ABOUT, False): (
            "about, around, some, approximately, approx, roughly, circa, ca, nearly, almost, close to, an "
            "estimated, estimated, near, in the region of, in the order of, or so, virtually, just short of, just "
            "shy of"
        ),
        (Qualifier.EXACT, False): ("exactly, precisely, exact, precise, a precise, an exact, no more and no less than"),
    },
    after={
        (Qualifier.AT_LEAST, True): "plus, and more",
        (Qualifier.AT_LEAST, False): "or more, at least, at the least, at a minimum, minimum",
        (Qualifier.AT_MOST, False): "at most, at the most, or fewer, or less, maximum, at the very most",
        (Qualifier.ABOUT, False): "or so, or thereabouts, approximately, roughly, more or less, give or take, odd",
        (Qualifier.EXACT, False): "exactly, precisely, to be exact, to be precise",
    },
    signs={
        "neutral": (
            "internet referral unit*, referral unit*, referral action day*, action day*, joint action day*, joint "
            "referral action day*, european union, working group*, terrorist group*, press release*, media "
            "outlet*, news outlet*, social media, command post*, islamic state, group of, law enforcement, case "
            "file, content moderation, report on, united states, subject to, in the case of, in case, in this "
            "case, on the site, at the same time, post office, video link, app store, down to, cracked down, "
            "crack down, crackdown, content type*, united nations, referral process, in particular, expert "
            "group*, in order to, in service, online service*, media and, on site, transparency report*, annual "
            "report*, taken over, takes over, criminal case*, people of, over the course of, over the past, over "
            "the, over four, over two, over three, found that, found guilty, close cooperation, close to home, "
            "the same period, some of, about the, state of, contents of this, in the field, removal rate, state "
            "terrorism, around the clock, under the, held on, held in, held at, involved in, in court, court "
            "order*, other things, member of, members of, closed meeting, news item*, agenda item*, order of, law "
            "and order, state supporting, is supporting, terrorist content online, content online, material "
            "support, of terrorist content, targeted at, report a, in service of, public order"
        ),
        "not": (
            "not, never, nor, neither, without, no longer being, yet to be, still to be, to be, remain to be, "
            "pending, awaiting, has yet, have yet, rather than, instead of, weren't, wasn't, isn't, aren't, haven't, "
            "hasn't, hadn't, didn't, don't, doesn't, couldn't, won't, none, not a single, escaped, failed to, failed"
        ),
        "modal": (
            "should, would, must, shall, will, might, can, cannot, could be, expected to, planned to, supposed to, "
            "ought to, due to be, want to, wants to, hope to, hopes to, intend to, intends to"
        ),
        "reached": (
            "managed, succeeded, able, allowed, led to, enabled, resulted in, helped, permitted, made it possible, got"
        ),
        "left": "remain, remains, remained, remaining, still online, left online, outstanding",
        "after": "following, after, once, when, since, upon, thanks to, due to, as a result of, before, despite",
        "asking": (
            "ask, asks, asked, asking, seek, seeks, urge, urges, demand, demands, request*, requested, requesting, urged, called for, sought, suggest*, suggestion*, "
            "suggested, proposed, proposal*, recommended, demanded, invited, called on, called upon, told to"
        ),
        "ordering": "ordered, ordering, orders, order, instructed, bound to",
        "purpose": (
            "for, to, in order to, with a view to, so as to, with the aim of, aimed at, towards, so that, whose, "
            "designed to"
        ),
        "of which": (
            "of which, of whom, of these, of those, of them, among them, among these, among those, including, "
            "amongst which, among which, thereof, comprising, incl, notably"
        ),
        "break": (
            "while, whereas, whilst, but, although, though, because, however, by contrast, in contrast, "
            "meanwhile, compared to, compared with, against, then, followed by, after which, before"
        ),
        "support": (
            "supported by, with the support of, support from, support of, supported, assistance of, help of, "
            "together with, in cooperation with, cooperation with, cooperating with, in collaboration with, "
            "coordinated by, led by, under the lead of, under the leadership of, under the direction of, hosted "
            "by, lead of, leadership of, headed by, coordination of, direction of, alongside, with help from, "
            "joint, and its partners, and partners, working with, worked with, collaboration with, cooperation "
            "of, command post of, at, headquarters of, and other partners, in coordination with, thanks to, "
            "backed by, hosted at, via, through, spokesperson for, spokesman for, spokeswoman for, order of, "
            "orders of, request of"
        ),
        "said": (
            "according to, says, say, said, announces, announced, reports, reported that, stated, states, confirmed, put the number, "
            "puts the number, quoted by, figures from, told, in the words of, as reported by, announce, published "
            "by, release by"
        ),
        "by": "by, from, by the, of the, for the, sent by, contributed by, attributable to, came from, on behalf of",
        "to": "to, to the",
        "on": "on, from, at, hosted on, by",
        "example": "such as, like, including, among others, e g, notably, for example, as well as",
        "they": (
            "it, they, the unit, the agency, these, this, the service, their, its, the office, the force, the "
            "same unit, the latter"
        ),
        "time": (
            "hour*, day*, week*, month*, year*, minute*, second*, decade*, a m, p m, am, pm, working day*, "
            "night*, hrs, h, calendar day*, weekend*"
        ),
        "measure": (
            "km, kilometre*, kilometer*, terabyte*, tb, gigabyte*, gb, megabyte*, mb, metres, miles, followers, "
            "views, subscribers, inhabitants, times, degrees, euros, euro, eur, dollars, pounds, usd, per cent, "
            "percent, percentage, points, copies, viewers, hits, clicks, million inhabitants, languages files"
        ),
        "article": (
            "article*, art, arts, regulation*, directive*, section*, paragraph*, annex, annexes, chapter*, "
            "recital*, no, nr, number, law, act, reg, decision no, page*, p, pp, phone, tel, telephone, fax, "
            "version, figure, table, appendix, room, floor, ref, reference*, case no, footnote, note, "
            "resolution*, iso, step, file, case, item no, clause*, point, report no, top, phase, part, exercise, operation, "
            "level, series, season, tlp, rad"
        ),
        "age": "aged, year old, years old, year olds, yr old, years of age, age",
        "member states": "member state*",
        "cells": "by type, by partner, by provider",
    },
    months=(
        "january february march april may june july august september october november december jan feb mar apr "
        "jun jul aug sep sept oct nov dec"
    ),
    stopwords=(
        "the of and to in a is was were are been by for with on that this which have has had from at as it its be "
        "an their they all these more than not or after under during between into other who also there out of "
        "over about"
    ),
)
