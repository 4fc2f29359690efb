// Shows the document that the page holds, with Redoc, in the browser's colour scheme.
"use strict"

const COLOURS = {
  light: { page: "#fff", side: "#f5f6f8", text: "#1f2430", faint: "#59606e", line: "#d5d9e0", accent: "#1a4fc4", button: "#1a4fc4", good: "#146c43", bad: "#b3261e", code: "#eef0f4" },
  dark: { page: "#1e2129", side: "#171a21", text: "#e2e4e9", faint: "#b4bac6", line: "#434957", accent: "#8fb4ff", button: "#3d6fe0", good: "#7fd6a4", bad: "#ff9a8f", code: "#2a2f3a" },
}
const reference = document.getElementById("reference")

function themeOf({ page, side, text, faint, line, accent, button, good, bad, code }) {
  const badge = (colour) => ({ color: colour, backgroundColor: code, tabTextColor: colour === good ? "#7fd6a4" : "#ff9a8f" })
  return {
    colors: {
      primary: { main: button },
      success: { main: good },
      error: { main: bad },
      text: { primary: text, secondary: faint },
      border: { light: line, dark: line },
      gray: { 50: side, 100: side },
      responses: { success: badge(good), error: badge(bad), redirect: badge(faint), info: badge(faint) },
      http: { get: "#146c43", post: "#1a4fc4", put: "#8a4b00", delete: "#b3261e" },
    },
    schema: {
      linesColor: line, typeNameColor: faint, typeTitleColor: faint, requireLabelColor: bad, nestedBackground: side,
      arrow: { color: faint },
    },
    typography: {
      fontSize: "15px", lineHeight: "1.55", fontFamily: "system-ui, sans-serif",
      headings: { fontFamily: "system-ui, sans-serif", fontWeight: "600" },
      code: { fontFamily: "ui-monospace, monospace", fontSize: "13px", color: text, backgroundColor: code, wrap: true },
      links: { color: accent, visited: accent, hover: accent, textDecoration: "underline", hoverTextDecoration: "underline" },
    },
    sidebar: { backgroundColor: side, textColor: text, activeTextColor: accent, arrow: { color: faint } },
    rightPanel: { backgroundColor: "#171a21", textColor: "#fff", servers: { overlay: { backgroundColor: code, textColor: text }, url: { backgroundColor: page } } },
    codeBlock: { backgroundColor: "#0f1116" },
    fab: { backgroundColor: side, color: accent },
  }
}

// Redoc skips levels of headings: what follows a level is announced as one below it at most.
function mendHeadings() {
  let level = 0
  for (const heading of reference.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    level = Math.min(Number(heading.localName[1]), level + 1)
    heading.setAttribute("aria-level", level)
  }
}

const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
const options = {
  expandResponses: "200,201,204",
  hideDownloadButtons: true,
  nativeScrollbars: true,
  requiredPropsFirst: true,
  schemasExpansionLevel: 1,
  scrollYOffset: "body > header",
  theme: themeOf(COLOURS[scheme]),
}
const spec = JSON.parse(document.getElementById("openapi").textContent)
Redoc.init(spec, options, reference, () => {
  mendHeadings()
  new MutationObserver(mendHeadings).observe(reference, { childList: true, subtree: true })
})
