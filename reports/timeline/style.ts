/** The colours of a timeline, for light and dark. All texts have a contrast of 4.5 to 1 or more. */
export const TIMELINE_CSS = `
.timeline{--tl-ink:#1b1f24;--tl-soft:#57606a;--tl-rule:#d8dee4;--tl-life:#b6bfc8;--tl-ui:#cfe3fb;--tl-ui-ink:#0a3069;--tl-execute:#0b5cad;--tl-execute-ink:#fff;--tl-due:#8a63d2;--tl-bad:#b3261e;--tl-bad-soft:#fdecea;--tl-good:#116329;--tl-paper:#fff;font:12px/1.2 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
@media (prefers-color-scheme:dark){.timeline{--tl-ink:#e6edf3;--tl-soft:#a5b0bb;--tl-rule:#30363d;--tl-life:#4b545e;--tl-ui:#17365c;--tl-ui-ink:#cfe3fb;--tl-execute:#58a6ff;--tl-execute-ink:#0d1117;--tl-due:#b392f0;--tl-bad:#ff8f87;--tl-bad-soft:#3a1614;--tl-good:#56d364;--tl-paper:#0d1117}}
.timeline .paper{fill:var(--tl-paper)}
.timeline text{fill:var(--tl-ink)}
.timeline .lane-title{font-weight:600}
.timeline .lane-title.mutex{fill:var(--tl-due)}
.timeline .rule{stroke:var(--tl-rule)}
.timeline .life{stroke:var(--tl-life);stroke-dasharray:2 4}
.timeline .bar.ui{fill:var(--tl-ui);stroke:var(--tl-ui-ink);stroke-width:.75}
.timeline .bar.execute{fill:var(--tl-execute)}
.timeline .bar.due{fill:var(--tl-due);fill-opacity:.28;stroke:var(--tl-due);stroke-dasharray:4 3}
.timeline .bar-label{font-size:11px}
.timeline .bar-label.ui{fill:var(--tl-ui-ink)}
.timeline .bar-label.execute{fill:var(--tl-execute-ink)}
.timeline .pending{stroke:var(--tl-soft);stroke-width:5;stroke-linecap:round}
.timeline .mark{fill:var(--tl-paper);stroke:var(--tl-soft);stroke-width:2}
.timeline .mark.refused,.timeline .mark.failed{stroke:var(--tl-ink)}
.timeline .mark.succeeded{stroke:var(--tl-good)}
.timeline .mark.open{stroke-dasharray:3 3}
.timeline .mark.offending{stroke:var(--tl-bad);stroke-width:3.5}
.timeline .step{font-size:11px;font-weight:600}
.timeline .operation{fill:var(--tl-soft);font-size:11px}
.timeline .answer{font-weight:600}
.timeline .fault{fill:var(--tl-bad-soft);stroke:var(--tl-bad);stroke-width:1}
.timeline .fault-text{fill:var(--tl-bad);font-weight:700}
`.trim();
