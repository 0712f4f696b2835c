/** The shelf of node types: dragged onto the drawing, or put there by a click or the Enter key. */
import { useMemo } from "react";
import { FAMILIES, nodeWords, typeTitle, type Family } from "../../document/nodeWords";
import type { NodeTypes } from "../../document/nodes";
import { NodeIcon } from "../../drawing/icons";
import { useWords } from "../../i18n/words";
import { NODE_TYPE } from "../../drawing/gestures";
import { editorWords } from "./words";

const SHELVES: readonly Family[] = ["say", "decide", "people", "end", "tools"];

export function Palette(props: {
  types: NodeTypes;
  disabled: boolean;
  onAdd: (type: string) => void;
}) {
  const t = useWords(editorWords);
  const w = useWords(nodeWords);
  const shelves = useMemo(() => byFamily(props.types), [props.types]);
  return (
    <aside className="palette" aria-label={t.palette}>
      <p className="muted palette-hint">{t.paletteHint}</p>
      {SHELVES.filter((family) => shelves[family]?.length).map((family) => (
        <section key={family}>
          <h2>{w.families[family]}</h2>
          {shelves[family]?.map((type) => (
            <button
              key={type}
              type="button"
              draggable={!props.disabled}
              disabled={props.disabled}
              className={`palette-item family-${family}`}
              title={w.types[type]?.about ?? ""}
              onClick={() => props.onAdd(type)}
              onDragStart={(event) => {
                event.dataTransfer.setData(NODE_TYPE, type);
                event.dataTransfer.effectAllowed = "move";
              }}
            >
              <span className="node-icon" aria-hidden>
                <NodeIcon type={type} />
              </span>
              {typeTitle(w, type, props.types[type]?.title)}
            </button>
          ))}
        </section>
      ))}
    </aside>
  );
}

function byFamily(types: NodeTypes): Partial<Record<Family, string[]>> {
  const known = Object.keys(FAMILIES);
  const sorted = Object.keys(types).sort(
    (a, b) => (known.indexOf(a) + 1 || 99) - (known.indexOf(b) + 1 || 99),
  );
  const found: Partial<Record<Family, string[]>> = {};
  for (const type of sorted) (found[FAMILIES[type] ?? "tools"] ??= []).push(type);
  return found;
}
