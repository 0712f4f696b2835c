/** A text being typed: shown at once, handed on when the person pauses or leaves the field. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useLatest } from "../ui/latest";

const PAUSE = 350;

export function useBuffered(
  value: string,
  commit: (value: string) => void,
): { value: string; change: (value: string) => void; flush: () => void } {
  const [shown, setShown] = useState(value);
  const pending = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useLatest(commit);

  useEffect(() => {
    if (pending.current === null) setShown(value);
  }, [value]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (pending.current === null) return;
    const typed = pending.current;
    pending.current = null;
    latest.current(typed);
  }, [latest]);

  useEffect(() => flush, [flush]);

  const change = useCallback(
    (typed: string) => {
      pending.current = typed;
      setShown(typed);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE);
    },
    [flush],
  );

  return { value: shown, change, flush };
}
