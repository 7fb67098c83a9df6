/** What the pages with a script have beside the style of all pages. */
export const APP_CSS = `
button,input,select,textarea{font:inherit;color:inherit}
button{padding:.3rem .8rem;border:1px solid var(--rule);border-radius:6px;background:var(--panel);cursor:pointer}
button:hover:not(:disabled){border-color:var(--soft)}
button:disabled{opacity:.55;cursor:default}
button.main{background:var(--link);border-color:var(--link);color:var(--paper);font-weight:600}
button.place{padding:0 .25rem;border:0;background:none;color:var(--link);text-decoration:underline;text-underline-offset:2px;overflow-wrap:anywhere;text-align:left}
textarea,select,input[type=text],input[type=number]{padding:.3rem .5rem;border:1px solid var(--rule);border-radius:6px;background:var(--paper)}
textarea{display:block;width:100%;margin:.25rem 0 .5rem;font-family:ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;font-size:.85rem}
label.block{display:block;margin:.5rem 0}
h3{font-size:1.08rem;margin:1.25rem 0 .35rem;overflow-wrap:anywhere}
#answer:focus{outline:none}
.actions{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.5rem 0}
.keys{font-size:.84rem}
.drop{border:2px dashed var(--rule);border-radius:10px;padding:1.5rem 1.25rem;margin:1rem 0;text-align:center;background:var(--panel)}
.drop .actions{justify-content:center}
.drop.more{padding:.5rem 1rem}
.drop.more p{margin:.35rem 0}
.drop.over{border-color:var(--focus);outline:3px solid var(--focus)}
.drop-lead{margin:0 0 .5rem;font-size:1.05rem}
.drop.more .drop-lead{font-size:1rem}
.drop form{text-align:left}
.progress{text-align:center}
.progress progress{width:min(24rem,90%);accent-color:var(--link);vertical-align:middle;margin-left:.5rem}
.failed{color:var(--bad);background:var(--bad-bg);padding:.75rem 1rem;border-radius:6px}
.answer{border:1px solid var(--rule);border-left:6px solid var(--warn);border-radius:8px;padding:.75rem 1.25rem 1rem;margin:1rem 0}
.answer.named{border-left-color:var(--bad)}
.answer h3{font-size:1.2rem;line-height:1.3;margin:.25rem 0 .75rem}
.answer .facts{max-width:75rem}
.answer ul{margin:.25rem 0;padding-left:1.25rem}
.chip.sure-named{color:var(--good);background:var(--good-bg);font-weight:600}
.chip.sure-open-end,.chip.sure-none-overlaps,.chip.sure-no-date,.chip.sure-clock-not-joined,.chip.sure-machine-unknown{color:var(--warn);background:var(--warn-bg)}
.excerpt{border:1px solid var(--rule);border-radius:6px;background:var(--panel);overflow:auto;max-height:26rem;margin:.75rem 0}
.excerpt .soft{padding:.25rem .75rem}
.lines{margin:0;padding:.25rem 0 .5rem;font:.82rem/1.5 ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;list-style-position:outside;padding-left:5.5rem}
.lines li{white-space:pre-wrap;overflow-wrap:anywhere;padding:0 .75rem 0 .25rem}
.lines li::marker{color:var(--soft)}
.lines mark{background:var(--warn-bg);color:inherit;outline:1px solid var(--warn)}
.chart .frame{border:1px solid var(--rule);border-radius:6px;overflow:hidden;touch-action:pan-y;cursor:grab;user-select:none}
.chart .frame:active{cursor:grabbing}
.calls{display:block;font-size:12px}
.calls .tick{stroke:var(--rule)}
.calls .rule{stroke:var(--rule)}
.calls .life{stroke:var(--rule);stroke-dasharray:2 4}
.calls .tick-label{fill:var(--soft);font-size:11px;font-variant-numeric:tabular-nums}
.calls .lane-title{fill:var(--ink);font-weight:600;font-size:12.5px}
.calls .detail{fill:var(--soft);font-weight:400}
.calls .refusal{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:4 3}
.calls .mutex-label{fill:#fff;font-weight:600}
.calls .call-bar.call{fill:var(--soft)}
.calls .call-bar.ui{fill-opacity:.3}
.calls .call-bar.event-log{fill-opacity:.75}
.calls .open{stroke:var(--warn);stroke-width:2;stroke-dasharray:4 3}
.hue-0{fill:#1f6fb2}.hue-1{fill:#a3541a}.hue-2{fill:#2f7d4f}.hue-3{fill:#8a4a9e}.hue-4{fill:#a8324e}.hue-5{fill:#5a6570}
.point{cursor:pointer}
.point .target{fill:transparent}
.point .dot{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
.point.mutex .dot{fill:var(--warn);stroke:var(--ink)}
.point.sequence .dot{fill:var(--ink)}
.point .cross{stroke:var(--bad);stroke-width:3;fill:none}
.point.shown .target{fill:none;stroke:var(--focus);stroke-width:2}
.point:focus{outline:none}
.point:focus-visible .target{fill:none;stroke:var(--focus);stroke-width:3}
.current{margin:.35rem 0;min-height:1.6em}
.time{font-variant-numeric:tabular-nums}
td.time{white-space:nowrap}
tr.refused td{color:var(--bad)}
tr.mutex td:nth-child(3){font-weight:600}
.notes{font-size:.92rem;color:var(--soft)}
.where dt{font-weight:600;margin-top:.5rem}
.where dd{margin:0 0 0 1rem}
.where pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.25rem 0}
.ticket{white-space:pre-wrap;overflow-wrap:anywhere;max-height:24rem}
fieldset.radios{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;border:1px solid var(--rule);border-radius:6px;margin:.5rem 0;padding:.35rem .9rem .5rem}
.radios legend{color:var(--soft);font-size:.88rem}
.setup select{max-width:min(30rem,80vw)}
.open-files select{max-width:min(34rem,85vw)}
.said:empty,.counts:empty{display:none}
.walk{display:grid;grid-template-columns:minmax(0,1fr) minmax(16rem,24rem);gap:1rem 2rem}
.walk h2{margin-top:1rem}
.documentation{align-self:start;position:sticky;top:.5rem;font-size:.94rem}
.documentation dl{margin:0}
.block{border-left:4px solid var(--rule);padding:.25rem .75rem;margin:.35rem 0;border-radius:4px}
.block dt{font-family:ui-monospace,"Cascadia Mono",Consolas,monospace;font-size:.82rem;color:var(--soft);display:flex;gap:.75rem;flex-wrap:wrap}
.block dd{margin:0}
.block.applies{border-left-color:var(--good);background:var(--good-bg)}
.block.applies dt,.block.applies .tone{color:var(--good)}
.block.broken{border-left-color:var(--bad);background:var(--bad-bg)}
.block.broken dt,.block.broken .tone{color:var(--bad);font-weight:600}
.path{margin:.5rem 0;padding-left:2rem}
.path .place{vertical-align:top}
.path [aria-current]{font-weight:700;color:var(--ink);text-decoration:none}
.breaks{color:var(--bad);font-weight:600}
.why{border-left:6px solid var(--bad);background:var(--bad-bg);border-radius:6px;padding:.25rem 1.25rem .75rem;margin:1rem 0}
.why h2{color:var(--bad);margin:.5rem 0}
.why p,.why ul{margin:.35rem 0;max-width:65rem}
.answers td strong{display:block;font-size:.9rem}
.answers .by{font-size:.82rem}
.answers .allowed strong{color:var(--good)}
.answers .forbidden strong{color:var(--bad)}
.states{margin:.25rem 0 0;padding-left:1.1rem;font-size:.84rem}
td.at-execute,td.at-ui{font-weight:600}
.graph{display:block;font-size:12px}
.graph .node{cursor:pointer}
.graph .node rect{fill:var(--panel);stroke:var(--soft)}
.graph .node.current rect{stroke:var(--focus);stroke-width:3}
.graph .node text{fill:var(--ink)}
.graph .edge path{fill:none;stroke:var(--soft)}
.graph .edge text{fill:var(--soft);font-size:11px}
.graph .edge.breaks path{stroke:var(--bad);stroke-width:2}
.graph .edge.breaks text{fill:var(--bad)}
@media (max-width:60rem){.walk{grid-template-columns:minmax(0,1fr)}.documentation{position:static}}
@media (forced-colors:active){.call-bar,.mutex-bar{stroke:CanvasText}}
`.trim();
