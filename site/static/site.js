// What is wider than its place scrolls; with the keyboard it has to be reached first. Also after formulas are set.
(() => {
  const places = "pre, .pst-scrollable-table-container, .output, mjx-container[display='true'], div.math";
  const mark = () => document.querySelectorAll(places).forEach(place => {
    if (place.scrollWidth > place.clientWidth + 1) place.tabIndex = 0;
  });
  window.addEventListener("load", () => {
    mark();
    if (window.MathJax?.startup?.promise) MathJax.startup.promise.then(mark);
  });
  window.addEventListener("resize", mark);
})();
