// Shows the document that the page holds.
const spec = JSON.parse(document.getElementById("openapi").textContent)
Redoc.init(spec, {
  hideDownloadButtons: true,
  nativeScrollbars: true,
  requiredPropsFirst: true,
  scrollYOffset: "header",
  theme: { typography: { fontFamily: "system-ui, sans-serif", headings: { fontFamily: "system-ui, sans-serif" }, code: { fontFamily: "ui-monospace, monospace" } } },
}, document.getElementById("reference"))
