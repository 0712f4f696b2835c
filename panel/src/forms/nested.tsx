/** Widgets with forms within: an object, a list of them, a table of names. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber } from "antd";
import { freeName } from "../document/graph";
import { list, mapping, words, type Mapping, type Plain } from "../document/text";
import { common } from "../i18n/common";
import { useWords } from "../i18n/words";
import { useBuffered } from "./buffered";
import { resolve } from "./schema";
import { SchemaForm } from "./SchemaForm";
import type { KindOf, KindProps, WidgetProps } from "./widget";
import { formWords } from "./words";

function changedMapping(before: Mapping, field: string, value: Plain | undefined): Mapping {
  const next = { ...before };
  if (value === undefined) delete next[field];
  else next[field] = value;
  return next;
}

export function ObjectField(props: KindProps<"object">) {
  const { name, value, onChange, context, widget } = props;
  const inner = mapping(value);
  return (
    <div className="field-nested">
      <SchemaForm
        owner={name}
        schema={widget.schema}
        value={inner}
        context={context}
        onChange={(field, next, typing) => {
          const changed = changedMapping(inner, field, next);
          onChange(Object.keys(changed).length > 0 ? changed : undefined, typing);
        }}
      />
    </div>
  );
}

export function ObjectsField(props: KindProps<"objects">) {
  const { name, value, onChange, context, widget } = props;
  const t = useWords(formWords);
  const c = useWords(common);
  const items = list(value).map(mapping);
  const put = (index: number, item: Mapping) =>
    onChange(items.map((one, at) => (at === index ? item : one)) as Plain, true);
  return (
    <div className="field-list">
      {items.map((item, index) => (
        <div className="field-nested" key={index}>
          <SchemaForm
            owner={name}
            schema={widget.schema}
            value={item}
            context={context}
            onChange={(field, next) => put(index, changedMapping(item, field, next))}
          />
          {!context.readOnly && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => {
                const rest = items.filter((_, at) => at !== index);
                onChange(rest.length > 0 ? (rest as Plain) : undefined, false);
              }}
            >
              {c.remove}
            </Button>
          )}
        </div>
      ))}
      {!context.readOnly && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...items, {}] as Plain, false)}
        >
          {t.addRow}
        </Button>
      )}
    </div>
  );
}

export function MappingField(props: KindProps<"mapping">) {
  const { value, onChange, context, widget } = props;
  const t = useWords(formWords);
  const rows = Object.entries(mapping(value));
  const write = (next: [string, Plain][]) =>
    onChange(next.length > 0 ? Object.fromEntries(next) : undefined, true);
  return (
    <div className="field-list">
      {rows.map(([key, entry], index) => (
        <MappingRow
          key={index}
          name={key}
          entry={entry}
          props={props}
          schema={widget.schema}
          onRename={(to) =>
            to !== "" &&
            !rows.some(([other]) => other === to) &&
            write(rows.map((row, at) => (at === index ? [to, row[1]] : row)))
          }
          onValue={(next) => write(rows.map((row, at) => (at === index ? [row[0], next] : row)))}
          onRemove={() => write(rows.filter((_, at) => at !== index))}
        />
      ))}
      {!context.readOnly && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            write([...rows, [freeName("a", Object.keys(mapping(value))), fresh(widget)]])
          }
        >
          {t.addRow}
        </Button>
      )}
    </div>
  );
}

function fresh(widget: KindOf<"mapping">): Plain {
  const { type, properties } = widget.schema;
  if (properties || type === "object") return {};
  return type === "integer" || type === "number" ? 1 : "";
}

function MappingRow(row: {
  name: string;
  entry: Plain;
  props: WidgetProps;
  schema: KindOf<"mapping">["schema"];
  onRename: (to: string) => void;
  onValue: (value: Plain) => void;
  onRemove: () => void;
}) {
  const { props, schema, entry } = row;
  const t = useWords(formWords);
  const c = useWords(common);
  const name = useBuffered(row.name, row.onRename);
  const resolved = resolve(schema, props.context.defs);
  const nested = resolved.properties !== undefined;
  const remove = !props.context.readOnly && (
    <Button type="text" aria-label={c.remove} icon={<DeleteOutlined />} onClick={row.onRemove} />
  );
  return (
    <div className={nested ? "field-nested" : "field-pair"}>
      <div className="field-pair">
        <Input
          aria-label={t.key}
          value={name.value}
          disabled={props.context.readOnly}
          onChange={(event) => name.change(event.target.value)}
          onBlur={name.flush}
        />
        {!nested && <SmallValue row={row} />}
        {remove}
      </div>
      {nested && (
        <SchemaForm
          owner={props.name}
          schema={resolved}
          value={mapping(entry)}
          context={props.context}
          onChange={(field, next) => row.onValue(changedMapping(mapping(entry), field, next))}
        />
      )}
    </div>
  );
}

function SmallValue({ row }: { row: Parameters<typeof MappingRow>[0] }) {
  const t = useWords(formWords);
  const isNumber = row.schema.type === "integer" || row.schema.type === "number";
  const text = useBuffered(words(row.entry), (typed) => row.onValue(typed));
  if (isNumber) {
    return (
      <InputNumber
        aria-label={t.value}
        min={row.schema.minimum}
        max={row.schema.maximum}
        value={typeof row.entry === "number" ? row.entry : null}
        disabled={row.props.context.readOnly}
        onChange={(next) => next !== null && row.onValue(next)}
      />
    );
  }
  return (
    <Input
      aria-label={t.value}
      value={text.value}
      disabled={row.props.context.readOnly}
      onChange={(event) => text.change(event.target.value)}
      onBlur={text.flush}
    />
  );
}
