// Filter and sort for the evidence ledger, and what the theme leaves inaccessible.
"use strict"

for (const ledger of document.querySelectorAll(".ledger")) {
  const rows = [...ledger.querySelectorAll("tbody tr")]
  ledger.before(filterOf(rows, ledger.id))
  ledger.querySelectorAll("th").forEach((header, column) => makeSortable(header, column, rows))
}

function filterOf(rows, name) {
  const form = document.createElement("form")
  form.className = "ledger-filter"
  form.setAttribute("role", "search")
  form.setAttribute("aria-label", `Filter of the ${name}`)
  form.addEventListener("submit", (event) => event.preventDefault())
  const search = form.appendChild(document.createElement("input"))
  Object.assign(search, { type: "search", placeholder: "Filter", ariaLabel: "Filter" })
  const grades = [...new Set(rows.map(gradeOf))].filter(Boolean).map((grade) => checkbox(form, grade))
  const count = form.appendChild(document.createElement("output"))
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/)
    const hidden = grades.filter((box) => !box.checked).map((box) => box.value)
    for (const row of rows) {
      const text = row.textContent.toLowerCase()
      row.hidden = hidden.includes(gradeOf(row)) || !words.every((word) => text.includes(word))
    }
    count.value = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`
  }
  form.addEventListener("input", show)
  show()
  return form
}

function gradeOf(row) {
  return row.querySelector(".grade")?.textContent
}

function checkbox(form, grade) {
  const label = form.appendChild(document.createElement("label"))
  const box = label.appendChild(document.createElement("input"))
  Object.assign(box, { type: "checkbox", value: grade, checked: true })
  label.append(` ${grade}`)
  return box
}

function makeSortable(header, column, rows) {
  const button = document.createElement("button")
  button.textContent = header.textContent
  header.replaceChildren(button)
  button.addEventListener("click", () => {
    const down = header.getAttribute("aria-sort") === "ascending"
    for (const other of header.parentElement.children) other.removeAttribute("aria-sort")
    header.setAttribute("aria-sort", down ? "descending" : "ascending")
    const text = (row) => row.cells[column].textContent
    const sorted = rows.toSorted((one, other) => text(one).localeCompare(text(other), "en", { numeric: true }))
    rows[0].parentElement.append(...(down ? sorted.reverse() : sorted))
  })
}

// What the theme leaves without a name, or out of the keyboard's reach: its search, its bars of buttons on code, and what
// scrolls sideways. It makes some of them late.
function mend() {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
  document.querySelectorAll(".md-code__nav").forEach((bar, index) => bar.setAttribute("aria-label", `Code ${index + 1}`))
  for (const region of document.querySelectorAll(".ledger, .md-typeset__scrollwrap")) region.tabIndex = 0
}
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
mend()
