"""Pages of the web, written for these tests: papers, a wire, a ministry, a blog."""

__all__ = [
    "BLOG",
    "INDEX",
    "MINISTRY",
    "NEWSPAPER",
    "OLD",
    "SECTION",
    "TEXT",
    "URDU",
    "WIRE",
]

_AROUND = """
<header><a href="/"><img src="/logo.png" alt="The Gazette"></a>
<nav><ul><li><a href="/world">World</a><li><a href="/sport">Sport</a>
<li><a href="/opinion">Opinion</a></ul></nav></header>"""
_AFTER = """
<aside><h3>Most read</h3><ol>
<li><a href="/x1">Ferry fares to rise from June 1, 2019</a>
<li><a href="/x2">Council buys a second-hand crane</a></ol></aside>
<footer><p>© 2011–2024 The Gazette. All rights reserved. <a href="/terms">Terms</a></p>
<script>track("/x", "20190601")</script></footer>"""
_STRIKE = (
    "Dockers at the port of Hull walked out on Thursday morning after talks over pay "
    "broke down, the union said. About 1,100 members left the quays before the first "
    "shift, and two ships that had been due to unload timber were sent on to Grimsby."
)
_OFFER = (
    "The employers called the walkout premature. A spokeswoman said that an offer of "
    "4.2 per cent had been on the table since the middle of the month and that nobody "
    "at the union had answered it in writing."
)
_NEXT = (
    "Neither side would say when they would meet again. The mediator, a former judge, "
    "is expected back in the city on Monday."
)
TEXT = (_STRIKE, _OFFER, _NEXT)
_BODY = "\n".join(f"<p>{paragraph}</p>" for paragraph in TEXT)

NEWSPAPER = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Hull dockers walk out as talks break down | The Gazette</title>
<link rel="canonical" href="https://www.gazette.example/2024/03/hull-dockers-walk-out">
<meta property="og:title" content="Hull dockers walk out as talks break down">
<meta property="og:type" content="article">
<meta property="og:site_name" content="The Gazette">
<meta property="article:modified_time" content="2024-03-09T08:00:00Z">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebPage", "datePublished": "2019-01-01"}},
 {{"@type": ["NewsArticle"], "headline": "Hull dockers walk out as talks break down",
  "datePublished": "2024-03-07T23:40:00-05:00", "dateModified": "2024-03-09T08:00:00Z",
  "author": {{"@type": "Person", "name": "Mary Okafor"}}}}]}}</script>
</head><body>{_AROUND}
<main><article><h1>Hull dockers walk out as talks break down</h1>
<p class="byline">By <a rel="author" href="/mary">Mary Okafor</a></p>
{_BODY}</article></main>{_AFTER}</body></html>"""

WIRE = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://a.example/x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>
<title>Walkout at Hull - North Wire</title>
<meta name="author" content="Staff Reporter" />
<meta property="article:published_time" content="2024-03-07" />
<meta property="og:url" content="http://www.northwire.example/s/881?utm_source=x" />
</head><body>{_AROUND}<div id="story"><h1>Walkout at Hull</h1>
<p>HULL (North Wire) - The port stood still.</p>{_BODY}</div>{_AFTER}</body></html>"""

BLOG = f"""<html><head><title>Notes from the quay</title></head><body>
<div class="post"><h1>Notes from the quay</h1>
<p class="meta">Posted on March 8, 2024 in Harbour</p>{_BODY}</div></body></html>"""

MINISTRY = f"""<!doctype html><html lang="en"><head><title>Press release No. 17</title>
<meta charset="utf-8"></head><body><h1>Press release No. 17</h1>
<p class="date">Date: 03/04/2024</p>{_BODY}</body></html>"""

_CARDS = "".join(
    f"""<article><h2><a href="/2024/03/{n}">Story number {n} of the harbour</a></h2>
<time datetime="2024-03-0{n}">{n} March 2024</time>
<p>{TEXT[n % 3]}</p></article>"""
    for n in range(1, 7)
)
INDEX = f"""<!DOCTYPE html><html lang="en"><head><title>Harbour - The Gazette</title>
<meta charset="utf-8"></head><body>{_AROUND}
<main>{_CARDS}</main>{_AFTER}</body></html>"""

SECTION = f"""<!DOCTYPE html><html lang="en"><head><title>Section</title>
<script type="application/ld+json">{{"@type": "CollectionPage",
"mainEntity": {{"@type": "ItemList", "datePublished": "2024-03-01"}}}}</script>
</head><body><div>{_BODY}<p>March 8, 2024</p></div></body></html>"""

_URDU = (
    "کراچی کی بندرگاہ پر مزدوروں نے جمعرات کی صبح کام بند کر دیا۔ "  # noqa: RUF001 Urdu's full stop
    "یونین کے مطابق تنخواہوں پر بات چیت ناکام ہو گئی تھی اور گیارہ سو کے قریب "
    "ارکان پہلی شفٹ سے پہلے گودی سے چلے گئے۔ "  # noqa: RUF001 Urdu's full stop
)
URDU = f"""<!DOCTYPE html><html lang="ur" dir="rtl"><head><meta charset="utf-8">
<title>بندرگاہ پر ہڑتال</title>
<meta property="article:published_time" content="2024-03-07T09:00:00+05:00">
</head><body><article><h1>بندرگاہ پر ہڑتال</h1><p>{_URDU * 2}</p><p>{_URDU}</p>
</article></body></html>"""

OLD = f"""<HTML><HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
<TITLE>Café on the quay</TITLE></HEAD><BODY><H1>Café on the quay</H1>{_BODY}
<P>“No comment,” said the employers’ office.</P></BODY></HTML>"""
