// The table in a browser. All text goes into the page as text, never as markup.
"use strict";

const $ = (id) => document.getElementById(id);
const make = (tag, text, name) => {
  const e = document.createElement(tag);
  if (text !== undefined) e.textContent = text;
  if (name) e.className = name;
  return e;
};
const show = (id, on) => { $(id).hidden = !on; };
const percent = (x, digits = 2) => {
  const t = (100 * x).toFixed(digits);
  return (Number(t) > 0 ? "+" : "") + (Number(t) === 0 ? (0).toFixed(digits) : t.replace("-", "−")) + "\u00a0%";
};

let token = "";
let game = null;
let view = null;
let theatre = null;
const maps = [];
const pictures = new Map();
let chosen = -1;
let shown = -1;
let follows = true;
let told = [];

// MARK: Talking with the host

async function call(path, body) {
  const options = { headers: {}, cache: "no-store" };
  if (token) options.headers.Authorization = "Bearer " + token;
  if (body !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The host can't be reached.");
  }
  if (!answer.ok) throw Object.assign(new Error((await answer.text()).trim()), { status: answer.status });
  return answer.json();
}

function fail(error) { $("notice").textContent = error.message; }

async function act(path, body) {
  try {
    const answer = await call(path, body);
    $("notice").textContent = "";
    await refresh();
    return answer;
  } catch (error) {
    fail(error);
    return null;
  }
}

// A browser has six connections to a host, so a page that nobody sees lets go of its own.
let stream = null;
let hiding = 0;
document.addEventListener("visibilitychange", () => {
  clearTimeout(hiding);
  if (document.hidden) hiding = setTimeout(() => stream?.abort(), 30000);
});

async function listen() {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    while (document.hidden && stream?.signal.aborted) {
      await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
    }
    stream = new AbortController();
    try {
      const answer = await fetch("api/events", {
        headers: { Authorization: "Bearer " + token }, cache: "no-store", signal: stream.signal,
      });
      if (!answer.ok) throw Object.assign(new Error((await answer.text()).trim()), { status: answer.status });
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      for (let text = ""; ;) {
        const { done, value } = await reader.read();
        if (done) break;
        text += decoder.decode(value, { stream: true });
        for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) {
          const version = JSON.parse(text.slice(6, end)).version;
          wait = 500;
          if (!view || version !== view.version) refresh().catch(fail);
        }
      }
    } catch (error) {
      if (error.status === 401) return fail(error);
      if (stream.signal.aborted) { wait = 250; continue; }
      $("notice").textContent = "The host can't be reached; trying again.";
    }
    await new Promise((done) => setTimeout(done, wait));
    refresh().catch(() => {});
  }
}

let busy = false;
let again = false;
async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      view = await call("api/view");
      $("notice").textContent = "";
      await render();
    } while (again);
  } finally {
    busy = false;
  }
}

async function picture(turn, which = 0) {
  const key = which + ":" + turn;
  if (!pictures.has(key)) {
    pictures.set(key, await call(`api/picture?turn=${turn}` + (theatre ? `&game=${which}` : "")));
  }
  return pictures.get(key);
}

// MARK: Everybody's part

function renderHead() {
  document.title = `${game.title}: Statecraft`;
  $("title").textContent = game.title;
  if (theatre) {
    $("who").textContent = "Replay theatre";
    return;
  }
  const phases = { lobby: "not begun", resolving: "the turn is being carried out", over: "the game is over", failed: "stopped" };
  $("place").textContent = view.when + (phases[view.phase] ? ", " + phases[view.phase] : "");
  $("who").textContent = view.role === "umpire" ? "You are the umpire"
    : view.role === "spectator" ? "You look on" + (view.delay ? `, ${view.delay} turns later` : "")
    : `You play ${nameOf(view.role)}`;
  if (view.reason) $("notice").textContent = view.reason;
  clockAt = view.left === undefined ? null : Date.now() + view.left * 1000;
  clockHeld = view.paused ? view.left ?? 0 : null;
  tick();
}

