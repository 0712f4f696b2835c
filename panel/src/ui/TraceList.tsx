/** A call told hop by hop: where it was, what was said and pressed, and why it went on as it did. */
import { useWords } from "../i18n/words";
import { bilingual } from "../i18n/words";
import { clock } from "../i18n/format";
import type { TraceHop, TraceStep } from "../document/trace";
import { exitLabel, nodeWords, typeTitle } from "../document/nodeWords";
import { NodeIcon } from "../drawing/icons";

const traceWords = bilingual(
  {
    pressed: "pressed",
    rung: "rings",
    answered: "answered by",
    queued: "waits in",
    hung_up: "hung up",
    place: "place",
    other: "",
    why: "Why",
  },
  {
    pressed: "нажато",
    rung: "звоним",
    answered: "ответил",
    queued: "ждёт в очереди",
    hung_up: "трубка положена",
    place: "место",
    other: "",
    why: "Почему",
  },
);

export function TraceList(props: {
  hops: readonly TraceHop[];
  nameOf: (extension: string) => string;
  current?: number;
  onChoose?: (index: number) => void;
}) {
  const w = useWords(nodeWords);
  return (
    <ol className="trace">
      {props.hops.map((hop, index) => (
        <li
          key={index}
          className={props.current === index ? "current" : ""}
          aria-current={props.current === index ? "step" : undefined}
        >
          <button type="button" className="trace-head" onClick={() => props.onChoose?.(index)}>
            <span className="num muted">{clock(hop.entered)}</span>
            <NodeIcon type={hop.type} />
            <strong>{hop.node}</strong>
            <span className="muted">{typeTitle(w, hop.type)}</span>
            {hop.exit && <span className="trace-exit">{exitLabel(w, hop.exit)}</span>}
          </button>
          {hop.steps.map((step, at) => (
            <Step key={at} step={step} nameOf={props.nameOf} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function Step({ step, nameOf }: { step: TraceStep; nameOf: (extension: string) => string }) {
  const t = useWords(traceWords);
  if (step.kind === "played") return step.text ? <p className="trace-said">{step.text}</p> : null;
  if (step.kind === "other" && !step.text) return null;
  const named = step.kind === "rung" || step.kind === "answered";
  const text = named ? step.text.split(" ").map(nameOf).join(", ") : step.text;
  return (
    <div className="trace-step">
      <span className="muted">{t[step.kind]}</span>{" "}
      {step.kind === "pressed" ? <kbd>{text}</kbd> : step.kind === "hung_up" ? "" : text}
      {step.why.length > 0 && (
        <details>
          <summary>{t.why}</summary>
          <ul>
            {step.why.map((one, index) => (
              <li key={index}>{one}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
