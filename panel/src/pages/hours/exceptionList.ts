/** A schedule's exceptions, and the one in the dialog: for the calendar and for the list. */
import { useMemo, useState } from "react";
import { withNew } from "../../document/calendar";
import { list, mapping, words, type Mapping, type Plain } from "../../document/text";

export type Write = (field: string, value: Plain | undefined, typing: boolean) => void;

export interface Edited {
  item: Mapping;
  /** Its place in the list; -1: it is new. */
  at: number;
}

export function useExceptions(schedule: Mapping, onChange: Write, onClosed?: () => void) {
  const [edited, edit] = useState<Edited | null>(null);
  const items = useMemo(() => list(schedule.exceptions).map(mapping), [schedule.exceptions]);
  const names = useMemo(() => [...new Set(items.map((one) => words(one.name)))], [items]);
  const close = () => {
    edit(null);
    onClosed?.();
  };
  const write = (next: readonly Mapping[]) => {
    onChange("exceptions", next.length > 0 ? (next as Plain) : undefined, false);
    close();
  };
  const at = edited?.at ?? -1;
  const dialog = {
    names,
    onDone: (item: Mapping) =>
      write(at < 0 ? withNew(items, item) : items.map((one, index) => (index === at ? item : one))),
    onRemove: () => write(items.filter((_, index) => index !== at)),
    onCancel: close,
  };
  return { items, names, edited, edit, dialog };
}
