/**
 * Where who was signed in here began: their first page. Whether they still are is a guess, and only
 * for speed.
 */
const KEY = "ringtree.signed-in";

/** Remember the first page of who is signed in; null: nobody is. */
export function remember(home: string | null): void {
  if (home === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, home);
}

export function remembered(): string | null {
  return globalThis.localStorage?.getItem(KEY) ?? null;
}
