/**
 * A table of rows: sorted by a click on its head, opened by a click or Enter. Long ones draw only
 * the rows that are seen, so that ten thousand scroll as easily as ten.
 */
import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useMemo, useRef, useState, type ReactNode } from "react";

export interface Column<T> {
  key: string;
  title: ReactNode;
  render: (row: T) => ReactNode;
  /** By what the column sorts; without it, it does not. */
  sort?: (row: T) => string | number | null;
  align?: "right";
  /** Left out on narrow screens. */
  wide?: boolean;
  width?: string;
}

export interface DataTableProps<T> {
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  label: string;
  empty: ReactNode;
  onOpen?: (row: T) => void;
  /** Fills the height it is given and scrolls inside. */
  fill?: boolean;
  /** The end is near: there may be more. */
  onEnd?: () => void;
  foot?: ReactNode;
}

const ROW = 45;
const VIRTUAL_FROM = 120;

interface Order {
  key: string;
  up: boolean;
}

export function DataTable<T>(props: DataTableProps<T>) {
  const { columns } = props;
  const [order, setOrder] = useState<Order | null>(null);
  const rows = useSorted(props.rows, columns, order);
  const scroller = useRef<HTMLDivElement>(null);
  const isVirtual = props.fill === true && rows.length > VIRTUAL_FROM;
  const virtual = useVirtualizer({
    count: isVirtual ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.start ?? 0;
  const last = items.at(-1)?.end ?? 0;
  const shown = isVirtual ? items.map((item) => rows[item.index] as T) : rows;
  const turn = (key: string) =>
    setOrder((now) => (now?.key !== key ? { key, up: true } : now.up ? { key, up: false } : null));
  return (
    <div
      ref={scroller}
      className={props.fill ? "table-scroll fill" : "table-scroll"}
      tabIndex={props.fill ? 0 : undefined}
      onScroll={(event) => {
        const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
        if (props.onEnd && scrollTop + clientHeight > scrollHeight - 600) props.onEnd();
      }}
    >
      <table className="data-table" aria-label={props.label} aria-rowcount={rows.length}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classOf(column)}
                style={column.width ? { width: column.width } : undefined}
                aria-sort={
                  order?.key === column.key ? (order.up ? "ascending" : "descending") : undefined
                }
              >
                {column.sort ? (
                  <button type="button" onClick={() => turn(column.key)}>
                    {column.title}
                    {order?.key === column.key &&
                      (order.up ? <CaretUpOutlined /> : <CaretDownOutlined />)}
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isVirtual && first > 0 && <Gap height={first} span={columns.length} />}
          {shown.map((row) => (
            <Row key={props.rowKey(row)} row={row} columns={columns} onOpen={props.onOpen} />
          ))}
          {isVirtual && <Gap height={virtual.getTotalSize() - last} span={columns.length} />}
        </tbody>
      </table>
      {rows.length === 0 && props.empty}
      {props.foot}
    </div>
  );
}

interface RowProps<T> {
  row: T;
  columns: readonly Column<T>[];
  onOpen: ((row: T) => void) | undefined;
}

/** Drawn anew only when it has changed: give stable columns to tables that change by themselves. */
const Row = memo(PlainRow) as typeof PlainRow;

function PlainRow<T>(props: RowProps<T>) {
  const { row, columns, onOpen } = props;
  return (
    <tr
      className={onOpen ? "opens" : undefined}
      tabIndex={onOpen ? 0 : undefined}
      onClick={(event) => {
        const inner = (event.target as HTMLElement).closest("a, button, input, audio");
        if (onOpen && !inner && !String(getSelection() ?? "")) onOpen(row);
      }}
      onKeyDown={(event) => {
        if (onOpen && event.key === "Enter" && event.target === event.currentTarget) onOpen(row);
      }}
    >
      {columns.map((column) => (
        <td key={column.key} className={classOf(column)}>
          {column.render(row)}
        </td>
      ))}
    </tr>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden style={{ height: Math.max(0, height) }}>
      <td colSpan={span} style={{ padding: 0, border: 0 }} />
    </tr>
  );
}

function classOf<T>(column: Column<T>): string | undefined {
  const names = [column.align === "right" && "right", column.wide && "only-wide"].filter(Boolean);
  return names.length > 0 ? names.join(" ") : undefined;
}

function useSorted<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  order: Order | null,
): readonly T[] {
  return useMemo(() => {
    const by = order && columns.find((column) => column.key === order.key)?.sort;
    if (!order || !by) return rows;
    return [...rows].sort((a, b) => compare(by(a), by(b)) * (order.up ? 1 : -1));
  }, [rows, columns, order]);
}

export function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "ru", { numeric: true });
}
