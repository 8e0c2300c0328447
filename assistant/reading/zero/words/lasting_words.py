"""How people ask how long something lasts: whether it is still there, when it ends or ended, how long it may go on."""

from __future__ import annotations

import re

# "Is UNMAZ still operating?", "until when do the measures run", "was the embargo lifted", "status of the mission"
_EXPIRY = re.compile(
    r"\bexpir\w+|\b(?:until|till) (?:when|what(?! (?:had|has|have|was|were|is) (?:been )?(?:done|happened|achieved|completed))|which)\b|\b(?:renewal|extension)s? (?:\w+ ){0,2}?due\b|\b(?:due|up) for (?:renewal|extension)\b|\b(?:final|last|end|closing) (?:date|day)\b|\b(?:latest|last|newest|most recent|current) (?:renewal|extension)\b|\b(?:is|are|does|do|has|have)\b.*\bstill\b|\bhow long (?:does|do|will|is|are)\b|\bin force\b|\blaps\w+|\bsunset\b|\bend date\b|\bmandate(?:'s)? (?:end|expiry)s?\b|\bstatus of\b"
    r"|\b(?:was|were|has|have|is|are|did|been|when)\b.{0,80}\b(?:terminat\w+|lift(?:ed|s)?|dissolved?|abolish\w*|wound up|discontinu\w+|closed?)\b"
    r"|\bwhen (?:does|do|will|did|is|was)\b.{0,90}\b(?:end|ends|ended|run out|(?<!watch )(?<!look )(?<!hand )(?<!handed )(?<!take )(?<!taken )(?<!rolled )(?<!preside )over)\b"
    r"|\b(?:was|were|did)\b.{0,60}\bstill\b|\b(?:ceas|laps|finish)\w*\s*(?:\?|$|to (?:apply|exist|operate))|\bwhen\b.{0,90}\b(?:cease[sd]?|lapse[sd]?)\b"
    r"|\b(?:lose|loses|lost) (?:its|their|the) (?:mandate|authori\w+)|\b(?:until|till|up to|to) (?:what|which) (?:date|day|month|year)\b|\bhow (?:much )?long(?:er)? (?:can|may|could|should|must|would|did|was|were|has|have|had)\b"
    r"|\bwound up\b|\bwind(?:s|ing)? up\b|\bwhen\b.{0,60}\bshut down\b|\bend of (?:the )?mandate\b|\bclosing (?:date|day)\b|\b(?:valid|good) (?:until|till)\b|\bin being\b|\bhow far (?:does|do|did)\b.{0,60}\b(?:extension|renewal|mandate)\b|\bstop(?:s|ped)?\s+(?:applying|to\s+apply)|\bopen-ended\b|\btime-limited\b"
    r"|\b(?:is|are|was|were|does|do|did|has|have|had|(?:could|can|may|might)(?!\s+(?:you|one|we|I|people)\b)|will)\b[^?;]{0,160}\bstill\b|\bstill\s+(?:there|around|alive|valid|on\b|open|going|bind)"
    r"|\b(?:is|are|was|were|does|do|did|has|have|had)\b[^?;]{0,160}\b(?:any\s*more|any\s+longer|no\s+longer)\b"
    r"|\b(?:has|have|had|did|does|do|will|when|by)\b[^?;]{0,120}\b(?:run|ran|runs)\s+out\b"
    r"|\b(?:is|are|was|were)\b[^?;]{0,120}\bin\s+(?:effect|operation|existence|vigou?r)\b"
    r"|\b(?:does|do|did|is|are|was|were|has|have|had)\b[^?;]{0,120}\b(?:have|has|had|enjoy\w*|hold|holds|with|without|under)\s+(?:a|an|any|its|their|no)?\s*(?:\w+\s+)?(?:mandate|cover|legal\s+basis)\b(?!\s+(?:to|for|of|that|under|which))"
    r"|\bfor\s+how\s+(?:many|much)\b[^?;]{0,30}\b(?:more|longer)\b|\bhow\s+much\s+(?:more\s+)?time\b[^?;]{0,40}\b(?:left|have|has|remain\w*)\b"
    r"|\bwhen\b[^?;]{0,90}\b(?:term|mandate|time|period)\s+(?:is\s+)?up\b|\b(?:the|what)\s+(?:\w+\s+){0,3}cut[- ]?off\b|\bcut[- ]?off\s+(?:date|day|point)\b|\bnext\s+(?:due|up)\b|\bexpir\w+|\blast\s+day\b"
    r"|\bwhen\b[^?;]{0,90}\b(?:come|came|comes|go|goes|went)\s+off\b|^(?!\W*(?:and\s+)?(?:which|who|whom|what|how\s+many)\b)[^?]*?(?<!by\s)\bwhen\b[^?;]{0,90}\b(?:leave|leaves|left|depart\w*|go\s+home|pack\w*\s+up|be\s+gone|stop\w*\s+work\w*|quit)\b"
    r"|\bwhen\b[^?;]{0,60}\b(?:term|mandate|time)\b[^?;]{0,90}\bup\s*\?*$"
    r"|\b(?:is|are|was|were)\b[^?;]{0,100}\b(?:(?<!watch )(?<!look )(?<!hand )(?<!handed )(?<!take )(?<!taken )(?<!rolled )(?<!preside )over|gone|finished|history)\s*(?:now|yet|today|by\b[^?]*)?\s*\?*$"
    r"|\b(?:is|are)\s+there\s+(?:still\s+)?any\b[^?;]{0,60}\b(?:left|remaining|remain|in\s+place)\b"
    r"|\bhow\s+long\b[^?;]{0,90}\blast\b|\b(?:through|up\s+to|until|till)\s+(?:which|what)\s+(?:day|date|month|year)\b"
    r"|\bfor\s+how\s+long\s+(?:is|are|may|can|does|do|will)\b|\bhow\s+many\s+(?:more\s+)?(?:years|months|weeks|days)\b[^?;]{0,80}\b(?:go\s+on|continue|left|remain\w*|operate|stay|last)\b"
    r"|\b(?:mandate|term|authori\w+|time)\s+(?:\w+\s+)?(?:gone|over|expired|dead|finished|alive)\b|\bborrowed\s+time\b|\bthing\s+of\s+the\s+past\b|\bdefunct\b|\b(?:by|at|on)\s+(?:what|which)\s+(?:date|day)\b[^?;]{0,60}\b(?:over|end|leave|gone|finish\w*|out)\b|\bmust\s+finish\b|\boutliv\w+\b|\bbeyond\s+(?:\w+\s+)?(?:19|20)\d\d\b"
    r"|\b(?:have|has|need|needs|had)\s+to\s+be\s+(?:renewed|extended|prolonged)\b|\bsince\s+when\s+(?:may|can|could|is|are|has|have)\b|\b(?:can|may)\b[^?;]{0,90}\b(?:imported|exported|sold|bought|traded|shipped|delivered)\s+again\b"
    r"|\b(?:did|has|have)\b[^?;]{0,90}\bend(?:ed)?\s*\?*$|\bwhen\s+did\b[^?;]{0,60}\b(?:go|withdraw|pull\s+out|hand\s+over|disappear|vanish|fold)\s*\?*$|\bwhen\s+(?:was|were)\b[^?;]{0,60}\bwithdrawn\b"
    r"|\b(?:was|were)\b[^?;]{0,110}\bended\s*\?*$|\bever\s+(?:lapse|expire|end|run\s+out)s?\b|\buntil\s+when\b|\bstill\s+on\s+the\s+books\b"
    r"|\bwhen\s+(?:does|do|did|will)\b[^?;]{0,90}\b(?:stop|halt)\s*\?*$|\bwhen\s+(?:does|do|did|will)\b[^?;]{0,60}\b(?:(?<!to\s)|(?<=had\sto\s)|(?<=have\sto\s))(?:stop|quit)\s+[a-z]+ing\b"
    r"|\bwhen\s+(?:does|do|did|will|was|were|is)\b(?![^?;]{0,90}\b(?:border|frontier|airport|port|crossing|road|canal|strait)s?\b)[^?;]{0,90}\b(?:shut|shuts|shuttered|wrap(?:s|ped)?\s+up|fold(?:s|ed)?)\s*(?:(?:its|their)\s+doors|up\s+shop|for\s+good)?\s*\?*$"
    r"|\b(?:limited|unlimited)\s+in\s+time\b|\btime[- ]limit(?:s|ed)?\b|\bof\s+(?:un)?limited\s+duration\b"
    r"|\b(?:which|what)\s+(?:\w+\s+){0,3}?(?:resolutions?|texts?|decisions?)\s+(?:finally\s+|formally\s+)?(?:ended|terminated|closed|withdrew|dissolved|wound\s+up|shut\s+down)\s+(?:the\s+(?:mandate|operation|mission|force)\s+of\s+)?(?:the\s+)?(?-i:UN(?!ITA\b)|MIN|MON|ON|BINU|AMI|MIS)\S"
    r"|\b(?:run|runs|running|mandated|authori[sz]ed) (?:until|till)\b|\bhow long\b.*\b(?:mandate|authori[sz]|sanction|embargo|measure)",
    re.IGNORECASE,
)


def asks_for_expiry(text: str) -> bool:
    """Whether it is asked until when something lasts, whether it is in force, or when it ended."""
    return bool(_EXPIRY.search(text))
