/** How incoming calls flow: number, where the tree led them, outcome; as a chart and as a table. */
import { useMemo, useState } from "react";
import { Button } from "antd";
import { useColleagues } from "../../app/colleagues";
import { count, percent, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { bilingual, useWords } from "../../i18n/words";
import { outcomeColour, outcomeWords } from "../../ui/outcomes";
import { chartOf, outline, type Box, type FlowLink } from "./flow";

const flowWords = bilingual(
  {
    title: "The way of incoming calls",
    about: "From the number, by where the call was at its end, to what became of it.",
    columns: ["Number", "Where it led", "Outcome"],
    calls: "Calls",
    total: "All incoming calls",
    noNumber: "no number of yours",
    rest: "the rest",
    chart: "Chart of the table below: number, where it led, outcome",
    showTable: "Show as a table",
    hideTable: "Hide the table",
    kinds: {
      queue: (name: string) => `Queue “${name}”`,
      people: (name: string) => `People: ${name}`,
      mailbox: (name: string) => `Mailbox “${name}”`,
      outside: (name: string) => `Outside: ${name}`,
      callback: (name: string) => `Callback: ${name}`,
      tree: (name: string) => `Tree: ${name}`,
      none: () => "No tree",
    } as Record<string, (name: string) => string>,
  },
  {
    title: "Путь входящих звонков",
    about: "От номера — через место, где звонок был в конце, — к тому, чем он закончился.",
    columns: ["Номер", "Куда привёл", "Итог"],
    calls: "Звонков",
    total: "Все входящие звонки",
    noNumber: "не на ваш номер",
    rest: "остальные",
    chart: "Диаграмма по таблице ниже: номер, куда привёл звонок, итог",
    showTable: "Показать таблицей",
    hideTable: "Скрыть таблицу",
    kinds: {
      queue: (name: string) => `Очередь «${name}»`,
      people: (name: string) => `Сотрудники: ${name}`,
      mailbox: (name: string) => `Ящик «${name}»`,
      outside: (name: string) => `Наружу: ${name}`,
      callback: (name: string) => `Обратный звонок: ${name}`,
      tree: (name: string) => `Дерево: ${name}`,
      none: () => "Без дерева",
    } as Record<string, (name: string) => string>,
  },
);

const WIDTH = 1180;
/** Left edges of the three columns of boxes. */
const COLUMNS = [0, 420, 850] as const;
const BOX = 10;
const LETTERS = 30;

type Naming = (link: FlowLink, column: number) => string;

function useNaming(): Naming {
  const t = useWords(flowWords);
  const o = useWords(outcomeWords);
  const locale = useLocale();
  const { queueName } = useColleagues();
  return (link, column) => {
    if (column === 0) return link.number ? phone(link.number, locale) : t.noNumber;
    if (column === 2) return o[link.outcome] ?? link.outcome;
    const last = link.place.split("/").pop() ?? "";
    const name = link.kind === "queue" ? queueName(last) : last;
    return t.kinds[link.kind]?.(link.kind === "tree" ? link.place : name) ?? link.place;
  };
}

export function FlowCard({ flow }: { flow: { total: number; links: FlowLink[] } }) {
  const t = useWords(flowWords);
  const naming = useNaming();
  const [shown, setShown] = useState(false);
  if (flow.total === 0) return null;
  return (
    <section className="panel-card report-load flow">
      <h2>{t.title}</h2>
      <p className="field-help">{t.about}</p>
      <FlowChart flow={flow} naming={naming} />
      <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? t.hideTable : t.showTable}
      </Button>
      <FlowTable flow={flow} naming={naming} shown={shown} />
    </section>
  );
}

function FlowChart(props: { flow: { total: number; links: FlowLink[] }; naming: Naming }) {
  const { flow, naming } = props;
  const t = useWords(flowWords);
  const locale = useLocale();
  const chart = useMemo(() => chartOf(flow.links), [flow.links]);
  const colours = new Map(
    chart.columns[2].map((box) => [box.key, box.link ? outcomeColour(box.link.outcome) : "blue"]),
  );
  const name = (box: Box, column: number) => (box.link ? naming(box.link, column) : t.rest);
  return (
    <>
      <div className="flow-heads" aria-hidden>
        {t.columns.map((title) => (
          <span key={title}>{title}</span>
        ))}
      </div>
      <svg
        role="img"
        aria-label={t.chart}
        className="flow-chart"
        viewBox={`0 -12 ${WIDTH} ${chart.height + 24}`}
      >
        {chart.bands.map((bands, side) =>
          bands.map((band) => (
            <path
              key={`${side} ${band.from} ${band.to}`}
              className={`flow-band ${side === 1 ? colours.get(band.to) : "blue"}`}
              d={outline(band, (COLUMNS[side] as number) + BOX, COLUMNS[side + 1] as number)}
            >
              <title>{count(band.calls, locale)}</title>
            </path>
          )),
        )}
        {chart.columns.map((boxes, column) =>
          boxes.map((box) => (
            <g key={`${column} ${box.key}`}>
              <rect
                className={`flow-box ${column === 2 ? colours.get(box.key) : "blue"}`}
                x={COLUMNS[column]}
                y={box.y}
                width={BOX}
                height={box.height}
                rx={2}
              />
              <text
                className="flow-name"
                x={(COLUMNS[column] as number) + BOX + 6}
                y={box.y + box.height / 2 + 4}
              >
                {short(name(box, column))}
                <tspan className="flow-share" dx={6}>
                  {count(box.calls, locale)}
                  {column === 2 && ` · ${percent(box.calls / flow.total, locale)}`}
                </tspan>
                <title>{name(box, column)}</title>
              </text>
            </g>
          )),
        )}
      </svg>
    </>
  );
}

function short(text: string): string {
  return text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text;
}

/** Unless it is shown it is there for screen readers. */
function FlowTable(props: {
  flow: { total: number; links: FlowLink[] };
  naming: Naming;
  shown: boolean;
}) {
  const t = useWords(flowWords);
  const locale = useLocale();
  return (
    <div className={props.shown ? "flow-table" : "visually-hidden"}>
      <table aria-label={t.title}>
        <thead>
          <tr>
            {[...t.columns, t.calls].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.flow.links.map((link) => (
            <tr key={`${link.number} ${link.kind} ${link.place} ${link.outcome}`}>
              {[0, 1, 2].map((column) => (
                <td key={column}>{props.naming(link, column)}</td>
              ))}
              <td className="num">{count(link.calls, locale)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t.total}
            </th>
            <td className="num">{count(props.flow.total, locale)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
