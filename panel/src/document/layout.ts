/** Where nodes stand. People's own places are kept; dagre finds places for the rest. */
import dagre from "@dagrejs/dagre";

export interface Place {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Box {
  id: string;
  size: Size;
}

export interface Wire {
  source: string;
  target: string;
}

const GRID = 12;

function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID;
}

/** Places for all nodes, from the start to the right; ways that lead back do not disturb it. */
export function automatic(
  boxes: readonly Box[],
  wires: readonly Wire[],
  start: string,
): Record<string, Place> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 30, ranksep: 76, ranker: "network-simplex" });
  graph.setDefaultEdgeLabel(() => ({}));
  const ordered = [...boxes].sort((a, b) => Number(b.id === start) - Number(a.id === start));
  for (const box of ordered) graph.setNode(box.id, { ...box.size });
  for (const wire of forwards(ordered, wires)) graph.setEdge(wire.source, wire.target);
  dagre.layout(graph);
  const places: Record<string, Place> = {};
  for (const box of boxes) {
    const middle = graph.node(box.id);
    places[box.id] = {
      x: onGrid(middle.x - box.size.width / 2),
      y: onGrid(middle.y - box.size.height / 2),
    };
  }
  return places;
}

/** The wires without those that close a circle, found by walking in the order of the boxes. */
function forwards(boxes: readonly Box[], wires: readonly Wire[]): Wire[] {
  const out = new Map<string, Wire[]>();
  for (const wire of wires) out.set(wire.source, [...(out.get(wire.source) ?? []), wire]);
  const state = new Map<string, "open" | "done">();
  const kept: Wire[] = [];
  for (const box of boxes) walk(box.id);
  return kept;

  function walk(root: string): void {
    if (state.has(root)) return;
    const stack: { id: string; rest: Wire[] }[] = [{ id: root, rest: [...(out.get(root) ?? [])] }];
    state.set(root, "open");
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const wire = top.rest.shift();
      if (!wire) {
        state.set(top.id, "done");
        stack.pop();
        continue;
      }
      if (state.get(wire.target) === "open") continue;
      kept.push(wire);
      if (!state.has(wire.target)) {
        state.set(wire.target, "open");
        stack.push({ id: wire.target, rest: [...(out.get(wire.target) ?? [])] });
      }
    }
  }
}

/** Places last found: what does not change the shape of a tree need not wait for them again. */
const found = new Map<string, Record<string, Place>>();
const KEPT = 4;

function remembered(boxes: readonly Box[], wires: readonly Wire[], start: string) {
  const shape = JSON.stringify([
    start,
    boxes.map((box) => [box.id, box.size.width, box.size.height]),
    wires.map((wire) => [wire.source, wire.target]),
  ]);
  const places = found.get(shape) ?? automatic(boxes, wires, start);
  found.delete(shape);
  found.set(shape, places);
  if (found.size > KEPT) found.delete(found.keys().next().value as string);
  return { ...places };
}

/** Automatic places, and where people put nodes themselves, theirs. */
export function placed(
  boxes: readonly Box[],
  wires: readonly Wire[],
  start: string,
  saved: Readonly<Record<string, Place>>,
): Record<string, Place> {
  if (boxes.every((box) => box.id in saved)) return { ...saved };
  const places = remembered(boxes, wires, start);
  const known = boxes.filter((box) => box.id in saved);
  if (known.length === 0) return places;
  for (const box of known) places[box.id] = saved[box.id] as Place;
  for (const box of boxes) {
    if (!(box.id in saved)) places[box.id] = aside(box, boxes, places);
  }
  return places;
}

/** The nearest place below where a box would stand on top of another. */
function aside(box: Box, all: readonly Box[], places: Record<string, Place>): Place {
  const place = { ...(places[box.id] ?? { x: 0, y: 0 }) };
  const others = all.filter((one) => one.id !== box.id);
  for (let tries = 0; tries < 200; tries++) {
    const hit = others.find((other) => overlaps(box.size, place, other.size, places[other.id]));
    if (!hit) break;
    place.y = onGrid((places[hit.id]?.y ?? 0) + hit.size.height + 24);
  }
  return place;
}

function overlaps(a: Size, at: Place, b: Size, bt: Place | undefined): boolean {
  if (!bt) return false;
  return (
    at.x < bt.x + b.width &&
    bt.x < at.x + a.width &&
    at.y < bt.y + b.height &&
    bt.y < at.y + a.height
  );
}
