/** Tables as text [RFC 4180], with the separators that offices in different lands use. Pure. */
export function parseCsv(text: string): string[][] {
  const body = text.replace(/^\uFEFF/, "");
  const first = body.split(/\r?\n/, 1)[0] ?? "";
  const separator = [";", "\t", ","].find((one) => first.includes(one)) ?? ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  for (let index = 0; index < body.length; index++) {
    const char = body[index] as string;
    if (quoted) {
      if (char === '"' && body[index + 1] === '"') {
        field += '"';
        index++;
      } else if (char === '"') quoted = false;
      else field += char;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === separator) {
      row.push(field);
      field = "";
    } else if (char === "\n" || char === "\r") {
      if (char === "\r" && body[index + 1] === "\n") index++;
      row.push(field);
      rows.push(row);
      row = [];
      field = "";
    } else field += char;
  }
  if (field !== "" || row.length > 0) rows.push([...row, field]);
  return rows.filter((one) => one.some((value) => value.trim() !== "")).map(asWritten);
}

/** Cells as they were before `quote` kept them from being formulas. */
const asWritten = (row: string[]) => row.map((one) => one.replace(/^'(?=[=@\t\r+-])/, ""));

/** The text of a file: in UTF-8, or as spreadsheets on Russian computers write it. */
export function decoded(file: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return new TextDecoder("windows-1251").decode(file);
  }
}

/** A semicolon and a mark for UTF-8: what spreadsheets open without asking. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(quote).join(";"));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

const NUMBER = /^[+-]?\d[\d ().,]*$/;

function quote(value: string): string {
  // A formula in a name must stay a name when a spreadsheet opens the file.
  const safe = /^[=@\t\r+-]/.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[";\r\n\t,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
