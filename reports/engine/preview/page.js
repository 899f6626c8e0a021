"use strict";

const byId = (id) => document.getElementById(id);
let shown = 0;
let web = 0;
let printed = 0;
let own = "";
let failing = false;

/* The frame is loaded anew without losing the place: the page is as tall as before, or nearly. */
function renewWeb(version) {
  const frame = byId("web");
  const at = frame.contentWindow ? frame.contentWindow.scrollY : 0;
  frame.addEventListener("load", () => {
    frame.contentWindow.scrollTo(0, at);
    frame.contentDocument.addEventListener("dblclick", jump);
    document.documentElement.dataset.version = version;
  }, { once: true });
  frame.src = `web.html?${version}`;
}

function renewPages(version, count) {
  const home = byId("pages");
  while (home.children.length > count) home.lastChild.remove();
  for (let number = 1; number <= count; number += 1) {
    let picture = home.children[number - 1];
    if (!picture) {
      picture = document.createElement("img");
      picture.loading = "lazy";
      picture.alt = `Page ${number}`;
      home.append(picture);
    }
    picture.src = `page/${number}.png?${version}`;
  }
}

/* From a block, or a fault, to its line. Double click, since a single one selects and follows links. */
function jump(event) {
  const block = event.target.closest("[data-at]");
  if (block) showSource(block.dataset.at);
}

async function showSource(at) {
  const [, path, number] = /^(.*):(\d+):\d+$/.exec(at) || [];
  byId("place").textContent = at;
  byId("source").hidden = false;
  const text = path === own ? await (await fetch("source")).text() : "";
  const rows = text ? text.split(/\r\n|\r|\n/) : [];
  byId("lines").replaceChildren(...rows.map((row) => {
    const item = document.createElement("li");
    item.textContent = row || " ";
    return item;
  }));
  const here = byId("lines").children[Number(number) - 1];
  if (!here) return;
  here.className = "here";
  here.scrollIntoView({ block: "center" });
}

function line(one) {
  const item = document.createElement("li");
  item.className = one.severity;
  const place = document.createElement("code");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${one.path}:${one.line}:${one.column}`;
  button.addEventListener("click", () => showSource(button.textContent));
  place.append(button);
  item.append(place, ` ${one.code} ${one.message}`);
  if (one.hint) {
    const hint = document.createElement("span");
    hint.className = "hint";
    hint.textContent = one.hint;
    item.append(hint);
  }
  return item;
}

function counted(number, word) {
  return number ? [`${number} ${word}${number === 1 ? "" : "s"}`] : [];
}

/* Errors open the list, since the page is not renewed while there are any; remarks wait to be asked for. */
function tell(state) {
  const found = byId("diagnostics");
  found.querySelector("ol").replaceChildren(...state.diagnostics.map(line));
  found.hidden = state.diagnostics.length === 0;
  const [errors, warnings, infos] = ["error", "warning", "info"].map(
    (kind) => state.diagnostics.filter((one) => one.severity === kind).length);
  const parts = [...counted(errors, "error"), ...counted(warnings, "warning"), ...counted(infos, "remark")];
  found.querySelector("summary").textContent = parts.join(", ") + (state.more ? `, and ${state.more} more` : "");
  if (Boolean(errors) !== failing) found.open = failing = Boolean(errors);
  const last = state.shown ? "what is shown is the last version without errors" : "nothing could be built yet";
  byId("status").textContent = errors ? last : `${state.pages} pages`;
}

function choose(state) {
  const menu = byId("briefs");
  if (menu.children.length) return;
  for (const slug of state.slugs) menu.append(new Option(slug, slug, false, slug === state.slug));
  menu.addEventListener("change", () => { location.href = `/${menu.value}/`; });
}

async function renew() {
  const state = await (await fetch("state.json")).json();
  choose(state);
  document.title = `${state.slug} – preview`;
  if (state.version === shown) return;
  shown = state.version;
  own = state.path;
  tell(state);
  if (!state.shown) return;
  if (state.web !== web) renewWeb(web = state.web);
  if (state.printed !== printed) renewPages(printed = state.printed, state.pages);
}

function show(pages) {
  byId("web").hidden = pages;
  byId("pages").hidden = !pages;
  byId("show-web").setAttribute("aria-pressed", String(!pages));
  byId("show-pages").setAttribute("aria-pressed", String(pages));
}

byId("close").addEventListener("click", () => { byId("source").hidden = true; });
byId("show-web").addEventListener("click", () => show(false));
byId("show-pages").addEventListener("click", () => show(true));
const events = new EventSource("/events");
events.addEventListener("message", renew);
events.addEventListener("error", () => { byId("status").textContent = "The preview has ended."; });
