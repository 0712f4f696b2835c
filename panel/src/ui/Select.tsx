/**
 * A choice from a list. It is a heavy part, so it comes after the page it stands on; until then its
 * place is held by a box of the same size that says the same.
 */
import type { SelectProps } from "antd";
import { lazy, Suspense } from "react";

const Loaded = lazy(() => import("./loadedSelect"));

export function Select<V>(props: SelectProps<V>) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <Loaded {...(props as SelectProps)} />
    </Suspense>
  );
}

function Waiting<V>({ options, value, placeholder, className = "" }: SelectProps<V>) {
  const chosen = options?.find((one) => one.value === value)?.label;
  return (
    <span aria-hidden className={`select-waiting ${className}`}>
      {chosen ?? placeholder}
    </span>
  );
}
