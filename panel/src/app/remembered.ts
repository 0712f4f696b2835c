/** Whether somebody was signed in here when this browser last asked: a guess, and only for speed. */
const KEY = "ringtree.signed-in";

export function remember(isSignedIn: boolean): void {
  if (isSignedIn) localStorage.setItem(KEY, "yes");
  else localStorage.removeItem(KEY);
}

export function remembered(): boolean {
  return globalThis.localStorage?.getItem(KEY) === "yes";
}
