// Tables that sort by a press on the head of a column: text as people order it, numbers and days by their value.

const COLLATOR = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The order of the values of a column: each its place, empty ones last in both directions. */
export function order(values, descending) {
  const sign = descending ? -1 : 1;
  return values
    .map((value, place) => ({ value, place }))
    .sort((one, other) => {
      if (!one.value || !other.value) return Number(!one.value) - Number(!other.value) || one.place - other.place;
      return sign * COLLATOR.compare(one.value, other.value) || one.place - other.place;
    })
    .map(({ place }) => place);
}

/** Sort the table of a head that was pressed: upward first, then downward. */
export function sort(head) {
  const table = head.closest("table");
  const column = [...head.parentElement.children].indexOf(head);
  const descending = head.getAttribute("aria-sort") === "ascending";
  for (const each of head.parentElement.children) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const values = rows.map((row) => row.cells[column]?.dataset.sort ?? row.cells[column]?.textContent.trim() ?? "");
  body.append(...order(values, descending).map((place) => rows[place]));
}
