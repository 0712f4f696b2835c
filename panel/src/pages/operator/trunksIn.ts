/** Which trunks an operator asks for. Pure. */
interface Row {
  company: string;
  company_name: string;
  trunk: string;
  target: string | null;
  state: string;
}

/** Those worst off first: a glance from above sees them. */
const ORDER = ["down", "degraded", "trying", "ready"];

export function wantedTrunks<T extends Row>(
  rows: readonly T[],
  text: string,
  troubled: boolean,
): T[] {
  const wanted = text.trim().toLocaleLowerCase();
  const words = (row: T) => [row.company, row.company_name, row.trunk, row.target ?? ""];
  return rows
    .filter((row) => !troubled || row.state !== "ready")
    .filter((row) => words(row).some((one) => one.toLocaleLowerCase().includes(wanted)))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}
