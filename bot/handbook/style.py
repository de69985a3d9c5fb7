"""How the handbook looks: on a small phone, in the dark, on paper. No font, no picture."""

STYLE = """
:root{color-scheme:light dark;
--ink:#1a1c1e;--page:#fff;--soft:#eef3f6;--line:#c5d0d8;--link:#00587a;
--warn:#fff1d6}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7ea;--page:#14181b;--soft:#1f272c;--line:#3c4850;
--link:#7fd0f2;--warn:#41330f}}
*{box-sizing:border-box}
body{margin:0 auto;padding:16px;max-width:44rem;background:var(--page);color:var(--ink);
font:17px/1.5 system-ui,-apple-system,Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:.2em 0 .5em}
h2{font-size:1.35rem;margin:2em 0 .5em;padding-top:.6em;border-top:3px solid var(--link)}
h3{font-size:1.1rem;margin:1.6em 0 .4em}h4{font-size:1.2rem;margin:0 0 .5em;line-height:1.3}
nav h3{font-size:1.25rem}nav h4{font-size:1.1rem;margin-top:1.2em}
h5{font-size:1rem;margin:1.2em 0 .3em}p{margin:.5em 0}
ul,ol{margin:.5em 0;padding-left:1.4em}li{margin:.35em 0}
a{color:var(--link)}
nav ul{list-style:none;padding:0;margin:0}nav li{margin:0;border-top:1px solid var(--line)}
nav a,.up a,.go a{display:flex;align-items:center;min-height:48px;padding:8px 0;
text-decoration:none}
details li a{display:inline-block;padding:9px 0;min-height:44px}
.go a{background:var(--soft);border-radius:10px;padding:8px 14px;margin:8px 0;font-weight:600}
.call{display:inline-flex;align-items:center;min-height:48px;padding:4px 14px;margin:2px 0;
border:2px solid var(--link);border-radius:10px;font-weight:700;text-decoration:none}
.card,article{border:1px solid var(--line);border-radius:12px;padding:12px 14px;margin:14px 0}
.card h3{margin-top:0}
.answer{background:var(--soft);border-radius:10px;padding:4px 12px;font-weight:500}
.warning{background:var(--warn);border-radius:10px;padding:8px 12px}
.small{font-size:.88rem}.url{font-style:normal;font-size:.8rem}
summary{min-height:48px;padding:12px 0;font-weight:600;cursor:pointer}
details{border-top:1px solid var(--line);margin-top:.6em}
@media print{:root{--ink:#000;--page:#fff;--soft:#fff;--line:#999;--link:#000;--warn:#fff}
body{max-width:none;padding:0;font-size:10.5pt}.up,.go{display:none}
.card{break-inside:avoid}h2,h3,h4,h5{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto}
nav a,.call,summary,details li a{min-height:0;padding-block:1px}}
"""
