"""The words and signs by which a line of a report tells its purpose. Each pattern is tried on one line or paragraph."""

import re

__all__ = ["BOILERPLATE", "BULLET", "BYLINE", "CAPTION", "DATELINE", "FINAL", "HANDLE", "KEYPOINTS", "LABELS", "LINK", "PICTURED"]
__all__ += ["READOUT", "RELATED", "RELATED_LABEL", "SHORT_LINK", "SIGNATURE", "STAMPED", "STAMP_WORD"]

#: What ends a sentence, in any script, closing quotes and brackets included.
FINAL = re.compile(r"""[.!?…:;,。！？؟۔।॥።၊។][\s"'”’»)\]」』]*$""")
BULLET = re.compile(r"\s*(?:[-–—*•●▪‣◦·■►▶✓]|\d{1,2}[.)])\s+")

KEYPOINTS = re.compile(
    r"(?:the )?(?:key (?:points|takeaways|facts|highlights|messages)|takeaways|highlights|story highlights|at a glance|in brief"
    r"|in short|in summary|summary|main points|what (?:to|you need to) know|the gist|tl;dr)\s*:?$",
    re.I,
)

_AGENCY = (
    r"(?:Reuters|AFP|AP|APP|ANI|PTI|IANS|UNB|BSS|Xinhua|TASS|RIA Novosti|RIA|Interfax|Sputnik|DPA|dpa|EFE|ANSA"
    r"|Kyodo(?: News)?|Yonhap"
    r"|KCNA|CNA|Bernama|Antara|VNA|PNA|SPA|WAM|KUNA|QNA|BNA|ONA|Petra|MENA|IRNA|ISNA|Tasnim|Fars|Anadolu(?: Agency)?|AA|PAP"
    r"|CTK|MTI"
    r"|BTA|Agerpres|Tanjug|Ukrinform|UNIAN|Belta|Kazinform|Trend|APA|Azertac|Armenpress|MAP|APS|TAP|ANGOP|NAN|GNA|KNA|SAnews"
    r"|Panapress"
    r"|Agencia Brasil|Agência Brasil|Notimex|Telam|Télam|Prensa Latina|AAP|UPI|CNN|BBC|VOA|RFE/RL|Bloomberg|Associated Press"
    r"|UN News"
    r"|Agencies|News Agencies|Agence France-Presse|Web Desk|News Desk|Monitoring Desk|Staff Reporter|Staff Writer"
    r"|Our Correspondent)"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})(?:,?\s+\d{{4}})?"