let clockAt = null;
let clockHeld = null;
function tick() {
  const clock = $("clock");
  if (!view || (clockAt === null && clockHeld === null)) { clock.textContent = ""; return; }
  const left = Math.max(0, clockHeld ?? (clockAt - Date.now()) / 1000);
  const words = `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`;
  clock.textContent = view.paused ? (view.left === undefined ? "paused" : `paused at ${words}`) : words;
  clock.className = !view.paused && left < 60 ? "late" : "";
}
setInterval(tick, 500);

const nameOf = (code) => game.states.find((s) => s.code === code)?.name ?? code;

function renderLobby() {
  show("lobby", view.phase === "lobby");
  if (view.phase !== "lobby") return;
  $("lobby-seats").replaceChildren(...view.seats.map((s) =>
    make("li", `${s.name} (${s.code}): ${s.here ? (s.here > 1 ? s.here + " are here" : "is here") : "not here yet"}${s.ready ? ", orders given" : ""}`)));
  $("lobby-text").textContent = view.umpire
    ? "The umpire begins the game. You may read your briefing and write orders already."
    : "The host begins the game. You may read your briefing and write orders already.";
}

async function renderWorld() {
  const last = theatre ? Math.max(...theatre.map((g) => g.closed)) : view.shown;
  const slider = $("turn");
  const grew = Number(slider.max) !== last;
  slider.max = last;
  if (follows && grew) { slider.value = last; }
  shown = Number(slider.value);
  $("turn-out").textContent = shown === 0 ? "none" : shown;
  await paint();
  show("world", !game.is_game_of_moves);
  show("score", true);
}

function say(p, i) {
  const sides = game.poles.map((code, k) => `${code} ${p.alignment[i][k].toFixed(2)}`).join(", ");
  return `${game.states[i].name}: sides with ${sides}; gained ${percent(p.income[i])} since the start, ${percent(p.income[i] - p.before[i])} in the turn`;
}

// Seven classes, from the first pole's colour to the second's, or from losses to gains.
const cuts = (x, edges) => edges.filter((e) => x < e).length;

function binOf(p, mode) {
  if (mode === "gains" || mode === "turn") {
    const values = game.states.map((_, i) => (mode === "turn" ? p.income[i] - p.before[i] : p.income[i]));
    const top = Math.max(...values.map(Math.abs), 1e-6);
    const unit = 10 ** Math.ceil(Math.log10(top) - 0.3);
    const edges = [0.5, 0.2, 0.05, -0.05, -0.2, -0.5].map((e) => e * unit);
    return { bin: (i) => cuts(values[i], edges), edges };
  }
  return {
    bin: (i) => {
      const [a = 0, b = 0] = p.alignment[i];
      return cuts(a - b, [0.6, 0.3, 0.1, -0.1, -0.3, -0.6]);
    },
  };
}

function legend(mode, edges) {
  const words = mode === "gains" || mode === "turn"
    ? [`above ${percent(edges[0], 2)}`, "", "", "about none", "", "", `below ${percent(edges[5], 2)}`]
    : [`sides with ${game.poles[0] ?? ""}`, "", "", "with neither, or both", "", "", `sides with ${game.poles[1] ?? ""}`];
  const parts = words.map((w, i) => {
    const span = make("span");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 10 10");
    svg.setAttribute("aria-hidden", "true");
    const box = document.createElementNS(svg.namespaceURI, "rect");
    box.setAttribute("width", 10);
    box.setAttribute("height", 10);
    box.setAttribute("class", "b" + i);
    svg.append(box);
    span.append(svg, w);
    return span;
  });
  if (mode === "controls") parts.push(make("span", "Bows: who withholds from or keeps out whom; broader: more sectors, stricter."));
  if (mode === "trade") parts.push(make("span", chosen < 0 ? "Choose a state." : "Red: what it sells; blue: what it buys."));
  $("legend").replaceChildren(...parts);
}

