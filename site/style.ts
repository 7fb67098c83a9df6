import { TIMELINE_CSS } from '../reports/timeline/index.ts';

/** The whole style sheet; it stands in each page, and the content policy allows it by its hash. */
export const SITE_CSS = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--panel:#f6f8fa;--rule:#d8dee4;--link:#0a58a8;--good:#116329;--good-bg:#e3f4e6;--bad:#a4161a;--bad-bg:#fde8e7;--warn:#7a4a00;--warn-bg:#fdf0d5;--mute:#4f5963;--mute-bg:#eceff2;--focus:#0a58a8}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#a5b0bb;--paper:#0d1117;--panel:#161b22;--rule:#30363d;--link:#6cb6ff;--good:#6fdd8b;--good-bg:#12311b;--bad:#ff9a92;--bad-bg:#3a1614;--warn:#f0c36d;--warn-bg:#34270c;--mute:#aeb8c2;--mute-bg:#21262d;--focus:#6cb6ff}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;padding:1.5rem clamp(.75rem,2.5vw,2.5rem) 3rem;max-width:100rem;color:var(--ink);background:var(--paper);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
section:focus{outline:none}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.3rem;margin:2rem 0 .5rem}
.page h1{font-size:1.4rem;margin:1.5rem 0 .5rem}
.counterexample h2{font-size:1.05rem;margin:0 0 .25rem;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
pre{overflow:auto;padding:.75rem 1rem;background:var(--panel);border:1px solid var(--rule);border-radius:6px}
pre.replay{white-space:pre-wrap;overflow-wrap:anywhere;margin-top:.25rem}
.soft{color:var(--soft)}
.lead{max-width:60rem;margin:.25rem 0 1rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.25rem .5rem;z-index:1}
header nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.75rem 0 1.25rem;padding:0}
nav [aria-current]{color:inherit;font-weight:600;text-decoration:none}
.chip{display:inline-block;padding:.05rem .5rem;border-radius:1rem;font-size:.84rem;line-height:1.5;white-space:nowrap;color:var(--mute);background:var(--mute-bg)}
.chip.conforms{color:var(--good);background:var(--good-bg)}
.chip.diverges{color:var(--bad);background:var(--bad-bg);font-weight:600}
.chip.flaky,.chip.unknown{color:var(--warn);background:var(--warn-bg)}
.chip.never-run{background:none;outline:1px dashed var(--mute);outline-offset:-1px}
.chip.not-in-evidence,.chip.not-exercised{background:none}
a.entry{display:inline-block;text-decoration:none;border-radius:1rem}
a.entry .chip{text-decoration:underline;text-underline-offset:2px}
a.entry:hover .chip{filter:brightness(.94)}
table{border-collapse:collapse}
.matrix{width:100%;margin:.5rem 0 1rem}
.matrix th,.matrix td{padding:.2rem .45rem;text-align:left;vertical-align:middle}
.matrix thead th{position:sticky;top:0;background:var(--paper);border-bottom:2px solid var(--rule);font-size:.85rem;padding-block:.5rem;vertical-align:bottom}
.matrix tbody{border-bottom:1px solid var(--rule)}
.matrix tbody tr:first-child>*{padding-top:.55rem}
.matrix tbody tr:last-child>*{padding-bottom:.55rem}
.matrix .who{vertical-align:top;min-width:14.5rem;max-width:18rem;font-weight:400;overflow-wrap:anywhere}
.matrix .who .name{display:block;font-weight:600}
.matrix .never .soft{font-size:.84rem}
.matrix .system{vertical-align:top;min-width:8rem;max-width:12rem;overflow-wrap:anywhere}
.matrix .version,.matrix .who .date{display:block;font-size:.82rem;color:var(--soft)}
.matrix .who .standing{display:block;font-size:.84rem}
.matrix .who .lack{display:block;font-size:.84rem;color:var(--warn)}
.matrix .gloss{display:block;font-weight:400;font-size:.78rem;line-height:1.3;color:var(--soft)}
.matrix .reading strong,.verdicts strong{font-weight:600;color:var(--ink)}
.matrix .reading{font-weight:400;font-size:.84rem;color:var(--soft)}
.matrix .clause-name{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;margin:1rem 0;font-size:.9rem}
.legend div{display:flex;gap:.5rem;align-items:baseline}
.legend dd{margin:0;color:var(--soft)}
.clauses div{padding:.35rem .5rem;border-radius:6px}
.clauses div:target{background:var(--panel);outline:2px solid var(--rule)}
.clauses dd{margin:0 0 0 1.5rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;max-width:70rem}
.facts div{display:contents}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
.page{display:none}
.page:target,.page:has(:target){display:block}
body:has(.page:target,.page :target) .front{display:none}
.back{margin:1rem 0}
.verdicts{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;list-style:none;padding:0;margin:0 0 1rem}
.counterexample{border:1px solid var(--rule);border-radius:8px;padding:1rem 1.25rem;margin:1rem 0}
.counterexample:target{border-color:var(--focus)}
.counterexample:focus{outline:none}
.contents{columns:26rem;column-gap:2rem;margin:0 0 1rem;padding-left:1.5rem;font-size:.95rem;overflow-wrap:anywhere}
.counterexample>p{margin:.35rem 0}
.reason{max-width:65rem}
figure{margin:.75rem 0}
figcaption{position:sticky;left:0;padding:.25rem .75rem;font-size:.84rem;color:var(--soft);max-width:min(100%,calc(100vw - 4rem))}
.scroll{overflow-x:auto;border:1px solid var(--rule);border-radius:6px;background:var(--paper)}
.scroll svg{display:block}
details{margin:.5rem 0}
details.part{content-visibility:auto;contain-intrinsic-size:auto 2rem}
summary{cursor:pointer;color:var(--link);width:max-content;max-width:100%}
.plain th,.plain td{padding:.25rem .75rem .25rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
.plain caption{text-align:left;font-weight:600;padding:.5rem 0}
.plain .number{text-align:right;font-variant-numeric:tabular-nums}
.plain tbody th{font-weight:400}
.plain.wide{width:100%}
.scroll .plain :is(th,td,caption){padding-left:.75rem;font-size:.9rem}
.scroll+.scroll{margin-top:1.25rem}
.versions ul{list-style:none;margin:0;padding:0}
.versions li{margin:.15rem 0;white-space:nowrap}
.steps th,.steps td{font-size:.88rem}
.steps .offending td{color:var(--bad);font-weight:600}
.places{columns:24rem;font-size:.9rem;overflow-wrap:anywhere}
footer{margin-top:3rem;color:var(--soft);font-size:.9rem;border-top:1px solid var(--rule);padding-top:1rem}
@media (max-width:92rem){
.matrix,.matrix tbody,.matrix tr,.matrix td,.matrix th{display:block}
.matrix thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.matrix thead th{position:static}
.matrix tbody{border:1px solid var(--rule);border-radius:8px;margin:0 0 1rem;padding:.5rem .75rem}
.matrix tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.25rem .75rem;padding:.35rem 0}
.matrix .who,.matrix .system,.matrix .reading{grid-column:1/-1;max-width:none}
.matrix tbody tr>*,.matrix tbody tr:first-child>*,.matrix tbody tr:last-child>*{padding:0 .25rem}
.matrix tbody tr>th.reading{font-weight:600;color:var(--ink);border-top:1px solid var(--rule);padding-top:.35rem}
.matrix td.never{grid-column:1/-1;padding:.25rem}
.matrix .clause-name{display:block;font-size:.8rem;color:var(--soft)}
}
@media (max-width:40rem){.counterexample{padding:.75rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}}
@media (forced-colors:active){.chip{outline:1px solid;outline-offset:-1px}.chip.never-run{outline-style:dashed}}
@media print{.back,nav,.skip,footer{display:none}body{padding:0}.scroll{overflow:visible}.scroll svg{max-width:100%;height:auto}.matrix tbody,.counterexample>p,figure{break-inside:avoid}.chip{border:1px solid}}
${TIMELINE_CSS}
`.trim();
