/** The numbers of a list somebody pasted: one on a line, or separated by commas. */
export function numbersIn(text: string): string[] {
  const found = text
    .split(/[\n,;]+/)
    .map((one) => one.replace(/[\s().-]/g, ""))
    .filter(Boolean)
    .map((one) => (one.startsWith("+") ? one : `+${one}`));
  return [...new Set(found)];
}
