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
@media (forced-colors:active){.call-bar,.mutex-bar{stroke:CanvasText}}
`.trim();
