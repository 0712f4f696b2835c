/** Six digits by chance, no two neighbours alike or in a row: such PINs are tried first. */
export function randomPin(chance: () => number = secureDigit): string {
  const digits: number[] = [];
  while (digits.length < 6) {
    const next = chance();
    const before = digits[digits.length - 1];
    if (before === undefined || Math.abs(next - before) > 1) digits.push(next);
  }
  return digits.join("");
}

/** Every digit as likely as every other: bytes that would prefer some are drawn anew. */
function secureDigit(): number {
  const drawn = new Uint8Array(1);
  do crypto.getRandomValues(drawn);
  while ((drawn[0] as number) >= 250);
  return (drawn[0] as number) % 10;
}
