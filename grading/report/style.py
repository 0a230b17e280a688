"""How the page looks: on paper, in the dark, on a telephone."""

from __future__ import annotations

from cs231n_utils.plots import COLOURS, INK

BLUE, VERMILION, GREEN, _, ORANGE, SKY, _ = COLOURS

STYLE = (
    f"""
:root {{ color-scheme: light dark; --ink: {INK}; --paper: #fff; --soft: #5c5c5c;
  --line: #d4d4d4; --box: #f5f6f7; --blue: {BLUE}; --sky: {SKY};
  --red: {VERMILION}; --link: #005a91; --warn: #fff1e6; }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ --ink: #e6e6e6;
  --paper: #15181b; --soft: #a9adb2; --line: #3c4147; --box: #1e2226; --blue: {SKY};
  --sky: #a9d8f5; --red: #f0803c; --link: #7cc4f0; --warn: #3a2413; }} }}
"""
    + """
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { font: 16px/1.5 "DejaVu Sans", Verdana, system-ui, sans-serif; margin: 0 auto;
  max-width: 72rem; padding: 1.5rem 1rem 4rem; color: var(--ink);
  background: var(--paper); font-size: .94rem; overflow-wrap: break-word; }
a { color: var(--link); }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .6rem; padding-top: .6rem;
  border-top: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
p { max-width: 46rem; margin: .5rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: 0; margin: 1rem 0;
  list-style: none; }
nav a { display: inline-block; padding: .25rem 0; }
.warning { border: 3px solid var(--red); background: var(--warn);
  padding: .6rem 1rem; margin: 1.2rem 0; border-radius: 4px; }
.warning strong { font-size: 1.1rem; }
.tiles { display: grid; gap: .6rem; margin: 1rem 0; padding: 0;
  grid-template-columns: repeat(auto-fill, minmax(min(9.6rem, 45%), 1fr)); }
.tiles div { background: var(--box); border-radius: 4px; padding: .6rem .8rem;
  display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.tiles dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.tiles dt, caption, figcaption, .legend, .soft { color: var(--soft); }
.tiles dt, .legend, .soft { font-size: .82rem; }
.scroll { overflow: auto; margin: .6rem 0; } .tall { max-height: 85vh; }
.scroll:focus-visible, summary:focus-visible, a:focus-visible {
  outline: 3px solid var(--blue); outline-offset: 1px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .86rem; }
caption { text-align: left; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--paper); vertical-align: bottom;
  border-bottom: 2px solid var(--line); z-index: 1; }
tbody th { font-weight: normal; }
tr:has(:target) > * { background: var(--warn); }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.w { min-width: 15rem; overflow-wrap: anywhere; } .who { min-width: 12rem; }
.w code { font-size: .95em; }
details > .scroll caption { position: absolute; width: 1px; height: 1px; padding: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
bdi, code { overflow-wrap: anywhere; }
th bdi { display: inline-block; min-width: 7rem; vertical-align: top;
  scroll-margin: 5rem 0; }
@media (min-width: 60rem) { th bdi { min-width: 12rem; } }
pre { font: .8rem/1.4 "DejaVu Sans Mono", monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; margin: .3rem 0; padding: .5rem; background: var(--box);
  overflow: hidden; unicode-bidi: isolate; }
td, bdi { overflow: hidden; }
details { margin: .3rem 0; }
summary { cursor: pointer; color: var(--link); padding: .2rem 0; }
.flag { color: var(--red); font-weight: bold; }
.figures { display: grid; gap: 0 2rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
figure { margin: .6rem 0 1.2rem; min-width: 0; max-width: 26rem; }
figure.map { max-width: 56rem; }
figure.map > div { overflow-x: auto; }
figure.map > div > svg { min-width: 34rem; }
figcaption { max-width: 46rem; font-size: .88rem; }
figure > svg, figure.map > div > svg { display: block; width: 100%; height: auto; }
svg text { font-size: 11px; fill: var(--ink); text-anchor: middle;
  paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
svg text.start { text-anchor: start; } svg text.end { text-anchor: end; }
svg text.strong { font-weight: bold; }
.bar, .all { fill: var(--blue); } .part { fill: var(--sky); } .no { fill: var(--red); }
.axis { stroke: var(--soft); fill: none; }
.mark { stroke: var(--ink); stroke-dasharray: 4 3; fill: none; }
.shares { width: 100%; min-width: 9rem; max-width: 22rem; height: .7rem;
  display: block; margin: .25rem 0; }
.swatch { width: .85em; height: .85em; margin: 0 .3em 0 .8em; vertical-align: -.08em; }
.l0 { fill: none; stroke: var(--line); } .l1 { fill: var(--blue); fill-opacity: .22; }
.l2 { fill: var(--blue); fill-opacity: .45; }
.l3 { fill: var(--blue); fill-opacity: .7; } .l4 { fill: var(--blue); }
@media (max-width: 30rem) { body { padding: 1rem .8rem 3rem; }
  .tiles dd { font-size: 1.15rem; } .w { min-width: 16rem; } }
@media print { body { max-width: none; font-size: 9pt; padding: 0; }
  nav, section > details > summary { display: none; }
  .scroll { max-height: none; overflow: visible; }
  section > details::details-content { content-visibility: visible;
    block-size: auto; }
  h2, h3, caption { break-after: avoid; }
  tr, figure, .tiles div { break-inside: avoid; }
  thead th { position: static; } a { color: inherit; text-decoration: none; }
  .tiles div, .warning { border: 1px solid #888; } th, td { white-space: normal; } }
"""
)