async function paint() {
  const mode = $("mode").value;
  const sector = Number($("sector").value);
  if (maps.length === 0) {
    const p = await picture(shown);
    renderScore(p);
    renderNews(p);
  }
  for (const [which, map] of maps.entries()) {
    const closed = theatre ? theatre[which].closed : shown;
    const p = await picture(Math.min(shown, closed), which);
    const { bin, edges } = binOf(p, mode === "gains" || mode === "turn" ? mode : "sides");
    map.paint(bin, (i) => say(p, i));
    const controls = p.controls.filter((c) => sector < 0 || c[1] === sector);
    if (mode === "controls") {
      const pairs = new Map();
      for (const [, , a, b, ordered, force] of controls) {
        if (chosen >= 0 && a !== chosen && b !== chosen) continue;
        const key = a + ":" + b;
        pairs.set(key, (pairs.get(key) ?? 0) + Math.max(ordered, force));
      }
      for (const [key, sum] of pairs) {
        const [a, b] = key.split(":").map(Number);
        map.arc(a, b, 1.5 + Math.min(9, 2 * sum), "out", `${game.states[a].code} on ${game.states[b].code}`);
      }
    }
    if (mode === "trade" && chosen >= 0) {
      const rows = game.states.map((_, i) => i).filter((i) => i !== chosen);
      const top = Math.max(...rows.map((i) => Math.max(p.trade[chosen][i], p.trade[i][chosen])), 1);
      for (const i of rows) {
        const [sells, buys] = [p.trade[chosen][i], p.trade[i][chosen]];
        if (sells > top / 40) map.arc(chosen, i, 12 * sells / top + 0.8, "out", `${game.states[chosen].code} sells ${game.states[i].code} ${sells} bn USD`);
        if (buys > top / 40) map.arc(i, chosen, 12 * buys / top + 0.8, "in", `${game.states[chosen].code} buys of ${game.states[i].code} ${buys} bn USD`);
      }
    }
    game.poles.forEach((code) => map.label(game.states.findIndex((s) => s.code === code), code));
    if (chosen >= 0) { map.mark(chosen, "chosen"); map.label(chosen, game.states[chosen].code); }
    for (const code of told) map.mark(game.states.findIndex((s) => s.code === code), "told");
    if (which === 0) { legend(mode, edges); renderTable(p); renderScore(p); renderNews(p); renderState(p, controls); }
  }
  if (theatre && theatre.length > 1) renderSecondNews();
}

function row(cells, tag = "td", name) {
  const tr = make("tr", undefined, name);
  cells.forEach((c) => tr.append(make(tag, c)));
  return tr;
}

function renderTable(p) {
  const head = make("thead");
  head.append(row(["State", ...game.poles.map((c) => "Sides with " + c), "System", "Gain", "This turn", "Controls by it", "on it"], "th"));
  const body = make("tbody");
  game.states.forEach((s, i) => {
    body.append(row([
      s.name, ...p.alignment[i].map((a) => a.toFixed(2)), game.poles[p.system[i]] ?? "none",
      percent(p.income[i]), percent(p.income[i] - p.before[i]),
      p.controls.filter((c) => c[2] === i).length, p.controls.filter((c) => c[3] === i).length,
    ], "td", s.code === view?.code ? "me" : ""));
  });
  $("table").replaceChildren(make("caption", `After turn ${p.turn}`), head, body);
}

function renderScore(p) {
  const size = game.states.reduce((sum, s) => sum + s.gdp, 0);
  const mean = game.states.reduce((sum, s, i) => sum + s.gdp * p.income[i], 0) / size;
  const scores = p.scores;
  const order = game.states.map((_, i) => i).sort((a, b) => scores ? scores[b] - scores[a] : p.income[b] - p.income[a]);
  const head = make("thead");
  head.append(row(scores ? ["", "State", "Score"] : ["", "State", "Gain", "Against the world", "This turn", "System"], "th"));
  const body = make("tbody");
  order.forEach((i, place) => {
    const s = game.states[i];
    const cells = scores ? [place + 1, s.name, scores[i]]
      : [place + 1, s.name, percent(p.income[i]), percent(p.income[i] - mean), percent(p.income[i] - p.before[i]), game.poles[p.system[i]] ?? "none"];
    const tr = row(cells, "td", s.code === view?.code ? "me" : "");
    tr.children[1].className = "left";
    body.append(tr);
  });
  const words = scores ? "Scores" : `Real income against the start, after turn ${p.turn}; the world as a whole ${percent(mean)}`;
  $("score-table").replaceChildren(make("caption", words), head, body);
}

