"use strict";
(() => {
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const raw = data.facts, articles = data.articles, checks = data.checks, rejects = data.rejects;
const N = raw.start.length;

/* ---- columns: plain lists, or {values, codes} */
const get = (name, i) => {
  const column = raw[name];
  if (Array.isArray(column)) return column[i];
  const code = column.codes[i];
  return code < 0 ? null : column.values[code];
};
const family = {households: "people", people: "people", leaders: "people", money: "money", area: "space", length: "space",
  mass: "matter", volume: "matter", energy: "matter", power: "matter", speed: "matter", temperature: "matter",
  percent: "share", ratio: "share", age: "time", duration: "time"};
const tint = (i) => family[get("measure", i)] || "thing";
const checksOf = Array.from({length: N}, () => null);
checks.forEach((check, c) => check.facts.forEach((f) => (checksOf[f] ||= []).push(c)));

/* ---- words */
let lang = "zh";
const term = (kind, value) => {
  const pair = data.terms[kind] && data.terms[kind][value];
  return pair ? pair[lang === "zh" ? 0 : 1] : value;
};
const say = (zh, en) => (lang === "zh" ? zh : en);
const title = (column) => (data.titles[column] || [column, column])[lang === "zh" ? 0 : 1];
const format = new Intl.NumberFormat("en", {maximumFractionDigits: 6});
const number = (x) => (x === null || x === undefined ? "" : format.format(x));

/* ---- elements: all text goes in as text nodes */
const el = (tag, properties = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") node.className = value;
    else if (key === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
};

/* ---- what is shown */
const none = () => ({query: "", measure: new Set(), status: new Set(), place: "", rule: "", issue: "", confidence: 0, checked: false});
let filter = none();
let shown = new Uint8Array(N).fill(1);
let nShown = N;
let article = -1, fact = -1, page = 0, sort = {column: null, down: false};
const PAGE = 100, LISTED = 400;
const hay = new Array(N);
const haystack = (i) => (hay[i] ??= ["surface", "item", "place", "actor", "predicate", "time", "sentence", "rule_id"]
  .map((name) => get(name, i)).concat(articles[raw.article[i]] ? articles[raw.article[i]].title : "").filter(Boolean).join("\n").toLowerCase());

const isActive = () => filter.query || filter.measure.size || filter.status.size || filter.place || filter.rule ||
  filter.issue || filter.confidence > 0 || filter.checked;
const passes = (i) => (!filter.measure.size || filter.measure.has(get("measure", i))) &&
  (!filter.status.size || filter.status.has(get("status", i))) &&
  (!filter.place || (get("place", i) || "").includes(filter.place)) &&
  (!filter.rule || get("rule_id", i) === filter.rule) &&
  (!filter.issue || String(get("issue_date", i)) === filter.issue) &&
  (!filter.confidence || (get("confidence", i) !== null && get("confidence", i) >= filter.confidence)) &&
  (!filter.checked || checksOf[i]) &&
  (!filter.query || filter.query.split(/\s+/).every((word) => haystack(i).includes(word)));

const apply = (at = 0) => {
  nShown = 0;
  for (let i = 0; i < N; i++) nShown += shown[i] = passes(i) ? 1 : 0;
  page = at;
  order = null;
  $("n-shown").textContent = nShown.toLocaleString("en");
  const set = filter.measure.size + filter.status.size + [filter.place, filter.rule, filter.issue, filter.confidence, filter.checked].filter(Boolean).length;
  $("n-filters").textContent = set || "";
  $("n-checks").textContent = counted(checksShown(), checks);
  $("n-rejects").textContent = counted(rejectsShown(), rejects);
  draw();
};
const counted = (some, all) => (some.length < all.length ? `${some.length} / ${all.length}` : String(all.length));

/* ---- the address: view, filters and the open fact, so that one can link to them and go back */
const idOf = (f) => `${(articles[raw.article[f]] || {id: ""}).id}:${raw.start[f]}:${raw.end[f]}`;
const chosenIn = {measure: "measure", status: "status", rule: "rule_id", issue: "issue_date"};
const address = () => {
  const told = new URLSearchParams();
  if (view !== "read") told.set("view", view);
  else if (fact >= 0) told.set("fact", idOf(fact));
  else if (articles[article]) told.set("article", articles[article].id);
  for (const [name, value] of Object.entries(filter))
    for (const each of value instanceof Set ? value : [value]) if (each) told.append(name, each);
  return `#${told}`;
};
/* another view or article is a step to go back from; a filter, or another fact beside it, is not */
const remember = (isStep) => {
  if (address() === location.hash) return;
  try { history[isStep ? "pushState" : "replaceState"](null, "", address()); } catch { /* a framed page may have no history */ }
};
const restore = () => {
  const told = new URLSearchParams(location.hash.slice(1));
  const known = (name) => told.getAll(name).filter((value) => raw[chosenIn[name]].values.map(String).includes(value));
  filter = {query: (told.get("query") || "").toLowerCase(), measure: new Set(known("measure")), status: new Set(known("status")),
    place: told.get("place") || "", rule: known("rule")[0] || "", issue: known("issue")[0] || "",
    confidence: Math.min(Number(told.get("confidence")) || 0, 1), checked: told.has("checked")};
  $("query").value = filter.query;
  $("f-place").value = filter.place;
  $("f-confidence").value = filter.confidence;
  $("o-confidence").textContent = filter.confidence;
  $("f-checked").checked = filter.checked;
  fact = told.has("fact") ? raw.start.findIndex((_, f) => idOf(f) === told.get("fact")) : -1;
  article = fact >= 0 ? raw.article[fact] : articles.findIndex((each) => each.id === told.get("article"));
  drawFilters();
  view = views.includes(told.get("view")) ? told.get("view") : "read";
  showTab();
  apply(page);
};

/* ---- reading */
const countIn = (a) => articles[a].facts.reduce((n, f) => n + shown[f], 0);
let listed = [];
let extra = 0;
const drawArticles = () => {
  const active = isActive();
  listed = articles.map((_, a) => a).filter((a) => (active || articles[a].kind === "furniture" ? countIn(a) > 0 : true));
  const nav = $("articles");
  const end = Math.min(listed.length, LISTED + extra);
  nav.replaceChildren(...listed.slice(0, end).map((a) => {
    const n = countIn(a), it = articles[a];
    const where = [it.date, it.page && say(`第${it.page}版`, `p. ${it.page}`), it.kind !== "news" && term("kind", it.kind)];
    return el("button", {type: "button", class: n ? "" : "empty", "data-a": a, "aria-current": a === article, on: {click: () => { openArticle(a); remember(true); }}},
      el("b", {}, it.title || it.id), el("small", {}, [...where, say(`${n} 条`, `${n} facts`)].filter(Boolean).join(" · ")));
  }));
  if (end < listed.length) nav.append(el("button", {type: "button", on: {click: () => { extra += LISTED; drawArticles(); }}},
    say(`还有 ${listed.length - end} 篇`, `${listed.length - end} more`)));
};

const openArticle = (a, f = -1) => {
  article = a;
  fact = f;
  for (const button of $("articles").querySelectorAll("[data-a]")) {
    const here = Number(button.dataset.a) === a;
    button.setAttribute("aria-current", here);
    if (here) button.scrollIntoView({block: "nearest"});
  }
  drawText();
};

const drawText = () => {
  const box = $("text");
  if (article < 0 || !articles[article]) {
    box.replaceChildren(el("p", {class: "source"}, say("没有文章符合筛选", "No article has such facts")));
    $("cards").replaceChildren();
    return;
  }
  const it = articles[article];
  const from = [it.publication, it.date, it.page && say(`第${it.page}版`, `page ${it.page}`), it.id].filter(Boolean).join(" · ");
  box.replaceChildren(
    el("p", {class: "source"}, from, it.whole ? "" : say(" — 只有含事实的句子", " — only the sentences that hold facts")),
    ...it.text.map(([role, ...runs]) => el("p", {class: role}, ...runs.map((run) => typeof run === "number" ? mark(run) : run))));
  box.scrollTop = 0;
  $("cards").replaceChildren(...it.facts.filter((f) => shown[f]).map(card));
  if (fact >= 0) reveal();
};

const mark = (f) => el("mark", {class: `${tint(f)}${shown[f] ? "" : " off"}`, "data-f": f, tabindex: 0, role: "button",
  "aria-current": f === fact, title: [get("item", f), get("place", f)].filter(Boolean).join(" · "),
  on: {click: () => choose(f), keydown: press(() => choose(f))}}, raw.surface[f]);
const press = (run) => (event) => {
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); run(); }
};

const bounds = (f) => {
  const sign = {over: ">", at_least: "≥", nearly: "≲", under: "<", at_most: "≤", about: "≈"}[get("modifier", f)] || "";
  return get("modifier", f) === "range" ? `${number(raw.value_min[f])}–${number(raw.value_max[f])}` : sign + number(raw.value[f]);
};
const days = (f) => {
  const start = get("time_start", f), end = get("time_end", f);
  if (start && end) return start === end ? start : `${start} – ${end}`;
  return start ? say(`${start} 起`, `from ${start}`) : end ? say(`至 ${end}`, `to ${end}`) : "";
};
const details = ["item", "place", "place_code", "time", "per", "status", "direction", "scope", "modifier", "actor", "predicate",
  "unit_code", "rule_id", "confidence", "pdf_page", "url"];
const shownValue = (name, f) => {
  const value = get(name, f);
  if (value === null || value === undefined) return null;
  return ["status", "direction", "scope", "modifier"].includes(name) ? term(name, value) : typeof value === "number" ? number(value) : value;
};
const link = (address) => /^https?:\/\//.test(address) ?
  el("a", {href: address, target: "_blank", rel: "noopener noreferrer", on: {click: (event) => event.stopPropagation()}}, address) : address;
const card = (f) => {
  const chosen = f === fact;
  const line = [get("place", f), get("time", f), get("per", f) && say(`每${get("per", f)}`, `per ${get("per", f)}`),
    get("status", f) !== "actual" && term("status", get("status", f)), get("direction", f) && term("direction", get("direction", f)), get("scope", f) && term("scope", get("scope", f))].filter(Boolean);
  const node = el("li", {class: tint(f), "data-f": f, tabindex: 0, "aria-current": chosen, on: {click: () => choose(f), keydown: press(() => choose(f))}},
    el("div", {class: "card-head"}, el("b", {}, raw.surface[f]), el("span", {class: "badge"}, term("measure", get("measure", f))),
      chosen ? el("button", {type: "button", class: "close", "aria-label": say("关闭", "Close"), title: "Esc",
        on: {click: (event) => { event.stopPropagation(); letGo(); }, keydown: (event) => ["Enter", " "].includes(event.key) && event.stopPropagation()}}, "×") : null),
    el("div", {class: "card-line"}, el("strong", {}, get("item", f) || "—"), line.length ? " · " + line.join(" · ") : ""));
  if (chosen) {
    const list = el("dl", {}, el("dt", {}, title("value")), el("dd", {}, `${bounds(f)} ${get("unit", f) || ""}`.trim()));
    if (raw.value_base[f] !== null && get("unit_base", f) !== get("unit_code", f))
      list.append(el("dt", {}, title("value_base")), el("dd", {}, `${number(raw.value_base[f])} ${get("unit_base", f) || ""}`));
    for (const name of details) {
      const value = shownValue(name, f);
      if (value !== null) list.append(el("dt", {}, title(name)), el("dd", {}, name === "url" ? link(value) : String(value)));
      if (name === "time" && days(f)) list.append(el("dt", {}, say("起止日期", "Days")), el("dd", {}, days(f)));
    }
    node.append(list);
    for (const c of checksOf[f] || [])
      node.append(el("p", {class: "note"}, el("span", {class: `verdict ${checks[c].verdict}`}, term("verdict", checks[c].verdict)), " ", checks[c].arithmetic));
  }
  return node;
};

const choose = (f) => {
  fact = f === fact ? -1 : f;
  remember(false);
  for (const node of $("text").querySelectorAll("mark")) node.setAttribute("aria-current", Number(node.dataset.f) === fact);
  $("cards").replaceChildren(...articles[article].facts.filter((each) => shown[each]).map(card));
  if (fact >= 0) reveal();
};
const letGo = () => {
  const node = $("text").querySelector(`mark[data-f="${fact}"]`);
  if (fact >= 0) choose(fact);
  if (node) node.focus({preventScroll: true});
};
const reveal = () => {
  const node = $("text").querySelector(`mark[data-f="${fact}"]`), box = document.querySelector(".cards");
  const row = box.querySelector(`[data-f="${fact}"]`);
  if (node) {
    const at = node.getBoundingClientRect(), frame = $("text").getBoundingClientRect();
    if (at.top < frame.top + 10 || at.bottom > frame.bottom - 10) $("text").scrollTop += at.top - frame.top - frame.height / 3;
  }
  if (row) {  // all of it, or its head and as much as there is room for
    const at = row.getBoundingClientRect(), frame = box.getBoundingClientRect();
    const above = at.top - frame.top - 10, below = at.bottom - frame.bottom + 10;
    if (above < 0 || below > 0) box.scrollTop += above < 0 ? above : Math.min(above, below);
    if (node && getComputedStyle(row).position === "fixed") {  // a sheet does not hide the number that it is about
      const told = node.getBoundingClientRect();
      if (told.top < 10 || told.bottom > at.top - 10) scrollBy(0, told.top - at.top / 2);
    }
  }
  if (node) node.focus({preventScroll: true});
};
const visit = (f) => {
  if (raw.article[f] < 0) return;
  select("read");
  openArticle(raw.article[f], f);
  remember(true);
};

/* ---- table */
const columns = ["surface", "value", "unit", "item", "place", "time", "per", "status", "measure", "rule_id", "confidence", "issue_date"];
const numeric = new Set(["value", "confidence"]);
const looks = (name) => (numeric.has(name) ? "num" : ["item", "place", "time", "rule_id"].includes(name) ? name : "whole");
let order = null;
const ordered = () => {
  if (order) return order;
  order = [];
  for (let i = 0; i < N; i++) if (shown[i]) order.push(i);
  if (sort.column) {
    const name = sort.column, sign = sort.down ? -1 : 1;
    const compare = new Intl.Collator("zh").compare;
    order.sort((a, b) => {
      const x = get(name, a), y = get(name, b);
      if (x === null || y === null) return (x === null) - (y === null);
      return sign * (typeof x === "number" ? x - y : compare(x, y));
    });
  }
  return order;
};
const drawTable = () => {
  const rows = ordered();
  $("rows-head").replaceChildren(el("tr", {}, ...columns.map((name) => el("th", {scope: "col", class: looks(name), "aria-sort": sort.column === name ? (sort.down ? "descending" : "ascending") : null},
    el("button", {type: "button", on: {click: () => {
      sort = {column: name, down: sort.column === name && !sort.down};
      order = null;
      page = 0;
      drawTable();
      $("rows-head").querySelector("[aria-sort] button").focus();
    }}}, title(name))))));
  const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
  page = Math.min(Math.max(page, 0), last);
  $("rows").replaceChildren(...rows.slice(page * PAGE, (page + 1) * PAGE).map((f) => el("tr", {class: tint(f), tabindex: 0, "data-f": f,
    title: get("sentence", f), on: {click: () => visit(f), keydown: press(() => visit(f))}},
    ...columns.map((name) => {
      const value = get(name, f);
      const text = name === "measure" || name === "status" ? term(name, value) : name === "value" ? bounds(f) :
        numeric.has(name) ? number(value) : value;
      return el("td", {class: looks(name), title: name === "value" ? term("modifier", get("modifier", f)) : null}, text === null ? "" : String(text));
    }))));
  hintSideways();
  $("where").textContent = rows.length ? `${page * PAGE + 1}–${Math.min(rows.length, (page + 1) * PAGE)} / ${rows.length}` : "0";
  $("before").disabled = page === 0;
  $("after").disabled = page === last;
};

const hintSideways = () => {
  const box = document.querySelector("#table .scroll");
  $("sideways").hidden = box.scrollWidth <= box.clientWidth;
};
addEventListener("resize", () => { if (view === "table") hintSideways(); });

/* ---- the rows that are shown, for a spreadsheet: what it would compute gets a quote before it */
const saved = ["issue_date", "page", "measure", "item", "value", "value_min", "value_max", "modifier", "unit", "per", "place",
  "place_code", "actor", "predicate", "time", "status", "direction", "scope", "surface", "sentence", "confidence", "rule_id", "url"];
const cell = (value) => {
  const text = value === null || value === undefined ? "" : typeof value === "string" ? value.replace(/^(?='*[=+\-@＝＋－＠\t\r])/, "'") : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = () => {
  const rows = ordered().map((f) => [idOf(f), ...saved.map((name) => name === "page" ? (articles[raw.article[f]] || {}).page : get(name, f))]);
  return "\ufeff" + [["fact_id", ...saved], ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
};
$("save").addEventListener("click", () => {
  const blob = URL.createObjectURL(new Blob([csv()], {type: "text/csv"}));
  el("a", {href: blob, download: "facts-shown.csv"}).click();
  setTimeout(() => URL.revokeObjectURL(blob), 10000);
});

/* ---- checks and rejects */
const MOST = 500;
const checksShown = () => (isActive() ? checks.filter((check) => check.facts.some((f) => shown[f])) : checks);
const rejectsShown = () => {
  const words = filter.query.split(/\s+/).filter(Boolean);
  return rejects.filter((row) => words.every((word) => `${row.surface}\n${row.sentence}\n${row.reason}`.toLowerCase().includes(word)));
};
const hidden = (some, all) => (some.length < all.length ? el("p", {class: "note"}, some.length ?
  say(`筛选只留下 ${some.length} / ${all.length} 项`, `Left by the filters: ${some.length} of ${all.length}`) :
  say(`筛选隐藏了全部 ${all.length} 项`, `Hidden by the filters: all of ${all.length}`)) : null);
/* by what a result is off: as many decimals as its arithmetic shows, in its unit */
const off = (check) => {
  const unit = check.result === null ? "" : get("unit", check.result) || "";
  const isPercent = check.result !== null && get("measure", check.result) === "percent";
  const told = new Intl.NumberFormat("en", {maximumFractionDigits: isPercent ? 3 : 4}).format(Math.abs(check.difference));
  if (told === "0") return "";
  return `${check.difference < 0 ? "−" : ""}${told}${isPercent ? say("个百分点", " points") : unit && ` ${unit}`}`;
};
const drawChecks = () => {
  const rank = {contradicts: 0, within_rounding: 1, holds: 2};
  const rows = [...checksShown()].sort((a, b) => rank[a.verdict] - rank[b.verdict]);
  $("checks").replaceChildren(...rows.slice(0, MOST).map((check) => el("div", {class: `check-card ${check.verdict}`},
    el("span", {class: "verdict"}, term("verdict", check.verdict)), " ", el("small", {}, term("check", check.kind),
      articles[check.article] ? ` · ${articles[check.article].title || articles[check.article].id}` : ""),
    el("p", {class: "arithmetic"}, check.arithmetic || "", off(check) ? el("small", {}, `  ${say("差", "off by")} ${off(check)}`) : ""),
    el("div", {class: "chips"}, ...check.facts.map((f) => el("button", {type: "button", class: `${tint(f)}`, on: {click: () => visit(f)}}, raw.surface[f],
      el("i", {}, get("item", f) || "")))))));
  if (!checks.length) $("checks").append(el("p", {class: "note"}, say("没有校验", "No checks")));
  $("checks").prepend(hidden(rows, checks) ?? "");
  if (rows.length > MOST) $("checks").append(el("p", {class: "note"}, say(`只显示前 ${MOST} 项`, `The first ${MOST} are shown`)));
};
const drawRejects = () => {
  const rows = rejectsShown();
  const heads = [say("原文", "Surface"), say("原因", "Reason"), say("句子", "Sentence"), say("文档", "Document")];
  $("rejects").replaceChildren(rows.length ? el("div", {class: "scroll"}, el("table", {class: "rows"}, el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", {scope: "col"}, el("button", {type: "button", disabled: ""}, head))))),
    el("tbody", {}, ...rows.slice(0, MOST).map((row) => el("tr", {}, ...[row.surface, row.reason, row.sentence, row.doc_id].map((cell) => el("td", {}, cell || ""))))))) :
    rejects.length ? "" : el("p", {class: "note"}, say("没有未采用的数量", "Nothing was rejected")));
  $("rejects").prepend(hidden(rows, rejects) ?? "");
  if (rows.length > MOST) $("rejects").append(el("p", {class: "note"}, say(`只显示前 ${MOST} 项`, `The first ${MOST} are shown`)));
};

/* ---- views */
const views = ["read", "table", "checks", "rejects", "charts"];
let view = "read";
const showTab = () => {
  for (const each of views) {
    $(each).hidden = each !== view;
    $(`tab-${each}`).setAttribute("aria-selected", each === view);
    $(`tab-${each}`).tabIndex = each === view ? 0 : -1;
  }
};
const select = (name, focus = false) => {
  view = name;
  showTab();
  if (focus) $(`tab-${name}`).focus();
  draw();
};
const turnTo = (name, focus = false) => {
  select(name, focus);
  remember(true);
};
const draw = () => {
  if (view === "read") {
    drawArticles();
    if (article < 0 || !listed.includes(article)) article = listed.find((a) => countIn(a) > 0) ?? listed[0] ?? -1;
    if (article >= 0) openArticle(article, fact); else drawText();
  } else if (view === "table") drawTable();
  else if (view === "checks") drawChecks();
  else if (view === "rejects") drawRejects();
};
views.forEach((name, index) => {
  $(`tab-${name}`).addEventListener("click", () => turnTo(name));
  $(`tab-${name}`).addEventListener("keydown", (event) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step) turnTo(views[(index + step + views.length) % views.length], true);
  });
});

/* ---- filters */
const counts = (name) => {
  const found = new Map();
  for (let i = 0; i < N; i++) { const value = get(name, i); if (value !== null) found.set(value, (found.get(value) || 0) + 1); }
  return [...found].sort((a, b) => b[1] - a[1]);
};
const chips = (name) => $(`f-${name}`).replaceChildren(...counts(name).map(([value, n]) => el("button", {type: "button",
  class: name === "measure" ? family[value] || "thing" : "plain", "data-value": value, "aria-pressed": filter[name].has(value), on: {click: (event) => {
    const chosen = filter[name];
    if (chosen.has(value)) chosen.delete(value); else chosen.add(value);
    event.currentTarget.setAttribute("aria-pressed", chosen.has(value));
    refilter();
  }}}, term(name, value), el("i", {}, String(n)))));
const options = (id, name) => $(id).replaceChildren(el("option", {value: ""}, say("全部", "all")),
  ...counts(name).map(([value, n]) => el("option", {value: String(value)}, `${value} (${n})`)));
const drawFilters = () => {
  chips("measure");
  chips("status");
  options("f-rule", "rule_id");
  options("f-issue", "issue_date");
  $("f-rule").value = filter.rule;
  $("f-issue").value = filter.issue;
  $("l-issue").hidden = $("f-issue").options.length <= 2;
  if (!$("places").children.length) $("places").append(...counts("place").slice(0, 300).map(([value]) => el("option", {value})));
};
const refilter = () => { apply(); remember(false); };
let waiting = 0;
const later = (run) => { clearTimeout(waiting); waiting = setTimeout(run, N > 2000 ? 150 : 0); };
$("query").addEventListener("input", (event) => later(() => { filter.query = event.target.value.trim().toLowerCase(); refilter(); }));
$("f-place").addEventListener("input", (event) => later(() => { filter.place = event.target.value.trim(); refilter(); }));
$("f-rule").addEventListener("change", (event) => { filter.rule = event.target.value; refilter(); });
$("f-issue").addEventListener("change", (event) => { filter.issue = event.target.value; refilter(); });
$("f-checked").addEventListener("change", (event) => { filter.checked = event.target.checked; refilter(); });
$("f-confidence").addEventListener("input", (event) => {
  filter.confidence = Number(event.target.value);
  $("o-confidence").textContent = event.target.value;
  later(refilter);
});
$("fold").addEventListener("click", () => {
  letGo();  // the row would lie over the filters
  $("fold").setAttribute("aria-expanded", $("filters").classList.toggle("open"));
  $("fold").focus({preventScroll: true});
});
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("reset", () => setTimeout(() => {
  filter = none();
  $("o-confidence").textContent = "0";
  drawFilters();
  refilter();
}));
$("before").addEventListener("click", () => { page--; drawTable(); });
$("after").addEventListener("click", () => { page++; drawTable(); });

/* ---- language, theme, keys */
const keep = (name, value) => { try { localStorage.setItem(`factpipe-${name}`, value); } catch { /* a file may have none */ } };
const kept = (name) => { try { return localStorage.getItem(`factpipe-${name}`); } catch { return null; } };
const speak = (which) => {
  lang = which;
  document.documentElement.dataset.lang = which;
  document.documentElement.lang = which;
  $("query").placeholder = say("搜索（ / ）", "Search ( / )");
  $("save").title = say(`筛选后留下的行，取 ${saved.length + 1} 列；表 facts 共 ${Object.keys(data.titles).length} 列`,
    `The rows that the filters leave, in ${saved.length + 1} of the ${Object.keys(data.titles).length} columns of the table facts`);
  drawFilters();
  draw();
};
$("lang").addEventListener("click", () => { speak(lang === "zh" ? "en" : "zh"); keep("lang", lang); });
const dye = (theme) => { if (theme) document.documentElement.dataset.theme = theme; };
$("theme").addEventListener("click", () => {
  const now = document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  dye(now === "dark" ? "light" : "dark");
  keep("theme", document.documentElement.dataset.theme);
});
const help = () => $("help").showModal();
$("help-open").addEventListener("click", help);

const step = (by) => {
  const facts = articles[article] ? articles[article].facts.filter((f) => shown[f]) : [];
  if (!facts.length) return;
  const at = facts.indexOf(fact);
  const next = at < 0 ? (by > 0 ? 0 : facts.length - 1) : at + by;
  if (next >= 0 && next < facts.length) choose(facts[next]);
};
const turn = (by) => {
  const next = listed[listed.indexOf(article) + by];
  if (next !== undefined) { openArticle(next); remember(true); }
};
document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  if (event.key === "Escape") {
    if (typing) event.target.blur();
    if (fact >= 0 && view === "read") letGo();
    return;
  }
  if (typing) return;
  const keys = {"/": () => $("query").focus(), "?": help, j: () => step(1), k: () => step(-1), n: () => turn(1), p: () => turn(-1)};
  views.forEach((name, index) => { keys[index + 1] = () => turnTo(name, true); });
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

addEventListener("hashchange", () => { if (location.hash !== "#main") restore(); });

dye(kept("theme"));
speak(kept("lang") || (navigator.language && !navigator.language.startsWith("zh") ? "en" : "zh"));
if (location.hash.includes("=")) restore();
})();
