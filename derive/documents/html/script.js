"use strict";
for (const root of document.querySelectorAll(".derive:not(.scripted)")) {
  const bar = root.querySelector(".bar");
  const said = bar.querySelector(".said");
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const articles = all(root, ".solution");
  root.classList.add("scripted");

  /* ---- the level of detail ---- */

  const details = ["brief", "student", "full"];
  const detail = () => root.querySelector("[type=radio]:checked")?.value ?? "";
  const isShown = line => !detail() || Number(line.className.match(/\bl(\d)/)[1]) <= details.indexOf(detail()) + 1;

  /* ---- step by step ---- */

  const linesOf = article => all(article, ".part > .lines > .line");

  const nextOf = article => linesOf(article).find(line => line.classList.contains("later") && isShown(line));

  /* Its rule in a sentence; else what the rule is called. */
  const ideaOf = line => line.dataset.idea ?? line.querySelector(":scope > .why > .rule")?.textContent ?? "";

  function goOn(article) {
    const panel = article.querySelector(".next");
    const following = nextOf(article);
    if (!following) return finish(article);
    for (const part of all(article, ".part")) {
      const isBegun = part.contains(following) || part.querySelector(":scope > .lines > .line:not(.later)");
      part.classList.toggle("later", !isBegun);
    }
    following.parentElement.after(panel);
    panel.hidden = false;
    panel.querySelector(".idea").textContent = "";
    panel.querySelector(".ask").hidden = !ideaOf(following);
    return following;
  }

  function begin(article) {
    if (!article.querySelector(".next")) return;
    linesOf(article).forEach(line => line.classList.add("later"));
    article.classList.add("stepping");
    goOn(article);
  }

  function finish(article) {
    all(article, ".later").forEach(each => each.classList.remove("later"));
    article.classList.remove("stepping");
    article.querySelector(".next")?.setAttribute("hidden", "");
  }

  function ask(article) {
    const panel = article.querySelector(".next");
    const following = nextOf(article);
    panel.querySelector(".idea").textContent = ideaOf(following);
    panel.querySelector(".ask").hidden = true;
    panel.querySelector(".show").focus();
  }

  function show(article) {
    const lines = linesOf(article);
    const place = lines.findIndex(line => line.classList.contains("later") && isShown(line));
    lines.slice(0, place + 1).forEach(line => line.classList.remove("later"));
    const reason = lines[place].querySelector(".why > p")?.textContent ?? "";
    say(`${lines[place].querySelector(".formula").textContent} ${reason}`);
    if (!goOn(article)) return end(article);
    const panel = article.querySelector(".next");
    panel.querySelector(".ask:not([hidden]), .show").focus();
    panel.scrollIntoView({block: "nearest"});
  }

  function end(article) {
    finish(article);
    say(bar.dataset.end);
    article.querySelector(".answer")?.focus();
  }

  for (const article of articles) {
    article.querySelector(".ask")?.addEventListener("click", () => ask(article));
    article.querySelector(".show")?.addEventListener("click", () => show(article));
    article.querySelector(".rest")?.addEventListener("click", () => end(article));
  }
  bar.querySelector(".stepwise")?.addEventListener("change", event => {
    articles.forEach(event.target.checked ? begin : finish);
  });
  bar.querySelector("fieldset")?.addEventListener("change", () => {
    articles.filter(article => article.classList.contains("stepping")).forEach(goOn);
  });

  /* ---- folding ---- */

  const folding = bar.querySelector(".folding");
  const folds = all(root, ".inner");
  const isFolded = () => folds.some(fold => !fold.open);
  function offer() {
    if (folding) folding.textContent = isFolded() ? bar.dataset.unfold : bar.dataset.fold;
  }
  folding?.addEventListener("click", () => {
    const isOpening = isFolded();
    folds.forEach(fold => { fold.open = isOpening; });
  });
  folds.forEach(fold => fold.addEventListener("toggle", offer));

  /* ---- copying ---- */

  function say(words) {
    said.textContent = words;
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      say(bar.dataset.copied);
    } catch {
      copyFrom(text, button);
    }
  }

  /* Where the page may not write to the clipboard, the text is put into a field to be copied from. */
  function copyFrom(text, button) {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.setAttribute("aria-label", bar.dataset.byHand);
    button.after(field);
    field.select();
    if (document.execCommand("copy")) {
      field.remove();
      button.focus();
      say(bar.dataset.copied);
    } else {
      say(bar.dataset.byHand);
      field.addEventListener("blur", () => field.remove());
    }
  }

  /* An element carries its LaTeX where that differs from what it shows. */
  const latex = element => element.dataset.tex ?? element.textContent;

  function row(line) {
    const {tex, at = 0} = line.dataset;
    const formula = `${tex.slice(0, at)} &${tex.slice(at).trimStart()}`.trimStart();
    const reason = line.dataset.why ?? line.querySelector(":scope > .why").firstElementChild?.textContent ?? "";
    if (!reason) return formula;
    const beside = `\\parbox[t]{0.4\\linewidth}{\\raggedright\\small ${reason}}`;
    return line.classList.contains("wide") ? `${formula} \\\\\n&\\qquad ${beside}` : `${formula} && ${beside}`;
  }

  function* source(article) {
    const one = selector => article.querySelector(selector);
    yield `\\section*{${latex(one("header > :is(h1, h2)"))}}`;
    yield* all(article, ".question, .intro, .task").map(latex);
    const label = fact => latex(fact.parentElement.firstElementChild);
    const facts = all(article, ".facts dd").map(fact => `\\item[${label(fact)}] ${latex(fact)}`);
    if (facts.length) yield ["\\begin{description}", ...facts, "\\end{description}"].join("\n");
    for (const part of all(article, ".part")) {
      const rows = all(part, ".line[data-tex]").filter(line => line.checkVisibility()).map(row);
      if (!rows.length) continue;
      yield `\\subsection*{${latex(part.firstElementChild)}}`;
      yield `\\begin{align*}\n${rows.join(" \\\\\n")}\n\\end{align*}`;
    }
    if (article.classList.contains("stepping")) return;
    yield* all(article, ".answer p").map(answer => `\\begin{center}\\fbox{${latex(answer)}}\\end{center}`);
    yield* all(article, ".general, .closing").map(latex);
  }

  for (const line of all(root, ".line[data-tex]")) {
    const button = document.createElement("button");
    button.className = "copy";
    button.textContent = bar.dataset.tex;
    button.setAttribute("aria-label", bar.dataset.copy);
    button.title = bar.dataset.copy;
    button.addEventListener("click", () => copy(line.dataset.tex, button));
    line.querySelector(":scope > .why").append(button);
  }
  bar.querySelector(".copy-all").addEventListener("click", event => {
    copy(articles.map(article => [...source(article)].join("\n\n")).join("\n\n"), event.target);
  });

  /* ---- formulas that are scrolled can be reached by keyboard ---- */

  const scrolled = all(root, ".formula, .right, .whole, dd, .answer p");
  function reach() {
    for (const each of scrolled) {
      if (each.scrollWidth > each.clientWidth + 1) each.tabIndex = 0;
      else each.removeAttribute("tabindex");
    }
  }
  addEventListener("resize", reach);
  reach();
}