function renderNews(p) {
  show("news", true);
  $("news-h").textContent = p.turn === 0 ? "News: nothing has happened yet" : `News of turn ${p.turn}` + (game.start_year ? ` (${p.year})` : "");
  $("news-list").replaceChildren(...p.news.map((item) => newsItem(item, 0)));
  if (p.turn > 0 && p.news.length === 0) $("news-list").replaceChildren(make("li", "Nothing that everybody should know."));
}

function newsItem(item, which) {
  const li = make("li");
  const button = make("button", item.text, "link");
  button.type = "button";
  button.addEventListener("click", async () => {
    told = item.states;
    await paint();
    if (theatre) {
      const answer = await call(`api/why?game=${which}&at=${item.at[0]}`).catch(fail);
      if (answer) log(item.text, answer.lines);
    } else if (view.role !== "spectator") {
      const state = item.states.find((c) => c !== view.code);
      if (state) enter("explain " + state);
    }
  });
  li.append(button);
  return li;
}

async function renderSecondNews() {
  const p = await picture(Math.min(shown, theatre[1].closed), 1);
  $("second-h").textContent = theatre[1].name + ", after turn " + p.turn;
  const list = make("ol");
  list.append(...p.news.map((item) => newsItem(item, 1)));
  const old = $("second").querySelector("ol");
  if (old) old.replaceWith(list); else $("second").append(list);
}

function renderState(p, controls) {
  show("state", chosen >= 0);
  if (chosen < 0) return;
  const s = game.states[chosen];
  $("state-h").textContent = `${s.name} (${s.code})`;
  const told = (list, other) => {
    const by = new Map();
    for (const c of list) {
      const key = `${{ export: "exports", import: "imports", tariff: "tariff" }[c[0]]} in ${game.sectors[c[1]].code}, ${Math.max(c[4], c[5])}`;
      by.set(key, [...(by.get(key) ?? []), game.states[c[other]].code]);
    }
    return [...by].map(([key, codes]) => `${key}: ${codes.join(", ")}`);
  };
  const list = (title, items) => {
    const box = make("div");
    box.append(make("h3", title));
    const ul = make("ul");
    ul.append(...(items.length ? items : ["none"]).map((t) => make("li", t)));
    box.append(ul);
    return box;
  };
  const others = game.states.map((_, i) => i).filter((i) => i !== chosen);
  const partners = others.sort((a, b) => p.trade[chosen][b] + p.trade[b][chosen] - p.trade[chosen][a] - p.trade[a][chosen]).slice(0, 6)
    .map((i) => `${game.states[i].name}: sells ${p.trade[chosen][i]}, buys ${p.trade[i][chosen]} bn USD`);
  $("state-body").replaceChildren(
    make("p", say(p, chosen).split(": ").slice(1).join(": ") + "."),
    list("Withholds, keeps out", told(controls.filter((c) => c[2] === chosen), 3)),
    list("Suffers", told(controls.filter((c) => c[3] === chosen), 2)),
    list("Trades most with", partners));
  show("state-why", Boolean(view) && view.role !== "spectator" && s.code !== view.code);
}

// MARK: A seat's part

// A line as the host tells it: its indent becomes a margin, and tables keep their columns.
function lineElements(lines) {
  return lines.map(([text, style]) => {
    const indent = text.length - text.trimStart().length;
    const isRow = /\S {2,}\S/.test(text);
    const names = [isRow ? "row" : indent ? "i" + Math.min(8, indent - indent % 2) : "", style === "plain" ? "" : style];
    return make("div", (isRow ? text : text.trim()) || "\u00a0", names.filter(Boolean).join(" "));
  });
}

function log(typed, lines) {
  show("console", true);
  const box = $("log");
  box.append(make("div", "> " + typed, "typed"), ...lineElements(lines));
  while (box.childElementCount > 1500) box.firstChild.remove();
  box.scrollTop = box.scrollHeight;
}

async function enter(line) {
  const answer = await act("api/line", { line });
  if (answer) log(line, answer.lines);
}

