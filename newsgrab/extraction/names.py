"""What class names, ids and roles tell about a part of a page.

Web developers name the parts of their templates in a few English words, whatever the language of the text; these are
the words. They are hints: who uses them asks also how much of the text would be lost.
"""

from __future__ import annotations

import re

_EDGE = r"(?:^|[\s_-]|(?<=\d))"
_STOP = r"(?:$|[\s_\d-])"

# Parts that never hold the text of an article.
APART = re.compile(
    r"share|sharing|social|addthis|addtoany|sharedaddy|jp-relatedposts|follow-?us"
    r"|related|recommend|recirc|similar|read-?(?:also|more|next)|readmore|more-?(?:news|stories|articles|from|on|like|posts)"
    r"|also-?(?:read|like|see)|see-?also|you-?may|next-?(?:up|article|post|story)|prev-?next|next-?prev|up-?next"
    r"|most-?(?:read|popular|viewed|commented)|popular|trending|latest-?(?:news|posts|stories)?|ticker|yarpp|crp_"
    r"|newsletter|subscri|sign-?up|signin|login|register|paywall|regwall|piano|donat|membership"
    r"|advert|(?:^|[\s_-])ads?(?:$|[\s_\d-])|adsense|adslot|ad-?(?:box|container|wrapper|slot|unit|banner|label|block|zone)|dfp|gpt-ad"
    r"|banner|sponsor|promo(?!t)|outbrain|taboola|mgid|revcontent|zergnet|dianomi|affiliate"
    r"|comment|disqus|(?:^|[\s_-])respond(?:$|\s)|talkback|discussion|feedback"
    r"|breadcrumb|crumb|pagin|pager|(?:^|[\s_-])nav(?:$|[\s_-])|navbar|navigation|(?:^|[\s_-])menu|sidebar|side-?bar|side-?(?:col|rail)|rail(?:$|\s)"
    r"|widget|toolbar|tool-?box|(?:^|[\s_-])tools(?:$|\s)|print(?!ed|able-content)|e-?mail|contact-?(?:us|form)"
    r"|cookie|consent|gdpr|popup|pop-up|modal|overlay|lightbox|toast|tooltip|dropdown|offcanvas|off-canvas"
    r"|author-?(?:box|bio|info|card|desc|profile|about)|about-?(?:the-?)?author|(?:^|[\s_-])bio(?:$|[\s_-])|byline|by-line|(?:^|[\s_-])authors?(?:$|\s)"
    r"|(?:^|[\s_-])tags?(?:$|[\s_-](?:list|links|cloud|box|container|wrap\w*))|taglist|tagcloud|keywords|topics?(?:$|[\s_-](?:list|links))"
    r"|copyright|colophon|(?:^|[\s_-])footer|foot(?:$|\s)|masthead|site-?header|skip-?(?:link|to)|sr-only|visually-?hidden|screen-?reader"
    r"|rating|(?:^|[\s_-])vot(?:e|ing)|(?:^|[\s_-])poll|quiz|survey|weather|currency|(?:^|[\s_-])stock-?(?:quote|ticker)"
    r"|meta(?:$|[\s_-](?:info|data|line|box|bar))|entry-?meta|post-?meta|article-?meta|(?:^|[\s_-])dateline|timestamp|post-?date|pub-?date"
    r"|player|playlist|carousel|slick|swiper|gallery-?(?:nav|thumb)|thumbs?(?:$|\s)|hidden-print|noprint|no-print"
    r"|(?:^|[\s_-])(?:article|story|post|entry)-?(?:footer|tags|tools|actions|nav|navigation)|infobox-?links|app-?(?:download|promo)",
)
# Parts that are the text, or hold it.
CONTENT = re.compile(
    r"article-?_*(?:body|content|text|copy)|(?:story|post|entry|news|content|single|page|detail)s?-?_*(?:body|content|text|copy|article)"
    r"|(?:^|[\s_-])(?:article|story|entry|post|hentry|bodytext|body-?copy|rich-?text|richtext|wysiwyg|prose|fulltext|full-text|maintext|texto|cuerpo|artikel|nota|noticia|haber|detay)(?:$|[\s_-])",
)
# Wholly outside: what HTML itself says.
APART_TAGS = frozenset({"nav", "footer", "aside", "menu", "dialog", "search", "fieldset"})
APART_ROLES = re.compile(
    r"(?:^|\s)(?:navigation|complementary|contentinfo|banner|search|dialog|alertdialog|menu|toolbar|tablist)(?:$|\s)"
)
CAPTION = re.compile(
    r"caption|(?:^|[\s_-])(?:photo|image|img|picture|media)-?(?:credit|desc|description|source|title|text|info|by)|credit(?!-card)|legend|photographer|copyright-?image"
)
