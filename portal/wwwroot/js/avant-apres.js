// Lays the second picture upon the first and moves the border with a native slider, so that the keyboard has its arrows, Home and End.
for (const frame of document.querySelectorAll("[data-avant-apres]")) {
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100, step: 1, value: 50 });
  slider.setAttribute("aria-label", frame.dataset.avantApres);
  const border = Object.assign(document.createElement("span"), { className: "bord" });
  border.setAttribute("aria-hidden", "true");
  const move = () => frame.style.setProperty("--avant", slider.value + "%");
  slider.addEventListener("input", move);
  frame.append(slider, border);
  frame.classList.add("active");
  move();
}