let openingTurn = -1;
function renderSeat() {
  const mine = view.role !== "spectator" && view.role !== "umpire";
  show("orders", mine);
  show("console", mine || view.role === "umpire" || $("log").childElementCount > 0);
  $("line-form").hidden = view.role === "spectator";
  show("brief", mine || view.role === "umpire");
  if (view.lines && openingTurn !== view.turn + ":" + view.phase) {
    openingTurn = view.turn + ":" + view.phase;
    $("brief-lines").replaceChildren(...lineElements(view.lines));
  }
  if (!mine) return;
  $("orders-h").textContent = `Your orders for ${view.when}`;
  $("orders-list").replaceChildren(...(view.orders.length ? view.orders.map((o) => make("li", o)) : [make("li", "None yet: you'd hold.", "quiet")]));
  const open = view.phase === "open" || view.phase === "lobby";
  $("ready").disabled = !open || view.ready || !view.decides;
  $("ready").textContent = view.ready ? "Orders are given" : "Give these orders";
  $("reopen").disabled = !open || !view.ready;
  $("undo").disabled = !open || view.ready;
  $("form").hidden = game.is_game_of_moves;
  for (const e of $("form").elements) e.disabled = !open || view.ready;
}

function renderForm() {
  const kind = $("kind").value;
  const measure = ["export", "import", "tariff"].includes(kind);
  $("f-pole").hidden = kind !== "align";
  $("f-sector").hidden = kind === "align";
  $("f-target").hidden = !measure;
  const money = kind === "subsidy" || kind === "research";
  $("unit").textContent = money ? "% of GDP" : kind === "tariff" ? "of the price" : "of 1";
  $("level").max = money ? game.money_max : kind === "tariff" ? game.tariff_max : 1;
  $("level").step = money ? 0.01 : 0.05;
  for (const [i, option] of [...$("order-sector").options].entries()) {
    option.hidden = kind === "tariff" && !game.sectors[i].good;
  }
}

function order() {
  const kind = $("kind").value;
  const level = Number($("level").value);
  const sector = $("order-sector").value;
  if (kind === "align") return { kind, pole: $("pole").value, level };
  if (kind === "subsidy" || kind === "research") return { kind: "invest", purpose: kind, sector, level };
  return { kind: "control", instrument: kind, sector, target: $("target").value, level };
}

const spoken = (o) => o.kind === "align" ? `align ${o.pole} ${o.level}`
  : o.kind === "invest" ? `invest ${o.purpose} ${o.sector} ${o.level}%gdp`
  : `control ${o.instrument} ${o.sector} ${o.target} ${o.level}`;

// MARK: Talk

function renderTalk() {
  show("talk", view.talk || view.remarks.length > 0);
  $("talk-form").hidden = view.role === "spectator" || !view.talk && view.role !== "umpire" || view.phase === "over";
  $("talk-list").replaceChildren(...view.remarks.map((r) => {
    const words = { ruling: "Ruling", correction: "Corrected" }[r.kind] ?? `${r.from} to ${r.to.length ? r.to.join(", ") : "all"}`;
    const li = make("li", undefined, r.kind === "message" ? "" : "caution");
    li.append(make("b", `${words}: `), r.text, make("span", ` (turn ${r.turn})`, "quiet"));
    return li;
  }));
}

// MARK: The umpire's part

function renderUmpire() {
  show("umpire", view.role === "umpire");
  if (view.role !== "umpire") return;
  show("u-begin", view.phase === "lobby");
  show("u-close", view.phase !== "lobby");
  $("u-close").disabled = view.phase !== "open";
  show("u-pause", !view.paused);
  show("u-resume", view.paused);
  if (document.activeElement !== $("u-closing")) $("u-closing").checked = view.umpire_closes;
  if (document.activeElement !== $("u-talk")) $("u-talk").checked = view.talk;
  const head = make("thead");
  head.append(row(["Seat", "Here", "Orders before closing", "", ""], "th"));
  const body = make("tbody");
  for (const s of view.seats) {
    const o = view.orders[s.code];
    const tr = row([`${s.name} (${s.code})`, s.here, "", "", ""]);
    tr.children[2].className = "left";
    const orders = (o.corrected ?? o.orders);
    tr.children[2].append(make("div", (o.corrected ? "Corrected: " : "") + (orders.length ? orders.join("; ") : "none") + (o.ready ? " (given)" : ""), o.corrected ? "caution" : o.ready ? "good" : ""));
    const staff = make("button", o.staffed ? "Staff stands in" : "Let staff stand in");
    staff.type = "button";
    staff.setAttribute("aria-pressed", o.staffed);
    staff.addEventListener("click", () => act("api/umpire", { act: "staff", state: s.code, on: !o.staffed }));
    tr.children[3].append(staff);
    const undo = make("button", o.corrected ? "Own orders again" : "Correct");
    undo.type = "button";
    undo.addEventListener("click", () => {
      if (o.corrected) { act("api/umpire", { act: "uncorrect", state: s.code }); return; }
      $("u-correct-state").value = s.code;
      $("u-correct-orders").value = o.orders.join("\n");
      $("u-correct-orders").focus();
    });
    tr.children[4].append(undo);
    body.append(tr);
  }
  $("u-seats").replaceChildren(head, body);
  $("u-injects").textContent = view.injects.map((t) => `turn ${t.turn}: ${t.injects.join("; ")}`).join(". ")
    || (view.kinds.length ? "Kinds: " + view.kinds.join(", ") : "No rule carries out injects.");
}

