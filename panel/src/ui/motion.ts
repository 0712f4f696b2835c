/** Whether the person has asked the system for less motion: then nothing slides, fades or flies. */
import { useSyncExternalStore } from "react";

const wish = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");

export function isStill(): boolean {
  return wish?.matches ?? false;
}

export function useIsStill(): boolean {
  return useSyncExternalStore(watch, isStill);
}

function watch(changed: () => void): () => void {
  wish?.addEventListener("change", changed);
  return () => wish?.removeEventListener("change", changed);
}

/** Milliseconds that a movement of the drawing takes. */
export function moving(milliseconds: number): number {
  return isStill() ? 0 : milliseconds;
}
