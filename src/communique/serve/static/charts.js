/* Draws what stands in the page's data blocks, in the page's own colours. Expressions are
   interpreted (ast), so that no code is ever made from text. */
(() => {
  "use strict";
  const style = () => {
    const of = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const soft = of("--soft"), rule = of("--rule"), ink = of("--ink");
    const font = getComputedStyle(document.querySelector("footer")).fontFamily;
    return {
      background: null, font, view: { stroke: null },
      axis: { labelColor: soft, titleColor: soft, domainColor: rule, tickColor: rule, gridColor: rule, labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal" },
      legend: { labelColor: ink, labelFontSize: 12, symbolType: "square", labelLimit: 280 },
      bar: { color: of("--accent") },
      range: { category: [of("--q1"), of("--q2"), of("--q3"), of("--q4")] },
    };
  };
  const views = new Map();
  const draw = async (node) => {
    const spec = JSON.parse(document.getElementById(node.dataset.chart).textContent);
    views.get(node)?.finalize();
    const config = style();
    if (node.dataset.chart === "words") config.range.category = [config.range.category[1], config.range.category[2]];
    views.set(node, await vegaEmbed(node, spec, {
      ast: true, actions: false, defaultStyle: false, renderer: "svg", mode: "vega-lite", config,
      tooltip: { disableDefaultStyle: true },
    }));
  };
  const all = () => { for (const node of document.querySelectorAll("[data-chart]")) draw(node); };
  all();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
})();