// MARK: Drawing it all

async function render() {
  renderHead();
  document.body.dataset.role = view.role === "umpire" || view.role === "spectator" ? view.role : "seat";
  renderLobby();
  renderSeat();
  renderTalk();
  renderUmpire();
  await renderWorld();
}

function options(select, items) {
  select.replaceChildren(...items.map(([value, text]) => {
    const o = make("option", text);
    o.value = value;
    return o;
  }));
}

function wire() {
  $("sector").append(...game.sectors.map((s, i) => { const o = make("option", s.name); o.value = i; return o; }));
  options($("pole"), game.poles.map((c) => [c, nameOf(c)]));
  options($("order-sector"), game.sectors.map((s) => [s.code, s.name]));
  for (const id of ["mode", "sector"]) $(id).addEventListener("change", () => paint().catch(fail));
  $("turn").addEventListener("input", () => {
    follows = Number($("turn").value) === Number($("turn").max);
    (theatre ? renderTheatre() : renderWorld()).catch(fail);
  });
  $("state-close").addEventListener("click", () => { chosen = -1; told = []; paint().catch(fail); });
  $("large").addEventListener("click", () => {
    const on = document.body.classList.toggle("large");
    $("large").setAttribute("aria-pressed", on);
  });
  $("print").addEventListener("click", () => window.print());
  if (theatre) return;
  options($("target"), game.states.filter((s) => s.code !== view.code).map((s) => [s.code, s.name]));
  options($("talk-to"), [["", "all"], ...view.seats.filter((s) => s.code !== view.code).map((s) => [s.code, s.name]), ...(view.umpire && view.role !== "umpire" ? [["umpire", "the umpire"]] : [])]);
  options($("u-correct-state"), view.seats.map((s) => [s.code, s.name]));
  $("state-why").addEventListener("click", () => enter("explain " + game.states[chosen].code));
  $("kind").addEventListener("change", renderForm);
  renderForm();
  $("form").addEventListener("submit", async (e) => {
    e.preventDefault();
    const answer = await act("api/order", order());
    if (answer) log(spoken(order()), answer.lines);
  });
  $("estimate").addEventListener("click", () => enter("estimate " + spoken(order())));
  $("ready").addEventListener("click", () => act("api/ready", { turn: view.turn }));
  $("reopen").addEventListener("click", () => act("api/reopen", {}));
  $("undo").addEventListener("click", () => enter("undo"));
  const typed = [];
  let back = 0;
  $("line-form").addEventListener("submit", (e) => {
    e.preventDefault();
    const line = $("line").value.trim();
    if (!line) return;
    typed.push(line);
    back = typed.length;
    $("line").value = "";
    enter(line);
  });
  $("line").addEventListener("keydown", (e) => {
    if (e.key !== "ArrowUp" && e.key !== "ArrowDown") return;
    e.preventDefault();
    back = Math.max(0, Math.min(typed.length, back + (e.key === "ArrowUp" ? -1 : 1)));
    $("line").value = typed[back] ?? "";
  });
  const words = view.role === "umpire" ? ["report", "review", "history", "help"]
    : game.is_game_of_moves ? ["brief", "report", "estimate", "advise", "rivals", "show payoffs", "help"]
    : ["brief", "brief full", "report", "estimate", "advise", "rivals", "legal", "show gains", "show controls", "help"];
  $("quick").replaceChildren(...words.map((w) => {
    const b = make("button", w);
    b.type = "button";
    b.addEventListener("click", () => enter(w));
    return b;
  }));
  $("talk-form").addEventListener("submit", async (e) => {
    e.preventDefault();
    const to = $("talk-to").value;
    if (await act("api/say", { text: $("talk-text").value, to: to ? [to] : [] })) $("talk-text").value = "";
  });
  const umpire = (id, body) => $(id).addEventListener("click", () => act("api/umpire", body()));
  umpire("u-begin", () => ({ act: "begin" }));
  umpire("u-close", () => ({ act: "close" }));
  umpire("u-pause", () => ({ act: "pause" }));
  umpire("u-resume", () => ({ act: "resume" }));
  umpire("u-more", () => ({ act: "extend", seconds: 300 }));
  $("u-limit").addEventListener("change", () => act("api/umpire", { act: "limit", seconds: 60 * Number($("u-limit").value) }));
  $("u-closing").addEventListener("change", () => act("api/umpire", { act: "closing", on: $("u-closing").checked }));
  $("u-talk").addEventListener("change", () => act("api/umpire", { act: "talk", on: $("u-talk").checked }));
  $("u-inject").addEventListener("submit", (e) => { e.preventDefault(); enter("inject " + $("u-inject-line").value); });
  $("u-rule").addEventListener("submit", async (e) => {
    e.preventDefault();
    if (await act("api/umpire", { act: "rule", text: $("u-rule-text").value })) $("u-rule-text").value = "";
  });
  $("u-correct").addEventListener("submit", async (e) => {
    e.preventDefault();
    const orders = $("u-correct-orders").value.split("\n").map((l) => l.trim()).filter(Boolean);
    if (await act("api/umpire", { act: "correct", state: $("u-correct-state").value, orders, reason: $("u-correct-why").value })) {
      $("u-correct-orders").value = "";
      $("u-correct-why").value = "";
    }
  });
}

