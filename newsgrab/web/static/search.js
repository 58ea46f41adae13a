"use strict";
// Searches the site in the browser: loads the few files of the index that the words need. Texts are shown as text.
(function () {
  const SHARDS = 64, BLOCK = 500, MOST = 50;
  const loaded = new Map(), waiting = new Map();
  window.newsgrabIndex = (name, value) => { loaded.set(name, value); };

  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.src = "search/" + name + ".js";
        script.onload = script.onerror = () => done(loaded.get(name) || {});
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  function words(text, letters) {
    const folded = [...text.normalize("NFKC")].map((letter) => letters[letter] ?? letter.toLowerCase()).join("");
    const spaceless = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]+)/;
    const found = new Set();
    for (const word of folded.match(/[\p{L}\p{N}\p{M}]+/gu) || []) {
      for (const part of word.replace(/\p{Mn}/gu, "").split(spaceless)) {
        if (spaceless.test(part)) {
          for (let at = 0; at < Math.max(1, part.length - 1); at++) found.add(part.slice(at, at + 2));
        } else if (part) {
          found.add(part.replace(/^[\u0648\u0641\u0628\u0643]?(?:\u0627\u0644|\u0644\u0644)(?=..)/, ""));
        }
      }
    }
    return [...found];
  }

  async function articlesWith(word) {
    const shard = await load("w" + (word.codePointAt(0) % SHARDS)), found = new Map();
    for (const [term, numbers] of Object.entries(shard)) {
      if (!term.startsWith(word)) continue;
      const worth = (term === word ? 1 : 0.6) / Math.log(2 + numbers.length);
      let id = 0;
      for (const number of numbers) {
        id += number >> 2;
        found.set(id, Math.max(found.get(id) || 0, (number & 3) * worth));
      }
    }
    return found;
  }

  async function search(text) {
    const asked = words(text, await load("letters"));
    const sets = await Promise.all(asked.map(articlesWith));
    const scores = new Map();
    for (const id of sets.length ? sets[0].keys() : []) {
      if (sets.every((set) => set.has(id))) scores.set(id, sets.reduce((sum, set) => sum + set.get(id), 0));
    }
    return [...scores].sort((a, b) => b[1] - a[1] || b[0] - a[0]).map(([id]) => id);
  }

  async function show(ids) {
    const list = document.getElementById("hits");
    const shown = ids.slice(0, MOST);
    const blocks = await Promise.all(shown.map((id) => load("b" + Math.floor(id / BLOCK))));
    shown.forEach((id, place) => {
      const [title, site, day, direction, language] = blocks[place][id] || ["", "", "", "ltr", ""];
      const item = document.createElement("li"), heading = document.createElement("h2"), link = document.createElement("a");
      const facts = document.createElement("p");
      item.dir = direction;
      item.lang = language;
      link.href = "article/" + id + ".html";
      link.textContent = title;
      heading.append(link);
      facts.className = "facts";
      facts.dir = "ltr";
      facts.textContent = site + " · " + day;
      item.append(heading, facts);
      list.append(item);
    });
    const number = ids.length.toLocaleString("en");
    document.getElementById("status").textContent =
      number + (ids.length === 1 ? " article" : " articles") + (ids.length > MOST ? ", the best " + MOST : "");
  }

  const asked = new URLSearchParams(location.search).get("q") || "";
  document.getElementById("q").value = asked;
  if (asked.trim()) search(asked).then(show);
})();
