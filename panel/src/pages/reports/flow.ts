/** The flow chart of calls: three columns of boxes and the bands between them. Pure. */
export interface FlowLink {
  number: string;
  kind: string;
  place: string;
  outcome: string;
  calls: number;
}

export interface Box {
  key: string;
  /** What the box is, for its words; the rest of a column has none. */
  link: FlowLink | null;
  calls: number;
  y: number;
  height: number;
}

export interface Band {
  from: string;
  to: string;
  calls: number;
  /** Where it leaves and arrives, from its upper edge, and how thick it is. */
  y1: number;
  y2: number;
  height: number;
}

export interface Chart {
  columns: [Box[], Box[], Box[]];
  /** Between the first two columns, and between the last two. */
  bands: [Band[], Band[]];
  height: number;
}

/** Boxes in a column at most; what is rarer stands together in one more. */
const MOST = 9;
const REST = "\u0000rest";
/** Units of the drawing: for all calls together, between boxes, and for one box at least. */
const FULL = 300;
const GAP = 22;
const LEAST = 3;

type Key = (link: FlowLink) => string;
const KEYS: [Key, Key, Key] = [
  (link) => link.number,
  (link) => `${link.kind} ${link.place}`,
  (link) => link.outcome,
];

function counted(links: readonly FlowLink[], key: Key): Map<string, number> {
  const found = new Map<string, number>();
  for (const link of links) found.set(key(link), (found.get(key(link)) ?? 0) + link.calls);
  return found;
}

/** The commonest by themselves, the others under one key. */
function folded(links: readonly FlowLink[], key: Key): Key {
  const sorted = [...counted(links, key)].sort(([, a], [, b]) => b - a);
  if (sorted.length <= MOST + 1) return key;
  const kept = new Set(sorted.slice(0, MOST).map(([name]) => name));
  return (link) => (kept.has(key(link)) ? key(link) : REST);
}

export function chartOf(links: readonly FlowLink[]): Chart {
  const total = links.reduce((sum, link) => sum + link.calls, 0);
  const scale = total > 0 ? FULL / total : 0;
  const keys = KEYS.map((key) => folded(links, key)) as [Key, Key, Key];
  const columns = keys.map((key) => boxesOf(links, key, scale)) as Chart["columns"];
  const bottom = (boxes: readonly Box[]) => Math.max(0, ...boxes.map((one) => one.y + one.height));
  return {
    columns,
    bands: [
      bandsOf(links, keys[0], keys[1], columns[0], columns[1], scale),
      bandsOf(links, keys[1], keys[2], columns[1], columns[2], scale),
    ],
    height: Math.max(...columns.map(bottom)),
  };
}

function boxesOf(links: readonly FlowLink[], key: Key, scale: number): Box[] {
  const order = (name: string) => (name === REST ? 1 : 0);
  const sorted = [...counted(links, key)].sort(
    ([one, a], [other, b]) => order(one) - order(other) || b - a,
  );
  let y = 0;
  return sorted.map(([name, calls]) => {
    const height = Math.max(LEAST, calls * scale);
    const link = name === REST ? null : (links.find((one) => key(one) === name) ?? null);
    const box = { key: name, link, calls, y, height };
    y += height + GAP;
    return box;
  });
}

function bandsOf(
  links: readonly FlowLink[],
  from: Key,
  to: Key,
  left: readonly Box[],
  right: readonly Box[],
  scale: number,
): Band[] {
  const counts = new Map<string, Map<string, number>>();
  for (const link of links) {
    const row = counts.get(from(link)) ?? new Map<string, number>();
    counts.set(from(link), row.set(to(link), (row.get(to(link)) ?? 0) + link.calls));
  }
  const arrived = new Map(right.map((box) => [box.key, box.y]));
  return left.flatMap((box) => {
    let y1 = box.y;
    return right.flatMap((target) => {
      const calls = counts.get(box.key)?.get(target.key);
      if (calls === undefined) return [];
      const height = calls * scale;
      const y2 = arrived.get(target.key) ?? target.y;
      const band = { from: box.key, to: target.key, calls, y1, y2, height: Math.max(1, height) };
      y1 += height;
      arrived.set(target.key, y2 + height);
      return [band];
    });
  });
}

/** A band's outline between two edges. */
export function outline(band: Band, x1: number, x2: number): string {
  const middle = (x1 + x2) / 2;
  const curve = (ya: number, yb: number, from: number, to: number) =>
    `${from},${ya} C${middle},${ya} ${middle},${yb} ${to},${yb}`;
  const upper = curve(band.y1, band.y2, x1, x2);
  const lower = curve(band.y2 + band.height, band.y1 + band.height, x2, x1);
  return `M${upper} L${lower} Z`;
}