async function addMap(box) {
  const map = new WorldMap($(box), game, (i) => {
    chosen = chosen === i ? -1 : i;
    told = [];
    paint().then(() => { if (chosen >= 0) $("state").focus({ preventScroll: true }); }).catch(fail);
  });
  await map.load();
  maps.push(map);
}

// MARK: The theatre

async function renderTheatre() {
  renderHead();
  document.body.dataset.role = "theatre";
  $("place").textContent = theatre.map((g) => g.name).join(" beside ");
  $("line-form").hidden = true;
  await renderWorld();
  show("second", theatre.length > 1);
  show("brief", true);
  $("brief-h").textContent = "The whole turn";
  const texts = await Promise.all(theatre.map((g, i) =>
    shown === 0 || shown > g.closed ? { lines: [] } : call(`api/turn?game=${i}&turn=${shown}`)));
  $("brief-lines").replaceChildren(...texts.flatMap((t, i) =>
    [...(theatre.length > 1 ? [make("div", theatre[i].name, "heading")] : []), ...lineElements(t.lines)]));
}

async function start() {
  const hash = location.hash.slice(1);
  if (/^[0-9a-f]{32}$/.test(hash)) {
    sessionStorage.setItem("token", hash);
    history.replaceState(null, "", location.pathname);
  }
  token = sessionStorage.getItem("token") ?? "";
  const lobby = await call("api/lobby");
  if (lobby.theatre) {
    theatre = lobby.theatre;
    game = await call("api/game");
    wire();
    await addMap("map");
    if (theatre.length > 1) await addMap("map2");
    await renderTheatre();
    return;
  }
  $("title").textContent = lobby.title;
  if (!token) {
    show("lobby", true);
    $("lobby-seats").replaceChildren(...lobby.seats.map((s) => make("li", `${s.name} (${s.code})${s.here ? ": is here" : ""}`)));
    $("lobby-text").textContent = "Open the link that you were given: it holds the key to your place.";
    return;
  }
  game = await call("api/game");
  view = await call("api/view");
  wire();
  if (!game.is_game_of_moves) await addMap("map");
  await render();
  listen();
}

start().catch(fail);
