/** The style of the public pages: one file, no font and no picture from elsewhere; its size follows the reader's own. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1b1b; --soft: #595959; --line: #d0d0d0; --card: #faf7f5;
  --brand: #8f1414; --brandink: #fff; --link: #8f1414; --good: #1d6b2a; --bad: #a01212; --now: #8a5200; }
@media (prefers-color-scheme: dark) { :root { --ground: #161616; --ink: #ededed; --soft: #b3b3b3; --line: #444; --card: #202020;
  --brand: #5c0d0d; --link: #ffb4a8; --good: #8fd49a; --bad: #ffa8a0; --now: #f0c070; } }
html { font: 100%/1.7 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
html.elder { font-size: 137.5%; --soft: var(--ink); }
html.elder h2, html.elder a { font-weight: 700; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--now); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: .5rem; top: .5rem; background: var(--ground); padding: .5rem 1rem; z-index: 1; }
header, main, footer { padding: 0 max(1rem, calc((100vw - 56rem) / 2)); }
header { background: var(--brand); color: var(--brandink); display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding-block: .6rem; }
header a { color: inherit; display: inline-block; padding: .5rem 0; min-height: 2.75rem; }
header .name { font-size: 1.25rem; font-weight: 700; text-decoration: none; margin-right: auto; }
header .name small { font-weight: 400; margin-left: .5rem; }
main { padding-block: 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.35; margin: .5rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: .25rem 0; }
.soft { color: var(--soft); }
p > .soft { margin-inline-start: .5rem; } p > .soft:first-child { margin: 0; }
ul.plain, ol.track { list-style: none; margin: 0; padding: 0; }
.card { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: .75rem 1rem; margin: .5rem 0; }
.card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
.card p { margin: .25rem 0; }
.tag { display: inline-block; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 .6rem; font-size: .875rem; margin-right: .5rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .now { color: var(--now); }
ol.track { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .5rem; }
ol.track li { border-top: .4rem solid var(--line); padding-top: .4rem; font-size: .9375rem; }
ol.track li.done { border-color: var(--good); } ol.track li.now { border-color: var(--now); font-weight: 700; } ol.track li.stopped { border-color: var(--bad); }
ol.track small { display: block; font-weight: 400; }
ol.small { grid-template-columns: repeat(7, 1fr); gap: 3px; margin-top: .4rem; }
ol.small li { padding: 0; font-size: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
dl.tally { grid-template-columns: repeat(auto-fit, minmax(4.5rem, 1fr)); gap: .5rem; }
dl.tally dt { font-size: .875rem; } dl.tally dd { font-size: 1.25rem; font-weight: 700; white-space: nowrap; font-variant-numeric: tabular-nums; }
.plan, .said { white-space: pre-wrap; }
blockquote { margin: .5rem 0; padding-left: .75rem; border-left: .25rem solid var(--line); }
summary { cursor: pointer; min-height: 2rem; color: var(--link); }
label { display: block; font-weight: 700; margin-top: 1rem; }
input, textarea, select, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: .4rem; padding: .5rem .75rem; width: 100%; }
textarea { min-height: 9rem; }
button, .button { width: auto; min-height: 2.75rem; padding: .5rem 1.5rem; background: var(--brand); color: var(--brandink); border: 0; border-radius: .4rem; font-weight: 700; cursor: pointer; text-decoration: none; display: inline-block; }
form.search { display: flex; gap: .5rem; align-items: end; flex-wrap: wrap; } form.search > div { flex: 1 1 14rem; }
.code { font: 700 1.4rem/1.4 ui-monospace, monospace; }
footer { border-top: 1px solid var(--line); padding-block: 1rem 2rem; font-size: .875rem; color: var(--soft); }
@media (max-width: 30rem) { ol.track:not(.small) { grid-template-columns: 1fr; } ol.track:not(.small) li { border-top: 0; border-left: .4rem solid var(--line); padding: 0 0 .25rem .6rem; } ol.track:not(.small) li.done { border-color: var(--good); } ol.track:not(.small) li.now { border-color: var(--now); } ol.track:not(.small) li.stopped { border-color: var(--bad); } }
@media print { header, footer nav, form, .button { display: none; } body { color: #000; background: #fff; } details > * { display: block; } }
`;
