/** Whether two values say the same: the order of keys says nothing, the order of a list does. */
export function alike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  const a = one as Record<string, unknown>;
  const b = other as Record<string, unknown>;
  return keys.every((key) => Object.hasOwn(b, key) && alike(a[key], b[key]));
}