_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[A-ZÀ-ÖØ-ÞĀ-Ž.'’-]+)"
_TITLED = r"[A-ZÀ-Þ][\w.'’-]+"
#: The place, day and agency with which a report's first paragraph begins: `WASHINGTON, April 8 (Reuters) —`.
DATELINE = re.compile(
    rf"(?:{_UPPER}(?:[ /]+(?:{_UPPER}|and|de))*(?:,\s*{_TITLED}(?:\s{_TITLED})?)?"
    rf"(?:,?\s*{_DAY})?(?:,?\s*\(?{_AGENCY}(?:/{_AGENCY})?\)?)?\s*(?:—|–|--|-(?=\s)|:(?=\s))+"
    rf"|{_TITLED}(?:[ /]{_TITLED}){{0,3}}(?:,\s*{_TITLED})?,?\s*"
    rf"(?:{_DAY},?\s*\(?{_AGENCY}(?:/{_AGENCY})?\)?|{_DAY}|\({_AGENCY}(?:/{_AGENCY})?\))\s*(?:—|–|--|-(?=\s)|:(?=\s))+"
    rf"|\(?{_AGENCY}\)\s*(?:—|–|--|-(?=\s)))"
)
#: Upper-case words before a colon that are no places: labels and the speakers of a transcript.
LABELS = re.compile(
    r"(?:UPDATED?|BREAKING|WATCH|LISTEN|READ|NOTE|MORE|Q|A|QUESTION|ANSWER|MODERATOR|INTERPRETER|OPERATOR|HOST|MR|MRS|MS|DR"
    r"|SEN|REP|GEN|GOV|SECRETARY"
    r"|PRESIDENT|MINISTER|AMBASSADOR|SENATOR|CHAIR(?:MAN|WOMAN)?|THE|STAFF|SENIOR|SPOKES\w+|VIDEO|PHOTOS?|FILE|EXCLUSIVE|OPINION"
    r"|ANALYSIS|EDITORIAL|EXPLAINER|FACTBOX|TIMELINE|CORRECTION|ALSO|RELATED|DISCLAIMER|SOURCES?|CONTACT|TEL|FAX|SUBJECT|FROM"
    r"|TO|CC|RE)\b"
)

#: A word of a line that holds nothing but a date, a time or an agency.
STAMP_WORD = re.compile(
    rf"\b(?:{_MONTH}|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|\d{{1,2}}(?:st|nd|rd|th)|\d+|[ap]\.?m\.?"
    rf"|GMT|UTC|[A-Z]{{1,3}}T"
    rf"|Z|updated?|published|posted|last|modified|created|first|on|at|by|of|the|date|for immediate release|(?:min(?:ute)?s?"
    rf"|hours?) (?:read|ago)"
    rf"|{_AGENCY})(?!\w)",
    re.I,
)
#: What such a line must hold to be one.
STAMPED = re.compile(
    rf"\b{_DAY}|\b\d{{4}}[-/.]\d\d?[-/.]\d\d?\b|\b\d\d?[-/.]\d\d?[-/.]\d{{4}}\b|\b{_MONTH}\s+\d{{4}}\b|^\W*{_AGENCY}\W*$", re.I
)
BYLINE = re.compile(rf"by\s+{_TITLED}(?:[ ,]+(?:and |& )?{_TITLED}){{0,9}}\W*$|[\w.+-]+@[\w-]+\.[\w.]+$|@\w{{2,15}}$", re.I)

_PICTURE = r"(?:photo(?:graph)?s?|images?|pictures?|pics?|video|footage|illustration|graphic|map|screengrab|screenshot)"
_POSITION = r"(?:from |on the |far |top |bottom |second |third )*(?:left|right|centre|center|l|r|c)(?: to right)?"
CAPTION = re.compile(
    rf"^\W*{_PICTURE}\s*(?:credits?|courtesy|copyright|caption|source|by)?(?: of)?\s*[:©|/]"
    rf"|^\W*{_PICTURE} (?:credits?|courtesy|copyright|caption|source)\b|^\W*media (?:caption|playback)\b|^\W*(?:credits?"
    rf"|caption|pictured)\s*:"
    rf"|^\W*file(?: {_PICTURE}| [-–—]|\s*:)|^\W*(?:a )?file {_PICTURE}\b|^\W*in this (?:\w+[ ,.]+){{0,8}}?(?:file )?{_PICTURE}\b"
    rf"|\(\s*(?:file )?{_PICTURE}\b[^)\n]*\)\W*$|\((?:AP|Reuters|AFP|Getty|EPA|PTI|ANI|Xinhua)\b[^)\n]{{0,60}}\)\W*$"
    rf"|\b{_PICTURE}(?: (?:credits?|courtesy|by))?\s*:[^.\n]{{1,60}}\.?$|\bfile (?:photo|image|picture)\W*$|\b(?:photo"
    rf"|image) (?:credit|courtesy)\b"
    rf"|(?:[/|]|\bvia |©\s*)\s*(?:Getty(?: Images)?|AFP|AP|Reuters|EPA|Xinhua|ANI|PTI|Anadolu|Shutterstock|Bloomberg)\W*$"
    rf"|\bGetty Images\W*$"
    rf"|^{_PICTURE}$|^enlarge this image\b|\b(?:is|are|seen|shown) (?:pictured|in this (?:\w+ )?{_PICTURE})\b"
    rf"|\bhandout {_PICTURE}\b"
    rf"|^(?:this|an?) {_PICTURE} (?:released|taken|provided|made|shows)\b|\[{_PICTURE}/[^\]\n]+\]$"
    r"|^(?-i:GETTY|EPA|REX|AP:|AFP/|Splash News)\b|^(?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} ?/ ?[A-Z][\w. ]{1,40})$",
    re.I,
)
#: "(left)": a caption when nothing but one sentence stands beside it.
PICTURED = re.compile(rf"\((?:{_POSITION}|pictured[^)\n]{{0,30}})\)", re.I)

HANDLE = re.compile(r"(?<![\w.@/])@\w{2,15}\b(?!\.\w)")
#: Ids of shortened links have ten characters at most; what follows was run together with them.
SHORT_LINK = re.compile(r"(?:https?://)?(?:pic\.twitter\.com|pic\.x\.com|(?<![\w.])t\.co)/(?:[A-Za-z0-9]{10}|[A-Za-z0-9]+)")
SIGNATURE = re.compile(rf"(?:[—–]|--|(?<!\S)-\s)\s?[^—\n]{{1,80}}?\(@\w{{1,15}}\)(?:\s*{_DAY})?")
LINK = re.compile(
    r"https?://\S+$|(?:a post shared by|view this post on|posted by) .{1,80}|.{1,60}\(@[\w.]{1,30}\)(?: on .{1,40})?$", re.I
)

_MORE = (
    r"read (?:more|also|next|on|here|full story|the full story)|also read|must read|see also|also see|watch(?: more| also"
    r"| live)?|listen(?: now)?|related(?: \w+){0,2}"
    r"|more (?:on|about|from) [^:.]{1,40}|more (?:stories|news|coverage)|recommended(?: \w+){0,2}|editor['’]?s['’]? picks?"
    r"|you (?:may|might) (?:also )?(?:like|want to read)"
    r"|don['’]t miss|further reading|explore more|in case you missed it|trending(?: now)?|most (?:read|popular)|top stories"
    r"|continue reading"
    r"|leia (?:também|mais)|lire aussi|à lire aussi|lea también|lee también|lesen sie auch|mehr zum thema|leggi anche"
    r"|lees ook|baca juga"
    r"|ayrıca okuyun|ilgili haberler|читайте также|по теме|читайте ще|اقرأ أيضا|اقرأ أيضًا|مزید پڑھیں|یہ بھی پڑھیں"
    r"|यह भी पढ़ें|相关阅读|延伸阅读|関連記事"
)
RELATED = re.compile(
    rf"\W*(?:(?:{_MORE}|read|more|link|here['’]s more)\s*[:|»>：]|(?:read more|read also|also read|must read|see also"
    rf"|lire aussi|leia também)\b)"
    rf"|.{{1,160}}\bread more\W*$|\[[^\]\n]{{8,200}}\]$",
    re.I,
)
RELATED_LABEL = re.compile(rf"\W*(?:{_MORE})\s*[:|»>：]?\W*$", re.I)

BOILERPLATE = re.compile(
    r"^[\W_]+$|^\W*(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b|^\W*(?:subscribe|sign up|sign in|log in|register now"
    r"|newsletter|follow us|join us|join our|like us"
    r"|share(?: (?:this|on|via|article|story|tweet))?\W*$|share this|read or share this|save ?save|print(?: this)?\W*$"
    r"|tweet\W*$|email\W*$|comments?\b(?: \(?\d+\)?)?\W*$|leave a (?:comment|reply)"
    r"|post a comment|view (?:all )?comments|advertisement\b|sponsored (?:content|post)|story continues|scroll down for"
    r"|skip to|loading\W*$|click here|tap here|download (?:the|our) (?:\w+ )?app"
    r"|published in [^.]{2,60}, \w|originally published|this (?:article|story|report|post) (?:was |has been )?(?:(?:first"
    r"|originally) \w+|updated|corrected|amended|translated)\b"
    r"|(?:with )?(?:additional )?(?:reporting|writing|editing) by|\((?:with )?(?:additional )?(?:reporting|writing|editing) by"
    r"|for (?:more|further) (?:information|details|news)|media contacts?|press contacts?|contact the writers?"
    r"|about the author|the writer is|terms (?:of use|of service|and conditions)|privacy policy"
    r"|cookies?\b|we use cookies|accept (?:all )?cookies|notifications? update|catch all the|stay (?:tuned|updated|informed)"
    r"|get the latest|#{2,}\W*$|-\s?30\s?-\W*$|ends?\W*$|tags?:"
    r"|topics?:|filed under|hide caption|show (?:all|more|less)\W*$|your browser|javascript)"
    r"|\bmay not be (?:published|reproduced|broadcast)|\bnewsletters?\b.{0,40}(?:inbox|sign|subscribe)|\bsubscribe (?:to"
    r"|now)\b.{0,80}$|\b(?:accept|use of) cookies\b",
    re.I,
)

#: How an official side names its own account.
READOUT = re.compile(
    r"\W*(?:(?:joint )?(?:press )?read-?\s?out\b|(?:joint |official |press |media )*(?:statement|communiqu[eé]|declaration"
    r"|press release)"
    r"\s+(?:by|from|of|on behalf of|following|on|after)\b|(?:joint )?(?:communiqu[eé]|press release)\s*[:–—-]|remarks by\b)",
    re.I,
)
