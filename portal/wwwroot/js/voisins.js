// ← and → lead to the neighbours of a file, except where these keys already move something, or where a word is being written.
const links = document.querySelector(".voisins");
if (links) {
  links.append(Object.assign(document.createElement("span"), { className: "aide", textContent: "Au clavier : touches ← et →." }));
  document.addEventListener("keydown", e => {
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[e.key];
    if (!rel || e.defaultPrevented || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || e.target.closest("input, textarea, select, [tabindex='0']")) return;
    links.querySelector(`a[rel="${rel}"]`)?.click();
  });
}
